"""The proof must be able to fail: a single wrong number, made as the owner with the guards off, is found and named."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction

from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.postings import direct, hold, post, record, reverse
from loopbaankrediet.ledger.queries import last_proofs
from loopbaankrediet.ledger.verification import main, prove


@pytest.fixture
def purse(committed_database: str) -> Iterator[Account]:
    wallet, delivered = accounts.wallet(uuid4()), accounts.minutes_delivered(uuid4())
    for account in (accounts.minutes_issued(), wallet, delivered):
        account.open()
    steps = [direct("grant", accounts.minutes_issued(), wallet, 360), hold("hold", wallet, delivered, 120)]
    ids = record(steps, act="test", act_key=uuid4(), effective_on=date(2027, 3, 1), by=SYSTEM)
    [posted] = record([post("post", ids[1], 90)], act="test", act_key=uuid4(), effective_on=date(2027, 3, 1), by=SYSTEM)
    back = reverse("back", posted, amount=30, reason="undue_payment")
    record([back], act="test", act_key=uuid4(), effective_on=date(2027, 3, 1), by=SYSTEM)
    yield wallet
    connection.close()


def tamper(statement: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE ledger.reversed DROP CONSTRAINT reversed_transfer_id_fkey")
        for table in ("transfer", "reversed"):
            cursor.execute(f"ALTER TABLE ledger.{table} DISABLE TRIGGER USER")
        cursor.execute(statement)


def test_an_untouched_ledger_adds_up(purse: Account) -> None:
    assert prove().breaks == ()
    assert main() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger.account SET credits_posted = credits_posted + 1 WHERE code LIKE 'wallet:%'",
        "UPDATE ledger.account SET debits_pending = 5 WHERE code LIKE 'wallet:%'",
        "UPDATE ledger.transfer SET amount = amount + 1 WHERE kind = 'direct'",
        "UPDATE ledger.transfer SET amount = 91 WHERE kind = 'post'",
        "UPDATE ledger.transfer SET held_amount = 121 WHERE kind = 'post'",
        "UPDATE ledger.transfer SET credit_account_id = 9999 WHERE kind = 'post'",
        "DELETE FROM ledger.transfer WHERE kind = 'post'",
        "UPDATE ledger.reversed SET reversed = 31",
        "DELETE FROM ledger.reversed",
        "DELETE FROM ledger.transfer WHERE kind = 'reverse'",
    ],
)
def test_one_wrong_number_is_found_and_its_place_is_named(
    purse: Account, statement: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tamper(statement)
    assert main() == 1
    assert "First: " in capsys.readouterr().err


def test_a_sum_beyond_the_largest_number_of_a_column_is_still_proven(purse: Account) -> None:
    """Sums only grow: one that no longer fits would end every proof there will ever be."""
    row = "gen_random_uuid(), 'x', 'hold', debit_account_id, credit_account_id, 9223372036854775807, 'x', effective_on"
    tamper(
        "ALTER TABLE ledger.transfer DROP CONSTRAINT sound_transfer; "
        "INSERT INTO ledger.transfer (act_key, step, kind, debit_account_id, credit_account_id, amount, act, "
        f"effective_on) SELECT {row} FROM ledger.transfer, generate_series(1, 3) WHERE kind = 'direct'"
    )
    assert {found.what for found in prove().breaks} == {"saldo"}


@pytest.mark.parametrize("room", ["ledger", "journal"])
def test_the_application_cannot_store_a_proof_that_was_never_made(purse: Account, room: str) -> None:
    forged = f"INSERT INTO {room}.verification (rows, blocks, unsealed, totals, breaks) VALUES (1, 1, 0, '{{}}', '[]')"
    refused = pytest.raises(DatabaseError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(forged)


def test_a_wrong_balance_is_stored_whatever_the_caller_says(purse: Account) -> None:
    tamper("UPDATE ledger.account SET credits_posted = credits_posted + 1 WHERE code LIKE 'wallet:%'")
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger.prove_and_keep('[]')")
        assert cursor.fetchone() == (False,)
    [proof] = last_proofs(20)
    assert [found.what for found in proof.breaks] == ["saldo"]
