"""What a case officer fills in about one application."""

from uuid import UUID

from django import forms

from loopbaankrediet.credit.errors import AnswerMissing
from loopbaankrediet.credit.file_numbers import read_file_number
from loopbaankrediet.credit.queries import application_numbered
from loopbaankrediet.web.forms import DayField, OptionalText, PlainForm

LONGEST_TEXT = 5_000


class FindForm(PlainForm):
    """One application by its exact number, also when it is closed; nobody can be searched for by name."""

    number = forms.CharField(
        label="Zoek een dossier",
        help_text="Schrijf het volledige nummer, bijvoorbeeld LK 100 123",
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
        error_messages={"required": "Schrijf het dossiernummer."},
    )

    def clean_number(self) -> UUID:
        """The application behind the number."""
        number = read_file_number(self.cleaned_data["number"])
        found = application_numbered(number) if number is not None else None
        if found is None:
            raise forms.ValidationError("Er is geen dossier met dit nummer. Kijk het nummer nog eens na.")
        return found


class CallForm(PlainForm):
    """A call to an applicant who asked for it."""

    called_on = DayField(label="Op welke dag belde je?")
    reached = forms.TypedChoiceField(
        label="Bereikte je de aanvrager?",
        choices=[("ja", "Ja"), ("nee", "Nee, niet bereikt")],
        coerce=lambda text: text == "ja",
        widget=forms.RadioSelect,
    )
    said = OptionalText(
        label="Wat werd er gezegd?",
        optional="verplicht als je de aanvrager bereikte",
        max_length=LONGEST_TEXT,
        help_text="De aanvrager leest dit ook.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SecondLookForm(PlainForm):
    """Who signs says that she looked again: grounds, facts and answers."""

    looked = forms.BooleanField(
        label="Ik keek de gronden, de gegevens en de antwoorden opnieuw na",
        error_messages={"required": "Kijk alles nog eens na, en kruis dat aan."},
    )


class RefusalForm(SecondLookForm):
    """The signature, with an answer to what the applicant wrote or said."""

    answer = forms.CharField(
        label="Waarom verandert het antwoord de beslissing niet?",
        max_length=LONGEST_TEXT,
        help_text="De aanvrager leest dit in de beslissing.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": AnswerMissing.message},
    )
