"""The bank books another amount than was paid: two officers say what the difference is, and nothing stays stuck."""

import pytest
from tests.rooms.bank_loop import CENTS, Bank, claim_states, confirmed, item_states, send_batch
from tests.story import Story

from loopbaankrediet.flows.prove_rooms import prove_rooms
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balances
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.batches import make_batch
from loopbaankrediet.payments.actions.lines import approve_line, propose_line, refuse_line
from loopbaankrediet.payments.errors import DifferenceTooLarge, LineDoesNotFit, SameProposer
from loopbaankrediet.payments.models import UnmatchedLine

pytestmark = pytest.mark.django_db
FEE = 250


@pytest.fixture
def bank() -> Bank:
    story = Story()
    confirmed(story, 2)
    return Bank(story, send_batch(story))


def proposed(bank: Bank, name: str, *, differs: bool = True) -> UnmatchedLine:
    waiting = UnmatchedLine.objects.get()
    act = bank.story.act("petra")
    return propose_line(unmatched_id=waiting.id, end_to_end_id=name, note="Gebeld", differs=differs, **act)


def agreed(bank: Bank, name: str) -> None:
    approve_line(unmatched_id=proposed(bank, name).id, **bank.story.act("quinten"))


def costs() -> int:
    """In cents, and all of it stands in proof."""
    assert prove().breaks == prove_rooms().breaks == ()
    found = balances([accounts.bank_costs(2027)])
    return sum(one.available for one in found.values())


@pytest.mark.parametrize("booked", [CENTS - 1, CENTS + 1, CENTS + FEE])
def test_a_payment_booked_for_another_amount_is_settled_and_the_difference_is_a_cost_or_a_gain(
    bank: Bank, booked: int
) -> None:
    name, other = bank.names()
    bank.tells(bank.out(name, cents=booked), bank.out(other, reference="OTHER"))
    assert item_states() == ["sent", "settled"]
    agreed(bank, name)
    assert (item_states(), claim_states()) == (["settled"] * 2, ["settled"] * 2)
    assert costs() == max(0, booked - CENTS)


@pytest.mark.parametrize("came_back", [CENTS - FEE, CENTS - 1, CENTS + 1])
def test_money_that_comes_back_less_a_fee_is_paid_again_whole_and_the_fee_is_ours(bank: Bank, came_back: int) -> None:
    name, other = bank.names()
    bank.tells(bank.out(name, other))
    bank.tells(bank.back(name, cents=came_back))
    assert item_states() == ["settled", "settled"]
    agreed(bank, name)
    assert (item_states(), claim_states()) == (["returned", "settled"], ["open", "settled"])
    assert costs() == max(0, CENTS - came_back)
    assert make_batch(**bank.story.act("petra")).total_cents == CENTS


def test_nobody_books_a_difference_alone(bank: Bank) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(name, cents=CENTS + FEE))
    waiting = proposed(bank, name)
    with pytest.raises(SameProposer):
        approve_line(unmatched_id=waiting.id, **bank.story.act("petra"))
    assert (item_states()[0], costs()) == ("sent", 0)


def test_another_amount_fits_only_when_the_officer_says_that_it_differs(bank: Bank) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(name, cents=CENTS - 1))
    with pytest.raises(LineDoesNotFit):
        proposed(bank, name, differs=False)


@pytest.mark.parametrize("booked", [2 * CENTS, 3 * CENTS])
def test_a_difference_as_large_as_the_payment_is_no_cost(bank: Bank, booked: int) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(name, cents=booked))
    with pytest.raises(DifferenceTooLarge):
        proposed(bank, name)


def test_a_proposal_that_was_taken_away_leaves_no_difference_behind(bank: Bank) -> None:
    name = bank.names()[0]
    bank.tells(bank.out(name, cents=CENTS + FEE))
    refuse_line(unmatched_id=proposed(bank, name).id, **bank.story.act("quinten"))
    waiting = UnmatchedLine.objects.get()
    assert (waiting.difference_cents, waiting.item_id, waiting.state) == (0, None, "open")
