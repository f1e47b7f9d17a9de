"""Transfers per second beside pgbench: `python -m benchmarks.ledger.transfers`.

Interleaved rounds on one server with fsync on, 8 clients each:

- pgbench's own TPC-B at scale 20, prepared (a client in C, five statements in a transaction);
- `ledger.record` from Python, one call is one transfer in its own transaction: 10,000 wallets to 500 counsellors;
- the same from one budget account that all share, plain and spread over 16 shards;
- pgledger's SQL by one call from Python, when PGLEDGER names a folder with its source (no part of
  this project).

Every way is divided by the TPC-B of its own round; printed is the median. Target: at least 0.9, and 1.5 times pgledger.
"""

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from benchmarks.ledger._server import COUNSELLORS, WALLETS, ledger_server, say
from loopbaankrediet.platform.binaries import find_binaries
from loopbaankrediet.platform.postgres import Server

CLIENTS = 8
SCALE = 20
RECORD = "SELECT ledger.record(%s::jsonb, 'bench', %s, '2027-03-01', NULL)"
PGLEDGER = "SELECT id FROM pgledger_create_transfer(%s, %s, %s)"
Payload = Callable[[], tuple[object, ...]]


def one_step(kind: str, debit: str, credit: str) -> tuple[object, ...]:
    """The parameters of one call of `ledger.record`."""
    step = {"name": "move", "kind": kind, "debit": debit, "credit": credit, "amount": 1}
    return (json.dumps([step]), uuid4())


def wallet_to_counsellor() -> tuple[object, ...]:
    return one_step("direct", f"wallet:{random.randint(1, WALLETS)}", f"delivered:{random.randint(1, COUNSELLORS)}")


def one_budget() -> tuple[object, ...]:
    return one_step("hold", "commitment:2027", f"payable:{random.randint(1, COUNSELLORS)}")


def sharded_budget() -> tuple[object, ...]:
    return one_step("hold", "commitment:2028", f"payable:{random.randint(1, COUNSELLORS)}")


def pgledger_transfer() -> tuple[object, ...]:
    """Accounts are numbered by name; their ids were read once by each client."""
    giver, taker = random.randint(1, WALLETS), random.randint(WALLETS + 1, WALLETS + COUNSELLORS)
    return (PGLEDGER_IDS[giver], PGLEDGER_IDS[taker], 1)


PGLEDGER_IDS: dict[int, str] = {}


def client(dsn: str, statement: str, payload: Payload, seconds: float, seed: int) -> int:
    """One process: calls until the time is over; returns how many."""
    random.seed(seed)
    done = 0
    with psycopg.connect(dsn, autocommit=True) as connection:
        if statement == PGLEDGER:
            rows = connection.execute("SELECT name, id FROM pgledger_accounts").fetchall()
            PGLEDGER_IDS.update((int(name), account_id) for name, account_id in rows)
        ends = time.perf_counter() + seconds
        cursor = connection.cursor()
        while time.perf_counter() < ends:
            cursor.execute(statement, payload(), prepare=True)
            done += 1
    return done


def from_python(dsn: str, statement: str, payload: Payload, seconds: float) -> float:
    """Calls per second of all clients together."""
    with get_context("fork").Pool(CLIENTS) as pool:
        pool.map(abs, range(CLIENTS))
        jobs = [(dsn, statement, payload, seconds, random.randrange(2**32)) for _ in range(CLIENTS)]
        return sum(pool.starmap(client, jobs, chunksize=1)) / seconds


def tpc_b(server: Server, seconds: float) -> float:
    """Transactions per second by pgbench."""
    options = ["-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", str(int(seconds)), "bench"]
    answer = _pgbench(server, *options)
    found = re.search(r"tps = ([\d.]+)", answer)
    if found is None:
        raise RuntimeError(answer)
    return float(found[1])


def _pgbench(server: Server, *options: str) -> str:
    address = conninfo_to_dict(server.dsn("owner", "bench"))
    names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password"}
    environment = {name: str(address[key]) for name, key in names.items() if key in address}
    command = [find_binaries().program("pgbench"), *options]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=True).stdout


def prepare(server: Server) -> str | None:
    """Tables of pgbench and, when named, of pgledger; the second budget gets its shards. Returns pgledger's address."""
    with psycopg.connect(server.dsn("owner"), autocommit=True) as owner:
        owner.execute("CREATE DATABASE bench")
        owner.execute("SELECT ledger.shard_account('commitment:2028', 16)")
        owner.execute("UPDATE ledger.account SET credits_posted = 1000000000 WHERE code LIKE 'commitment:2028%'")
    _pgbench(server, "-i", "-q", "-s", str(SCALE), "bench")
    folder = os.environ.get("PGLEDGER")
    if not folder:
        return None
    with psycopg.connect(server.dsn("owner"), autocommit=True) as owner:
        owner.execute("CREATE DATABASE pgledger")
    dsn = make_conninfo(server.dsn("owner", "pgledger"))
    with psycopg.connect(dsn, autocommit=True) as owner:
        for name in ("vendor/scoville-pgsql-ulid/uuid-to-ulid.sql", "pgledger.sql"):
            owner.execute(Path(folder, name).read_bytes())
        owner.execute(
            f"SELECT pgledger_create_account(n::text, 'EUR') FROM generate_series(1, {WALLETS + COUNSELLORS}) n"
        )
        owner.execute("VACUUM ANALYZE")
    return dsn


def tell(found: dict[str, list[float]]) -> None:
    """A line per way; other work on the machine weighs on a whole round, so it is divided away within the round."""
    base = found["pgbench TPC-B"]
    for name, values in found.items():
        ratios = [value / other for value, other in zip(values, base, strict=True)]
        spread = f"{min(values):.0f} to {max(values):.0f}"
        say(
            f"{name:<28} {statistics.median(values):7.0f}/s ({spread})  {statistics.median(ratios):.2f} of TPC-B "
            f"({min(ratios):.2f} to {max(ratios):.2f})"
        )


def main() -> None:
    """Measure, interleaved, and print medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3)
    chosen = parser.parse_args()
    with ledger_server() as server:
        pgledger_dsn = prepare(server)
        app, seconds = server.dsn("app"), chosen.seconds
        ways: dict[str, Callable[[], float]] = {
            "pgbench TPC-B": lambda: tpc_b(server, seconds),
            "ledger.record, wallets": lambda: from_python(app, RECORD, wallet_to_counsellor, seconds),
            "ledger.record, one budget": lambda: from_python(app, RECORD, one_budget, seconds),
            "ledger.record, 16 shards": lambda: from_python(app, RECORD, sharded_budget, seconds),
        }
        if pgledger_dsn:
            ways["pgledger, wallets"] = lambda: from_python(pgledger_dsn, PGLEDGER, pgledger_transfer, seconds)
        found: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(chosen.rounds):
            for name, way in ways.items():
                found[name].append(way())
        tell(found)


if __name__ == "__main__":
    main()
