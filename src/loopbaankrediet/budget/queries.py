"""What is left of a year's appropriations."""

from dataclasses import dataclass

from loopbaankrediet.budget.errors import NoBudget
from loopbaankrediet.budget.models import BudgetAct
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balances


@dataclass(frozen=True)
class YearBudget:
    """All in cents. `committed` is reserved or owed; `free` can still be committed.

    `paid` went to the bank; `payment_free`: what is left to pay with (vereffeningskrediet).
    """

    year: int
    voted: int
    committed: int
    free: int
    paid: int
    payment_free: int


def year_budget(year: int) -> YearBudget:
    """NoBudget when the year has no budget act."""
    act = BudgetAct.objects.filter(year=year).first()
    if act is None:
        raise NoBudget(year=year)
    commitment, paid_out, to_pay = (
        accounts.commitment(year),
        accounts.paid_out(year),
        accounts.payment_appropriation(year),
    )
    found = balances([commitment, paid_out, to_pay])
    kept, paid, left = found[commitment.code], found[paid_out.code], found[to_pay.code]
    committed = kept.held + kept.spent
    return YearBudget(year, act.commitment_cents, committed, kept.available, paid.available, left.available)
