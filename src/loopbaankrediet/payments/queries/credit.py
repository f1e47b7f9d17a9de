"""How far the payment appropriation of a year reaches: which claims it can still pay, oldest first."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum, Window

from loopbaankrediet.budget.models import BudgetAct
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.payments.models import BatchState, PaymentBatch
from loopbaankrediet.payments.queries.paying import payable_claims


@dataclass(frozen=True)
class Reach:
    """`free_cents`: what no order and no draft takes. Of the claims that may be paid: how many fit, how many wait."""

    free_cents: int
    fits: int
    waits: int
    waits_cents: int


def credit_reach(year: int) -> Reach | None:
    """None when the year has no budget act yet."""
    if not BudgetAct.objects.filter(year=year).exists():
        return None
    drafts = PaymentBatch.objects.filter(state=BatchState.DRAFT).aggregate(total=Sum("total_cents"))["total"] or 0
    free = max(0, balance(accounts.payment_appropriation(year)).available - int(drafts))
    running = Window(Sum("public_cents"), order_by=F("number").asc())
    found = (
        payable_claims()
        .annotate(running=running)
        .aggregate(
            fits=Count("id", filter=Q(running__lte=free)),
            waits=Count("id", filter=Q(running__gt=free)),
            waits_cents=Sum("public_cents", filter=Q(running__gt=free)),
        )
    )
    return Reach(free, found["fits"], found["waits"], int(found["waits_cents"] or 0))
