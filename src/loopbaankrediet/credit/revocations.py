"""Reads of the files about taking back granted minutes.

The term to answer starts when the file reached the citizen: she opened its page, or an officer called or wrote.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from loopbaankrediet.credit.models import Revocation, RevocationGround, RevocationState, ToldBy
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject, record_look
from loopbaankrediet.journal.keys import text_opener_for
from loopbaankrediet.journal.seen import first_seen_on
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound

RUNNING = (RevocationState.OPENED, RevocationState.HEARD)
LOOK = "see_revocation"
SEEN_ON = first_seen_on(LOOK, person="application__person_id")


@dataclass(frozen=True)
class RevocationLine:
    """One file in a list; `answer_until` is the last day to answer, None while the file did not reach the citizen."""

    id: UUID
    application_id: UUID
    person_id: UUID
    applicant: str
    state: str
    minutes: int
    opened_on: date
    opened_by_id: UUID
    answer_until: date | None

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    def waits_for(self, officer_id: UUID | None, today: date) -> bool:
        """Whether this officer may decide now: she answered or her term is over, and a colleague opened it."""
        return self.opened_by_id != officer_id and _was_heard(self.state, self.answer_until, today)


@dataclass(frozen=True)
class RevocationView:
    """One file with its words; `heard_by` is empty when the citizen wrote herself."""

    id: UUID
    application_id: UUID
    person_id: UUID
    applicant: str
    state: str
    ground: str
    minutes: int
    why: str
    opened_on: date
    opened_by_id: UUID
    opened_by: str
    told: str
    told_on: date | None
    reached_on: date | None
    answer_until: date | None
    answer: str
    heard_on: date | None
    heard_by: str
    revoked_minutes: int
    reasons: str
    decided_on: date | None
    decided_by: str

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    def was_heard(self, today: date) -> bool:
        """Whether a colleague can decide to take minutes back."""
        return _was_heard(self.state, self.answer_until, today)


def note_read(revocation_id: UUID, *, person_id: UUID, by: Actor, clock: Clock) -> None:
    """The citizen has her file before her."""
    record_look(LOOK, Subject("revocation", revocation_id, person_id), by=by, clock=clock)


def reached(revocation_id: UUID) -> date | None:
    """The first day on which the file reached the citizen; None while it did not. NotFound when there is no file."""
    row = Revocation.objects.filter(id=revocation_id).annotate(seen_on=SEEN_ON).first()
    if row is None:
        raise NotFound
    return _first(row.seen_on, row.reached_on)


def last_day_to_answer(opened_on: date, reached_on: date | None) -> date | None:
    """None while the file did not reach the citizen."""
    return reached_on + timedelta(days=term("revocation_answer_days", on=opened_on)) if reached_on else None


def running_revocations() -> tuple[RevocationLine, ...]:
    """What waits for an answer or a decision, oldest first."""
    rows = _rows().filter(state__in=RUNNING).annotate(seen_on=SEEN_ON).order_by("opened_at")
    return tuple(_line(row, row.seen_on) for row in rows)


def revocations_of(person_id: UUID) -> tuple[RevocationLine, ...]:
    """Every file about one person, newest first."""
    rows = _rows().filter(application__person_id=person_id).annotate(seen_on=SEEN_ON).order_by("-opened_at")
    return tuple(_line(row, row.seen_on) for row in rows)


def revocation_to_read(revocation_id: UUID) -> RevocationView:
    """NotFound when there is none."""
    named = _rows().select_related("opened_by", "heard_by", "decided_by")
    row = named.filter(id=revocation_id).annotate(seen_on=SEEN_ON).first()
    if row is None:
        raise NotFound
    person_id = row.application.person_id
    text_of = text_opener_for(person_id, context="revocation")
    reached_on = _first(row.seen_on, row.reached_on)
    return RevocationView(
        id=row.id,
        application_id=row.application_id,
        person_id=person_id,
        applicant=row.application.person.full_name,
        state=row.state,
        ground=RevocationGround(row.ground).label,
        minutes=row.minutes,
        why=text_of(row.why_sealed),
        opened_on=row.opened_on,
        opened_by_id=row.opened_by_id,
        opened_by=row.opened_by.full_name,
        told=ToldBy(row.told_through).label if row.told_through else "",
        told_on=row.told_on,
        reached_on=reached_on,
        answer_until=last_day_to_answer(row.opened_on, reached_on),
        answer=text_of(row.answer_sealed) if row.answer_sealed else "",
        heard_on=row.heard_on,
        heard_by=row.heard_by.full_name if row.heard_by else "",
        revoked_minutes=row.revoked_minutes,
        reasons=text_of(row.reasons_sealed) if row.reasons_sealed else "",
        decided_on=row.decided_on,
        decided_by=row.decided_by.full_name if row.decided_by else "",
    )


def _rows() -> QuerySet[Revocation]:
    return Revocation.objects.select_related("application__person")


def _line(row: Revocation, seen_on: date | None) -> RevocationLine:
    return RevocationLine(
        row.id,
        row.application_id,
        row.application.person_id,
        row.application.person.full_name,
        row.state,
        row.minutes,
        row.opened_on,
        row.opened_by_id,
        last_day_to_answer(row.opened_on, _first(seen_on, row.reached_on)),
    )


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _was_heard(state: str, answer_until: date | None, today: date) -> bool:
    is_over = answer_until is not None and today > answer_until
    return state == RevocationState.HEARD or (state == RevocationState.OPENED and is_over)
