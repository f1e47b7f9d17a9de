"""The lock order of this room: claims by id, then the batch."""

from collections.abc import Sequence
from uuid import UUID

from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.models import Claim, PaymentBatch, PaymentItem


def lock_batch(batch_id: UUID) -> tuple[PaymentBatch, Sequence[PaymentItem]]:
    """The batch and its items with their claims and payees, locked. NotFound when there is none."""
    claim_ids = PaymentItem.objects.filter(batch_id=batch_id).order_by("claim_id").values_list("claim_id", flat=True)
    list(Claim.objects.select_for_update().filter(id__in=list(claim_ids)).order_by("id"))
    batch = PaymentBatch.objects.select_for_update().filter(id=batch_id).first()
    if batch is None:
        raise NotFound
    items = PaymentItem.objects.filter(batch=batch).order_by("end_to_end_id")
    return batch, tuple(items.select_related("claim__counsellor__organisation", "claim__counsellor__person"))
