"""Reads of the proposals to erase a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.models import Advice, Erasure, ErasureState

RUNNING = (ErasureState.PROPOSED, ErasureState.ADVISED, ErasureState.DECIDED)


@dataclass(frozen=True)
class ErasureView:
    """One proposal; empty words and None for what did not happen."""

    id: UUID
    person_id: UUID
    name: str
    state: str
    dossier: str
    proposed_by_id: UUID
    proposed_by: str
    proposed_at: datetime
    advice: str
    advised_by_id: UUID | None
    advised_by: str
    advised_at: datetime | None
    decided_by: str
    decided_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it can still be decided or withdrawn."""
        return self.state in (ErasureState.PROPOSED, ErasureState.ADVISED)


def running_erasures() -> tuple[ErasureView, ...]:
    """What waits for advice, a decision or the act itself, oldest first."""
    return tuple(map(_view, _rows().filter(state__in=RUNNING).order_by("proposed_at")))


def erasure_to_read(erasure_id: UUID) -> ErasureView:
    """NotFound when there is none."""
    row = _rows().filter(id=erasure_id).first()
    if row is None:
        raise NotFound
    return _view(row)


def _rows() -> QuerySet[Erasure]:
    return Erasure.objects.select_related("person", "proposed_by", "advised_by", "decided_by")


def _view(row: Erasure) -> ErasureView:
    return ErasureView(
        id=row.id,
        person_id=row.person_id,
        name=row.person.full_name,
        state=row.state,
        dossier=row.dossier,
        proposed_by_id=row.proposed_by_id,
        proposed_by=row.proposed_by.full_name,
        proposed_at=row.proposed_at,
        advice=Advice(row.advice).label if row.advice else "",
        advised_by_id=row.advised_by_id,
        advised_by=row.advised_by.full_name if row.advised_by else "",
        advised_at=row.advised_at,
        decided_by=row.decided_by.full_name if row.decided_by else "",
        decided_at=row.decided_at,
    )
