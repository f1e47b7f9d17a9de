"""What payments officers write about a recovery."""

from django import forms

from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.recovery.errors import AnswerMissing, ReasonMissing
from loopbaankrediet.recovery.queries import Incoming
from loopbaankrediet.recovery.states import RecoveryGround
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.officer.payment_forms import SHORT, words
from loopbaankrediet.web.recovery_words import GROUNDS
from loopbaankrediet.web.templatetags.dutch import day

NUMBER = {"inputmode": "numeric"} | SHORT


class OpenForm(PlainForm):
    """Which payment was not right, how much of it, and why."""

    number = forms.IntegerField(
        label="Nummer van de betaling",
        help_text="Bijvoorbeeld 1001. Het staat in het kenmerk LK0000001001-1.",
        min_value=1,
        widget=forms.TextInput(attrs=NUMBER),
        error_messages={"invalid": "Schrijf alleen cijfers, bijvoorbeeld 1001."},
    )
    minutes = forms.IntegerField(
        label="Hoeveel minuten waren niet juist?",
        help_text="Bijvoorbeeld 60",
        min_value=1,
        widget=forms.TextInput(attrs=NUMBER),
        error_messages={"invalid": "Schrijf een heel getal, bijvoorbeeld 60."},
    )
    ground = forms.ChoiceField(
        label="Waarom?",
        choices=[(ground.value, GROUNDS[ground]) for ground in RecoveryGround],
        widget=forms.RadioSelect,
    )
    reason = words("Leg uit wat je vaststelde", ReasonMissing.message, "De loopbaanbegeleider leest dit.")


class HeardForm(PlainForm):
    answer = words("Wat zei de loopbaanbegeleider?", AnswerMissing.message, "Schrijf ook wanneer jullie belden.")


class DecideForm(PlainForm):
    reason = words("Waarom vorderen we terug?", ReasonMissing.message, "Antwoord op wat de begeleider schreef.")


class WaiveForm(PlainForm):
    reason = words("Waarom vragen we dit niet meer?", ReasonMissing.message, "De loopbaanbegeleider leest dit.")


class RefusePlanForm(PlainForm):
    reason = words("Waarom kan dit plan niet?", ReasonMissing.message, "De loopbaanbegeleider leest dit.")


class LineForm(PlainForm):
    """Which waiting credit pays this back."""

    line = forms.ChoiceField(label="Welke boeking?", widget=forms.RadioSelect)

    def __init__(self, *args: object, lines: tuple[Incoming, ...], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["line"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (
                str(line.id),
                f"{day(line.booked_on)}: {euro(line.cents)} van {line.counterparty or 'onbekend'}. {line.text}",
            )
            for line in lines
        ]
