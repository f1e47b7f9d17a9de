"""What was there on any past day, as known then or now; a statement read page by page; shards that add up."""

import time
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connections

from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.errors import BalanceTooLow
from loopbaankrediet.ledger.postings import Step, direct, hold, lock, post, record, reverse, void
from loopbaankrediet.ledger.queries import Balance, balance, balance_on, movements, statement
from loopbaankrediet.ledger.verification import prove

DAYS = tuple(date(2027, month, 1) for month in range(1, 7))
SHARDS = 8


def write(*steps: Step, on: date = DAYS[0], key: UUID | None = None) -> tuple[int, ...]:
    return record(steps, act="test", act_key=key or uuid4(), effective_on=on, by=SYSTEM)


@pytest.fixture
def pair(db: None) -> tuple[Account, Account]:
    wallet, delivered = accounts.wallet(uuid4()), accounts.minutes_delivered(uuid4())
    for account in (accounts.minutes_issued(), wallet, delivered):
        account.open()
    return wallet, delivered


def test_the_balance_of_every_day_is_what_it_was_on_that_day(pair: tuple[Account, Account]) -> None:
    wallet, delivered = pair
    write(direct("grant", accounts.minutes_issued(), wallet, 360), on=DAYS[0])
    first, second = write(hold("first", wallet, delivered, 120), hold("second", wallet, delivered, 60), on=DAYS[1])
    [posted] = write(post("first", first, 90), on=DAYS[2])
    write(void("second", second), on=DAYS[3])
    write(reverse("back", posted, amount=30, reason="objection"), on=DAYS[4])
    assert [balance_on(wallet, day).available for day in DAYS] == [360, 180, 210, 270, 300, 300]
    assert [balance_on(wallet, day).held for day in DAYS] == [0, 180, 60, 0, 0, 0]
    assert [balance_on(delivered, day).received for day in DAYS] == [0, 0, 90, 90, 60, 60]
    assert balance_on(wallet) == balance(wallet) == Balance(available=300, received=360, spent=60)
    assert balance_on(delivered) == balance(delivered)


def test_what_was_recorded_later_changes_the_past_only_as_known_later(pair: tuple[Account, Account]) -> None:
    wallet, delivered = pair
    write(direct("grant", accounts.minutes_issued(), wallet, 360), on=DAYS[0])
    then = datetime.now(UTC)
    time.sleep(0.01)
    write(direct("late", wallet, delivered, 60), on=DAYS[1])
    assert balance_on(wallet, DAYS[1], known_at=then).available == 360
    assert balance_on(wallet, DAYS[1]).available == 300
    assert balance_on(wallet, known_at=then).available == 360
    assert balance_on(wallet, date(2026, 12, 31)).available == 0


def test_a_source_that_keeps_no_total_has_one_on_every_day(pair: tuple[Account, Account]) -> None:
    wallet, _ = pair
    write(direct("grant", accounts.minutes_issued(), wallet, 360), on=DAYS[2])
    issued = accounts.minutes_issued()
    assert balance_on(issued, DAYS[2]).available - balance_on(issued, DAYS[1]).available == -360


def test_a_statement_is_read_page_by_page_without_a_gap_and_with_its_balance(pair: tuple[Account, Account]) -> None:
    wallet, delivered = pair
    write(direct("grant", accounts.minutes_issued(), wallet, 360))
    for _ in range(5):
        [held] = write(hold("hold", wallet, delivered, 60))
        write(post("post", held, 45))
    pages = [statement(wallet, limit=4)]
    while pages[-1].next_after is not None:
        pages.append(statement(wallet, after=pages[-1].next_after, limit=4))
    assert [len(page.lines) for page in pages] == [4, 4, 3]
    assert tuple(line for page in pages for line in page.lines) == movements(wallet)
    assert [page.opening for page in pages[1:]] == [page.closing for page in pages[:-1]]
    assert (pages[0].opening, pages[-1].closing) == (0, balance(wallet).available)
    assert [page.opening_held for page in pages] == [0, 60, 60]


def test_a_statement_of_an_account_that_is_not_there_is_empty(db: None) -> None:
    assert statement(accounts.wallet(uuid4())).lines == ()


@pytest.fixture
def year(committed_database: str) -> tuple[Account, Account]:
    """A year's budget of 8,000 cents in eight shards, all of it where it first arrived; a counsellor to owe it to."""
    year, payable = accounts.commitment(2027), accounts.payable(uuid4())
    for account in (accounts.treasury(), year, payable):
        account.open()
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT ledger.shard_account(%s, %s)", [year.code, SHARDS])
    write(direct("budget", accounts.treasury(), year, 8_000))
    return year, payable


def test_the_shards_of_an_account_are_one_balance_and_one_statement(year: tuple[Account, Account]) -> None:
    account, payable = year
    for _ in range(20):
        write(hold("hold", account, payable, 100))
    assert balance(account) == Balance(available=6_000, held=2_000, received=8_000)
    assert balance_on(account) == balance(account)
    assert [line.amount for line in statement(account).lines] == [8_000] + [-100] * 20
    assert {line.other_account for line in statement(payable).lines} == {account.code}
    assert prove().breaks == ()


def test_a_budget_in_shards_can_be_used_to_its_last_cent_and_no_further(year: tuple[Account, Account]) -> None:
    account, payable = year
    for _ in range(79):
        write(hold("hold", account, payable, 100))
    with pytest.raises(BalanceTooLow):
        write(hold("too_much", account, payable, 101))
    write(hold("last", account, payable, 100))
    assert balance(account) == Balance(available=0, held=8_000, received=8_000)
    with pytest.raises(BalanceTooLow):
        write(hold("none_left", account, payable, 1))
    assert prove().breaks == ()


def test_one_large_hold_finds_what_lies_in_all_shards(year: tuple[Account, Account]) -> None:
    account, payable = year
    [held] = write(hold("all", account, payable, 8_000))
    write(void("back", held))
    [held] = write(hold("all_again", account, payable, 8_000))
    write(post("owe", held, 8_000))
    assert balance(account) == Balance(available=0, received=8_000, spent=8_000)
    assert prove().breaks == ()


def test_a_retry_finds_its_transfer_also_when_the_account_was_sharded_in_between(year: tuple[Account, Account]) -> None:
    account, payable = year
    keys = [uuid4() for _ in range(16)]
    first = [write(hold("hold", account, payable, 100), key=key) for key in keys]
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT ledger.shard_account(%s, 16)", [account.code])
    assert [write(hold("hold", account, payable, 100), key=key) for key in keys] == first
    assert balance(account).held == 1_600


def test_a_lock_for_two_postings_takes_all_shards_or_that_of_the_key(year: tuple[Account, Account]) -> None:
    account, payable = year
    lock([account, payable])
    lock([account, payable], act_key=uuid4(), at_most=100)
    write(hold("hold", account, payable, 100))
    assert balance(account).held == 100
