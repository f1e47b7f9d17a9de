"""Balances and movements, as the ledger keeps them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from loopbaankrediet.ledger.accounts import Account


@dataclass(frozen=True)
class Balance:
    """`available` can still be held or spent; `held` is set aside; `received` and `spent` count what was posted."""

    available: int = 0
    held: int = 0
    received: int = 0
    spent: int = 0
    expected: int = 0


@dataclass(frozen=True)
class Movement:
    """One line of a statement; `amount` is signed from the account's point of view. `hold_id`: the hold it answers."""

    id: int
    hold_id: int | None
    effective_on: date
    recorded_at: datetime
    act: str
    kind: str
    amount: int
    other_account: str


BALANCES = """
SELECT code, credits_posted - debits_posted - debits_pending, debits_pending, credits_posted, debits_posted,
       credits_pending
  FROM ledger.account WHERE code = ANY(%s)
"""

MOVEMENTS = """
SELECT t.id, t.hold_id, t.effective_on, t.recorded_at, t.act, t.kind,
       CASE WHEN t.debit_account_id = account.id THEN -t.amount ELSE t.amount END, other.code
  FROM ledger.account account
  JOIN ledger.transfer t ON account.id IN (t.debit_account_id, t.credit_account_id)
  JOIN ledger.account other ON other.id = t.debit_account_id + t.credit_account_id - account.id
 WHERE account.code = %s ORDER BY t.id
"""


def balances(accounts: Iterable[Account]) -> dict[str, Balance]:
    """Balances by account code; an account that does not exist is absent."""
    with connection.cursor() as cursor:
        cursor.execute(BALANCES, [[account.code for account in accounts]])
        return {row[0]: Balance(*row[1:]) for row in cursor.fetchall()}


def balance(account: Account) -> Balance:
    """The balance of one account; all zero when it does not exist yet."""
    return balances([account]).get(account.code, Balance())


def movements(account: Account) -> tuple[Movement, ...]:
    with connection.cursor() as cursor:
        cursor.execute(MOVEMENTS, [account.code])
        return tuple(Movement(*row) for row in cursor.fetchall())
