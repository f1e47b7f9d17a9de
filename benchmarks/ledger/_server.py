"""A server of its own in a temporary folder, every table laid, a fixed number of wallets and counsellors."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

FOLDER = tempfile.mkdtemp(prefix="lk-bench-")
os.environ["LOOPBAANKREDIET_VAR"] = FOLDER
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loopbaankrediet.settings.demo")

import django

django.setup()

import psycopg
from django.core.management import call_command
from django.db import connections

from loopbaankrediet.platform import transitions
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
    try:
        with Server() as server:
            call_command("migrate", database="owner", verbosity=0)
            transitions.sync(using="owner")
            connections.close_all()
            with psycopg.connect(server.dsn("owner"), autocommit=True) as owner:
                owner.execute(ACCOUNTS.encode())
                owner.execute("VACUUM ANALYZE")
            yield server
            connections.close_all()
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)


def say(text: str) -> None:
    """One line of results."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
