"""The base of every form: Dutch messages at the field, and a key that makes a double click one act."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.web.in_words import is_english
from loopbaankrediet.web.templatetags.dutch import said

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

DAY_FORMAT = "%d/%m/%Y"
DAY_INPUTS = [DAY_FORMAT, "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%Y-%m-%d"]


@dataclass(frozen=True)
class SummaryError:
    """One line of the error summary; `href` is empty when the error concerns the whole act."""

    text: str
    href: str = ""


class PlainRenderer(DjangoTemplates):
    """Our own markup for forms and fields; Django's own for the widgets."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"


class PlainForm(forms.Form):
    """Also on its own: a form that is one button. `act_key` stays the same when the form comes back.

    A browser would cut long text in silence (maxlength); here the visitor keeps it and reads that it is too long.
    """

    default_renderer = PlainRenderer
    use_required_attribute = False

    act_key = forms.UUIDField(
        widget=forms.HiddenInput(attrs={"id": False}),
        initial=uuid4,
        error_messages={"required": _("Laad de pagina opnieuw."), "invalid": _("Laad de pagina opnieuw.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _say_what_is_missing(field)
            _say_choices(field)
            field.widget.attrs.pop("maxlength", None)

    @property
    def key(self) -> UUID:
        """The act key of a valid form, to pass to the action."""
        key: UUID = self.cleaned_data["act_key"]
        return key

    def add_domain_error(self, error: DomainError) -> None:
        """Put the refusal at its field, or in the summary when this form has no such visible field."""
        visible = {bound.name for bound in self.visible_fields()}
        self.add_error(error.field if error.field in visible else None, said(str(error)))

    def summary(self) -> list[SummaryError]:
        """All errors in the order of the form, each with the address of its field."""
        lines = [SummaryError(str(text)) for text in self.non_field_errors()]
        lines += [SummaryError(str(text)) for bound in self.hidden_fields() for text in bound.errors]
        lines += [
            SummaryError(str(text), f"#{_first_control(bound)}")
            for bound in self.visible_fields()
            for text in bound.errors
        ]
        return lines


class OptionalText(forms.CharField):
    """Text that may stay empty; `optional` says in the label when."""

    def __init__(self, *, optional: "str | StrPromise", **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.optional = optional


class DayField(forms.DateField):
    """A day as people write it in Belgium: 1/3/2027."""

    widget = forms.DateInput(format=DAY_FORMAT, attrs={"inputmode": "numeric", "class": "short"})
    default_error_messages = {"invalid": _("Schrijf de dag zo: 1/3/2027.")}

    def __init__(self, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"input_formats": DAY_INPUTS, "help_text": _("Bijvoorbeeld 1/3/2027")}
        super().__init__(**defaults | kwargs)


def _first_control(bound: BoundField) -> str:
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label


def _say_choices(field: forms.Field) -> None:
    """Choices of the rooms are Dutch; an English page says them in English."""
    if is_english() and isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        field.choices = [(value, gettext(str(label))) for value, label in choices]


def _say_what_is_missing(field: forms.Field) -> None:
    """A message of our own that names the field, unless the form brings its own."""
    if field.error_messages.get("required") is not forms.Field.default_error_messages["required"]:
        return
    if isinstance(field, forms.ChoiceField):
        field.error_messages["required"] = gettext("Maak een keuze bij '%(label)s'.") % {"label": field.label}
    elif isinstance(field, forms.BooleanField):
        field.error_messages["required"] = gettext("Kruis aan: '%(label)s'.") % {"label": field.label}
    else:
        field.error_messages["required"] = gettext("Vul '%(label)s' in.") % {"label": field.label}
