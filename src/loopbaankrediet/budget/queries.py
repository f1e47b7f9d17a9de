"""What is left of a year's appropriations."""

from dataclasses import dataclass

from loopbaankrediet.budget.errors import NoBudget
from loopbaankrediet.budget.models import BudgetAct
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balances


@dataclass(frozen=True)
class YearBudget:
    """All in cents. `committed` is reserved or owed; `free` can still be committed; `paid` went to the bank."""

    year: int
    voted: int
    committed: int
    free: int
    paid: int


def year_budget(year: int) -> YearBudget:
    """NoBudget when the year has no budget act."""
    act = BudgetAct.objects.filter(year=year).first()
    if act is None:
        raise NoBudget(year=year)
    commitment, paid_out = accounts.commitment(year), accounts.paid_out(year)
    found = balances([commitment, paid_out])
    kept, paid = found[commitment.code], found[paid_out.code]
    return YearBudget(year, act.commitment_cents, kept.held + kept.spent, kept.available, paid.available)
