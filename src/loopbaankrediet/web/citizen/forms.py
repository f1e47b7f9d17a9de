"""The forms in which a citizen writes or chooses something; the rest are single buttons."""

from typing import Any

from django import forms

from loopbaankrediet.web.forms import PlainForm

REPLY_CHARACTERS = 5_000


class ReplyForm(PlainForm):
    """An answer to an intention to refuse: own words, a wish to speak to someone, or both."""

    text = forms.CharField(
        label="Je antwoord",
        required=False,
        max_length=REPLY_CHARACTERS,
        help_text="Schrijf in je eigen woorden wat er niet klopt, of wat we nog moeten weten.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": f"Je antwoord is te lang. Hou het onder {REPLY_CHARACTERS} tekens."},
    )
    wants_a_person = forms.BooleanField(label="Ik wil met een medewerker praten. Bel mij op.", required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not values.get("text") and not values.get("wants_a_person"):
            self.add_error("text", "Schrijf je antwoord, of kruis aan dat je met een medewerker wil praten.")
        return values


class SchoolingForm(PlainForm):
    """The one question of which no source knew the answer (default 5)."""

    value = forms.ChoiceField(
        label="Wat is je hoogste diploma?",
        choices=[
            ("low", "Ik heb geen diploma van het secundair onderwijs (middelbare school)"),
            ("middle", "Ik heb een diploma van het secundair onderwijs (middelbare school)"),
            ("high", "Ik heb een diploma van een hogeschool of een universiteit"),
        ],
        widget=forms.RadioSelect,
        help_text="Een diploma uit een ander land telt ook. Kies wat er het best bij past.",
        error_messages={"required": "Kies het diploma dat bij jou past."},
    )
