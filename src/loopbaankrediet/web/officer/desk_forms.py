"""What the desk and the case officer fill in about acting for somebody else."""

from typing import Any

from django import forms
from django.conf import settings

from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.mandates.actions.desk import Caller, Recognised
from loopbaankrediet.people.mandates.actions.legal import Judgment
from loopbaankrediet.people.mandates.errors import (
    JudgmentIncomplete,
    NoteOfCallMissing,
    ReasonOfCallMissing,
)
from loopbaankrediet.people.mandates.models import Channel, Control
from loopbaankrediet.people.mandates.scopes import Manner, Matter
from loopbaankrediet.web.forms import DayField, PlainForm

TYPED = {"autocomplete": "off", "spellcheck": "false"}
MOST_NAME, MOST_TEXT = 100, 2_000
CONFIRMED_NUMBERS = {
    "is_new": "Ik keek het nummer van de burger na. Het klopt.",
    "helper_is_new": "Ik keek het nummer van de bewindvoerder na. Het klopt.",
}


class NumberField(forms.CharField):
    """A national number; the value is a `NationalNumber`."""

    def __init__(self, label: str) -> None:
        widget = forms.TextInput(attrs=TYPED | {"inputmode": "numeric", "class": "short"})
        super().__init__(label=label, max_length=30, widget=widget)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return NationalNumber.parse(text, allow_test=settings.ALLOW_TST_INSZ)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from error


def name_field(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=MOST_NAME, widget=forms.TextInput(attrs=TYPED))


class NewNumberForm(PlainForm):
    """A form with national numbers. A number that nobody has is asked once more, with a box to tick."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in CONFIRMED_NUMBERS:
            if name in self.data:
                self._ask(name)

    def add_domain_error(self, error: DomainError) -> None:
        if error.field in CONFIRMED_NUMBERS:
            self._ask(error.field)
        super().add_domain_error(error)

    def _ask(self, name: str) -> None:
        self.fields.setdefault(name, forms.BooleanField(label=CONFIRMED_NUMBERS[name], required=False))


class OpenCallForm(NewNumberForm):
    """Who is calling, how we know, and what she asks."""

    national_number = NumberField("Rijksregisternummer of BIS-nummer van de burger")
    given_name = name_field("Voornaam, zoals de burger die zegt")
    family_name = name_field("Familienaam, zoals de burger die zegt")
    channel = forms.ChoiceField(label="Hoe kwam de vraag binnen?", choices=Channel.choices, widget=forms.RadioSelect)
    controls = forms.MultipleChoiceField(
        label="Hoe weet je wie het is?",
        choices=Control.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Vraag het open. Zeg zelf niets voor.",
    )
    reason = forms.CharField(
        label="Wat vraagt de burger?",
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": ReasonOfCallMissing.message},
    )

    @property
    def caller(self) -> Caller:
        said = {name: self.cleaned_data[name] for name in ("given_name", "family_name")}
        return Caller(self.cleaned_data["national_number"], **said, is_new=self.cleaned_data.get("is_new", False))

    @property
    def how(self) -> Recognised:
        controls = [Control(name) for name in self.cleaned_data["controls"]]
        return Recognised(Channel(self.cleaned_data["channel"]), controls)


class CloseCallForm(PlainForm):
    """What was done in the call."""

    note = forms.CharField(
        label="Wat deed je?",
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": NoteOfCallMissing.message},
    )


class JudgmentForm(NewNumberForm):
    """A legal representative, from the decision that appoints him."""

    national_number = NumberField("Rijksregisternummer of BIS-nummer van de burger")
    given_name = name_field("Voornaam van de burger")
    family_name = name_field("Familienaam van de burger")
    helper_number = NumberField("Rijksregisternummer of BIS-nummer van de bewindvoerder")
    helper_given_name = name_field("Voornaam van de bewindvoerder")
    helper_family_name = name_field("Familienaam van de bewindvoerder")
    court = forms.CharField(
        label="Welk vredegerecht of welke rechtbank?",
        max_length=MOST_NAME,
        error_messages={"required": JudgmentIncomplete.message},
    )
    roll_number = forms.CharField(
        label="Rolnummer",
        max_length=MOST_NAME,
        widget=forms.TextInput(attrs=TYPED),
        error_messages={"required": JudgmentIncomplete.message},
    )
    judged_on = DayField(label="Dag van de beslissing")
    matters = forms.MultipleChoiceField(
        label="Waarover besliste de rechter?",
        choices=[(Matter.PERSON, "De persoon"), (Matter.GOODS, "De goederen")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen bij “de persoon” mag de bewindvoerder een begeleider kiezen en verslagen lezen.",
    )
    manner = forms.ChoiceField(
        label="Hoe treedt de bewindvoerder op?",
        choices=[
            (Manner.IN_HER_PLACE, "Vertegenwoordiging: in de plaats van de burger"),
            (Manner.WITH_CONSENT, "Bijstand: de burger handelt zelf, de bewindvoerder leest mee"),
        ],
        widget=forms.RadioSelect,
    )
    valid_from = DayField(label="Eerste dag")
    valid_until = DayField(label="Laatste dag", required=False, help_text="Leeg als de beslissing geen einde noemt.")

    @property
    def judgment(self) -> Judgment:
        names = ("court", "roll_number", "judged_on", "valid_from", "valid_until")
        matters = frozenset(Matter(matter) for matter in self.cleaned_data["matters"])
        said = {name: self.cleaned_data[name] for name in names}
        return Judgment(**said, matters=matters, manner=Manner(self.cleaned_data["manner"]))

    def party(self, prefix: str = "") -> Caller:
        """The citizen, or with `helper_` the representative."""
        number = self.cleaned_data["helper_number" if prefix else "national_number"]
        said = {name: self.cleaned_data[f"{prefix}{name}"] for name in ("given_name", "family_name")}
        return Caller(number, **said, is_new=self.cleaned_data.get(f"{prefix}is_new", False))


class AnswerForm(PlainForm):
    """What came of an objection to a counsellor's declaration, for the citizen."""

    text = forms.CharField(
        label="Je antwoord aan de burger",
        max_length=MOST_TEXT,
        help_text="Schrijf wat je nakeek en wat je besliste. De begeleider leest dit niet.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
