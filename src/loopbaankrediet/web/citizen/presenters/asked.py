"""What a citizen asked for and still waits for, on her overview: a day to be warned, a talk, an answer."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from loopbaankrediet.appointments.actions import coming
from loopbaankrediet.appointments.slots import Slot
from loopbaankrediet.credit.models import OPEN_STATES, ApplicationState
from loopbaankrediet.credit.queries import Standing
from loopbaankrediet.credit.wishes import open_wish, told_wish
from loopbaankrediet.objections.queries import objections_of
from loopbaankrediet.web.appointment_words import when_words
from loopbaankrediet.web.citizen.presenters.overview import Task
from loopbaankrediet.web.components import Cell
from loopbaankrediet.web.templatetags.dutch import day


def warned(person_id: UUID, standing: Standing | None) -> Iterator[Task]:
    """The day has come that she asked to be told of, and she did not apply since."""
    wish = told_wish(person_id)
    if wish is None or standing is None or standing.applied_on >= wish.due_on:
        return
    if standing.state not in (*OPEN_STATES, ApplicationState.GRANTED):
        text = gettext("Je vroeg om dit te zeggen. Bleef je werken? Dan kan je het krijgen sinds %(due_on)s.") % {
            "due_on": day(wish.due_on)
        }
        yield Task(
            gettext("Je kan nu loopbaanbegeleiding aanvragen"),
            text,
            gettext("Vraag opnieuw aan"),
            reverse("citizen:apply"),
        )


def asked(person_id: UUID, today: date) -> tuple[Cell, ...]:
    """One line for each thing, with the page where it is followed or taken back."""
    return tuple(_asked(person_id, today))


def _asked(person_id: UUID, today: date) -> Iterator[Cell]:
    appointment = coming(person_id, today=today)
    if appointment:
        slot = Slot(appointment.slot.held_on, appointment.slot.starts, 0)
        who = appointment.slot.officer.full_name
        yield Cell(
            (gettext("Je spreekt met %(who)s op %(slot)s") % {"who": who, "slot": when_words(slot)}),
            reverse("citizen:speak"),
        )
    wish = open_wish(person_id)
    if wish:
        url = reverse("citizen:take_back_wish", args=[wish.id])
        yield Cell(
            (
                gettext("We verwittigen je op %(due_on)s. Dat vroeg je op %(wished_on)s")
                % {"due_on": day(wish.due_on), "wished_on": day(wish.wished_on)}
            ),
            url,
        )
    for line in objections_of(person_id):
        if line.is_running:
            text = gettext("%(reference)s: je krijgt antwoord ten laatste op %(answer_by)s") % {
                "reference": line.reference,
                "answer_by": day(line.answer_by),
            }
            yield Cell(text, reverse("citizen:disagreement", args=[line.id]))
