"""A busy account is spread over rows, and nobody notices: not when it is nearly empty, nor when money goes back."""

import time
from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError, connection, connections, transaction
from tests.conftest import AtOnce

from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.errors import BalanceTooLow
from loopbaankrediet.ledger.postings import Step, direct, hold, lock, record, reverse
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.ledger.verification import prove

pytestmark = pytest.mark.race
DAY = date(2027, 3, 1)
SHARDS = 4
Year = tuple[Account, Account]


def write(*steps: Step, key: UUID | None = None) -> tuple[int, ...]:
    return record(steps, act="test", act_key=key or uuid4(), effective_on=DAY, by=SYSTEM)


@pytest.fixture
def year(committed_database: str) -> Year:
    """An empty year's budget in shards, and a counsellor to owe it to."""
    year, payable = accounts.commitment(2027), accounts.payable(uuid4())
    for account in (accounts.treasury(), year, payable):
        account.open()
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT ledger.shard_account(%s, %s)", [year.code, SHARDS])
    return year, payable


def give(account: Account, cents: int) -> int:
    [given] = write(direct("budget", accounts.treasury(), account, cents))
    return given


def give_evenly(year: Year, cents: int) -> None:
    """Every shard gets `cents`: one hold in each, of which the first finds nothing there, levels the rest."""
    account, payable = year
    give(account, 2 * cents * SHARDS)
    for key in key_of_each_shard(account):
        write(hold("spread", account, payable, cents), key=key)


def level_rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger.transfer WHERE kind = 'level'")
        return int(cursor.fetchone()[0])


def test_money_goes_back_also_after_it_was_levelled_over_the_shards(year: Year) -> None:
    account, payable = year
    given = give(account, 10_000)
    for _ in range(6):
        write(hold("hold", account, payable, 300))
    write(reverse("back", given, amount=8_000, reason="budget_lowered"))
    with pytest.raises(BalanceTooLow):
        write(reverse("back", given, amount=300, reason="budget_lowered"))
    assert balance(account).available == 200
    assert prove().breaks == ()


def test_one_act_takes_money_back_from_several_shards(year: Year) -> None:
    """Each row of the act gets what it needs; levelling for one does not empty the other."""
    account, _ = year
    given = [give(account, 1_000) for _ in range(8)]
    write(*(reverse(f"back:{number}", number, reason="budget_lowered") for number in given[:4]))
    elsewhere = accounts.commitment(2028)
    elsewhere.open()
    write(direct("move", account, elsewhere, 500))
    with pytest.raises(BalanceTooLow):
        write(*(reverse(f"back:{number}", number, reason="budget_lowered") for number in given[4:]))
    write(
        *(reverse(f"back:{number}", number, reason="budget_lowered") for number in given[4:7]),
        reverse("part", given[7], amount=500, reason="budget_lowered"),
    )
    assert balance(account).available == 0
    assert prove().breaks == ()


def test_an_act_that_lacks_something_else_levels_nothing(year: Year) -> None:
    account, payable = year
    give_evenly(year, 1_000)
    wallet, delivered = accounts.wallet(uuid4()), accounts.minutes_delivered(uuid4())
    for one in (wallet, delivered):
        one.open()
    before = level_rows()
    for _ in range(8):
        with pytest.raises(BalanceTooLow):
            write(hold("minutes", wallet, delivered, 120), hold("cents", account, payable, 100))
    assert level_rows() == before


def act_of_two(year: Year, key: UUID, *, at_most: int) -> Callable[[], object]:
    """For a counsellor of its own: locks, dawdles, and takes 60,000 cents; it said what it would take `at_most`."""
    account, payable = year[0], accounts.payable(key)
    payable.open()

    def act() -> tuple[int, ...]:
        with transaction.atomic():
            lock([account, payable], act_key=key, at_most=at_most)
            time.sleep(0.2)
            return write(hold("hold", account, payable, 60_000), key=key)

    return act


@pytest.mark.parametrize("at_most", [60_000, 1], ids=["says-what-it-takes", "control-says-too-little"])
def test_acts_that_lock_first_never_wait_in_a_circle_near_the_end_of_a_budget(
    at_once: AtOnce, year: Year, at_most: int
) -> None:
    give_evenly(year, 30_000)
    outcomes = at_once([act_of_two(year, key, at_most=at_most) for key in key_of_each_shard(year[0])])
    circles = [one for one in outcomes if isinstance(one, OperationalError)]
    assert bool(circles) is (at_most == 1)
    assert sum(isinstance(one, tuple) for one in outcomes) <= 2
    assert circles or sum(isinstance(one, BalanceTooLow) for one in outcomes) == 2
    assert prove().breaks == ()


def test_what_was_free_before_the_lock_and_gone_with_it_makes_no_circle_either(at_once: AtOnce, year: Year) -> None:
    """The shard holds enough when the second act looks, and too little once it has waited for the first."""
    give_evenly(year, 100_000)
    [first, *_] = key_of_each_shard(year[0])
    outcomes = at_once([act_of_two(year, first, at_most=60_000), act_on_the_same_shard(year, first)])
    assert [type(one) for one in outcomes] == [tuple, tuple]
    assert balance(year[0]).available == 280_000


def act_on_the_same_shard(year: Year, key: UUID) -> Callable[[], object]:
    account, payable = year

    def act() -> tuple[int, ...]:
        other = next(one for one in iter(uuid4, None) if place(account, one) == place(account, key))
        with transaction.atomic():
            time.sleep(0.1)
            lock([account, payable], act_key=other, at_most=60_000)
            return write(hold("hold", account, payable, 60_000), key=other)

    return act


def test_acts_that_find_their_own_shard_full_enough_do_not_wait_for_each_other(at_once: AtOnce, year: Year) -> None:
    """The gain of shards: each act holds its row for half a second, and all rows are held at the same time."""
    give_evenly(year, 1_000)

    def holding(key: UUID) -> Callable[[], object]:
        def act() -> None:
            with transaction.atomic():
                lock([year[0]], act_key=key, at_most=100)
                time.sleep(0.5)

        return act

    keys = key_of_each_shard(year[0])
    started = time.monotonic()
    assert at_once([holding(key) for key in keys]) == [None] * SHARDS
    assert time.monotonic() - started < 0.5 * SHARDS


def key_of_each_shard(account: Account) -> list[UUID]:
    found: dict[int, UUID] = {}
    while len(found) < SHARDS:
        key = uuid4()
        found.setdefault(place(account, key), key)
    return list(found.values())


def place(account: Account, key: UUID) -> int:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT (ledger.place(%s, %s)).id", [account.code, key])
        return int(cursor.fetchone()[0])
