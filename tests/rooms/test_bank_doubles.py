"""A bank that carries out too much: what comes back is counted before a claim is opened again."""

from datetime import timedelta

import pytest
from tests.payments.bank.camt_text import Booking, Line
from tests.rooms.bank_loop import (
    CENTS,
    DAY,
    Bank,
    claim_states,
    confirmed,
    item_states,
    money,
    money_of_states,
    send_batch,
)
from tests.story import Story

from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.batches import make_batch
from loopbaankrediet.payments.actions.lines import approve_line, note_line, propose_line
from loopbaankrediet.payments.errors import LineDoesNotFit, NothingToPay
from loopbaankrediet.payments.models import LineReason, UnmatchedLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank() -> Bank:
    story = Story()
    confirmed(story)
    return Bank(story, send_batch(story))


@pytest.fixture(autouse=True)
def the_money_adds_up_after_every_test(db: None) -> object:
    yield
    assert money() == money_of_states()
    assert prove().breaks == ()


def lines() -> list[tuple[str, str]]:
    return list(UnmatchedLine.objects.order_by("line_id").values_list("reason", "state"))


def nothing_to_pay(bank: Bank) -> None:
    with pytest.raises(NothingToPay):
        make_batch(**bank.story.act("petra"))


@pytest.mark.parametrize("in_one_file", [True, False])
def test_a_double_payment_that_the_bank_gives_back_is_not_paid_a_second_time(bank: Bank, in_one_file: bool) -> None:
    name = bank.names()[0]
    bookings = [bank.out(*bank.names()), bank.out(name, reference="DOUBLE"), bank.back(name, reference="REFUND")]
    for file in [bookings] if in_one_file else [[booking] for booking in bookings]:
        bank.tells(*file)
    assert (item_states(), claim_states()) == (["settled"] * 3, ["settled"] * 3)
    assert [state for _, state in lines()] in ([], ["matched"])
    nothing_to_pay(bank)


def test_money_back_for_a_double_that_an_officer_noted_opens_no_claim(bank: Bank) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(*bank.names()))
    bank.tells(bank.out(name, reference="DOUBLE"))
    waiting = UnmatchedLine.objects.get()
    note_line(unmatched_id=waiting.id, note="De bank geeft het terug.", **bank.story.act("petra"))
    approve_line(unmatched_id=waiting.id, **bank.story.act("quinten"))
    bank.tells(bank.back(name, reference="REFUND"))
    assert (claim_states(), lines()) == (["settled"] * 3, [(LineReason.TWICE, "matched")])
    bank.tells(bank.back(name, reference="REAL"), day=DAY + timedelta(days=3))
    assert claim_states() == ["open", "settled", "settled"]


def test_money_back_before_the_double_is_seen_blocks_the_claim_until_two_officers_agree(bank: Bank) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(*bank.names()))
    bank.tells(bank.back(name, reference="REFUND"))
    assert claim_states()[0] == "open"
    bank.tells(bank.out(name, reference="DOUBLE"))
    assert (item_states()[0], claim_states()[0]) == ("returned", "blocked")
    nothing_to_pay(bank)
    waiting = UnmatchedLine.objects.get()
    propose_line(unmatched_id=waiting.id, end_to_end_id=name, note="Toch betaald.", **bank.story.act("petra"))
    approve_line(unmatched_id=waiting.id, **bank.story.act("quinten"))
    assert (item_states()[0], claim_states()[0]) == ("settled", "settled")


def test_what_comes_back_twice_before_its_second_booking_is_seen_evens_out(bank: Bank) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(*bank.names()), bank.back(name, reference="FIRST"))
    bank.tells(bank.back(name, reference="SECOND"))
    bank.tells(bank.out(name, reference="DOUBLE"))
    assert (item_states()[0], claim_states()[0]) == ("returned", "open")
    assert [state for _, state in lines()] == ["matched"]


def test_a_refund_without_identifier_that_officers_name_undoes_the_double_and_opens_no_claim(bank: Bank) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(*bank.names()), bank.out(name, reference="DOUBLE"))
    bank.tells(Booking("REFUND", CENTS, (Line("NOTPROVIDED", CENTS),)))
    refund = UnmatchedLine.objects.get(reason=LineReason.UNKNOWN)
    propose_line(unmatched_id=refund.id, end_to_end_id=name, note="Dubbel.", **bank.story.act("petra"))
    approve_line(unmatched_id=refund.id, **bank.story.act("quinten"))
    assert claim_states() == ["settled"] * 3
    assert sorted(lines()) == [(LineReason.TWICE, "matched"), (LineReason.UNKNOWN, "resolved")]


def test_a_second_sum_of_a_whole_order_is_a_double_and_its_money_opens_no_claim(bank: Bank) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(*bank.names()))
    bank.tells(bank.summed(bank.out(*bank.names(), reference="DOUBLE")))
    assert lines() == [(LineReason.TWICE, "open")]
    bank.tells(bank.back(name, reference="REFUND"))
    assert claim_states() == ["settled"] * 3
    assert lines() == [(LineReason.TWICE, "open")] * 2
    refund = UnmatchedLine.objects.get(line__direction="CRDT")
    propose_line(unmatched_id=refund.id, end_to_end_id=name, note="Toch teruggestort.", **bank.story.act("petra"))
    approve_line(unmatched_id=refund.id, **bank.story.act("quinten"))
    assert claim_states()[0] == "open"


@pytest.mark.parametrize("references", [("", "A"), ("A", "")])
def test_a_notification_without_references_and_its_statement_tell_the_same(
    bank: Bank, references: tuple[str, str]
) -> None:
    bank.tells(bank.out(*bank.names(), reference=references[0]))
    taken = bank.states(bank.out(*bank.names(), reference=references[1]))
    assert (taken.settled, taken.queued, lines()) == (0, 0, [])


def test_after_the_statement_named_a_booking_another_reference_is_a_double(bank: Bank) -> None:
    bank.tells(bank.out(*bank.names(), reference=""))
    bank.states(bank.out(*bank.names(), reference="A"))
    bank.tells(bank.out(bank.names()[0], reference="B"))
    assert lines() == [(LineReason.TWICE, "open")]


def test_a_line_of_another_amount_is_never_the_refund_of_a_double(bank: Bank) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(*bank.names()), bank.out(name, reference="DOUBLE"))
    bank.tells(bank.back(name, cents=CENTS - 1, reference="REFUND"))
    assert [reason for reason, _ in lines()] == [LineReason.TWICE, LineReason.AMOUNT]
    refund = UnmatchedLine.objects.get(reason=LineReason.AMOUNT)
    with pytest.raises(LineDoesNotFit):
        propose_line(unmatched_id=refund.id, end_to_end_id=name, note="x", **bank.story.act("petra"))
