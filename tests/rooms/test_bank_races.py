"""Files of the bank and officers at the same moment: each does its work once, and none waits in a circle."""

import threading
import time
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock_time
from functools import partial
from io import BytesIO
from types import ModuleType
from typing import ParamSpec, TypeVar

import pytest
from tests.conftest import AtOnce
from tests.payments.bank.camt_text import Sheet, written
from tests.rooms.bank_loop import DAY, Bank, confirmed, item_states, money, money_of_states, send_batch
from tests.story import Story

from loopbaankrediet.counsellors.account_changes import ask_account_change, check_account_change
from loopbaankrediet.flows.change_account import change_account
from loopbaankrediet.kernel.bank_days import execution_day
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions import batches, lines, statements
from loopbaankrediet.payments.actions.batches import make_batch
from loopbaankrediet.payments.actions.statements import StatementTaken
from loopbaankrediet.payments.models import BankLine, PaymentFile, UnmatchedLine

P = ParamSpec("P")
R = TypeVar("R")
PAUSE_SECONDS = 0.6
OURS = "BE43068999999501"


@pytest.fixture
def story(committed_database: str) -> Story:
    story = Story()
    confirmed(story)
    return story


def check_money() -> None:
    assert money() == money_of_states()
    assert prove().breaks == ()


def slowly(act: Callable[P, R], *, before: bool = False) -> Callable[P, R]:
    """The act with a pause beside it, in which the other hand does its work."""

    def slow(*args: P.args, **kwargs: P.kwargs) -> R:
        if before:
            time.sleep(PAUSE_SECONDS)
        done = act(*args, **kwargs)
        if not before:
            time.sleep(PAUSE_SECONDS)
        return done

    return slow


def without(monkeypatch: pytest.MonkeyPatch, module: ModuleType, lock: str) -> None:
    """The control: the same race with the lock taken away."""
    monkeypatch.setattr(module, lock, lambda *_: None)


def deadlocks(outcomes: list[object]) -> int:
    """How many hands were told that they waited in a circle; any other surprise fails the test."""
    surprises = [item for item in outcomes if isinstance(item, Exception) and not isinstance(item, DomainError)]
    assert all("deadlock" in str(item) for item in surprises), surprises
    return len(surprises)


@pytest.mark.parametrize("is_control", [False, True])
def test_two_files_that_tell_the_same_in_another_order_settle_each_payment_once(
    story: Story, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch, is_control: bool
) -> None:
    """Line by line, with a pause after each: without the lock both wait for a line of the other."""
    bank = Bank(story, send_batch(story))
    bookings = tuple(bank.out(name, reference=f"R{place}") for place, name in enumerate(bank.names()))
    sheets = [Sheet("N1", OURS, DAY, bookings), Sheet("S1", OURS, DAY, bookings[::-1], 0)]
    by = story.actor("petra")
    monkeypatch.setattr(statements, "ROWS_AT_ONCE", 1)
    monkeypatch.setattr(statements, "_new_lines", slowly(statements._new_lines))
    if is_control:
        without(monkeypatch, statements, "one_bank_file_at_a_time")

    def take(sheet: Sheet) -> StatementTaken:
        return statements.take_statement(source=BytesIO(written(sheet)), by=by, clock=story.clock)

    outcomes = at_once([partial(take, sheet) for sheet in sheets])
    assert deadlocks(outcomes) == is_control
    assert item_states() == ["settled"] * 3
    assert BankLine.objects.count() == 3
    check_money()


@pytest.mark.parametrize("is_control", [False, True])
def test_a_proposal_about_a_line_never_stops_the_statement_that_explains_it(
    story: Story, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch, is_control: bool
) -> None:
    bank = Bank(story, send_batch(story))
    name = bank.names()[0]
    bank.tells(bank.back(name))
    waiting = UnmatchedLine.objects.get()
    propose = story.act("petra")
    monkeypatch.setattr(lines, "_pair", slowly(lines._pair, before=True))
    if is_control:
        without(monkeypatch, lines, "one_bank_file_at_a_time")

    def take() -> StatementTaken:
        time.sleep(PAUSE_SECONDS / 3)
        return bank.tells(bank.out(name))

    outcomes = at_once(
        [take, lambda: lines.propose_line(unmatched_id=waiting.id, end_to_end_id=name, note="x", **propose)]
    )
    assert deadlocks(outcomes) == is_control
    if not is_control:
        assert item_states()[0] == "returned"
    check_money()


@pytest.mark.parametrize("is_control", [False, True])
def test_an_account_that_changes_during_approval_pays_what_the_approver_saw(
    story: Story, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch, is_control: bool
) -> None:
    """The change comes between the last look at the accounts and the file; without the lock that has the new one."""
    change = ask_account_change(iban="BE38 0961 9999 9772", **story.act("dirk"))
    check_account_change(change_id=change.id, how="Gebeld, Dirk zelf.", **story.act("petra"))
    story.pass_days(7)
    draft = make_batch(**story.act("petra"))
    story.pass_days(1)
    approve, agree = story.act("quinten"), story.act("quinten")
    looked = threading.Event()

    def looked_at(moment: datetime, *, cut_off: clock_time) -> date:
        looked.set()
        time.sleep(PAUSE_SECONDS)
        return execution_day(moment, cut_off=cut_off)

    def change_now() -> object:
        assert looked.wait(10)
        return change_account(change_id=change.id, **agree)

    monkeypatch.setattr(batches, "execution_day", looked_at)
    if is_control:
        without(monkeypatch, batches, "keep_payees")
    outcomes = at_once([lambda: batches.approve_batch(batch_id=draft.id, **approve), change_now])
    assert not [item for item in outcomes if isinstance(item, Exception)]
    content = PaymentFile.objects.get().content
    assert (b"BE38096199999772" in content, b"BE71096123456769" in content) == (is_control, not is_control)
    check_money()
