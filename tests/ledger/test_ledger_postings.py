"""What people would lose if the ledger were wrong: hours that vanish, money that is counted twice."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.errors import (
    AlreadyAnswered,
    BalanceTooLow,
    KeyReused,
    NoAccount,
    TooMuch,
    UnitMismatch,
)
from loopbaankrediet.ledger.postings import Step, direct, hold, post, record, void
from loopbaankrediet.ledger.queries import balance, movements
from loopbaankrediet.ledger.verification import prove

DAY = date(2027, 3, 1)
pytestmark = pytest.mark.django_db


def write(*steps: Step, key: UUID | None = None) -> tuple[int, ...]:
    return record(steps, act="test", act_key=key or uuid4(), effective_on=DAY, by=SYSTEM)


@pytest.fixture
def purse() -> Account:
    """A wallet with 360 minutes."""
    wallet = accounts.wallet(uuid4())
    accounts.minutes_issued().open()
    wallet.open()
    write(direct("grant", accounts.minutes_issued(), wallet, 360))
    return wallet


@pytest.fixture
def delivered() -> Account:
    account = accounts.minutes_delivered(uuid4())
    account.open()
    return account


def test_held_minutes_cannot_be_used_a_second_time(purse: Account, delivered: Account) -> None:
    write(hold("one", purse, delivered, 300))
    with pytest.raises(BalanceTooLow):
        write(hold("two", purse, delivered, 61))
    assert balance(purse).available == 60


def test_a_released_hold_gives_all_minutes_back(purse: Account, delivered: Account) -> None:
    [held] = write(hold("one", purse, delivered, 120))
    write(void("back", held))
    assert balance(purse).available == 360
    assert balance(delivered).received == 0


def test_a_part_that_is_posted_returns_the_rest(purse: Account, delivered: Account) -> None:
    [held] = write(hold("one", purse, delivered, 120))
    write(post("part", held, 45))
    assert balance(purse).available == 315
    assert balance(delivered).received == 45


def test_a_hold_is_answered_once(purse: Account, delivered: Account) -> None:
    [held] = write(hold("one", purse, delivered, 120))
    write(post("all", held, 120))
    with pytest.raises(AlreadyAnswered):
        write(void("back", held))
    assert balance(purse).available == 240


def test_more_than_the_hold_is_refused(purse: Account, delivered: Account) -> None:
    [held] = write(hold("one", purse, delivered, 120))
    with pytest.raises(TooMuch):
        write(post("more", held, 121))
    assert balance(purse).held == 120


def test_the_same_key_moves_nothing_twice(purse: Account, delivered: Account) -> None:
    key = uuid4()
    first = write(direct("move", purse, delivered, 60), key=key)
    again = write(direct("move", purse, delivered, 60), key=key)
    assert first == again
    assert balance(purse).available == 300


def test_a_key_with_other_content_is_refused(purse: Account, delivered: Account) -> None:
    key = uuid4()
    write(direct("move", purse, delivered, 60), key=key)
    with pytest.raises(KeyReused):
        write(direct("move", purse, delivered, 61), key=key)


def test_an_act_happens_whole_or_not_at_all(purse: Account, delivered: Account) -> None:
    with pytest.raises(BalanceTooLow):
        write(direct("fits", purse, delivered, 100), direct("does_not", purse, delivered, 300))
    assert balance(purse).available == 360


def test_minutes_and_cents_do_not_mix(purse: Account) -> None:
    payable = accounts.payable(uuid4())
    payable.open()
    with pytest.raises(UnitMismatch):
        write(direct("wrong", purse, payable, 1))


def test_an_account_that_was_never_opened_is_named(purse: Account) -> None:
    with pytest.raises(NoAccount):
        write(direct("lost", purse, accounts.minutes_delivered(uuid4()), 1))


def test_an_account_cannot_be_opened_again_with_another_nature(purse: Account) -> None:
    with pytest.raises(DatabaseError, match="another nature"), transaction.atomic():
        Account(purse.code, "cents").open()


INSERT = (
    "INSERT INTO ledger.transfer (act_key, step, kind, debit_account_id, credit_account_id, amount, act, effective_on) "
    "VALUES (gen_random_uuid(), 'x', 'direct', 1, 2, 5, 'x', '2027-01-01')"
)
REMOVALS = [
    f"{verb} ledger.{table}"
    for table in ("transfer", "block", "exported_block", "verification", "account", "reversed")
    for verb in ("DELETE FROM", "TRUNCATE")
]


@pytest.mark.parametrize(
    "statement",
    [
        *REMOVALS,
        "UPDATE ledger.transfer SET amount = 1",
        "UPDATE ledger.block SET rows = 1",
        "UPDATE ledger.account SET credits_posted = 999",
        "UPDATE ledger.reversed SET reversed = 1",
        INSERT,
        "INSERT INTO ledger.block SELECT * FROM ledger.block",
        "SELECT ledger.write_drafts('{}', 'x', gen_random_uuid(), '2027-01-01', NULL)",
        "SELECT ledger.level('[]', gen_random_uuid(), '2027-01-01')",
        "SELECT ledger.try_record('[]', 'x', NULL, NULL, NULL), ledger.lock_drafts(NULL, true)",
        "SELECT ledger.shard_account('treasury', 4)",
        "ALTER TABLE ledger.transfer DISABLE TRIGGER USER",
    ],
)
def test_the_application_role_cannot_go_round_the_functions(purse: Account, statement: str) -> None:
    refused = "permission denied|must be owner"
    with pytest.raises(DatabaseError, match=refused), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_statement_shows_every_movement_with_its_sign(purse: Account, delivered: Account) -> None:
    [held] = write(hold("one", purse, delivered, 120))
    write(post("all", held, 120))
    assert [(line.kind, line.amount) for line in movements(purse)] == [("direct", 360), ("hold", -120), ("post", -120)]


def test_the_proof_holds_after_every_kind_of_movement(purse: Account, delivered: Account) -> None:
    [first, second] = write(hold("one", purse, delivered, 120), hold("two", purse, delivered, 120))
    write(post("part", first, 45), void("back", second))
    proof = prove()
    assert proof.breaks == ()
    assert proof.minutes >= 405
