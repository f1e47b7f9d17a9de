"""What the account says: paid is only what the bank booked, and each line of the bank does its work once."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from simulators.bank import answer_to
from tests.payments.bank.camt_text import Booking, Line, Sheet, Style, written
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

from loopbaankrediet.kernel.errors import NotAllowed, WrongState
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.answers import take_answer
from loopbaankrediet.payments.actions.batches import make_batch
from loopbaankrediet.payments.actions.claims import keep_claim_paid, release_claim
from loopbaankrediet.payments.actions.lines import approve_line, note_line, propose_line, refuse_line
from loopbaankrediet.payments.actions.statements import take_statement
from loopbaankrediet.payments.bank.errors import BankFileError
from loopbaankrediet.payments.errors import LineDoesNotFit, LineNoteMissing, NoSuchPayment, PaymentBooked, SameProposer
from loopbaankrediet.payments.models import (
    BankLine,
    Claim,
    LineReason,
    PaymentFile,
    PaymentHold,
    PaymentItem,
    UnmatchedLine,
)

pytestmark = pytest.mark.django_db
IBAN_OF_DIRK = "BE71096123456769"


@pytest.fixture
def story() -> Story:
    story = Story()
    confirmed(story)
    return story


@pytest.fixture
def bank(story: Story) -> Bank:
    return Bank(story, send_batch(story))


@pytest.fixture(autouse=True)
def the_money_adds_up_after_every_test(db: None) -> object:
    yield
    assert money() == money_of_states()
    assert prove().breaks == ()


def reject(story: Story, *names: str) -> None:
    """A report that refuses these payments, without a cause, and accepts the others."""
    content = answer_to(PaymentFile.objects.order_by("written_at")[0].content, frozenset({IBAN_OF_DIRK}))
    content = content.replace(b"AC04", b"MS03").replace(b"<GrpSts>RJCT<", b"<GrpSts>PART<")
    for item in PaymentItem.objects.exclude(end_to_end_id__in=names).order_by("end_to_end_id"):
        name = f"<OrgnlEndToEndId>{item.end_to_end_id}</OrgnlEndToEndId><TxSts>".encode()
        content = content.replace(name + b"RJCT", name + b"ACSP")
    take_answer(content=content, by=story.actor("petra"), clock=story.clock)


def queue() -> list[str]:
    waiting = UnmatchedLine.objects.filter(state__in=["open", "proposed"]).order_by("queued_at", "line_id")
    return list(waiting.values_list("reason", flat=True))


def the_line() -> UnmatchedLine:
    return UnmatchedLine.objects.get(state__in=["open", "proposed"])


def test_only_what_the_bank_booked_is_paid(bank: Bank) -> None:
    first, second, _ = bank.names()
    taken = bank.tells(bank.out(first, second))
    assert (taken.settled, taken.queued, item_states()) == (2, 0, ["settled", "settled", "sent"])
    assert money()["settled"] == 2 * CENTS


def test_the_same_booking_in_a_notification_and_in_a_statement_counts_once(bank: Bank) -> None:
    booking = bank.out(*bank.names())
    bank.tells(booking)
    taken = bank.states(booking)
    assert (taken.settled, taken.known, taken.queued) == (0, 3, 0)
    assert money()["settled"] == 3 * CENTS


def test_the_same_file_twice_is_one_file(bank: Bank, story: Story) -> None:
    content = written(Sheet("N1", "BE43068999999501", DAY, (bank.out(*bank.names()),)))
    taken = [take_statement(source=BytesIO(content), by=story.actor("petra"), clock=story.clock) for _ in range(2)]
    assert [item.is_new for item in taken] == [True, False]
    assert BankLine.objects.count() == 3


def test_a_sum_without_payments_settles_the_order_when_it_can_only_be_all_of_it(bank: Bank) -> None:
    bank.states(bank.summed(bank.out(*bank.names())))
    assert item_states() == ["settled"] * 3
    taken = bank.tells(bank.out(*bank.names()))
    assert (taken.settled, taken.queued, queue()) == (0, 0, [])


def test_a_sum_that_may_be_any_of_the_payments_waits_for_its_details(bank: Bank) -> None:
    booking = bank.out(*bank.names()[:2])
    bank.states(bank.summed(booking))
    assert (item_states(), queue()) == (["sent"] * 3, [LineReason.NO_DETAILS])
    bank.tells(booking)
    assert (item_states(), queue()) == (["settled", "settled", "sent"], [])


def test_a_sum_is_understood_once_the_bank_says_which_payment_it_refused(bank: Bank, story: Story) -> None:
    *paid, refused = bank.names()
    bank.states(bank.summed(bank.out(*paid)))
    reject(story, refused)
    assert (item_states(), queue()) == (["settled", "settled", "rejected"], [])


def test_a_payment_that_comes_back_is_owed_again_and_tried_anew(bank: Bank, story: Story) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(*bank.names()))
    bank.tells(bank.back(name), day=DAY + timedelta(days=3))
    assert item_states() == ["returned", "settled", "settled"]
    assert claim_states() == ["open", "settled", "settled"]
    batch = make_batch(**story.act("petra"))
    assert PaymentItem.objects.get(batch=batch).attempt == 2


def test_a_payment_that_leaves_and_comes_back_in_one_file_is_owed_again(bank: Bank) -> None:
    name = bank.names()[0]
    taken = bank.states(bank.out(*bank.names()), bank.back(name))
    assert (taken.settled, taken.returned, claim_states()) == (3, 1, ["open", "settled", "settled"])


def test_what_comes_back_before_it_left_waits_for_the_file_that_says_it_left(bank: Bank) -> None:
    name = bank.names()[0]
    bank.tells(bank.back(name))
    assert (item_states(), queue()) == (["sent"] * 3, [LineReason.EARLY])
    bank.tells(bank.out(name))
    assert (item_states()[0], claim_states()[0], queue()) == ("returned", "open", [])


def test_a_payment_that_comes_back_because_the_account_is_closed_holds_the_next_one(bank: Bank, story: Story) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(name), bank.back(name, "AC04"))
    assert PaymentHold.objects.get().code == "AC04"
    confirmed_before = Claim.objects.filter(state="open").count()
    assert confirmed_before == 1


@pytest.mark.parametrize(
    ("booking", "reason"),
    [
        (Booking("X", -CENTS, (Line("LK-NOBODY", CENTS),)), LineReason.UNKNOWN),
        (Booking("X", CENTS, (Line("", CENTS),)), LineReason.UNKNOWN),
        (Booking("X", -500), LineReason.NO_DETAILS),
    ],
)
def test_a_line_that_is_no_payment_of_ours_waits_for_a_person(bank: Bank, booking: Booking, reason: str) -> None:
    bank.tells(booking)
    assert (item_states(), queue()) == (["sent"] * 3, [reason])


def test_a_payment_that_is_a_cent_off_waits_for_a_person(bank: Bank) -> None:
    bank.tells(bank.out(bank.names()[0], cents=CENTS + 1))
    assert (item_states(), queue()) == (["sent"] * 3, [LineReason.AMOUNT])


def test_a_payment_that_the_bank_booked_twice_waits_for_a_person(bank: Bank) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(name))
    bank.tells(bank.out(name, reference="AGAIN"))
    assert (queue(), money()["settled"]) == ([LineReason.TWICE], CENTS)


def test_a_payment_named_twice_in_one_booking_is_paid_once_and_waits_once(bank: Bank) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(name, name))
    assert (queue(), money()["settled"]) == ([LineReason.TWICE], CENTS)


def test_another_currency_or_account_stops_the_whole_file(bank: Bank, story: Story) -> None:
    sound = written(Sheet("N1", "BE43068999999501", DAY, (bank.out(*bank.names()),)))
    for content in (sound.replace(b'"EUR"', b'"USD"'), sound.replace(b"BE43068999999501", b"BE68539007547034")):
        with pytest.raises(BankFileError):
            take_statement(source=BytesIO(content), by=story.actor("petra"), clock=story.clock)
    assert BankLine.objects.count() == 0


def test_a_booking_of_a_refused_payment_blocks_its_claim_until_two_officers_agree_that_it_was_paid(
    bank: Bank, story: Story
) -> None:
    name = bank.names()[0]
    reject(story, name)
    bank.tells(bank.out(name))
    assert (claim_states()[0], queue()) == ("blocked", [LineReason.CONTRADICTS])
    number = Claim.objects.order_by("number")[0].number
    with pytest.raises(PaymentBooked):
        release_claim(number=number, **story.act("quinten"))
    propose_line(unmatched_id=the_line().id, end_to_end_id=name, note="De bank bevestigt.", **story.act("petra"))
    with pytest.raises(SameProposer):
        approve_line(unmatched_id=the_line().id, **story.act("petra"))
    approve_line(unmatched_id=the_line().id, **story.act("quinten"))
    assert (item_states()[0], claim_states()[0], queue()) == ("settled", "settled", [])


def test_a_payment_that_was_carried_out_after_all_can_still_come_back(bank: Bank, story: Story) -> None:
    name = bank.names()[0]
    reject(story, name)
    bank.tells(bank.out(name))
    propose_line(unmatched_id=the_line().id, end_to_end_id=name, note="De bank bevestigt.", **story.act("petra"))
    approve_line(unmatched_id=the_line().id, **story.act("quinten"))
    bank.tells(bank.back(name))
    assert (item_states()[0], claim_states()[0]) == ("returned", "open")


def test_a_refusal_after_the_booking_blocks_the_claim_until_an_officer_says_that_it_was_paid(
    bank: Bank, story: Story
) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(name))
    reject(story, name)
    number = Claim.objects.order_by("number")[0].number
    assert (item_states()[0], claim_states()[0]) == ("settled", "blocked")
    with pytest.raises(PaymentBooked):
        release_claim(number=number, **story.act("quinten"))
    keep_claim_paid(number=number, **story.act("quinten"))
    assert claim_states()[0] == "settled"
    with pytest.raises(WrongState):
        keep_claim_paid(number=number, **story.act("quinten"))


def test_a_refusal_after_the_booking_is_settled_by_the_money_that_comes_back(bank: Bank, story: Story) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(name))
    reject(story, name)
    bank.tells(bank.back(name))
    assert (item_states()[0], claim_states()[0]) == ("returned", "open")


def test_a_line_about_a_draft_waits_and_stops_the_draft(story: Story) -> None:
    draft = make_batch(**story.act("petra"))
    bank = Bank(story, draft)
    bank.tells(bank.out(bank.names()[0]))
    assert (queue(), claim_states()[0]) == ([LineReason.CONTRADICTS], "blocked")


def test_an_officer_can_note_what_a_line_is_and_must_say_how_she_knows(bank: Bank, story: Story) -> None:
    bank.tells(Booking("X", -500))
    waiting = the_line()
    with pytest.raises(LineNoteMissing):
        note_line(unmatched_id=waiting.id, note=" ", **story.act("petra"))
    with pytest.raises(NotAllowed):
        note_line(unmatched_id=waiting.id, note="Bankkosten", **story.act("omar"))
    note_line(unmatched_id=waiting.id, note="Bankkosten van februari", **story.act("petra"))
    with pytest.raises(WrongState):
        note_line(unmatched_id=waiting.id, note="Nog eens", **story.act("petra"))
    assert queue() == []


def test_a_line_without_an_identifier_is_given_its_payment_by_two_officers(bank: Bank, story: Story) -> None:
    name = bank.names()[0]
    bank.tells(Booking("X", -CENTS, (Line("", CENTS),)))
    waiting = the_line()
    note = "Naam en bedrag kloppen"
    with pytest.raises(NoSuchPayment):
        propose_line(unmatched_id=waiting.id, end_to_end_id="LK-NOBODY", note=note, **story.act("petra"))
    propose_line(unmatched_id=waiting.id, end_to_end_id=name, note=note, **story.act("petra"))
    refuse_line(unmatched_id=waiting.id, **story.act("quinten"))
    assert item_states() == ["sent"] * 3
    propose_line(unmatched_id=waiting.id, end_to_end_id=name, note="Nagekeken bij de bank", **story.act("quinten"))
    approve_line(unmatched_id=waiting.id, **story.act("petra"))
    assert item_states() == ["settled", "sent", "sent"]


def test_a_line_of_another_amount_never_becomes_a_payment(bank: Bank, story: Story) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(name, cents=CENTS - 1))
    with pytest.raises(LineDoesNotFit):
        propose_line(unmatched_id=the_line().id, end_to_end_id=name, note="Toch deze", **story.act("petra"))


def test_one_officer_alone_cannot_move_money_by_a_line_even_past_the_application(bank: Bank, story: Story) -> None:
    bank.tells(Booking("X", -CENTS, (Line("", CENTS),)))
    waiting = the_line()
    propose_line(unmatched_id=waiting.id, end_to_end_id=bank.names()[0], note="Deze", **story.act("petra"))
    waiting.refresh_from_db()
    with pytest.raises(DatabaseError, match="four_eyes_on_a_line"), transaction.atomic():
        UnmatchedLine.objects.filter(id=waiting.id).update(decided_by=waiting.proposed_by)


def test_a_line_of_the_bank_is_never_changed(bank: Bank) -> None:
    bank.tells(bank.out(bank.names()[0]))
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        BankLine.objects.update(cents=1)


def test_a_bank_that_speaks_the_older_version_is_understood_as_well(bank: Bank) -> None:
    bank.tells(bank.out(*bank.names()), style=Style(version="02", prefix="ns2"))
    assert item_states() == ["settled"] * 3
