"""What a case officer fills in about hours: a call or letter, and a decision."""

from django import forms

from loopbaankrediet.guidance.actions.disputes import WORDS_AT_MOST
from loopbaankrediet.guidance.errors import ReasonsMissing, WordsTooLong
from loopbaankrediet.guidance.models import Channel
from loopbaankrediet.web.forms import DayField, PlainForm


def call_or_letter(label: str) -> forms.ChoiceField:
    """How somebody was told, besides on their own page."""
    return forms.ChoiceField(
        label=label,
        choices=[(Channel.PHONE.value, "Gebeld en gesproken"), (Channel.LETTER.value, "Brief op de post gedaan")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of je belde of een brief stuurde."},
    )


class PassOnForm(PlainForm):
    """How the citizen was told, besides on her own page."""

    channel = call_or_letter("Hoe zei je het?")
    passed_on = DayField(label="Op welke dag?")


class ForgoForm(PlainForm):
    reason = forms.CharField(
        label="Waarom kan er niets teruggevorderd worden?",
        max_length=WORDS_AT_MOST,
        help_text="Dit blijft bewaard bij de betwisting.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf waarom."},
    )


class RulingForm(PlainForm):
    """How much time it was, and why."""

    minutes = forms.IntegerField(
        label="Hoeveel minuten begeleiding waren er?",
        min_value=0,
        help_text="Alles samen: ook wat niemand betwist.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value"), "Schrijf een geheel getal, bijvoorbeeld 90."),
    )
    reasons = forms.CharField(
        label="Waarom beslis je zo?",
        max_length=WORDS_AT_MOST,
        help_text="De klant en de begeleider lezen dit.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": ReasonsMissing.message,
            "max_length": WordsTooLong.message.format(most=WORDS_AT_MOST),
        },
    )
