"""What no posting may be: nothing, too much, to itself, without an end to its sum, or named after a person."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.errors import KeyReused, NotACode, UnsoundStep
from loopbaankrediet.ledger.postings import Step, direct, hold, post, record, reverse, void
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.ledger.verification import prove

DAY = date(2027, 3, 1)
MOST = 10**13
NUMBER = "85.07.30-033.28"
pytestmark = pytest.mark.django_db


def write(*steps: Step, act: str = "test") -> tuple[int, ...]:
    return record(steps, act=act, act_key=uuid4(), effective_on=DAY, by=SYSTEM)


@pytest.fixture
def pair() -> tuple[Account, Account]:
    wallet, delivered = accounts.wallet(uuid4()), accounts.minutes_delivered(uuid4())
    for account in (accounts.minutes_issued(), wallet, delivered):
        account.open()
    write(direct("grant", accounts.minutes_issued(), wallet, 360))
    return wallet, delivered


@pytest.mark.parametrize("amount", [0, -5, MOST + 1, 2**62, 2**64])
def test_an_amount_that_is_none_is_refused_as_every_refusal(pair: tuple[Account, Account], amount: int) -> None:
    wallet, _ = pair
    for kind in (direct, hold):
        with pytest.raises(UnsoundStep):
            write(kind("one", accounts.minutes_issued(), wallet, amount))
        with pytest.raises(UnsoundStep):
            write(kind("one", accounts.minutes_issued(), wallet, amount), direct("two", *pair, 1))
    assert balance(wallet).available == 360


def test_an_answer_or_a_reversal_of_nothing_is_refused(pair: tuple[Account, Account]) -> None:
    [held] = write(hold("hold", *pair, 120))
    [posted] = write(direct("move", *pair, 60))
    for step in (post("post", held, 0), post("post", held, -1), reverse("back", posted, reason="undue", amount=0)):
        with pytest.raises(UnsoundStep):
            write(step)


def test_a_posting_to_itself_is_refused(pair: tuple[Account, Account]) -> None:
    wallet, _ = pair
    for kind in (direct, hold):
        with pytest.raises(UnsoundStep):
            write(kind("round", wallet, wallet, 1))


def test_a_step_without_an_amount_is_refused(pair: tuple[Account, Account]) -> None:
    wallet, delivered = pair
    with pytest.raises(UnsoundStep):
        write(Step("empty", "direct", wallet, delivered))


def test_the_proof_can_count_whatever_was_ever_written(pair: tuple[Account, Account]) -> None:
    """Two holds that together pass the largest whole number of the database would end every later proof."""
    wallet, _ = pair
    for _ in range(3):
        [held] = write(hold("large", accounts.minutes_issued(), wallet, MOST))
        write(void("back", held))
    assert prove().breaks == ()


def test_two_steps_with_one_name_are_refused(pair: tuple[Account, Account]) -> None:
    with pytest.raises(KeyReused):
        write(direct("move", *pair, 60), direct("move", *pair, 60))
    with pytest.raises(KeyReused):
        write(direct("move", *pair, 60), direct("move", *pair, 61))
    assert balance(pair[0]).available == 360


def test_an_act_of_no_steps_moves_nothing(db: None) -> None:
    assert write() == ()


@pytest.mark.parametrize("word", [NUMBER, "An Peeters", "", "x", "a" * 81, "Grant"])
def test_no_act_or_step_is_named_after_a_person(pair: tuple[Account, Account], word: str) -> None:
    for steps, act in (([direct(word, *pair, 1)], "test"), ([direct("move", *pair, 1)], word)):
        with pytest.raises(NotACode):
            write(*steps, act=act)
        with pytest.raises(NotACode):
            write(*steps, direct("more", *pair, 1), act=act)


def test_the_application_role_cannot_go_round_it(pair: tuple[Account, Account]) -> None:
    wallet, delivered = pair
    step = {"name": NUMBER, "kind": "direct", "debit": wallet.code, "credit": delivered.code, "amount": 1}
    refused = pytest.raises(DatabaseError, match="named by a code")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT ledger.record(%s::jsonb, 'test', %s, '2027-03-01', NULL)", [json.dumps([step]), uuid4()])
