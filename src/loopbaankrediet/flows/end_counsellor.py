"""A counsellor leaves, by her own choice or the registrar's: no new clients, every client handed over, then out."""

from datetime import date
from uuid import UUID

from django.db import transaction

from loopbaankrediet.counsellors.errors import NotRegistered
from loopbaankrediet.counsellors.models import REGISTRATION_TABLE, Counsellor
from loopbaankrediet.guidance.departure_models import DEPARTURE_TABLE, Departure, DepartureCause, Handover
from loopbaankrediet.guidance.departures import running_departure
from loopbaankrediet.guidance.errors import AlreadyLeaving, ClientsNotHandedOver, EndNotReached, EndTooEarly
from loopbaankrediet.guidance.leaving import departure_of
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.guidance.states import ACTIVE_STATES
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Capacity, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.errors import NotAllowed, NotFound
from loopbaankrediet.people.policies import check_has_role, check_is_this_counsellor, check_not_own_case


@transaction.atomic
def announce_end(*, counsellor_id: UUID, ends_on: date, by: Actor, clock: Clock, key: UUID) -> Departure:
    """From now on no new client; each client of today comes on the list. `ends_on`: the last day of work.

    The counsellor says it herself, or the registrar when she is taken out of the register.
    """
    done = done_before(key, by=by, about=("announce_end", counsellor_id, ends_on))
    counsellor = _lock(counsellor_id)
    announced_by, cause = _who(by, counsellor)
    if done is not None:
        return Departure.objects.get(id=done)
    if ends_on < clock.today():
        raise EndTooEarly
    running = departure_of(counsellor_id)
    if running is not None:
        raise AlreadyLeaving(ends_on=day(running.ends_on))
    REGISTRATION_TABLE.after(counsellor.state, "deregister")
    departure = Departure.objects.create(
        counsellor=counsellor,
        cause=cause,
        ends_on=ends_on,
        announced_on=clock.today(),
        announced_at=clock.now(),
        announced_by_id=announced_by,
    )
    clients = Track.objects.filter(counsellor=counsellor, state__in=ACTIVE_STATES).order_by("id")
    Handover.objects.bulk_create([Handover(departure=departure, track=track) for track in clients])
    _note("announce_end", departure, by=by, clock=clock, key=key)
    return departure


@transaction.atomic
def withdraw_end(*, departure_id: UUID, by: Actor, clock: Clock, key: UUID) -> Departure:
    """Who announced it takes it back: new clients are possible again. What was settled meanwhile stays."""
    done = done_before(key, by=by, about=("withdraw_end", departure_id))
    departure = _lock_departure(departure_id)
    closed_by, cause = _who(by, departure.counsellor)
    if cause != departure.cause:
        raise NotAllowed
    if done is None:
        _end(departure, "withdraw", closed_by, clock)
        _note("withdraw_end", departure, by=by, clock=clock, key=key)
    return departure


@transaction.atomic
def close_departure(*, departure_id: UUID, by: Actor, clock: Clock, key: UUID) -> Departure:
    """Every client knows it and no guidance runs: the registrar takes the counsellor out of the register.

    EndNotReached before the last day, ClientsNotHandedOver while somebody is on the list.
    """
    officer_id = check_has_role(by, Role.REGISTRAR)
    done = done_before(key, by=by, about=("close_departure", departure_id))
    departure = _lock_departure(departure_id)
    counsellor = departure.counsellor
    check_not_own_case(by, counsellor.person_id)
    if done is not None:
        return departure
    if clock.today() < departure.ends_on:
        raise EndNotReached(ends_on=day(departure.ends_on))
    view = running_departure(counsellor.id)
    if view is not None and view.left:
        raise ClientsNotHandedOver(left=view.left, all=len(view.clients))
    _end(departure, "close", officer_id, clock)
    counsellor.state = REGISTRATION_TABLE.after(counsellor.state, "deregister")
    counsellor.save(update_fields=["state"])
    _note("close_departure", departure, by=by, clock=clock, key=key)
    return departure


def _who(by: Actor, counsellor: Counsellor) -> tuple[UUID, DepartureCause]:
    """Who says it, and so why she leaves."""
    if by.capacity is not Capacity.OFFICER:
        check_is_this_counsellor(by, counsellor.id)
        return counsellor.person_id, DepartureCause.STOPS
    officer_id = check_has_role(by, Role.REGISTRAR)
    check_not_own_case(by, counsellor.person_id)
    return officer_id, DepartureCause.REMOVED


def _end(departure: Departure, verb: str, closed_by: UUID, clock: Clock) -> None:
    departure.state = DEPARTURE_TABLE.after(departure.state, verb)
    departure.closed_on, departure.closed_at, departure.closed_by_id = clock.today(), clock.now(), closed_by
    departure.save(update_fields=["state", "closed_on", "closed_at", "closed_by"])


def _lock(counsellor_id: UUID) -> Counsellor:
    counsellor = Counsellor.objects.select_for_update().filter(id=counsellor_id).first()
    if counsellor is None:
        raise NotRegistered
    return counsellor


def _lock_departure(departure_id: UUID) -> Departure:
    rows = Departure.objects.select_for_update(of=("counsellor", "self")).select_related("counsellor")
    departure = rows.filter(id=departure_id).first()
    if departure is None:
        raise NotFound
    return departure


def _note(verb: str, departure: Departure, *, by: Actor, clock: Clock, key: UUID) -> None:
    subject = Subject("departure", departure.id, departure.counsellor.person_id)
    record_act(verb, subject, key=key, by=by, clock=clock)
