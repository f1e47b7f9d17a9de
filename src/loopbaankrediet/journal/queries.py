"""Reads of the journal."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from loopbaankrediet.journal.models import Entry, Kind

QUESTION_SENT = "ask_source"
"""The start of a question to a source; its end is another line and tells more."""


@dataclass(frozen=True)
class JournalLine:
    """One line of 'who did or saw what' about a person, and why."""

    id: int
    kind: str
    verb: str
    subject_type: str
    capacity: str
    actor_id: UUID | None
    legal_on: date
    recorded_at: datetime
    representation: str | None
    mandate_id: UUID | None
    purpose: str | None
    dossier: str | None


FIELDS = tuple(JournalLine.__dataclass_fields__)


def lines_about(person_id: UUID, *, kind: Kind | None = None, rows: slice = slice(None)) -> tuple[JournalLine, ...]:
    """These of the acts and looks about one person, or of one kind, newest first."""
    found = _about(person_id, kind).order_by("-recorded_at", "-id")
    return tuple(JournalLine(*row) for row in found.values_list(*FIELDS)[rows])


def lines_under(mandate_id: UUID) -> tuple[JournalLine, ...]:
    """All that was done and seen on one ground to act for somebody, and what happened to that ground, newest first."""
    found = Entry.objects.filter(Q(mandate_id=mandate_id) | Q(subject_id=mandate_id)).order_by("-recorded_at", "-id")
    return tuple(JournalLine(*row) for row in found.values_list(*FIELDS))


def done_for_another(verb: str, subject_id: UUID) -> tuple[UUID, str] | None:
    """Who did this last in somebody's name, and on what ground; None when she did it herself."""
    acts = Entry.objects.filter(kind=Kind.ACT, verb=verb, subject_id=subject_id).order_by("id")
    actor_id, representation = acts.values_list("actor_id", "representation").last() or (None, None)
    return (actor_id, representation) if actor_id and representation else None


def count_about(person_id: UUID, *, kind: Kind | None = None) -> int:
    return _about(person_id, kind).count()


def line_about(person_id: UUID, line_id: int) -> JournalLine | None:
    """One line, only when it is about this person."""
    row = _about(person_id, None).filter(id=line_id).values_list(*FIELDS).first()
    return JournalLine(*row) if row else None


def _about(person_id: UUID, kind: Kind | None) -> QuerySet[Entry]:
    rows = Entry.objects.filter(person_id=person_id).exclude(verb=QUESTION_SENT)
    return rows.filter(kind=kind) if kind else rows
