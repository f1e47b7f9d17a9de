"""Reads of requests to look again and of complaints."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from loopbaankrediet.journal.keys import text_opener_for
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.objections.models import Kind, Objection, Outcome, Topic
from loopbaankrediet.objections.policies import involved_in
from loopbaankrediet.objections.states import RUNNING, ObjectionState
from loopbaankrediet.objections.steps import CONTEXT

LETTERS = {Kind.RECONSIDERATION: "HB", Kind.COMPLAINT: "KL"}
MOST_LINES = 200


@dataclass(frozen=True)
class ObjectionLine:
    """One of a list; its words stay closed. `handler` is empty while nobody took it."""

    id: UUID
    reference: str
    person_id: UUID
    citizen: str
    kind: Kind
    state: ObjectionState
    submitted_on: date
    last_day: date | None
    answer_by: date
    handler_id: UUID | None
    handler: str
    outcome: Outcome | None
    decided_on: date | None

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def came_late(self) -> bool:
        """It was asked after the term of the contested decision, counted from the day of that decision."""
        return self.last_day is not None and self.submitted_on > self.last_day

    def is_overdue(self, today: date) -> bool:
        """The citizen should have had an answer by now."""
        return self.is_running and today > self.answer_by


@dataclass(frozen=True)
class ObjectionView:
    """One with its words. `contested`: kind and day of the decision; `involved`: officers who may not handle it."""

    line: ObjectionLine
    topic: Topic | None
    contested_kind: str
    contested_on: date | None
    application_id: UUID | None
    revocation_id: UUID | None
    contested_by: str
    involved: frozenset[UUID]
    words: str
    through: str
    taken_on: date | None
    grounds: str


def reference(kind: str, number: int) -> str:
    """'HB 100 101' (look again) or 'KL 100 102' (complaint): what to say on the phone."""
    return f"{LETTERS[Kind(kind)]} {number:,}".replace(",", " ")


def objections_of(person_id: UUID) -> tuple[ObjectionLine, ...]:
    """All of one citizen, newest first."""
    return tuple(map(_line, _rows().filter(person_id=person_id).order_by("-submitted_at")))


def open_objections() -> tuple[ObjectionLine, ...]:
    """What waits for an answer, the first term first."""
    return tuple(map(_line, _rows().filter(state__in=RUNNING).order_by("answer_by", "submitted_at")))


def closed_objections() -> tuple[ObjectionLine, ...]:
    """The last ones that were answered or withdrawn, newest first."""
    return tuple(map(_line, _rows().filter(~Q(state__in=RUNNING)).order_by("-submitted_at")[:MOST_LINES]))


def objection_to_read(objection_id: UUID) -> ObjectionView:
    """NotFound when there is none. The caller checks who looks."""
    row = _rows().filter(id=objection_id).first()
    if row is None:
        raise NotFound
    text_of, contested = text_opener_for(row.person_id, context=CONTEXT), row.decision or row.revocation
    return ObjectionView(
        line=_line(row),
        topic=Topic(row.topic) if row.topic else None,
        contested_kind=row.decision.kind if row.decision else "revocation" if row.revocation else "",
        contested_on=contested.decided_on if contested else None,
        application_id=contested.application_id if contested else None,
        revocation_id=row.revocation_id,
        contested_by=row.contested_by.full_name if row.contested_by else "",
        involved=involved_in(row),
        words=text_of(row.text_sealed),
        through=row.through,
        taken_on=row.taken_on,
        grounds=text_of(row.grounds_sealed) if row.grounds_sealed else "",
    )


def _rows() -> QuerySet[Objection]:
    return Objection.objects.select_related("person", "handler", "contested_by", "decision", "revocation")


def _line(row: Objection) -> ObjectionLine:
    return ObjectionLine(
        id=row.id,
        reference=reference(row.kind, row.number),
        person_id=row.person_id,
        citizen=row.person.full_name,
        kind=Kind(row.kind),
        state=ObjectionState(row.state),
        submitted_on=row.submitted_on,
        last_day=row.last_day,
        answer_by=row.answer_by,
        handler_id=row.handler_id,
        handler=row.handler.full_name if row.handler else "",
        outcome=Outcome(row.outcome) if row.outcome else None,
        decided_on=row.decided_on,
    )
