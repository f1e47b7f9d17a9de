"""Payments that were stopped: of one counsellor for her own page, of all for the officers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from loopbaankrediet.counsellors.queries import payee_name
from loopbaankrediet.journal.keys import text_opener_for
from loopbaankrediet.payments.models import PaymentHold


@dataclass(frozen=True)
class HoldView:
    """A hold in force. `reason`: an officer's words, "" for the platform's own; `code`: what the bank said then."""

    id: UUID
    counsellor_id: UUID
    payee: str
    register_number: str
    kind: str
    code: str
    reason: str
    placed_on: date
    placed_by: str
    person_id: UUID


def holds(counsellor_id: UUID | None = None) -> tuple[HoldView, ...]:
    """Holds in force, oldest first: all of them, or those of one counsellor."""
    rows = _in_force()
    if counsellor_id:
        rows = rows.filter(counsellor_id=counsellor_id)
    return tuple(_view(row) for row in rows)


def _in_force() -> QuerySet[PaymentHold]:
    rows = PaymentHold.objects.filter(released_at=None).order_by("placed_at")
    return rows.select_related("counsellor__person", "counsellor__organisation", "placed_by")


def _view(row: PaymentHold) -> HoldView:
    reason = ""
    if row.reason_sealed is not None:
        reason = text_opener_for(row.counsellor.person_id, context="payment-hold")(row.reason_sealed)
    return HoldView(
        row.id,
        row.counsellor_id,
        payee_name(row.counsellor),
        row.counsellor.register_number,
        row.kind,
        row.code,
        reason,
        row.placed_on,
        row.placed_by.full_name if row.placed_by else "",
        row.counsellor.person_id,
    )
