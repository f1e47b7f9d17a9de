"""Reads of the files by which a registration is suspended or ended."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from loopbaankrediet.counsellors.measures.actions import CONTEXT, OPEN_STATES
from loopbaankrediet.counsellors.measures.models import (
    MeasureGround,
    MeasureKind,
    MeasureState,
    RegistrationMeasure,
)
from loopbaankrediet.journal.keys import text_opener_for
from loopbaankrediet.kernel.errors import NotFound


@dataclass(frozen=True)
class MeasureView:
    """One file with its words; `until_on` None is without an end that is known."""

    id: UUID
    counsellor_id: UUID
    person_id: UUID
    name: str
    register_number: str
    kind: str
    kind_label: str
    ground: str
    state: str
    why: str
    opened_by_id: UUID
    opened_by: str
    opened_on: date
    answer_until: date
    answer: str
    heard_on: date | None
    reasons: str
    from_on: date | None
    until_on: date | None
    decided_by: str
    decided_on: date | None
    lifted_on: date | None
    lift_reasons: str

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_suspension(self) -> bool:
        return self.kind == MeasureKind.SUSPENSION

    @property
    def can_be_lifted(self) -> bool:
        return self.is_suspension and self.state == MeasureState.IMPOSED


def measures_of(counsellor_id: UUID) -> tuple[MeasureView, ...]:
    """Every file about one counsellor, newest first."""
    rows = _rows().filter(counsellor_id=counsellor_id).order_by("-opened_at")
    return tuple(_view(row) for row in rows)


def open_measures() -> tuple[MeasureView, ...]:
    """What waits for an answer or a decision, oldest first."""
    return tuple(_view(row) for row in _rows().filter(state__in=OPEN_STATES).order_by("opened_at"))


def measure_to_read(measure_id: UUID) -> MeasureView:
    """NotFound when there is none."""
    row = _rows().filter(id=measure_id).first()
    if row is None:
        raise NotFound
    return _view(row)


def _rows() -> QuerySet[RegistrationMeasure]:
    return RegistrationMeasure.objects.select_related("counsellor__person", "opened_by", "decided_by")


def _view(row: RegistrationMeasure) -> MeasureView:
    counsellor = row.counsellor
    text_of = text_opener_for(counsellor.person_id, context=CONTEXT)
    return MeasureView(
        id=row.id,
        counsellor_id=row.counsellor_id,
        person_id=counsellor.person_id,
        name=counsellor.person.full_name,
        register_number=counsellor.register_number,
        kind=row.kind,
        kind_label=MeasureKind(row.kind).label,
        ground=MeasureGround(row.ground).label,
        state=row.state,
        why=text_of(row.why_sealed),
        opened_by_id=row.opened_by_id,
        opened_by=row.opened_by.full_name,
        opened_on=row.opened_on,
        answer_until=row.answer_until,
        answer=text_of(row.answer_sealed) if row.answer_sealed else "",
        heard_on=row.heard_on,
        reasons=text_of(row.reasons_sealed) if row.reasons_sealed else "",
        from_on=row.from_on,
        until_on=row.until_on,
        decided_by=row.decided_by.full_name if row.decided_by else "",
        decided_on=row.decided_on,
        lifted_on=row.lifted_on,
        lift_reasons=text_of(row.lift_sealed) if row.lift_sealed else "",
    )
