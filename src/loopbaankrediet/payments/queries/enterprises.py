"""What the counsellors of an enterprise were paid: sums by counsellor, without module or client."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, Sum

from loopbaankrediet.payments.models import Claim, ClaimState


@dataclass(frozen=True)
class PaidSum:
    """Claims of one counsellor that still count; amounts in cents."""

    claims: int
    paid_cents: int
    open_cents: int


def paid_sums(counsellor_ids: Iterable[UUID]) -> dict[UUID, PaidSum]:
    """Per counsellor what is paid and what still is to be; who has no claim is absent."""
    rows = Claim.objects.filter(counsellor_id__in=list(counsellor_ids)).exclude(state=ClaimState.WITHDRAWN)
    paid = Q(state=ClaimState.SETTLED)
    sums = (
        rows.order_by("counsellor_id")
        .values_list("counsellor_id")
        .annotate(
            claims=Count("id"),
            paid=Sum("public_cents", filter=paid, default=0),
            unpaid=Sum("public_cents", filter=~paid, default=0),
        )
    )
    return {counsellor_id: PaidSum(claims, done, todo) for counsellor_id, claims, done, todo in sums}
