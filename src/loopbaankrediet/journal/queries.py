"""Reads of the journal."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from loopbaankrediet.journal.models import Entry


@dataclass(frozen=True)
class JournalLine:
    """One line of 'who did or saw what' about a person."""

    kind: str
    verb: str
    capacity: str
    actor_id: UUID | None
    legal_on: date
    recorded_at: datetime
    representation: str | None
    mandate_id: UUID | None


FIELDS = (
    "kind",
    "verb",
    "capacity",
    "actor_id",
    "legal_on",
    "recorded_at",
    "representation",
    "mandate_id",
)


def lines_about(person_id: UUID) -> tuple[JournalLine, ...]:
    """All acts and looks about one person, newest first."""
    return _lines(Entry.objects.filter(person_id=person_id))


def lines_under(mandate_id: UUID) -> tuple[JournalLine, ...]:
    """All that was done and seen on one ground to act for somebody, and what happened to that ground, newest first."""
    return _lines(Entry.objects.filter(Q(mandate_id=mandate_id) | Q(subject_id=mandate_id)))


def _lines(rows: QuerySet[Entry]) -> tuple[JournalLine, ...]:
    return tuple(JournalLine(*row) for row in rows.order_by("-recorded_at", "-id").values_list(*FIELDS))
