"""A server of its own in a temporary folder, every table laid, a fixed number of wallets and counsellors."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks._platform import platform  # isort: split

import psycopg

from loopbaankrediet.platform.postgres import Server

WALLETS, COUNSELLORS = 10_000, 500
PLENTY = 1_000_000_000
ACCOUNTS = f"""
INSERT INTO ledger.account (code, unit, overdraft_allowed, tracked)
  VALUES ('issued', 'minutes', true, false), ('treasury', 'cents', true, false);
INSERT INTO ledger.account (code, unit, overdraft_allowed, tracked, credits_posted)
  SELECT 'wallet:' || n, 'minutes', false, true, {PLENTY} FROM generate_series(1, {WALLETS}) AS n;
INSERT INTO ledger.account (code, unit, overdraft_allowed, tracked, credits_posted)
  SELECT 'commitment:' || n, 'cents', false, true, {PLENTY} FROM generate_series(2027, 2028) AS n;
INSERT INTO ledger.account (code, unit, overdraft_allowed, tracked)
  SELECT kind.code || ':' || n, unit, false, true
    FROM generate_series(1, {COUNSELLORS}) AS n
   CROSS JOIN (VALUES ('delivered', 'minutes'), ('payable', 'cents')) AS kind (code, unit);
INSERT INTO ledger.transfer (act_key, step, kind, debit_account_id, credit_account_id, amount, act, effective_on)
  SELECT gen_random_uuid(), 'grant', 'direct', source.id, account.id, account.credits_posted, 'grant', '2027-01-04'
    FROM ledger.account JOIN ledger.account AS source ON NOT source.tracked AND source.unit = account.unit
   WHERE account.credits_posted > 0;
"""


@contextmanager
def ledger_server() -> Iterator[Server]:
    """The running server; wallets hold plenty, which the transfers explain. Everything is gone afterwards."""
    with platform() as server:
        with psycopg.connect(server.dsn("owner"), autocommit=True) as owner:
            owner.execute(ACCOUNTS.encode())
            owner.execute("VACUUM ANALYZE")
        yield server


def say(text: str) -> None:
    """One line of results."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
