"""A mistake is moved back, with a reason, and never for more than it was."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connections

from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.errors import (
    BalanceTooLow,
    KeyReused,
    NoAccount,
    NotReversible,
    ReasonMissing,
    ReversedAlready,
    TooMuch,
)
from loopbaankrediet.ledger.postings import Step, direct, hold, post, record, reverse
from loopbaankrediet.ledger.queries import Balance, balance, statement, transfers_of_act
from loopbaankrediet.ledger.verification import prove

DAY = date(2027, 3, 1)
WHY = "undue_payment"


def write(*steps: Step, key: UUID | None = None) -> tuple[int, ...]:
    return record(steps, act="test", act_key=key or uuid4(), effective_on=DAY, by=SYSTEM)


@pytest.fixture
def used(db: None) -> tuple[Account, Account, int, int]:
    """A wallet of 360 minutes, a counsellor who delivered 120 of them, the hold and the post of it."""
    wallet, delivered = accounts.wallet(uuid4()), accounts.minutes_delivered(uuid4())
    for account in (accounts.minutes_issued(), wallet, delivered):
        account.open()
    _, held = write(direct("grant", accounts.minutes_issued(), wallet, 360), hold("hold", wallet, delivered, 120))
    [posted] = write(post("post", held, 120))
    return wallet, delivered, held, posted


def test_a_posting_that_was_wrong_is_moved_back_whole(used: tuple[Account, Account, int, int]) -> None:
    wallet, delivered, _, posted = used
    write(reverse("back", posted, reason=WHY))
    assert balance(wallet) == Balance(available=360, received=360)
    assert balance(delivered) == Balance()
    assert prove().breaks == ()


def test_parts_go_back_until_all_is_back(used: tuple[Account, Account, int, int]) -> None:
    wallet, _, _, posted = used
    write(reverse("first", posted, amount=50, reason=WHY))
    write(reverse("second", posted, amount=70, reason=WHY))
    assert balance(wallet).available == 360
    with pytest.raises(ReversedAlready):
        write(reverse("third", posted, amount=1, reason=WHY))


def test_a_posting_goes_back_once(used: tuple[Account, Account, int, int]) -> None:
    *_, posted = used
    write(reverse("back", posted, reason=WHY))
    with pytest.raises(ReversedAlready):
        write(reverse("again", posted, reason=WHY))


def test_two_parts_of_one_act_count_together(used: tuple[Account, Account, int, int]) -> None:
    wallet, _, _, posted = used
    with pytest.raises(ReversedAlready):
        write(reverse("one", posted, amount=100, reason=WHY), reverse("two", posted, amount=21, reason=WHY))
    assert balance(wallet).available == 240


def test_more_than_was_moved_cannot_go_back(used: tuple[Account, Account, int, int]) -> None:
    *_, posted = used
    with pytest.raises(TooMuch):
        write(reverse("back", posted, amount=121, reason=WHY))


@pytest.mark.parametrize("reason", ["", "Jan Peeters betaalde dubbel", "x"])
def test_a_reversal_says_why_in_a_code_that_holds_no_names(
    used: tuple[Account, Account, int, int], reason: str
) -> None:
    *_, posted = used
    with pytest.raises(ReasonMissing):
        write(reverse("back", posted, reason=reason))


def test_a_hold_is_answered_not_reversed_and_a_reversal_stays(used: tuple[Account, Account, int, int]) -> None:
    *_, held, posted = used
    with pytest.raises(NotReversible):
        write(reverse("hold", held, reason=WHY))
    [back] = write(reverse("back", posted, reason=WHY))
    with pytest.raises(NotReversible):
        write(reverse("back again", back, reason=WHY))


def test_a_transfer_that_never_was_cannot_be_reversed(used: tuple[Account, Account, int, int]) -> None:
    with pytest.raises((NoAccount, NotReversible)):
        write(reverse("back", 10**12, reason=WHY))


def test_what_the_other_has_spent_cannot_be_taken_back(used: tuple[Account, Account, int, int]) -> None:
    _, delivered, _, posted = used
    elsewhere = accounts.minutes_delivered(uuid4())
    elsewhere.open()
    write(direct("onward", delivered, elsewhere, 100))
    with pytest.raises(BalanceTooLow):
        write(reverse("back", posted, reason=WHY))
    write(reverse("part", posted, amount=20, reason=WHY))


def test_a_retry_of_a_reversal_moves_nothing_twice(used: tuple[Account, Account, int, int]) -> None:
    wallet, _, _, posted = used
    key = uuid4()
    first = write(reverse("back", posted, reason=WHY), key=key)
    assert write(reverse("back", posted, reason=WHY), key=key) == first
    assert balance(wallet).available == 360
    with pytest.raises(KeyReused):
        write(reverse("back", posted, reason="other_reason"), key=key)


def test_the_statement_and_the_act_tell_what_was_reversed_and_why(used: tuple[Account, Account, int, int]) -> None:
    wallet, delivered, _, posted = used
    key = uuid4()
    write(reverse("back", posted, amount=30, reason=WHY), key=key)
    last = statement(wallet).lines[-1]
    assert (last.kind, last.amount, last.reverses_id, last.reason) == ("reverse", 30, posted, WHY)
    [posting] = transfers_of_act(key)
    assert (posting.debit, posting.credit, posting.unit) == (delivered.code, wallet.code, "minutes")


@pytest.mark.parametrize("table", ["transfer", "block", "exported_block", "verification"])
@pytest.mark.parametrize("verb", ["DELETE FROM ledger.{}", "TRUNCATE ledger.{} CASCADE"])
def test_the_owner_cannot_remove_a_row_by_a_statement_either(committed_database: str, table: str, verb: str) -> None:
    wallet = accounts.wallet(uuid4())
    for account in (accounts.minutes_issued(), wallet):
        account.open()
    write(direct("grant", accounts.minutes_issued(), wallet, 360))
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger.block SELECT 1, '', '0', '1', 1, 1, 1, decode(repeat('00', 40), 'hex'), "
            "decode(repeat('00', 32), 'hex'), now()"
        )
        cursor.execute("INSERT INTO ledger.exported_block VALUES (1)")
        cursor.execute(
            "INSERT INTO ledger.verification (rows, blocks, unsealed, totals, breaks) VALUES (0, 0, 0, '{}', '[]')"
        )
        with pytest.raises(DatabaseError, match="only grows"):
            cursor.execute(verb.format(table))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger.transfer SET amount = 1",
        "DELETE FROM ledger.account",
        "DELETE FROM ledger.reversed",
        "TRUNCATE ledger.account CASCADE",
        "TRUNCATE ledger.reversed",
    ],
)
def test_the_owner_cannot_change_what_was_written_by_a_statement(committed_database: str, statement: str) -> None:
    wallet = accounts.wallet(uuid4())
    for account in (accounts.minutes_issued(), wallet):
        account.open()
    [granted] = write(direct("grant", accounts.minutes_issued(), wallet, 360))
    write(reverse("back", granted, reason=WHY))
    with pytest.raises(DatabaseError, match="only grows"), connections["owner"].cursor() as cursor:
        cursor.execute(statement)
