"""The proof: every balance recomputed from the transfers, every hold and answer compared, every seal looked at."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from loopbaankrediet.ledger.sealing import CHAIN
from loopbaankrediet.platform.sealing.breaks import Break
from loopbaankrediet.platform.sealing.chain import first_break, sentence


@dataclass(frozen=True)
class Proof:
    """What was counted; `minutes` and `cents` were moved. No breaks: every balance equals its transfers."""

    accounts: int
    transfers: int
    minutes: int
    cents: int
    breaks: tuple[Break, ...]


def prove() -> Proof:
    """Recompute everything, in one statement, so from one snapshot."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT ledger.own_proof()::text")
        found = json.loads(cursor.fetchone()[0])
    return Proof(**found["totals"], breaks=tuple(Break(**one) for one in found["breaks"]))


def prove_and_keep(*, compared: int = 0, others: Sequence[Break] = ()) -> bool:
    """The nightly proof: balances and seals; the result is stored for the auditor. Returns whether all was well.

    `others`: the breaks of who compared so many accounts with the rooms above.
    """
    return CHAIN.prove_and_keep(others=others, totals={"compared": compared})


def main() -> int:
    """`loopbaankrediet ledger verify`: 0 when all adds up; 1 and the first break on stderr otherwise."""
    proof, sealed = prove(), CHAIN.check()
    breaks = (*proof.breaks, *sealed.breaks)
    if breaks:
        sys.stderr.write(first_break("ledger", breaks))
        return 1
    sys.stdout.write(
        f"ledger: {proof.accounts} accounts, {proof.transfers} transfers, {proof.minutes} minutes and "
        f"{proof.cents} cents moved: every balance equals its transfers\n"
    )
    sys.stdout.write(sentence("ledger", sealed, timezone.now()))
    return 0
