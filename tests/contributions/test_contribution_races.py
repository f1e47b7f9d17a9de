"""Two hands at once: no module is paid above its due, no receipt number or credit counts twice."""

import pytest

from loopbaankrediet.contributions.actions.collecting import note_payment
from loopbaankrediet.contributions.actions.incoming import take_incoming
from loopbaankrediet.contributions.actions.refunds import note_refund
from loopbaankrediet.contributions.due import reference_of
from loopbaankrediet.contributions.errors import MoreThanRefundable, NothingDue, NothingToRefund
from loopbaankrediet.contributions.models import ContributionEntry, Incoming
from tests.conftest import AtOnce
from tests.contributions.conftest import MODULE, Shares
from tests.story import Story


@pytest.fixture
def shares(committed_database: str) -> Shares:
    return Shares(Story())


def numbers() -> list[int]:
    return list(ContributionEntry.objects.order_by("number").values_list("number", flat=True))


def test_two_payments_at_once_are_never_more_than_due(shares: Shares, at_once: AtOnce) -> None:
    paid, acts = shares.paid(), [shares.story.act("dirk") for _ in range(4)]

    def pay(number: int) -> object:
        return note_payment(track_id=shares.track.id, number=1, paid=paid, **acts[number])

    outcomes = at_once([lambda number=number: pay(number) for number in range(4)])  # type: ignore[misc]
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ContributionEntry"] + ["NothingDue"] * 3
    assert all(isinstance(outcome, ContributionEntry | NothingDue) for outcome in outcomes)
    assert (shares.balance(), numbers()) == (MODULE, [1])


def test_parts_paid_at_once_get_receipts_without_gaps(shares: Shares, at_once: AtOnce) -> None:
    acts = [shares.story.act("dirk") for _ in range(4)]

    def pay(number: int) -> object:
        return note_payment(track_id=shares.track.id, number=1, paid=shares.paid(1_000 + number), **acts[number])

    at_once([lambda number=number: pay(number) for number in range(4)])  # type: ignore[misc]
    assert numbers() == [1, 2, 3, 4]


def test_two_refunds_at_once_give_back_once(shares: Shares, at_once: AtOnce) -> None:
    shares.pays()
    module_id = shares.stops_after(0)
    acts, paid = [shares.story.act("dirk") for _ in range(2)], shares.paid(3_000)

    def refund(number: int) -> object:
        return note_refund(module_id=module_id, paid=paid, **acts[number])

    outcomes = at_once([lambda: refund(0), lambda: refund(1)])
    refused = [outcome for outcome in outcomes if isinstance(outcome, MoreThanRefundable | NothingToRefund)]
    assert (len(refused), shares.balance()) == (1, 2_000)


def test_the_same_credit_taken_at_once_counts_once(shares: Shares, at_once: AtOnce, platform_collects: None) -> None:
    ogm, clock = reference_of(shares.module.minutes_hold).formatted, shares.story.clock

    def take() -> object:
        return take_incoming(bank_reference="B1", ogm=ogm, cents=MODULE, booked_on=clock.today(), clock=clock)

    outcomes = at_once([take] * 4)
    assert all(isinstance(outcome, Incoming) for outcome in outcomes), outcomes
    assert (Incoming.objects.count(), shares.balance()) == (1, MODULE)
