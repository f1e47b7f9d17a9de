"""Who has which work: taken by one officer, given back, or given to a colleague with a reason. By an act each time.

Which work there is, and who may do it, is told by `flows.work`: this knows only kinds and numbers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotAllowed, NotFound
from loopbaankrediet.office.errors import WorkNotYours, WorkReasonMissing, WorkTaken
from loopbaankrediet.office.models import Assignment

ENDS = ("ended_at", "ended_by", "ended_reason")


@dataclass(frozen=True)
class Has:
    """Who has a piece of work, and since when."""

    officer_id: UUID
    officer: str
    since: date


@transaction.atomic
def take_work(*, kind: str, subject_id: UUID, by: Actor, clock: Clock, key: UUID) -> Assignment:
    """This officer has the work from now on. WorkTaken when a colleague has it; her own again changes nothing."""
    officer_id = _officer(by)
    earlier = done_before(key, by=by, about=("take_work", kind, subject_id))
    if earlier is not None:
        return Assignment.objects.get(id=earlier)
    return _give(kind, subject_id, officer_id, given_by=None, reason="", by=by, clock=clock, key=key)


@transaction.atomic
def give_work_back(*, kind: str, subject_id: UUID, by: Actor, clock: Clock, key: UUID) -> Assignment:
    """Nobody has the work any more. WorkNotYours when a colleague has it, NotFound when nobody has."""
    officer_id = _officer(by)
    earlier = done_before(key, by=by, about=("give_work_back", kind, subject_id))
    if earlier is not None:
        return Assignment.objects.get(id=earlier)
    held = _held(kind, subject_id)
    if held.officer_id != officer_id:
        raise WorkNotYours(officer=held.officer.full_name)
    _end(held, officer_id, "", clock)
    record_act("give_work_back", _subject(held), key=key, by=by, clock=clock)
    return held


@transaction.atomic
def give_work_to(
    *, kind: str, subject_id: UUID, officer_id: UUID, reason: str, by: Actor, clock: Clock, key: UUID
) -> Assignment:
    """Give one's own work, or work that nobody has, to a colleague, and say why. The caller checked that she may."""
    giver_id = _officer(by)
    earlier = done_before(key, by=by, about=("give_work_to", kind, subject_id, officer_id, reason))
    if earlier is not None:
        return Assignment.objects.get(id=earlier)
    if not reason.strip() or officer_id == giver_id:
        raise WorkReasonMissing
    held = _find(kind, subject_id)
    if held and held.officer_id != giver_id:
        raise WorkNotYours(officer=held.officer.full_name)
    if held:
        _end(held, giver_id, reason.strip(), clock)
    return _give(kind, subject_id, officer_id, given_by=giver_id, reason=reason.strip(), by=by, clock=clock, key=key)


def check_not_with_another(kind: str, subject_id: UUID, by: Actor) -> None:
    """WorkNotYours when a colleague has this work: who has it decides."""
    rows = Assignment.objects.filter(kind=kind, subject_id=subject_id, ended_at=None).select_related("officer")
    held = rows.first()
    if held and held.officer_id != by.person_id:
        raise WorkNotYours(officer=held.officer.full_name)


def who_has(wanted: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], Has]:
    """Of these pieces of work, those that somebody has."""
    asked = set(wanted)
    rows = Assignment.objects.filter(ended_at=None, subject_id__in=[id for _, id in asked]).select_related("officer")
    found = {(row.kind, row.subject_id): Has(row.officer_id, row.officer.full_name, row.taken_on) for row in rows}
    return {one: has for one, has in found.items() if one in asked}


def taken(*, by_officer: UUID | None = None) -> frozenset[tuple[str, UUID]]:
    """Every piece of work that somebody has, or this officer."""
    rows = Assignment.objects.filter(ended_at=None)
    rows = rows.filter(officer_id=by_officer) if by_officer else rows
    return frozenset(rows.values_list("kind", "subject_id"))


def _give(
    kind: str,
    subject_id: UUID,
    officer_id: UUID,
    *,
    given_by: UUID | None,
    reason: str,
    by: Actor,
    clock: Clock,
    key: UUID,
) -> Assignment:
    """The unique index lets one of two hands win; the other one waits, and then reads who has it."""
    wanted = Assignment(
        kind=kind,
        subject_id=subject_id,
        officer_id=officer_id,
        given_by_id=given_by,
        reason=reason,
        taken_on=clock.today(),
        taken_at=clock.now(),
    )
    Assignment.objects.bulk_create([wanted], ignore_conflicts=True)
    held = _held(kind, subject_id)
    if held.officer_id != officer_id:
        raise WorkTaken(officer=held.officer.full_name)
    record_act("give_work_to" if given_by else "take_work", _subject(held), key=key, by=by, clock=clock)
    return held


def _end(held: Assignment, by: UUID, reason: str, clock: Clock) -> None:
    held.ended_at, held.ended_by_id, held.ended_reason = clock.now(), by, reason
    held.save(update_fields=ENDS)


def _held(kind: str, subject_id: UUID) -> Assignment:
    held = _find(kind, subject_id)
    if held is None:
        raise NotFound
    return held


def _find(kind: str, subject_id: UUID) -> Assignment | None:
    rows = Assignment.objects.select_for_update(of=("self",)).filter(kind=kind, subject_id=subject_id, ended_at=None)
    return rows.select_related("officer").first()


def _officer(by: Actor) -> UUID:
    if by.capacity is not Capacity.OFFICER or by.person_id is None:
        raise NotAllowed
    return by.person_id


def _subject(held: Assignment) -> Subject:
    return Subject("work", held.id)
