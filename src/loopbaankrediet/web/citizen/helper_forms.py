"""The forms around powers of attorney: giving one, and taking one up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from loopbaankrediet.people.mandates.actions.giving import HelperName
from loopbaankrediet.people.mandates.scopes import TO_TICK, WORDS
from loopbaankrediet.web.forms import PlainForm

TYPED = {"autocomplete": "off", "spellcheck": "false"}


class GiveForm(PlainForm):
    """Whom the citizen lets help her, and with what."""

    given_name = forms.CharField(
        label=gettext_lazy("Voornaam van je helper"), max_length=100, widget=forms.TextInput(attrs=TYPED)
    )
    family_name = forms.CharField(
        label=gettext_lazy("Familienaam van je helper"),
        max_length=100,
        help_text=gettext_lazy(
            "Zoals op de identiteitskaart. Alleen iemand met deze familienaam kan de code gebruiken."
        ),
        widget=forms.TextInput(attrs=TYPED),
    )
    ticked = forms.MultipleChoiceField(
        label=gettext_lazy("Mag je helper ook dit?"),
        choices=[(scope.value, f"{WORDS[scope][0].upper()}{WORDS[scope][1:]}") for scope in TO_TICK],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Kruis niets aan als je dit liever zelf doet."),
    )
    by_letter = forms.TypedChoiceField(
        label=gettext_lazy("Hoe wil je de code?"),
        choices=[
            ("screen", gettext_lazy("Nu op het scherm. Ik geef ze zelf door.")),
            ("letter", gettext_lazy("In een brief, naar mij thuis.")),
        ],
        initial="screen",
        coerce=lambda value: value == "letter",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, at_desk: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if at_desk:
            del self.fields["ticked"], self.fields["by_letter"]

    @property
    def said(self) -> dict[str, Any]:
        """What was ticked and how the code comes; at the desk nothing is asked."""
        return {"ticked": self.cleaned_data.get("ticked", []), "by_letter": self.cleaned_data.get("by_letter", True)}

    @property
    def helper(self) -> HelperName:
        return HelperName(self.cleaned_data["given_name"], self.cleaned_data["family_name"])


class TakeUpForm(PlainForm):
    """The code of a power of attorney; wrong, used and lapsed codes get one answer."""

    code = forms.CharField(
        label=gettext_lazy("Code van de volmacht"),
        help_text=gettext_lazy("Twaalf letters en cijfers. Je krijgt de code van de persoon die je helpt."),
        max_length=40,
        widget=forms.TextInput(attrs=TYPED | {"class": "short", "autocapitalize": "characters"}),
        error_messages={"max_length": gettext_lazy("Een code telt twaalf letters en cijfers. Kijk ze na.")},
    )


class ObjectForm(PlainForm):
    """What does not hold in the counsellor's declaration."""

    text = forms.CharField(
        label=gettext_lazy("Wat klopt er niet?"),
        max_length=2_000,
        help_text=gettext_lazy("Bijvoorbeeld: we zijn nicht en neef, of ik werk in dezelfde vennootschap."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
