"""Files of the bank that were not used and that nobody saw to yet."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from loopbaankrediet.payments.models import RefusedFile, SolvedRefusal


@dataclass(frozen=True)
class Refused:
    """A file of the bank that was not used."""

    id: UUID
    name: str
    why: str
    refused_at: datetime


def waiting_refusals() -> QuerySet[RefusedFile]:
    solved = SolvedRefusal.objects.values("refused_id")
    return RefusedFile.objects.exclude(id__in=solved).order_by("refused_at")


def refused_files() -> tuple[Refused, ...]:
    """All that wait for an officer, newest first."""
    rows = waiting_refusals().reverse()
    return tuple(Refused(row.id, row.name, row.why, row.refused_at) for row in rows)
