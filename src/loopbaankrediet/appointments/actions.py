"""Booking a moment with an officer, and cancelling it. Two people never get one moment."""

from datetime import date
from uuid import UUID

from django.db import transaction

from loopbaankrediet.appointments.errors import (
    AboutTooLong,
    AppointmentOver,
    AppointmentStands,
    SlotNotOffered,
    SlotTaken,
)
from loopbaankrediet.appointments.models import Appointment, TakenSlot, Way
from loopbaankrediet.appointments.slots import Slot, desk_officers, least_busy_first, offered
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import sealer_for
from loopbaankrediet.kernel.actors import Actor, Capacity, Role, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.kernel.phone import PhoneRefused, parse_phone
from loopbaankrediet.people.models import Person
from loopbaankrediet.people.policies import check_has_role, check_is_citizen

CONTEXT = "appointment"
CHARACTERS = 1_000


@transaction.atomic
def book_appointment(
    *,
    person_id: UUID,
    way: str,
    held_on: date,
    starts: int,
    phone: str = "",
    about: str = "",
    by: Actor,
    clock: Clock,
    key: UUID,
) -> Appointment:
    """A named officer is hers at this moment. SlotTaken, SlotNotOffered, or AppointmentStands while she has one."""
    check_is_citizen(by, person_id, to=Scope.APPLY, clock=clock)
    earlier = done_before(key, by=by, about=("book_appointment", person_id, way, held_on, starts, phone, about))
    if earlier is not None:
        return Appointment.objects.get(id=earlier)
    Person.objects.select_for_update(no_key=True).get(id=person_id)
    if coming(person_id, today=clock.today()):
        raise AppointmentStands
    slot = next((one for one in offered(clock.today()) if (one.held_on, one.starts) == (held_on, starts)), None)
    if slot is None:
        raise SlotNotOffered
    appointment = _new(person_id, Way(way), phone, about, clock)
    appointment.slot = _claim(slot, person_id, clock)
    appointment.save(force_insert=True)
    _note("book_appointment", appointment, by=by, clock=clock, key=key)
    return appointment


@transaction.atomic
def cancel_appointment(*, appointment_id: UUID, by: Actor, clock: Clock, key: UUID) -> Appointment:
    """She, who helps her, or an officer of the desk cancels; the moment is free again. AppointmentOver when past."""
    done = done_before(key, by=by, about=("cancel_appointment", appointment_id))
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("slot")
    appointment = rows.filter(id=appointment_id).first()
    if appointment is None:
        raise NotFound
    _check_can_cancel(appointment, by, clock)
    if done is not None:
        return appointment
    if appointment.cancelled_on or appointment.slot.held_on < clock.today():
        raise AppointmentOver
    appointment.cancelled_on, appointment.cancelled_at = clock.today(), clock.now()
    appointment.cancelled_by_id = by.person_id
    appointment.save(update_fields=["cancelled_on", "cancelled_at", "cancelled_by"])
    TakenSlot.objects.filter(id=appointment.slot_id).update(freed_at=clock.now())
    _note("cancel_appointment", appointment, by=by, clock=clock, key=key)
    return appointment


def coming(person_id: UUID, *, today: date) -> Appointment | None:
    """The appointment that she still has, today or later."""
    rows = Appointment.objects.filter(person_id=person_id, cancelled_on=None, slot__held_on__gte=today)
    return rows.select_related("slot__officer").order_by("slot__held_on", "slot__starts").first()


def _claim(slot: Slot, person_id: UUID, clock: Clock) -> TakenSlot:
    """The first officer who is free then. A rival's insert is waited for: the unique index decides who has it."""
    for officer_id in least_busy_first(desk_officers(but=person_id), since=clock.today()):
        taken = TakenSlot(officer_id=officer_id, held_on=slot.held_on, starts=slot.starts, taken_at=clock.now())
        TakenSlot.objects.bulk_create([taken], ignore_conflicts=True)
        if TakenSlot.objects.filter(id=taken.id).exists():
            return taken
    raise SlotTaken


def _new(person_id: UUID, way: Way, phone: str, about: str, clock: Clock) -> Appointment:
    number, words = parse_phone(phone) if way is Way.PHONE else "", about.strip()
    if way is Way.PHONE and not number:
        raise PhoneRefused
    if len(words) > CHARACTERS:
        raise AboutTooLong(most=CHARACTERS)
    seal = sealer_for(person_id)
    return Appointment(
        person_id=person_id,
        way=way,
        phone_sealed=seal(number, CONTEXT) if number else None,
        about_sealed=seal(words, CONTEXT) if words else None,
        booked_on=clock.today(),
        booked_at=clock.now(),
    )


def _check_can_cancel(appointment: Appointment, by: Actor, clock: Clock) -> None:
    if by.capacity is Capacity.OFFICER:
        check_has_role(by, Role.DESK_OFFICER)
    else:
        check_is_citizen(by, appointment.person_id, to=Scope.APPLY, clock=clock)


def _note(verb: str, appointment: Appointment, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("appointment", appointment.id, appointment.person_id), key=key, by=by, clock=clock)
