"""Approved files on their way to the bank: tried every minute until they are there, and never in silence."""

import logging
from uuid import UUID

from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.payments.models import FailedDelivery, PaymentFile
from loopbaankrediet.payments.orders import deliver_file

logger = logging.getLogger(__name__)


def hand_over_waiting(*, clock: Clock) -> int:
    """Hand over every file that did not leave yet, oldest first; returns how many left."""
    waiting = PaymentFile.objects.filter(delivered_at=None).order_by("written_at").values_list("batch_id", flat=True)
    return sum(hand_over(batch_id, clock=clock) for batch_id in list(waiting))


def hand_over(batch_id: UUID, *, clock: Clock) -> bool:
    """Hand over one file. What stands in the way is kept with the batch for the officers, and stops no other file."""
    try:
        deliver_file(batch_id, clock=clock)
    except Exception as error:
        logger.exception("the order of batch %s was not delivered", batch_id)
        _note(batch_id, error, clock)
        return False
    return True


def _note(batch_id: UUID, error: Exception, clock: Clock) -> None:
    why = str(error) if isinstance(error, DomainError) else f"{type(error).__name__}: {error}"
    now = clock.now()
    FailedDelivery.objects.update_or_create(
        batch_id=batch_id,
        defaults={"why": why, "failed_at": now},
        create_defaults={"why": why, "failed_at": now, "since": now},
    )
