"""Two holds on the same minutes: the database keeps one, and without its guard both would be kept."""

import threading
import time
from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError, connection, connections, transaction

from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.errors import BalanceTooLow
from loopbaankrediet.ledger.postings import Step, direct, hold, lock, record
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.ledger.verification import prove
from tests.conftest import AtOnce

pytestmark = pytest.mark.race
DAY = date(2027, 3, 1)
ROUNDS = 20
READ_BALANCE = "SELECT credits_posted - debits_posted - debits_pending FROM ledger.account WHERE code = %s"
TAKE = "UPDATE ledger.account SET debits_pending = debits_pending + 120 WHERE code = %s"


def purse_of(minutes: int) -> tuple[Account, Account]:
    wallet, delivered = accounts.wallet(uuid4()), accounts.minutes_delivered(uuid4())
    for account in (accounts.minutes_issued(), wallet, delivered):
        account.open()
    steps = [direct("grant", accounts.minutes_issued(), wallet, minutes)]
    record(steps, act="grant", act_key=uuid4(), effective_on=DAY, by=SYSTEM)
    return wallet, delivered


def holding(wallet: Account, delivered: Account) -> Callable[[], object]:
    return lambda: record(
        [hold("hold", wallet, delivered, 120)], act="hold", act_key=uuid4(), effective_on=DAY, by=SYSTEM
    )


def test_eight_holds_at_once_never_take_more_than_there_is(at_once: AtOnce) -> None:
    for _ in range(ROUNDS):
        wallet, delivered = purse_of(360)
        outcomes = at_once([holding(wallet, delivered)] * 8)
        refused = [outcome for outcome in outcomes if isinstance(outcome, BalanceTooLow)]
        assert len(refused) == 5
        assert balance(wallet).available == 0
    assert prove().breaks == ()


def test_control_reading_first_and_taking_later_overdraws_once_the_guard_is_gone(at_once: AtOnce) -> None:
    """The same race without the CHECK and the lock: at least one wallet goes below zero."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE ledger.account DROP CONSTRAINT no_overdraft")
        cursor.execute("GRANT UPDATE ON ledger.account TO loopbaankrediet_app")
    overdrawn = 0
    for _ in range(ROUNDS):
        wallet, _delivered = purse_of(120)
        at_once([check_then_take(wallet)] * 4)
        overdrawn += balance(wallet).available < 0
    assert overdrawn > 0


def check_then_take(wallet: Account) -> Callable[[], None]:
    def act() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(READ_BALANCE, [wallet.code])
            (available,) = cursor.fetchone()
            if available >= 120:
                cursor.execute(TAKE, [wallet.code])

    return act


def test_one_key_from_eight_hands_moves_once(at_once: AtOnce) -> None:
    for _ in range(ROUNDS):
        wallet, delivered = purse_of(360)
        outcomes = at_once([moving(wallet, delivered, key=uuid4())] * 8)
        assert len(set(map(str, outcomes))) == 1
        assert balance(wallet).available == 300


def moving(wallet: Account, delivered: Account, *, key: UUID) -> Callable[[], object]:
    steps = [direct("move", wallet, delivered, 60)]
    return lambda: record(steps, act="move", act_key=key, effective_on=DAY, by=SYSTEM)


@pytest.mark.parametrize("guarded", [True, False], ids=["locked-first", "control-without-the-lock"])
def test_an_act_of_two_postings_never_waits_in_a_circle(at_once: AtOnce, guarded: bool) -> None:
    """One act posts to a counsellor and then holds from the year; another holds from the year for that counsellor."""
    year, payable = accounts.commitment(2028), accounts.payable(uuid4())
    for account in (accounts.treasury(), year, payable):
        account.open()
    write(direct("budget", accounts.treasury(), year, 1_000_000))
    posted = threading.Event()

    def two_postings() -> None:
        with transaction.atomic():
            if guarded:
                lock([year, payable])
            write(direct("owe", accounts.treasury(), payable, 100))
            posted.set()
            time.sleep(0.5)
            write(hold("next", year, payable, 100))

    def one_posting() -> None:
        posted.wait(timeout=10)
        write(hold("other", year, payable, 100))

    circles = [outcome for outcome in at_once([two_postings, one_posting]) if isinstance(outcome, OperationalError)]
    assert bool(circles) is not guarded


def write(step: Step) -> tuple[int, ...]:
    return record([step], act="test", act_key=uuid4(), effective_on=DAY, by=SYSTEM)
