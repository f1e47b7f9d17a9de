"""The stand-in bank in every mood, through its folders: whatever comes, states are known and the money adds up."""

import os

import pytest
from django.conf import settings
from simulators.bank import Account, Manners, letters_for
from simulators.bank.letters import FAULTS
from tests.rooms.bank_loop import claim_states, confirmed, item_states, money, money_of_states, send_batch
from tests.story import Story

from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.collecting import collect_now
from loopbaankrediet.payments.models import LineReason, PaymentFile, PaymentHold, RefusedFile, UnmatchedLine
from loopbaankrediet.payments.queries import gaps

pytestmark = pytest.mark.django_db
IBAN_OF_DIRK = "BE71096123456769"
PAID, LAST_STRANGE = ["settled"] * 3, ["settled", "settled", "accepted"]
OUTCOMES: dict[str, tuple[list[str], set[str]]] = {
    "": (PAID, set()),
    "duplicate": (PAID, set()),
    "reorder": (PAID, set()),
    "delay": (PAID, set()),
    "truncate": (["accepted"] * 3, set()),
    "wrong-total": (["accepted"] * 3, set()),
    "other-account": (["accepted"] * 3, set()),
    "unknown-id": (LAST_STRANGE, {LineReason.UNKNOWN}),
    "cent-off": (LAST_STRANGE, {LineReason.AMOUNT}),
    "accepted-then-rejected": (["settled", "settled", "rejected"], set()),
}


@pytest.fixture
def story() -> Story:
    story = Story()
    confirmed(story)
    send_batch(story)
    return story


def bank_sends(manners: Manners) -> int:
    """Every letter of the bank in our folder, old enough to be whole; how many of them we took."""
    settings.BANK_INBOX.mkdir(parents=True, exist_ok=True)
    for letter in letters_for(PaymentFile.objects.get().content, "order", Account(10_000_000), manners):
        path = settings.BANK_INBOX / letter.name
        path.write_bytes(letter.content)
        os.utime(path, (0, 0))
    return collect_now()


def check_money() -> None:
    assert money() == money_of_states()
    assert prove().breaks == ()


def test_every_fault_of_the_bank_has_a_known_outcome_here() -> None:
    assert set(OUTCOMES) - {""} == set(FAULTS)


@pytest.mark.parametrize("bookings", ["batch", "single"])
@pytest.mark.parametrize("fault", sorted(OUTCOMES))
def test_a_bank_in_any_mood_leaves_known_states(story: Story, fault: str, bookings: str) -> None:
    bank_sends(Manners(bookings=bookings, faults=frozenset({fault} - {""})))
    states, reasons = OUTCOMES[fault]
    if (fault, bookings) == ("unknown-id", "batch"):
        states = (
            PAID  # the sum of the statement is that of our whole order: all of it left, whatever its lines are called
        )
    waiting = set(UnmatchedLine.objects.filter(state="open").order_by("id").values_list("reason", flat=True))
    assert (item_states(), waiting) == (states, reasons)
    check_money()


@pytest.mark.parametrize("fault", ["truncate", "wrong-total", "other-account"])
def test_a_file_that_cannot_be_used_is_kept_for_the_officers_with_its_reason(story: Story, fault: str) -> None:
    bank_sends(Manners(bookings="batch", faults=frozenset({fault})))
    assert {file.name for file in RefusedFile.objects.order_by("name")} == {
        "order.settled.camt053.xml",
        "order.settled.camt054.xml",
    }
    assert all(file.why for file in RefusedFile.objects.order_by("name"))


@pytest.mark.parametrize("fault", ["", "duplicate", "reorder"])
def test_payments_that_come_back_are_owed_again_and_the_payee_is_held(story: Story, fault: str) -> None:
    manners = Manners(bookings="batch", returns={IBAN_OF_DIRK: "AC04"}, faults=frozenset({fault} - {""}))
    bank_sends(manners)
    assert (item_states(), claim_states()) == (["returned"] * 3, ["open"] * 3)
    assert PaymentHold.objects.get().code == "AC04"
    assert gaps() == ()
    check_money()
