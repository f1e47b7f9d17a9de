"""A batch leaves, and what it kept back is paid back: payments and recovery in one act."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.payments.actions.batches import approve_batch
from loopbaankrediet.payments.actions.deductions import references_of
from loopbaankrediet.payments.locks import lock_batch
from loopbaankrediet.payments.models import PaymentBatch
from loopbaankrediet.recovery.actions.ending import note_set_off
from loopbaankrediet.recovery.locks import lock_recovery


@transaction.atomic
def approve_payments(*, batch_id: UUID, by: Actor, clock: Clock, key: UUID) -> PaymentBatch:
    """`approve_batch`; a recovery of which nothing is open any more is settled at once.

    The recoveries are locked before the ledger, as in every act that pays one back.
    """
    lock_batch(batch_id)
    for recovery_id in references_of(batch_id):
        lock_recovery(recovery_id)
    batch = approve_batch(batch_id=batch_id, by=by, clock=clock, key=key)
    note_set_off(batch_id=batch_id, by=by, clock=clock)
    return batch
