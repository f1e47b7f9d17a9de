"""What a citizen asked for and still waits for, on her overview: a day to be warned, a talk, an answer."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse

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
        text = f"Je vroeg om dit te zeggen. Bleef je werken? Dan kan je het krijgen sinds {day(wish.due_on)}."
        yield Task("Je kan nu loopbaanbegeleiding aanvragen", text, "Vraag opnieuw aan", reverse("citizen:apply"))


def asked(person_id: UUID, today: date) -> tuple[Cell, ...]:
    """One line for each thing, with the page where it is followed or taken back."""
    return tuple(_asked(person_id, today))


def _asked(person_id: UUID, today: date) -> Iterator[Cell]:
    appointment = coming(person_id, today=today)
    if appointment:
        slot = Slot(appointment.slot.held_on, appointment.slot.starts, 0)
        who = appointment.slot.officer.full_name
        yield Cell(f"Je spreekt met {who} op {when_words(slot)}", reverse("citizen:speak"))
    wish = open_wish(person_id)
    if wish:
        url = reverse("citizen:take_back_wish", args=[wish.id])
        yield Cell(f"We verwittigen je op {day(wish.due_on)}. Dat vroeg je op {day(wish.wished_on)}", url)
    for line in objections_of(person_id):
        if line.is_running:
            text = f"{line.reference}: je krijgt antwoord ten laatste op {day(line.answer_by)}"
            yield Cell(text, reverse("citizen:disagreement", args=[line.id]))
