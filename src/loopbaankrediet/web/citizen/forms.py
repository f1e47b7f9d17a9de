"""The forms in which a citizen writes or chooses something; the rest are single buttons."""

from typing import Any

from django import forms

from loopbaankrediet.guidance.actions.disputes import WORDS_AT_MOST
from loopbaankrediet.guidance.errors import NoteMissing
from loopbaankrediet.kernel.phone import PhoneRefused
from loopbaankrediet.vouchers.errors import NothingContested
from loopbaankrediet.web.forms import OptionalText, PlainForm

REPLY_CHARACTERS = 5_000


class ReplyForm(PlainForm):
    """An answer to an intention to refuse: own words, a wish to speak to someone, or both."""

    text = OptionalText(
        label="Je antwoord",
        optional="of kruis hieronder aan",
        max_length=REPLY_CHARACTERS,
        help_text="Schrijf in je eigen woorden wat er niet klopt, of wat we nog moeten weten.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": f"Je antwoord is te lang. Hou het onder {REPLY_CHARACTERS} tekens."},
    )
    wants_a_person = forms.BooleanField(label="Ik wil met een medewerker praten. Bel mij op.", required=False)
    phone = OptionalText(
        label="Op welk nummer bellen we je?",
        optional="alleen als je hierboven aankruist",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "class": "short"}),
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not values.get("text") and not values.get("wants_a_person"):
            self.add_error("text", "Schrijf je antwoord, of kruis aan dat je met een medewerker wil praten.")
        if values.get("wants_a_person") and not values.get("phone"):
            self.add_domain_error(PhoneRefused())
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
        help_text="Een diploma uit een ander land telt ook. Kies wat er het best bij past. "
        "Je antwoord bepaalt je prijs voor je hele loopbaankrediet.",
        error_messages={"required": "Kies het diploma dat bij jou past."},
    )


class ContestForm(PlainForm):
    """What is wrong with one earlier voucher, in the citizen's own words."""

    what = forms.CharField(
        label="Wat klopt er niet?",
        max_length=REPLY_CHARACTERS,
        help_text="Bijvoorbeeld: deze cheque is niet van mij, of ik had nog geen uur begeleiding.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": NothingContested.message,
            "max_length": f"Je tekst is te lang. Hou hem onder {REPLY_CHARACTERS} tekens.",
        },
    )
    proof = OptionalText(
        label="Heb je een bewijs?",
        optional="mag leeg blijven",
        max_length=1_000,
        help_text="Schrijf welk bewijs je hebt, bijvoorbeeld een mail van VDAB of van het centrum.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Hou dit onder 1000 tekens."},
    )


class SignForm(PlainForm):
    """Signing the agreement; asking for an early start is a wish of her own, never ticked beforehand (default 13)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    early_start = forms.BooleanField(
        required=False,
        help_text="Alleen als je dat zelf wil. Voor gesprekken die er al waren, betaal je dan wel.",
    )

    def __init__(self, *args: Any, days: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wish = f"Ik vraag dat de gesprekken al beginnen tijdens de {days} dagen bedenktijd."
        self.fields["early_start"].label = wish

    @property
    def terms(self) -> dict[str, Any]:
        """What was read and asked, as the action takes it."""
        return {name: self.cleaned_data[name] for name in ("version", "early_start")}

    def shows(self, version: int) -> None:
        """The version of the agreement on this page: the one she signs with the next press."""
        self.initial["version"] = version
        if self.is_bound:
            self.data = {name: self.data[name] for name in self.data} | {"version": str(version)}


class DisputeForm(PlainForm):
    """What the citizen says about hours: how many minutes it was, and why if she likes."""

    given_minutes = forms.IntegerField(
        label="Hoeveel minuten was het?",
        min_value=0,
        help_text="Alles samen, bijvoorbeeld 60. Was er niets? Schrijf dan 0.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value"), "Schrijf een geheel getal, bijvoorbeeld 60."),
    )
    why = OptionalText(
        label="Wat klopt er niet?",
        optional="mag leeg blijven",
        max_length=WORDS_AT_MOST,
        help_text="Je begeleider en de medewerker die beslist, lezen dit.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": f"Hou je tekst onder {WORDS_AT_MOST} tekens."},
    )


class NoteForm(PlainForm):
    """What the citizen does not agree with in a report; `version` is the one that she read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label="Waar ben je het niet mee eens?",
        max_length=WORDS_AT_MOST,
        help_text="Alleen je begeleider leest dit. Je kan het één keer schrijven bij deze versie.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": NoteMissing.message, "max_length": f"Hou je tekst onder {WORDS_AT_MOST} tekens."},
    )


class RevocationAnswerForm(PlainForm):
    """What the citizen thinks of an intention to take back part of her credit."""

    answer = forms.CharField(
        label="Je antwoord",
        max_length=REPLY_CHARACTERS,
        help_text="Schrijf in je eigen woorden wat er niet klopt, of wat we nog moeten weten.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "Schrijf je antwoord. Praat je liever? Bel gratis 1700.",
            "max_length": f"Je antwoord is te lang. Hou het onder {REPLY_CHARACTERS} tekens.",
        },
    )
