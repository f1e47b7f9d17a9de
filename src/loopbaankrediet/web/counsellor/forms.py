"""What a counsellor fills in: as little as possible, prefilled where the platform knows the answer."""

from collections.abc import Sequence
from typing import Any

from django import forms

from loopbaankrediet.counsellors.models import Mode
from loopbaankrediet.guidance.actions.disputes import WORDS_AT_MOST
from loopbaankrediet.guidance.actions.modules import STRIKE_CHARACTERS
from loopbaankrediet.guidance.errors import AnswerMissing, DeclarationMissing, StrikeReasonMissing, WordsTooLong
from loopbaankrediet.guidance.independence import DECLARATION
from loopbaankrediet.web.forms import DayField, PlainForm

MINUTES_WRONG = {"invalid": "Schrijf een heel getal, bijvoorbeeld 60.", "min_value": "Schrijf een getal boven 0."}
MOST_INTAKE_MINUTES = 600


def minutes_field(**kwargs: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"})
    return forms.IntegerField(min_value=1, widget=widget, error_messages=MINUTES_WRONG, **kwargs)


class CodeForm(PlainForm):
    """The code that a citizen gave; wrong, used and expired codes get one answer."""

    code = forms.CharField(
        label="Code van je klant",
        help_text="Acht letters en cijfers. Je klant maakt de code voor jou en geeft ze zelf door.",
        max_length=40,
        widget=forms.TextInput(
            attrs={"class": "short", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"max_length": "Een code telt acht letters en cijfers. Kijk ze na met je klant."},
    )


class AccountForm(PlainForm):
    """Another account to be paid on; never shown again in full once she confirmed it."""

    iban = forms.CharField(
        label="Rekeningnummer (IBAN)",
        help_text="Een Belgisch nummer begint met BE, bijvoorbeeld BE71 0961 2345 6769.",
        max_length=42,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class IntakeForm(PlainForm):
    held_on = DayField(
        label="Dag van de kennismaking",
        help_text="Bijvoorbeeld 1/3/2027. Dat mag ook een dag zijn voor je de code kreeg.",
    )
    minutes = minutes_field(
        label="Hoeveel minuten duurde ze?",
        required=False,
        max_value=MOST_INTAKE_MINUTES,
        help_text="Telt niet mee en wordt niet betaald. We meten zo wat jullie onbetaald doen.",
    )


class ProposalForm(PlainForm):
    """`lengths`: number of modules with the price in words; `methods`: those of the registration."""

    modules = forms.TypedChoiceField(label="Hoeveel modules?", coerce=int, widget=forms.RadioSelect)
    mode = forms.ChoiceField(label="Hoe voeren jullie de gesprekken?", choices=Mode.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label="Waar?", max_length=200, help_text="Een adres. Online? Schrijf dan met welk programma."
    )
    methods = forms.MultipleChoiceField(label="Met welke methodieken?", widget=forms.CheckboxSelectMultiple)
    unrelated = forms.BooleanField(
        label=DECLARATION,
        help_text="Partner, kinderen, kleinkinderen, ouders, grootouders, broers en zussen, hun partners, "
        "en dezelfde familie van je partner.",
        error_messages={"required": DeclarationMissing.message},
    )

    def __init__(self, *args: Any, lengths: Sequence[tuple[int, str]], methods: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("modules", lengths), ("methods", [(method, method) for method in methods])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class TalkForm(PlainForm):
    """A conversation and, when it fills the module, the report: one screen, one button."""

    held_on = DayField(label="Dag van het gesprek")
    minutes = minutes_field(label="Hoeveel minuten?", help_text="Per 15 minuten, bijvoorbeeld 45, 60 of 90.")
    mode = forms.ChoiceField(label="Hoe?", choices=Mode.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="Verslag van de module",
        required=False,
        widget=forms.Textarea,
        help_text="Alleen als de module met dit gesprek vol is. Drie zinnen zijn genoeg.",
    )


class StrikeForm(PlainForm):
    """Why a conversation is taken back, in one line."""

    reason = forms.CharField(
        label="Waarom schrap je dit gesprek?",
        max_length=STRIKE_CHARACTERS,
        help_text="Eén regel, bijvoorbeeld: verkeerde dag. Je klant leest dit ook.",
        error_messages={"required": StrikeReasonMissing.message},
    )


class ReportForm(PlainForm):
    text = forms.CharField(
        label="Verslag van de module",
        widget=forms.Textarea,
        help_text="Drie zinnen zijn genoeg: wat bespraken jullie, wat ontdekte je klant, wat is de volgende stap?",
        error_messages={"required": "Schrijf in enkele zinnen wat jullie bespraken en wat de volgende stap is."},
    )


class SideForm(PlainForm):
    """The counsellor's side of a dispute about hours."""

    text = forms.CharField(
        label="Jouw antwoord",
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Je klant en de medewerker die beslist, lezen dit. Je kan één keer antwoorden.",
        error_messages={
            "required": AnswerMissing.message,
            "max_length": WordsTooLong.message.format(most=WORDS_AT_MOST),
        },
    )
