"""A new version of the text blocks of a letter."""

from django import forms

from loopbaankrediet.office.errors import TemplateTextMissing
from loopbaankrediet.office.models import Letter
from loopbaankrediet.office.templates import KNOWN
from loopbaankrediet.web.forms import DayField, PlainForm

LONGEST = 3_000
NAMES = ", ".join(f"{{{name}}}" for name in KNOWN)
MISSING = {"required": TemplateTextMissing.message}


class LetterForm(PlainForm):
    """The blocks around what the law computes: the grounds and the remedies are never typed."""

    letter = forms.TypedChoiceField(
        label="Welke brief?", choices=Letter.choices, coerce=Letter, widget=forms.RadioSelect
    )
    opening = forms.CharField(
        label="Tekst bovenaan",
        max_length=LONGEST,
        help_text=f"Deze namen vullen we in: {NAMES}",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages=MISSING,
    )
    closing = forms.CharField(
        label="Tekst onderaan", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}), error_messages=MISSING
    )
    why = forms.CharField(label="Waarom verander je dit?", max_length=500, error_messages=MISSING)
    from_on = DayField(label="Vanaf welke dag?")
