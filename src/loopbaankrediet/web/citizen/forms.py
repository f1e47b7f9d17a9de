"""The forms in which a citizen writes or chooses something; the rest are single buttons."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from loopbaankrediet.guidance.actions.disputes import WORDS_AT_MOST
from loopbaankrediet.guidance.errors import NoteMissing
from loopbaankrediet.kernel.phone import PhoneRefused
from loopbaankrediet.vouchers.errors import NothingContested
from loopbaankrediet.web.forms import OptionalText, PlainForm

REPLY_CHARACTERS = 5_000


class ReplyForm(PlainForm):
    """An answer to an intention to refuse: own words, a wish to speak to someone, or both."""

    text = OptionalText(
        label=gettext_lazy("Je antwoord"),
        optional=gettext_lazy("of kruis hieronder aan"),
        max_length=REPLY_CHARACTERS,
        help_text=gettext_lazy("Schrijf in je eigen woorden wat er niet klopt, of wat we nog moeten weten."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "max_length": format_lazy(
                gettext_lazy("Je antwoord is te lang. Hou het onder {most} tekens."), most=REPLY_CHARACTERS
            )
        },
    )
    wants_a_person = forms.BooleanField(
        label=gettext_lazy("Ik wil met een medewerker praten. Bel mij op."), required=False
    )
    phone = OptionalText(
        label=gettext_lazy("Op welk nummer bellen we je?"),
        optional=gettext_lazy("alleen als je hierboven aankruist"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "class": "short"}),
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not values.get("text") and not values.get("wants_a_person"):
            self.add_error("text", gettext("Schrijf je antwoord, of kruis aan dat je met een medewerker wil praten."))
        if values.get("wants_a_person") and not values.get("phone"):
            self.add_domain_error(PhoneRefused())
        return values


class SchoolingForm(PlainForm):
    """The one question of which no source knew the answer (default 5)."""

    value = forms.ChoiceField(
        label=gettext_lazy("Wat is je hoogste diploma?"),
        choices=[
            ("low", gettext_lazy("Ik heb geen diploma van het secundair onderwijs (middelbare school)")),
            ("middle", gettext_lazy("Ik heb een diploma van het secundair onderwijs (middelbare school)")),
            ("high", gettext_lazy("Ik heb een diploma van een hogeschool of een universiteit")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Een diploma uit een ander land telt ook. Kies wat er het best bij past. "
            "Je antwoord bepaalt je prijs voor je hele loopbaankrediet."
        ),
        error_messages={"required": gettext_lazy("Kies het diploma dat bij jou past.")},
    )


class ContestForm(PlainForm):
    """What is wrong with one earlier voucher, in the citizen's own words."""

    what = forms.CharField(
        label=gettext_lazy("Wat klopt er niet?"),
        max_length=REPLY_CHARACTERS,
        help_text=gettext_lazy("Bijvoorbeeld: deze cheque is niet van mij, of ik had nog geen uur begeleiding."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": NothingContested.message,
            "max_length": format_lazy(
                gettext_lazy("Je tekst is te lang. Hou hem onder {most} tekens."), most=REPLY_CHARACTERS
            ),
        },
    )
    proof = OptionalText(
        label=gettext_lazy("Heb je een bewijs?"),
        optional=gettext_lazy("mag leeg blijven"),
        max_length=1_000,
        help_text=gettext_lazy("Schrijf welk bewijs je hebt, bijvoorbeeld een mail van VDAB of van het centrum."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": gettext_lazy("Hou dit onder 1000 tekens.")},
    )


class SignForm(PlainForm):
    """Signing the agreement; asking for an early start is a wish of her own, never ticked beforehand (default 13)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    early_start = forms.BooleanField(
        required=False,
        help_text=gettext_lazy("Alleen als je dat zelf wil. Voor gesprekken die er al waren, betaal je dan wel."),
    )

    def __init__(self, *args: Any, days: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wish = gettext("Ik vraag dat de gesprekken al beginnen tijdens de %(days)s dagen bedenktijd.") % {"days": days}
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
        label=gettext_lazy("Hoeveel minuten was het?"),
        min_value=0,
        help_text=gettext_lazy("Alles samen, bijvoorbeeld 60. Was er niets? Schrijf dan 0."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value"), gettext_lazy("Schrijf een geheel getal, bijvoorbeeld 60.")
        ),
    )
    why = OptionalText(
        label=gettext_lazy("Wat klopt er niet?"),
        optional=gettext_lazy("mag leeg blijven"),
        max_length=WORDS_AT_MOST,
        help_text=gettext_lazy("Je begeleider en de medewerker die beslist, lezen dit."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "max_length": format_lazy(gettext_lazy("Hou je tekst onder {most} tekens."), most=WORDS_AT_MOST)
        },
    )


class NoteForm(PlainForm):
    """What the citizen does not agree with in a report; `version` is the one that she read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Waar ben je het niet mee eens?"),
        max_length=WORDS_AT_MOST,
        help_text=gettext_lazy("Alleen je begeleider leest dit. Je kan het één keer schrijven bij deze versie."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": NoteMissing.message,
            "max_length": format_lazy(gettext_lazy("Hou je tekst onder {most} tekens."), most=WORDS_AT_MOST),
        },
    )


class RevocationAnswerForm(PlainForm):
    """What the citizen thinks of an intention to take back part of her credit."""

    answer = forms.CharField(
        label=gettext_lazy("Je antwoord"),
        max_length=REPLY_CHARACTERS,
        help_text=gettext_lazy("Schrijf in je eigen woorden wat er niet klopt, of wat we nog moeten weten."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": gettext_lazy("Schrijf je antwoord. Praat je liever? Bel gratis 1700."),
            "max_length": format_lazy(
                gettext_lazy("Je antwoord is te lang. Hou het onder {most} tekens."), most=REPLY_CHARACTERS
            ),
        },
    )
