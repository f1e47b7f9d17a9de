"""What payments officers write about a recovery."""

from datetime import date

from django import forms

from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.recovery.errors import AnswerMissing, ReasonMissing
from loopbaankrediet.recovery.policies import can_be_ground
from loopbaankrediet.recovery.queries import Incoming
from loopbaankrediet.recovery.states import RecoveryGround
from loopbaankrediet.web.forms import DayField, PlainForm
from loopbaankrediet.web.officer.dispute_forms import call_or_letter
from loopbaankrediet.web.officer.payment_forms import SHORT, words
from loopbaankrediet.web.recovery_words import SEEN_BY_OFFICERS
from loopbaankrediet.web.templatetags.dutch import day

NUMBER = {"inputmode": "numeric"} | SHORT


class OpenForm(PlainForm):
    """Which payment was not right, how much of it, and why. `on`: measures are offered only while they are law.

    Disputed hours come from the decision on a dispute, never from here.
    """

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
        widget=forms.RadioSelect,
    )
    reason = words("Leg uit wat je vaststelde", ReasonMissing.message, "De loopbaanbegeleider leest dit.")

    def __init__(self, *args: object, on: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ground"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (ground.value, SEEN_BY_OFFICERS[ground])
            for ground in RecoveryGround
            if ground is not RecoveryGround.DISPUTED_HOURS and can_be_ground(ground, on=on)
        ]


class HeardForm(PlainForm):
    answer = words("Wat zei de loopbaanbegeleider?", AnswerMissing.message, "Schrijf ook wanneer jullie belden.")


class DecideForm(PlainForm):
    reason = words("Waarom vorderen we terug?", ReasonMissing.message, "Antwoord op wat de begeleider schreef.")


class ToldForm(PlainForm):
    """How the counsellor was told, and on which day."""

    channel = call_or_letter("Hoe meldde je het?")
    told_on = DayField(label="Op welke dag?")


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
