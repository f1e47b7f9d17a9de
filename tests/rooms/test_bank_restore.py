"""A database that went back in time pays nobody a second time: it knows that orders left, and takes them back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from tests.rooms.bank_loop import Bank, claim_states, confirmed, item_states, money, money_of_states, send_batch
from tests.story import Story

from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch
from loopbaankrediet.payments.errors import HistoryContradicted, NothingToPay, OrderNotRecoverable, OrdersLost
from loopbaankrediet.payments.handing_over import hand_over_waiting
from loopbaankrediet.payments.models import Claim, LostPayment, PaymentBatch, PaymentItem
from loopbaankrediet.payments.order_record import kept_folder, record_file
from loopbaankrediet.payments.recovery import recover_orders

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture(autouse=True)
def the_money_adds_up_after_every_test(db: None) -> Iterator[None]:
    yield
    assert money() == money_of_states()
    assert prove().breaks == ()


class GoneBack(Exception):
    """Ends a piece of history that the database then forgets."""


def paid_and_forgotten(story: Story, draft: PaymentBatch | None = None) -> list[str]:
    """An order leaves for the bank, and the database goes back to before it; the names of its payments."""
    names: list[str] = []
    try:
        with transaction.atomic():
            batch = approve_batch(batch_id=draft.id, **story.act("quinten")) if draft else send_batch(story)
            names = Bank(story, batch).names()
            assert hand_over_waiting(clock=story.clock) == 1
            raise GoneBack
    except GoneBack:
        pass
    return names


def nothing_can_be_paid(story: Story) -> None:
    with pytest.raises(OrdersLost):
        make_batch(**story.act("petra"))


def test_a_restored_database_makes_no_order_while_it_misses_one_that_left(story: Story) -> None:
    confirmed(story)
    paid_and_forgotten(story)
    nothing_can_be_paid(story)


def test_the_kept_copy_is_enough_when_the_channel_took_the_file_away(story: Story) -> None:
    confirmed(story)
    paid_and_forgotten(story)
    [left] = settings.BANK_OUTBOX.glob("*.xml")
    left.unlink()
    nothing_can_be_paid(story)
    [back] = recover_orders(clock=story.clock)
    assert (back.taken, back.lost) == (3, ())


def test_a_file_in_the_banks_folder_that_nobody_told_of_stops_every_payment(story: Story) -> None:
    confirmed(story)
    paid_and_forgotten(story)
    record_file().unlink()
    nothing_can_be_paid(story)
    with pytest.raises(OrderNotRecoverable):
        recover_orders(clock=story.clock)


def test_a_lost_order_comes_back_as_sent_and_the_banks_answer_settles_it(story: Story) -> None:
    confirmed(story)
    names = paid_and_forgotten(story)
    recover_orders(clock=story.clock)
    assert (item_states(), claim_states()) == (["sent"] * 3, ["sent"] * 3)
    with pytest.raises(NothingToPay):
        make_batch(**story.act("petra"))
    bank = Bank(story, PaymentBatch.objects.get())
    assert bank.names() == names
    bank.tells(bank.out(*names))
    assert item_states() == ["settled"] * 3
    assert recover_orders(clock=story.clock) == []


def test_a_draft_that_was_approved_after_the_moment_cannot_be_approved_again(story: Story) -> None:
    confirmed(story)
    draft = make_batch(**story.act("petra"))
    paid_and_forgotten(story, draft)
    with pytest.raises(OrdersLost):
        approve_batch(batch_id=draft.id, **story.act("quinten"))
    recover_orders(clock=story.clock)
    assert (PaymentBatch.objects.get().state, item_states()) == ("approved", ["sent"] * 3)


def test_a_claim_that_was_lost_is_named_and_its_number_is_never_given_again(story: Story) -> None:
    story.apply("an")
    track = story.sign("an", "dirk")
    story.deliver("an", "dirk", track, 1)
    try:
        with transaction.atomic():
            story.deliver("an", "dirk", track, 2)
            paid_and_forgotten(story)
            raise GoneBack
    except GoneBack:
        pass
    last = int(max(path.read_text().rsplit("<EndToEndId>LK", 1)[1][:10] for path in kept_folder().glob("*.xml")))
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM claim_number")
        before = cursor.fetchone()[0]
    [back] = recover_orders(clock=story.clock)
    assert (back.taken, len(back.lost), LostPayment.objects.count()) == (1, 1, 1)
    story.deliver("an", "dirk", track, 2)
    assert Claim.objects.order_by("-number")[0].number > max(last, before)
    assert PaymentItem.objects.count() == 1


def test_a_copy_that_is_no_longer_what_left_is_not_taken_back(story: Story, tmp_path: Path) -> None:
    confirmed(story)
    paid_and_forgotten(story)
    [left], [kept] = settings.BANK_OUTBOX.glob("*.xml"), kept_folder().glob("*.xml")
    whole = kept.read_bytes()
    for path in (left, kept):
        path.write_bytes(whole.replace(b"167.80", b"167.81"))
    with pytest.raises(OrderNotRecoverable):
        recover_orders(clock=story.clock)
    (tmp_path / kept.name).write_bytes(whole)
    assert len(recover_orders([tmp_path], clock=story.clock)) == 1


def test_nothing_is_paid_while_the_seals_tell_another_story(
    story: Story, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LOOPBAANKREDIET_SEALS", str(tmp_path))
    confirmed(story)
    draft = make_batch(**story.act("petra"))
    (tmp_path / "ledger.jsonl").write_text('{"number": 7, "root": "00"}\n')
    with pytest.raises(HistoryContradicted):
        make_batch(**story.act("petra"))
    with pytest.raises(HistoryContradicted):
        approve_batch(batch_id=draft.id, **story.act("quinten"))
