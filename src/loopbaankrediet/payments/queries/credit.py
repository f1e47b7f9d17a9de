"""How far the payment appropriation of a year reaches: which claims it can still pay, oldest first."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, Count, F, Q, Sum, Window

from loopbaankrediet.budget.queries import YearBudget
from loopbaankrediet.payments.models import BatchState, Fund, PaymentBatch
from loopbaankrediet.payments.queries.paying import payable_claims


@dataclass(frozen=True)
class Reach:
    """`free_cents`: what no order and no draft takes. Of the claims that may be paid: how many fit, how many wait."""

    free_cents: int
    fits: int
    fits_cents: int
    waits: int
    waits_cents: int


def draft_cents() -> int:
    """What orders take that nobody approved yet."""
    drafts = PaymentBatch.objects.filter(state=BatchState.DRAFT, fund=Fund.PUBLIC)
    return int(drafts.aggregate(total=Sum("total_cents", default=0))["total"])


def credit_reach(budget: YearBudget, *, in_drafts: int) -> Reach:
    """`in_drafts`: the cents of `draft_cents`, which an approval can still take."""
    free = max(0, budget.payment_free - in_drafts)
    fits, waits = Q(running__lte=free), Q(running__gt=free)
    claims = payable_claims().annotate(
        running=Window(Sum("public_cents", output_field=BigIntegerField()), order_by=F("number").asc())
    )
    found = claims.aggregate(
        fits=Count("id", filter=fits),
        fits_cents=Sum("public_cents", filter=fits, default=0),
        waits=Count("id", filter=waits),
        waits_cents=Sum("public_cents", filter=waits, default=0),
    )
    return Reach(free, found["fits"], int(found["fits_cents"]), found["waits"], int(found["waits_cents"]))
