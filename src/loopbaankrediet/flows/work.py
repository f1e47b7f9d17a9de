"""All work of officers in one list: what kind, which file, since when, until when, and who has it.

Each kind is read with one light question, without names; the page asks for those of the lines it shows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from loopbaankrediet.flows.work_kinds import KINDS, Kind
from loopbaankrediet.flows.work_sources import SOURCES, Found
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotAllowed, NotFound
from loopbaankrediet.office import assignments
from loopbaankrediet.office.assignments import Has, taken, who_has
from loopbaankrediet.office.errors import ColleagueMayNot
from loopbaankrediet.office.models import Assignment
from loopbaankrediet.people.errors import OwnCase
from loopbaankrediet.people.policies import check_has_role, check_not_own_case
from loopbaankrediet.people.queries import names, officers_with, roles_of


class Whose(StrEnum):
    """Which lines a page shows."""

    ALL = "alle"
    MINE = "mijn"
    FREE = "vrij"


@dataclass(frozen=True)
class WorkLine:
    """One piece of work. `due_on` None while its term stands still; `waits`: nothing to do before somebody answers."""

    kind: Kind
    id: UUID
    since: date
    due_on: date | None
    waits: bool
    person_id: UUID | None
    label: str
    person: str = ""
    has: Has | None = None

    def is_overdue(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today


@dataclass(frozen=True)
class Queue:
    """One kind of work in figures: how much, the oldest, how much is over its term."""

    kind: Kind
    count: int
    oldest: date | None
    overdue: int


def work_for(actor: Actor, *, today: date) -> tuple[WorkLine, ...]:
    """All work of the roles of this officer, the most urgent first; without names."""
    lines = [line for kind in KINDS.values() if actor.has_role(kind.role) for line in _lines(kind, today)]
    return tuple(sorted(lines, key=lambda line: (line.waits, line.due_on or date.max, line.since, str(line.id))))


def queues(lines: Iterable[WorkLine], actor: Actor, *, today: date) -> tuple[Queue, ...]:
    """The figures of every kind of these roles, also of those without work."""
    listed = list(lines)
    return tuple(
        _queue(kind, [line for line in listed if line.kind == kind], today)
        for kind in KINDS.values()
        if actor.has_role(kind.role)
    )


def chosen(
    lines: Iterable[WorkLine], *, kind: str, whose: Whose, overdue: bool, actor: Actor, today: date
) -> tuple[WorkLine, ...]:
    """The lines that the filters of a page leave."""
    mine = taken(by_officer=actor.person_id) if whose is Whose.MINE else frozenset()
    held = taken() if whose is Whose.FREE else frozenset()
    return tuple(
        line
        for line in lines
        if (not kind or line.kind.name == kind)
        and (whose is not Whose.MINE or (line.kind.thing, line.id) in mine)
        and (whose is not Whose.FREE or (line.kind.thing, line.id) not in held)
        and (not overdue or line.is_overdue(today))
    )


def named(lines: Iterable[WorkLine]) -> tuple[WorkLine, ...]:
    """The lines of one page, with the names of the people and of who has the work."""
    listed = list(lines)
    people: Mapping[UUID, str] = names(line.person_id for line in listed)
    has = who_has((line.kind.thing, line.id) for line in listed)
    return tuple(
        replace(line, person=people.get(line.person_id, "") if line.person_id else "", has=has.get(_ref(line)))
        for line in listed
    )


def work_line(kind: str, subject_id: UUID, *, by: Actor, today: date) -> WorkLine:
    """One piece of work that is still there. NotFound, or NotAllowed for another role."""
    found = KINDS.get(kind)
    if found is None:
        raise NotFound
    check_has_role(by, found.role)
    for line in _lines(found, today):
        if line.id == subject_id:
            return named([line])[0]
    raise NotFound


def take(*, kind: str, subject_id: UUID, by: Actor, clock: Clock, key: UUID) -> Assignment:
    """Take work that nobody has. OwnCase for one's own file; WorkTaken when a colleague was first."""
    line = work_line(kind, subject_id, by=by, today=clock.today())
    _check_may(line, by)
    return assignments.take_work(kind=line.kind.thing, subject_id=line.id, by=by, clock=clock, key=key)


def give_back(*, kind: str, subject_id: UUID, by: Actor, clock: Clock, key: UUID) -> Assignment:
    """Nobody has it any more; WorkNotYours for a colleague's."""
    found = KINDS.get(kind)
    if found is None:
        raise NotFound
    check_has_role(by, found.role)
    return assignments.give_work_back(kind=found.thing, subject_id=subject_id, by=by, clock=clock, key=key)


def give_to(
    *, kind: str, subject_id: UUID, officer_id: UUID, reason: str, by: Actor, clock: Clock, key: UUID
) -> Assignment:
    """Give it to a colleague with the role, whose own file it is not. ColleagueMayNot otherwise."""
    line = work_line(kind, subject_id, by=by, today=clock.today())
    colleague = Actor(by.capacity, officer_id, roles=frozenset(roles_of(officer_id)))
    try:
        _check_may(line, colleague)
    except (NotAllowed, OwnCase) as error:
        raise ColleagueMayNot from error
    return assignments.give_work_to(
        kind=line.kind.thing,
        subject_id=line.id,
        officer_id=officer_id,
        reason=reason,
        by=by,
        clock=clock,
        key=key,
    )


def colleagues(role: Role, *, besides: UUID | None) -> dict[UUID, str]:
    """Who else has this role, by name."""
    found = {officer_id for officer_id in officers_with(role) if officer_id != besides}
    return dict(sorted(names(found).items(), key=lambda item: item[1]))


def _check_may(line: WorkLine, by: Actor) -> None:
    if not by.has_role(line.kind.role):
        raise NotAllowed
    if line.person_id:
        check_not_own_case(by, line.person_id)


def _lines(kind: Kind, today: date) -> list[WorkLine]:
    return [_line(kind, found) for found in SOURCES[kind.name](today)]


def _line(kind: Kind, found: Found) -> WorkLine:
    return WorkLine(kind, found.id, found.since, found.due_on, found.waits, found.person_id, found.label)


def _queue(kind: Kind, lines: list[WorkLine], today: date) -> Queue:
    oldest = min((line.since for line in lines), default=None)
    return Queue(kind, len(lines), oldest, sum(line.is_overdue(today) for line in lines))


def _ref(line: WorkLine) -> tuple[str, UUID]:
    return line.kind.thing, line.id
