"""The lock order of this room: claims by number, then the batch; and the money of a set of payments."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.models import Claim, PaymentBatch, PaymentItem


def lock_batch(batch_id: UUID) -> tuple[PaymentBatch, Sequence[PaymentItem]]:
    """The batch and its items with their claims and payees, locked. NotFound when there is none."""
    claim_ids = PaymentItem.objects.filter(batch_id=batch_id).order_by("claim_id").values_list("claim_id", flat=True)
    list(Claim.objects.select_for_update().filter(id__in=list(claim_ids)).order_by("number"))
    batch = PaymentBatch.objects.select_for_update().filter(id=batch_id).first()
    if batch is None:
        raise NotFound
    items = PaymentItem.objects.filter(batch=batch).order_by("end_to_end_id")
    return batch, tuple(items.select_related("claim__counsellor__organisation", "claim__counsellor__person"))


def cents_by_counsellor(items: Sequence[PaymentItem]) -> dict[UUID, int]:
    """What these payments come to for each counsellor, in cents."""
    totals: Counter[UUID] = Counter()
    for item in items:
        totals[item.claim.counsellor_id] += item.claim.public_cents
    return dict(totals)
