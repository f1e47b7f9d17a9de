"""What officers fill in; every error at its field, all at once."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.core.files.base import File

from loopbaankrediet.counsellors.actions import RegistrationFile
from loopbaankrediet.counsellors.conditions import Shown
from loopbaankrediet.counsellors.contact import parse_email
from loopbaankrediet.counsellors.errors import CompanyNameMissing, CompanyNumberMissing, ContactMissing
from loopbaankrediet.counsellors.models import LegalForm, Mode
from loopbaankrediet.credit.errors import ProofMissing
from loopbaankrediet.decree import FactSpec
from loopbaankrediet.decree.loopbaankrediet.further_laws import REGISTRATION
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.kernel.identifiers import parse_enterprise_number, parse_iban
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.kernel.phone import parse_phone
from loopbaankrediet.web.forms import PlainForm

LARGEST_ANSWER = 5 * 1024 * 1024
SHOWN = tuple(field.name for field in fields(Shown) if field.name != "wse_quality")

T = TypeVar("T")


class FactForm(PlainForm):
    """One fact of the decree, asked in its own words, with the document that proves it."""

    value: forms.Field = forms.CharField()
    proof = forms.CharField(
        label="Uit welk stuk blijkt dit?",
        help_text="Bijvoorbeeld: attest van de werkgever van 3 maart 2027",
        max_length=300,
        error_messages={"required": ProofMissing.message},
    )

    def __init__(self, spec: FactSpec, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {**self.fields, "value": _value_field(spec)}


class RegistrationForm(PlainForm):
    """What the register needs to know of a counsellor."""

    national_number = forms.CharField(
        label="Rijksregisternummer of BIS-nummer", max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    given_name = forms.CharField(label="Voornaam", max_length=100)
    family_name = forms.CharField(label="Familienaam", max_length=100)
    legal_form = forms.ChoiceField(label="Werkt als", choices=LegalForm.choices, widget=forms.RadioSelect)
    enterprise_number = forms.CharField(
        label="Ondernemingsnummer", required=False, max_length=30, help_text="Nodig bij een eigen vennootschap"
    )
    organisation_name = forms.CharField(
        label="Naam van de vennootschap", required=False, max_length=200, help_text="Nodig bij een eigen vennootschap"
    )
    iban = forms.CharField(label="Rekeningnummer (IBAN)", max_length=60)
    municipality = forms.CharField(label="Gemeente", max_length=100)
    phone = forms.CharField(
        label="Telefoon",
        required=False,
        max_length=30,
        help_text="Vul telefoon of e-mail in, liefst beide. Iedereen ziet ze in het register.",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label="E-mailadres",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
    )
    modes = forms.MultipleChoiceField(
        label="Begeleidt", choices=Mode.choices, required=True, widget=forms.CheckboxSelectMultiple
    )
    methods = forms.CharField(label="Methodieken", widget=forms.Textarea, max_length=2000, help_text="Eén per regel")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {**self.fields, **{name: _shown_field(REGISTRATION.book.facts[name]) for name in SHOWN}}

    def clean_national_number(self) -> NationalNumber:
        return _read(
            lambda text: NationalNumber.parse(text, allow_test=settings.ALLOW_TST_INSZ),
            self.cleaned_data["national_number"],
        )

    def clean_iban(self) -> str:
        return _read(parse_iban, self.cleaned_data["iban"])

    def clean_enterprise_number(self) -> str:
        text: str = self.cleaned_data["enterprise_number"]
        return _read(parse_enterprise_number, text) if text else ""

    def clean_phone(self) -> str:
        return _read(parse_phone, self.cleaned_data["phone"])

    def clean_email(self) -> str:
        return _read(parse_email, self.cleaned_data["email"])

    def clean(self) -> None:
        typed = (self.data.get(name, "").strip() for name in ("phone", "email"))
        if not any(typed):
            self.add_domain_error(ContactMissing())
        if self.cleaned_data.get("legal_form") != LegalForm.OWN_COMPANY:
            return
        for error in (CompanyNumberMissing, CompanyNameMissing):
            if not self.cleaned_data.get(error.field) and error.field not in self.errors:
                self.add_domain_error(error())

    def file(self) -> RegistrationFile:
        """The registration of a valid form."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "act_key"}
        number, legal_form = values.pop("national_number"), LegalForm(values.pop("legal_form"))
        methods = [line.strip() for line in values.pop("methods").splitlines() if line.strip()]
        shown = Shown(**{name: values.pop(name) for name in SHOWN})
        return RegistrationFile(number=number, legal_form=legal_form, methods=methods, shown=shown, **values)


class AnswerForm(PlainForm):
    """A file of the bank; whatever is wrong with it stands at the file."""

    answer = forms.FileField(
        label="Bestand van de bank",
        help_text="Een antwoord (pain.002), een uittreksel (camt.053) of een bericht (camt.054), ten hoogste 5 MB",
    )

    def clean_answer(self) -> "File[bytes]":
        answer: File[bytes] = self.cleaned_data["answer"]
        if (answer.size or 0) > LARGEST_ANSWER:
            raise forms.ValidationError("Dit bestand is groter dan 5 MB. Vraag de bank kleinere bestanden.")
        return answer

    def add_domain_error(self, error: DomainError) -> None:
        self.add_error("answer", str(error))


def _read(parse: Callable[[str], T], text: str) -> T:
    try:
        return parse(text)
    except DomainError as error:
        raise forms.ValidationError(str(error)) from error


def _shown_field(spec: FactSpec) -> forms.Field:
    """What an officer saw proof of; open when she did not look into it."""
    return forms.TypedChoiceField(
        label=spec.question,
        help_text="Volgens de stukken die je zag. Keek je dit niet na? Laat het dan open.",
        choices=_choices(spec),
        coerce=_coerced(spec),
        widget=forms.RadioSelect,
        required=False,
        empty_value=None,
    )


def _choices(spec: FactSpec) -> list[tuple[str, str]]:
    return [("ja", "Ja"), ("nee", "Nee")] if spec.kind is bool else list(spec.labels.items())


def _coerced(spec: FactSpec) -> Callable[[str], bool | str]:
    return (lambda text: text == "ja") if spec.kind is bool else str


def _value_field(spec: FactSpec) -> forms.Field:
    missing = {"required": "Vul het antwoord in dat uit het stuk blijkt."}
    if spec.kind is int:
        words = f"Schrijf een getal van {spec.low} tot {spec.high}."
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"})
        return forms.IntegerField(
            label=spec.question,
            help_text=f"Een getal van {spec.low} tot {spec.high}",
            min_value=spec.low,
            max_value=spec.high,
            widget=widget,
            error_messages=missing | dict.fromkeys(("invalid", "min_value", "max_value"), words),
        )
    return forms.TypedChoiceField(
        label=spec.question,
        choices=_choices(spec),
        coerce=_coerced(spec),
        widget=forms.RadioSelect,
        error_messages=missing,
    )
