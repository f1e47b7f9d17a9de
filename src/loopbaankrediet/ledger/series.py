"""What left an account week by week, and what lies free in all wallets together: sums for reports, not for acts."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.queries import CHANGE, SIDES

TAKEN = f"""
SELECT date_trunc('week', effective_on)::date, -sum({CHANGE})::bigint FROM ({SIDES}) AS side_of_account
 WHERE (side = 'debit' OR kind = 'reverse') AND kind <> 'level' GROUP BY 1 ORDER BY 1
"""  # noqa: S608
FREE_IN_WALLETS = """
SELECT coalesce(sum(credits_posted - debits_posted - debits_pending), 0)::bigint, count(*)
  FROM ledger.account WHERE code >= 'wallet:' AND code < 'wallet;'
"""


@dataclass(frozen=True)
class Week:
    """What was held or spent in the week from a Monday on, less what came back; in the unit of the account."""

    monday: date
    taken: int


@dataclass(frozen=True)
class FreeMinutes:
    """Minutes that were granted and that nobody reserved yet, in how many wallets (the empty ones too)."""

    minutes: int
    wallets: int


def taken_per_week(account: Account) -> tuple[Week, ...]:
    """By effective day, oldest first; weeks in which nothing moved are absent."""
    with connection.cursor() as cursor:
        cursor.execute(TAKEN, {"code": account.code})
        return tuple(Week(*row) for row in cursor.fetchall())


def free_in_wallets() -> FreeMinutes:
    with connection.cursor() as cursor:
        cursor.execute(FREE_IN_WALLETS)
        return FreeMinutes(*cursor.fetchone())
