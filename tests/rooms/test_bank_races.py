"""Files of the bank and officers at the same moment: each does its work once, and none waits in a circle."""

from io import BytesIO

import pytest
from tests.conftest import AtOnce
from tests.payments.bank.camt_text import Sheet, written
from tests.rooms.bank_loop import DAY, Bank, confirmed, item_states, money, money_of_states, send_batch
from tests.story import Story

from loopbaankrediet.counsellors.account_changes import ask_account_change, check_account_change
from loopbaankrediet.flows.change_account import change_account
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch
from loopbaankrediet.payments.actions.statements import StatementTaken, take_statement
from loopbaankrediet.payments.models import BankLine, PaymentFile, PaymentItem

OURS = "BE43068999999501"


@pytest.fixture
def story(committed_database: str) -> Story:
    story = Story()
    confirmed(story)
    return story


def check_money() -> None:
    assert money() == money_of_states()
    assert prove().breaks == ()


def test_a_notification_and_its_statement_at_the_same_moment_settle_each_payment_once(
    story: Story, at_once: AtOnce
) -> None:
    bank = Bank(story, send_batch(story))
    booking = bank.out(*bank.names())
    sheets = [Sheet("N1", OURS, DAY, (booking,)), Sheet("S1", OURS, DAY, (booking,), 0)] * 2
    by = story.actor("petra")

    def take(sheet: Sheet) -> StatementTaken:
        return take_statement(source=BytesIO(written(sheet)), by=by, clock=story.clock)

    taken = at_once([lambda sheet=sheet: take(sheet) for sheet in sheets])  # type: ignore[misc]
    assert sum(item.settled for item in taken if isinstance(item, StatementTaken) and item.is_new) == 3
    assert item_states() == ["settled"] * 3
    assert BankLine.objects.count() == 3
    check_money()


def test_an_account_that_changes_during_approval_pays_what_the_approver_saw_or_nothing(
    story: Story, at_once: AtOnce
) -> None:
    change = ask_account_change(iban="BE38 0961 9999 9772", **story.act("dirk"))
    check_account_change(change_id=change.id, how="Gebeld, Dirk zelf.", **story.act("petra"))
    story.pass_days(7)
    draft = make_batch(**story.act("petra"))
    story.pass_days(1)
    approve, agree = story.act("quinten"), story.act("quinten")
    outcomes = at_once(
        [
            lambda: approve_batch(batch_id=draft.id, **approve),
            lambda: change_account(change_id=change.id, **agree),
        ]
    )
    assert not [item for item in outcomes if isinstance(item, Exception) and not isinstance(item, DomainError)]
    paid = [file.content for file in PaymentFile.objects.order_by("written_at")]
    assert all(b"BE71096123456769" in content and b"BE38096199999772" not in content for content in paid)
    assert set(PaymentItem.objects.order_by("id").values_list("account_end", flat=True)) == {"6769"}
    check_money()
