"""The proof: every balance recomputed from the transfers, every hold and answer compared."""

import sys
from dataclasses import dataclass

from django.db import connection

TOTALS = """
SELECT (SELECT count(*) FROM ledger.account), (SELECT count(*) FROM ledger.transfer),
       coalesce(sum(amount) FILTER (WHERE unit = 'minutes'), 0)::bigint,
       coalesce(sum(amount) FILTER (WHERE unit = 'cents'), 0)::bigint
  FROM ledger.transfer t JOIN ledger.account a ON a.id = t.debit_account_id WHERE kind IN ('direct', 'post')
"""


@dataclass(frozen=True)
class Break:
    """One disagreement between what is kept and what the transfers say."""

    place: str
    what: str
    kept: str
    recomputed: str


@dataclass(frozen=True)
class Proof:
    accounts: int
    transfers: int
    minutes: int
    cents: int
    breaks: tuple[Break, ...]


def prove() -> Proof:
    """Recompute everything; the breaks come from one statement, so from one snapshot."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT place, what, kept, recomputed FROM ledger.disagreement ORDER BY place, what")
        breaks = tuple(Break(*row) for row in cursor.fetchall())
        cursor.execute(TOTALS)
        accounts, transfers, minutes, cents = cursor.fetchone()
        return Proof(accounts, transfers, minutes, cents, breaks)


def main() -> int:
    """`loopbaankrediet ledger verify`: 0 when all adds up; 1 and the first break on stderr otherwise."""
    proof = prove()
    if proof.breaks:
        first = proof.breaks[0]
        sys.stderr.write(
            f"ledger: {len(proof.breaks)} break(s). First: {first.place} ({first.what}): "
            f"kept {first.kept}, transfers say {first.recomputed}\n"
        )
        return 1
    sys.stdout.write(
        f"ledger: {proof.accounts} accounts, {proof.transfers} transfers, {proof.minutes} minutes and "
        f"{proof.cents} cents moved: every balance equals its transfers\n"
    )
    return 0
