"""The proof that the rooms and the ledger tell one story: claims, batches, recoveries, modules, own shares and draws.

The ledger proves that its balances are its transfers; that says nothing of a claim whose state was changed behind its
back. So every night each account is compared with what the rooms say that it must hold.
"""

import json
import sys
from dataclasses import dataclass

from django.db import connection, transaction

from loopbaankrediet.flows.rooms_sql import COMPARE, STRAY
from loopbaankrediet.ledger.verification import prove_and_keep
from loopbaankrediet.platform.sealing.breaks import Break
from loopbaankrediet.platform.sealing.chain import first_break


@dataclass(frozen=True)
class RoomsProof:
    """`compared` accounts; a break has the account, what it is for, what the ledger holds and what the rooms say."""

    compared: int
    breaks: tuple[Break, ...]


def prove_rooms() -> RoomsProof:
    """Compare every account at one moment; and every claim with the payment of it that lives."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(COMPARE)
        compared, breaks = cursor.fetchone()
        cursor.execute(STRAY)
        return RoomsProof(compared, tuple(Break(*row) for row in (*json.loads(breaks), *cursor.fetchall())))


def prove_all_and_keep() -> bool:
    """The nightly proof of ledger, seals and rooms, kept as one result. Returns whether all was well."""
    rooms = prove_rooms()
    return prove_and_keep(compared=rooms.compared, others=rooms.breaks)


def main() -> int:
    """Part of `loopbaankrediet ledger verify`: 0 when they agree; 1 and the first break on stderr otherwise."""
    found = prove_rooms()
    if found.breaks:
        sys.stderr.write(first_break("rooms", found.breaks))
        return 1
    sys.stdout.write(f"rooms: {found.compared} accounts hold what claims, batches, recoveries and modules say\n")
    return 0
