"""After a restore: orders come back, and with them what they kept back of what counsellors owe."""

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction

from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.payments.models import PaymentBatch
from loopbaankrediet.payments.recovery import Recovered, recover_orders
from loopbaankrediet.recovery.actions.ending import note_set_off


@transaction.atomic
def take_back_orders(folders: Sequence[Path] = (), *, clock: Clock) -> list[Recovered]:
    """`recover_orders`; a recovery of which nothing is open any more is settled at once."""
    recovered = recover_orders(folders, clock=clock)
    batches = PaymentBatch.objects.filter(message_id__in=[one.order for one in recovered]).order_by("made_at")
    for batch_id in batches.values_list("id", flat=True):
        note_set_off(batch_id=batch_id, by=SYSTEM, clock=clock)
    return recovered
