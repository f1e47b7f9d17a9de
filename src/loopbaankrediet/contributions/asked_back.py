"""Refunds that were noted and that the citizen neither confirmed nor denied yet."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from loopbaankrediet.contributions.models import Collection, Refund
from loopbaankrediet.contributions.states import RefundState


@dataclass(frozen=True)
class RefundLine:
    """`payer`: who says that it was paid back. `noted_on`: since when it waits for her."""

    track_id: UUID
    number: int
    client: str
    payer: str
    cents: int
    noted_on: date
    person_id: UUID


def refunds_to_answer(person_id: UUID) -> tuple[RefundLine, ...]:
    return tuple(map(_line, _unanswered().filter(entry__contribution__module__track__person_id=person_id)))


def unanswered_refunds() -> tuple[RefundLine, ...]:
    """Of everybody, the oldest first."""
    return tuple(map(_line, _unanswered()))


def _unanswered() -> QuerySet[Refund]:
    track = "entry__contribution__module__track"
    rows = Refund.objects.filter(state=RefundState.NOTED).select_related(
        f"{track}__person", f"{track}__counsellor__person"
    )
    return rows.order_by("entry__noted_at")


def _line(row: Refund) -> RefundLine:
    contribution = row.entry.contribution
    module, track = contribution.module, contribution.module.track
    by_platform = contribution.collection == Collection.PLATFORM
    payer = "Het platform" if by_platform else track.counsellor.person.full_name
    client, entry = track.person, row.entry
    return RefundLine(track.id, module.number, client.full_name, payer, -entry.cents, entry.noted_on, client.id)
