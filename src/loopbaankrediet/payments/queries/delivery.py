"""Approved files that did not reach the bank, and payments of which a restore lost the claim."""

from dataclasses import dataclass
from datetime import datetime

from loopbaankrediet.payments.actions.losses import undecided_losses
from loopbaankrediet.payments.models import FailedDelivery, PaymentFile
from loopbaankrediet.payments.queries.counts import LATE_TO_LEAVE


@dataclass(frozen=True)
class Undelivered:
    """`why`: what stood in the way the last time; "" when nothing was tried."""

    message_id: str
    written_at: datetime
    why: str


@dataclass(frozen=True)
class Lost:
    """A payment that left, and of which the claim was lost; in cents."""

    end_to_end_id: str
    payee: str
    account_end: str
    cents: int


def undelivered(*, at: datetime) -> tuple[Undelivered, ...]:
    """Files that should have left by now, oldest first."""
    rows = PaymentFile.objects.filter(delivered_at=None, written_at__lt=at - LATE_TO_LEAVE).select_related("batch")
    files = list(rows.order_by("written_at"))
    why = dict(FailedDelivery.objects.filter(batch__in=[row.batch_id for row in files]).values_list("batch_id", "why"))
    return tuple(Undelivered(row.batch.message_id, row.written_at, why.get(row.batch_id, "")) for row in files)


def lost_payments() -> tuple[Lost, ...]:
    """Those on which no officer decided yet."""
    rows = undecided_losses()
    return tuple(Lost(row.end_to_end_id, row.payee, row.account_end, row.cents) for row in rows)
