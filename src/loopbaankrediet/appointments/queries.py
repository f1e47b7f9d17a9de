"""Reads of appointments: a citizen's own, and the list of the desk."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from loopbaankrediet.appointments.actions import CONTEXT
from loopbaankrediet.appointments.models import Appointment, Way
from loopbaankrediet.appointments.slots import Slot
from loopbaankrediet.journal.keys import text_opener_for

MOST_LINES = 20


@dataclass(frozen=True)
class AppointmentView:
    """`phone` only for a call; `by_desk`: the officer's side cancelled it."""

    id: UUID
    person_id: UUID
    citizen: str
    officer_id: UUID
    officer: str
    slot: Slot
    way: Way
    phone: str
    about: str
    booked_on: date
    cancelled_on: date | None
    by_officer: bool

    def is_coming(self, today: date) -> bool:
        return self.cancelled_on is None and self.slot.held_on >= today


def appointments_of(person_id: UUID) -> tuple[AppointmentView, ...]:
    """A citizen's own, the last booked first."""
    return tuple(map(_view, _rows().filter(person_id=person_id).order_by("-booked_at")[:MOST_LINES]))


def coming_at_desk(today: date) -> tuple[AppointmentView, ...]:
    """Everything that stands from today on, the first moment first."""
    rows = _rows().filter(cancelled_on=None, slot__held_on__gte=today)
    return tuple(map(_view, rows.order_by("slot__held_on", "slot__starts", "slot__officer_id")))


def _rows() -> QuerySet[Appointment]:
    return Appointment.objects.select_related("person", "slot__officer")


def _view(row: Appointment) -> AppointmentView:
    text_of = text_opener_for(row.person_id, context=CONTEXT)
    return AppointmentView(
        id=row.id,
        person_id=row.person_id,
        citizen=row.person.full_name,
        officer_id=row.slot.officer_id,
        officer=row.slot.officer.full_name,
        slot=Slot(row.slot.held_on, row.slot.starts, 0),
        way=Way(row.way),
        phone=text_of(row.phone_sealed) if row.phone_sealed else "",
        about=text_of(row.about_sealed) if row.about_sealed else "",
        booked_on=row.booked_on,
        cancelled_on=row.cancelled_on,
        by_officer=row.cancelled_by_id == row.slot.officer_id,
    )
