"""What one counsellor gets in one batch: the advice that goes with the payments (a statement, not an invoice)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from loopbaankrediet.counsellors.queries import payee_name
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.kernel.reference import StructuredCommunication
from loopbaankrediet.payments.models import BatchState, Fund, PaymentBatch, PaymentItem


@dataclass(frozen=True)
class AdviceLine:
    """One payment: its reference on the account, the module and its minutes. No name of a client.

    `cents`: what is paid; `set_off_cents`: what was kept back of it, because the payee owes it.
    """

    reference: str
    end_to_end_id: str
    module_number: int
    confirmed_on: date
    minutes: int
    cents: int
    set_off_cents: int
    state: str
    reason: str
    settled_on: date | None


@dataclass(frozen=True)
class Advice:
    """All payments of a batch to one payee. `total_cents`: what was ordered."""

    message_id: str
    fund: Fund
    payee: str
    register_number: str
    account_end: str
    execution_on: date
    total_cents: int
    lines: tuple[AdviceLine, ...]


def advice_of(counsellor_id: UUID, batch_id: UUID) -> Advice:
    """NotFound when the batch never left, or pays this counsellor nothing."""
    sent = (BatchState.APPROVED, BatchState.ANSWERED)
    batch = PaymentBatch.objects.filter(id=batch_id, state__in=sent).first()
    rows = PaymentItem.objects.filter(batch_id=batch_id, claim__counsellor_id=counsellor_id).select_related(
        "claim__counsellor__person", "claim__counsellor__organisation", "claim__module", "settled_by"
    )
    items = list(rows.order_by("end_to_end_id"))
    if batch is None or batch.execution_on is None or not items:
        raise NotFound
    payee = items[0].claim.counsellor
    return Advice(
        batch.message_id,
        Fund(batch.fund),
        payee_name(payee),
        payee.register_number,
        items[0].account_end,
        batch.execution_on,
        sum(item.claim.public_cents - item.set_off_cents for item in items),
        tuple(_line(item) for item in items),
    )


def _line(item: PaymentItem) -> AdviceLine:
    claim = item.claim
    return AdviceLine(
        StructuredCommunication.from_number(claim.number).formatted,
        item.end_to_end_id,
        claim.module.number,
        claim.arisen_on,
        claim.minutes,
        claim.public_cents - item.set_off_cents,
        item.set_off_cents,
        item.state,
        item.reason,
        item.settled_by.booked_on if item.settled_by else None,
    )
