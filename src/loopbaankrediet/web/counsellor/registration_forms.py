"""What a candidate fills in: the offer is kept as typed, and checked when the file is handed in."""

from datetime import date
from typing import Any

from django import forms

from loopbaankrediet.counsellors.files.facts import MET, NONE, SIGNED
from loopbaankrediet.counsellors.files.models import Condition
from loopbaankrediet.counsellors.methods.queries import accepted_names
from loopbaankrediet.counsellors.models import LegalForm, Mode
from loopbaankrediet.decree.dated.procedure import choices, choices_of
from loopbaankrediet.decree.loopbaankrediet.further_laws import REGISTRATION
from loopbaankrediet.web.forms import DayField, PlainForm

WORDS_AT_MOST = 5_000
TOO_LONG = f"Hou het onder {WORDS_AT_MOST} tekens."


class OfferForm(PlainForm):
    """All may stay empty until the file is handed in. A renewal does not change who is paid."""

    legal_form = forms.ChoiceField(
        label="Hoe werk je?", choices=LegalForm.choices, widget=forms.RadioSelect, required=False
    )
    enterprise_number = forms.CharField(
        label="Ondernemingsnummer",
        required=False,
        max_length=30,
        help_text="Nodig als je niet als natuurlijk persoon werkt",
    )
    organisation_name = forms.CharField(label="Naam van de onderneming", required=False, max_length=200)
    iban = forms.CharField(
        label="Rekeningnummer (IBAN)", required=False, max_length=60, help_text="Hierop betalen we je modules"
    )
    municipality = forms.CharField(label="Gemeente waar je begeleidt", required=False, max_length=100)
    phone = forms.CharField(
        label="Telefoon",
        required=False,
        max_length=30,
        help_text="Vul telefoon of e-mail in. Iedereen ziet ze in het register.",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.CharField(
        label="E-mailadres",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "email"}),
    )
    modes = forms.MultipleChoiceField(
        label="Hoe begeleid je?", choices=Mode.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    known_methods = forms.MultipleChoiceField(
        label="Methodieken uit de catalogus",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies er gerust meer dan een: begeleiding is nooit één methodiek.",
    )
    other_methods = forms.CharField(
        label="Andere methodieken",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén per regel. Stel ze ook voor aan het expertenpanel: pas dan tellen ze mee.",
    )

    def __init__(self, *args: Any, on: date, is_renewal: bool, offer: dict[str, Any], **kwargs: Any) -> None:
        known = accepted_names(on=on)
        chosen = [name for name in offer["methods"] if name in known]
        others = "\n".join(name for name in offer["methods"] if name not in known)
        initial = offer | {"known_methods": chosen, "other_methods": others}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["known_methods"] = forms.MultipleChoiceField(
            label=self.base_fields["known_methods"].label,
            help_text=self.base_fields["known_methods"].help_text,
            choices=[(name, name) for name in known],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        left_out = ("legal_form", "enterprise_number", "organisation_name", "iban") if is_renewal else ()
        self.fields = {name: one for name, one in self.fields.items() if name not in left_out}
        if not known:
            del self.fields["known_methods"]

    def typed(self, kept: dict[str, Any]) -> dict[str, Any]:
        """What to keep: this form over what was there before."""
        values = {name: value for name, value in self.cleaned_data.items() if name in kept}
        others = [line.strip() for line in self.cleaned_data["other_methods"].splitlines() if line.strip()]
        methods = [*self.cleaned_data.get("known_methods", []), *others]
        return kept | values | {"methods": list(dict.fromkeys(methods))}


class EvidenceForm(PlainForm):
    """One condition: what she has, and the document that shows it."""

    claim: forms.Field = forms.ChoiceField(label="Wat toon je?", widget=forms.RadioSelect)
    words = forms.CharField(
        label="Welk stuk is het?",
        required=False,
        max_length=WORDS_AT_MOST,
        help_text="Schrijf wat het is, van wie, het nummer en de datum. Bijvoorbeeld: diploma psychologie, 2011/334.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, condition: str, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        claim = forms.ChoiceField(
            label=REGISTRATION.book.facts[condition].question,
            choices=claims_for(condition, on=on),
            widget=forms.RadioSelect,
            error_messages={"required": "Kies een van de antwoorden."},
        )
        self.fields = {**self.fields, "claim": claim}
        if condition == Condition.CODE_OF_CONDUCT:
            del self.fields["words"]


class StopForm(PlainForm):
    leaves_on = DayField(label="Vanaf welke dag begeleid je niet meer?")


class WordsForm(PlainForm):
    """One answer in words."""

    answer = forms.CharField(
        label="Wat wil je antwoorden?",
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Schrijf je antwoord.", "max_length": TOO_LONG},
    )


class MethodForm(PlainForm):
    name = forms.CharField(label="Naam van de methodiek", max_length=120)
    basis = forms.CharField(
        label="Waarop steunt ze?",
        max_length=WORDS_AT_MOST,
        help_text="Onderzoek, auteurs en jaar. Iedereen kan dit lezen.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Schrijf waarop de methodiek steunt.", "max_length": TOO_LONG},
    )


def claims_for(condition: str, *, on: date) -> list[tuple[str, str]]:
    """The answers, with the diplomas of the list of that day each by its name."""
    if condition == Condition.CODE_OF_CONDUCT:
        return [(SIGNED, "Ik onderteken de gedragscode en hou me eraan")]
    if condition == Condition.WSE_QUALITY:
        return [(MET, "Ik voldoe"), (NONE, "Ik voldoe nog niet")]
    labels = dict(REGISTRATION.book.facts[condition].labels)
    words = choices()["listed_diplomas"].allowed
    listed = []
    if condition == Condition.DIPLOMA:
        labels.pop("listed")
        listed = [(f"listed:{name}", words[name].capitalize()) for name in choices_of("listed_diplomas", on=on)]
    return [*listed, *((name, text.capitalize()) for name, text in labels.items())]
