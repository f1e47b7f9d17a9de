"""The payment appropriation (vereffeningskrediet) of a year, in the words of payments."""

from collections.abc import Iterator
from contextlib import contextmanager

from loopbaankrediet.budget.errors import NoBudget
from loopbaankrediet.ledger.errors import BalanceTooLow, NoAccount
from loopbaankrediet.payments.errors import PaymentAppropriationUsed


@contextmanager
def credit_in_words(year: int) -> Iterator[None]:
    """What the ledger refuses inside becomes NoBudget or PaymentAppropriationUsed."""
    try:
        yield
    except NoAccount as error:
        raise NoBudget(year=year) from error
    except BalanceTooLow as error:
        raise PaymentAppropriationUsed(year=year) from error
