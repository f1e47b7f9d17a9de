"""Reads of the journal."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

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


def lines_about(person_id: UUID) -> tuple[JournalLine, ...]:
    """All acts and looks about one person, newest first."""
    rows = Entry.objects.filter(person_id=person_id).order_by("-recorded_at", "-id")
    fields = ("kind", "verb", "capacity", "actor_id", "legal_on", "recorded_at")
    return tuple(JournalLine(*row) for row in rows.values_list(*fields))
