"""Recording the budget act and opening its accounts."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.budget.models import BudgetAct
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import direct, record
from loopbaankrediet.people.policies import check_is_system


@transaction.atomic
def record_budget_act(
    *, year: int, commitment_cents: int, payment_cents: int, source: str, by: Actor, clock: Clock, key: UUID
) -> None:
    """Enter a year's appropriations, in cents; done once per year and per key."""
    check_is_system(by)
    if done_before(key, by=by, about=("record_budget_act", year, commitment_cents, payment_cents, source)):
        return
    act = BudgetAct.objects.create(
        year=year,
        commitment_cents=commitment_cents,
        payment_cents=payment_cents,
        source=source,
        recorded_at=clock.now(),
    )
    treasury, commitment = accounts.treasury(), accounts.commitment(year)
    payment, paid_out = accounts.payment_appropriation(year), accounts.paid_out(year)
    for account in (treasury, commitment, payment, paid_out):
        account.open()
    steps = (
        direct("commitment", treasury, commitment, commitment_cents),
        direct("payment", treasury, payment, payment_cents),
    )
    record(steps, act="budget_act", act_key=key, effective_on=clock.today(), by=by)
    record_act("record_budget_act", Subject("budget_act", act.id), key=key, by=by, clock=clock)
