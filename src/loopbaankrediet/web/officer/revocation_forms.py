"""What an officer fills in about taking back granted minutes."""

from django import forms

from loopbaankrediet.credit.errors import RevocationAnswerMissing, RevocationWhyMissing
from loopbaankrediet.credit.models import RevocationGround
from loopbaankrediet.web.forms import DayField, PlainForm
from loopbaankrediet.web.officer.dispute_forms import call_or_letter

WORDS_AT_MOST = 5_000


def _words(label: str, missing: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=WORDS_AT_MOST,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": missing, "max_length": f"Hou het onder {WORDS_AT_MOST} tekens."},
    )


class OpenRevocationForm(PlainForm):
    """The ground, how much at most, and why."""

    ground = forms.ChoiceField(
        label="Op welke grond?",
        choices=RevocationGround.choices,
        help_text="Lang na de beslissing volstaat een vergissing of een verbeterd gegeven niet meer.",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een grond."},
    )
    minutes = forms.IntegerField(
        label="Hoeveel minuten hoogstens?",
        min_value=1,
        help_text="Alleen vrije minuten kunnen ingetrokken worden. Gebruikte minuten blijven.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value"), "Schrijf een geheel getal vanaf 1, bijvoorbeeld 120."
        ),
    )
    reasons = _words("Waarom?", RevocationWhyMissing.message, "De burger leest dit, en kan erop antwoorden.")


class ToldForm(PlainForm):
    """How the citizen was told, besides on her own page."""

    channel = call_or_letter("Hoe zei je het?")
    told_on = DayField(label="Op welke dag?")


class HearingForm(PlainForm):
    answer = _words("Wat zei de burger?", RevocationAnswerMissing.message, "Schrijf op wat gezegd werd.")


class RevocationRulingForm(PlainForm):
    outcome = forms.ChoiceField(
        label="Wat beslis je?",
        choices=[("keep", "Het krediet blijft zoals het is"), ("revoke", "Trek de vrije minuten in")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je beslist."},
    )
    reasons = _words("Waarom beslis je zo?", RevocationWhyMissing.message, "De burger leest dit.")
