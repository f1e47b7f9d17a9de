"""Seconds to prove and to seal a million transfers, and to pay a hundred thousand: `python -m benchmarks.ledger.proof`.

A server of its own, fsync on, 256 MB of shared buffers. The transfers are made by SQL: half of them holds, half of them
answers, a tenth of these in part. Every figure is the median of five; a full table scan of the same rows stands beside
it as the measure of this machine at this moment. Targets: proof at most 1 s, seals at most 3 s, 100,000 posts at most
3.5 s, each by one call.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from uuid import uuid4

import psycopg
from django.db import connections

from benchmarks.ledger._server import COUNSELLORS, WALLETS, ledger_server, say
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balance_on, statement
from loopbaankrediet.ledger.sealing import CHAIN
from loopbaankrediet.ledger.verification import prove

ROUNDS = 5
RECORD = "SELECT ledger.record(%s::jsonb, 'bench', %s, '2027-03-01', NULL)"
HOLDS = f"""
INSERT INTO ledger.transfer (act_key, step, kind, debit_account_id, credit_account_id, amount, act, effective_on)
SELECT gen_random_uuid(), 'hold', 'hold', wallet.id, delivered.id, 60, 'bench', DATE '2027-01-05' + n %% 300
  FROM generate_series(1, %s / 2) AS n
  JOIN ledger.account AS wallet ON wallet.code = 'wallet:' || 1 + n %% {WALLETS}
  JOIN ledger.account AS delivered ON delivered.code = 'delivered:' || 1 + n %% {COUNSELLORS}
"""
POSTS = """
INSERT INTO ledger.transfer (act_key, step, kind, debit_account_id, credit_account_id, amount, hold_id, held_amount,
                             act, effective_on)
SELECT gen_random_uuid(), 'post', 'post', debit_account_id, credit_account_id, 60 - 15 * (id %% 10 = 0)::int, id, 60,
       'bench', effective_on + 7
  FROM ledger.transfer WHERE kind = 'hold'
"""
COUNTERS = """
UPDATE ledger.account SET debits_pending = said.debits_pending, debits_posted = said.debits_posted,
                          credits_pending = said.credits_pending, credits_posted = said.credits_posted
  FROM ledger.recomputed AS said WHERE said.id = account.id AND tracked
"""


def seconds(name: str, act: Callable[[], object], rounds: int = ROUNDS) -> None:
    """Print the median time of an act."""
    found = []
    for _ in range(rounds):
        started = time.perf_counter()
        act()
        found.append(time.perf_counter() - started)
    say(f"{name:<46} {statistics.median(found):6.2f} s  ({min(found):.2f} to {max(found):.2f})")


def fill(owner: psycopg.Connection[tuple[object, ...]], transfers: int) -> None:
    """Transfers made at once, the counters after them."""
    owner.execute(HOLDS.replace("%s", str(transfers)).replace("%%", "%").encode())
    owner.execute(POSTS.replace("%%", "%").encode())
    owner.execute(COUNTERS.encode())
    owner.execute("VACUUM ANALYZE ledger.transfer, ledger.account")


def paying(owner: psycopg.Connection[tuple[object, ...]], count: int) -> None:
    """Holds for `count` claims in one call, then their posts in one call."""
    holds = [hold_step(number) for number in range(count)]
    posts: list[dict[str, object]] = []

    def record(steps: list[dict[str, object]]) -> list[int]:
        [(ids,)] = owner.execute(RECORD, [json.dumps(steps), uuid4()]).fetchall()
        return list(ids)  # type: ignore[call-overload,no-any-return]

    def hold_all() -> None:
        posts[:] = [{"name": f"post:{held}", "kind": "post", "hold": held, "amount": 60} for held in record(holds)]

    for _ in range(ROUNDS):
        seconds(f"{count:,} holds by one call", hold_all, rounds=1)
        seconds(f"{count:,} posts by one call", lambda: record(posts), rounds=1)


def hold_step(number: int) -> dict[str, object]:
    places = {"debit": f"wallet:{1 + number % WALLETS}", "credit": f"delivered:{1 + number % COUNSELLORS}"}
    return {"name": f"hold:{number}", "kind": "hold", "amount": 60, **places}


def seal_anew(owner: psycopg.Connection[tuple[object, ...]]) -> None:
    """The million as one block, as if none had been sealed: taken back afterwards."""
    with owner.transaction(force_rollback=True):
        owner.execute("SELECT ledger.seal_block(100000)")


def main() -> None:
    """Fill, then measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("--transfers", type=int, default=1_000_000)
    count = parser.parse_args().transfers
    with ledger_server() as server, psycopg.connect(server.dsn("owner"), autocommit=True) as owner:
        fill(owner, count)
        seconds("one reading of the table", lambda: owner.execute("SELECT sum(amount) FROM ledger.transfer").fetchall())
        seconds("proof of all balances", prove)
        if prove().breaks:
            raise RuntimeError(prove().breaks[0])
        seconds("sealing all in the database", lambda: seal_anew(owner))
        seconds("sealing all, signed and exported", CHAIN.seal, rounds=1)
        seconds("checking all seals", CHAIN.check)
        say(f"blocks: {CHAIN.check().blocks}")
        one = accounts.Account("delivered:1", "minutes")
        seconds("balance on a past day (counsellor)", lambda: balance_on(one, None))
        seconds("balance on a past day (source of all)", lambda: balance_on(accounts.minutes_issued(), None))
        seconds("last page of a statement (counsellor)", lambda: statement(one, after=count - count // 100))
        paying(owner, 100_000)
        connections.close_all()


if __name__ == "__main__":
    main()
