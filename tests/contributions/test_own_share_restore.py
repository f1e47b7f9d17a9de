"""A restore before an order of own shares: what the citizen paid is not paid on twice, nor lost, nor public money."""

import pytest
from django.db import transaction

from loopbaankrediet.flows.take_back_orders import take_back_orders
from loopbaankrediet.payments.actions.batches import make_batch
from loopbaankrediet.payments.errors import NothingToPay, OrdersLost
from loopbaankrediet.payments.handing_over import hand_over_waiting
from loopbaankrediet.payments.models import Claim, Fund, LostPayment, OwnShareDebt, PaymentBatch, PaymentItem, SetOff
from tests.contributions.conftest import MODULE, Shares
from tests.contributions.paying_on import PaidOn
from tests.contributions.test_own_share_payout import HALF, make_public_paid, undue
from tests.rooms.bank_loop import Bank

pytestmark = [
    pytest.mark.django_db(databases=["default", "owner"]),
    pytest.mark.usefixtures("platform_collects"),
]
QUARTER = MODULE // 4


class GoneBack(Exception):
    """Ends a piece of history that the database then forgets."""


@pytest.fixture
def paid_on(shares: Shares) -> PaidOn:
    return PaidOn(shares)


def sent_and_forgotten(paid_on: PaidOn) -> str:
    """An order of one own share leaves, and the database goes back to before it; the name of its payment."""
    names: list[str] = []
    try:
        with transaction.atomic():
            names = paid_on.send().names()
            assert hand_over_waiting(clock=paid_on.story.clock) == 1
            raise GoneBack
    except GoneBack:
        pass
    [name] = names
    return name


def booked_late(paid_on: PaidOn, name: str, cents: int) -> None:
    bank = Bank(paid_on.story, PaymentBatch.objects.latest("made_at"), 90)
    bank.tells(bank.out(name, cents=cents, reference="LATE"))


def test_an_order_of_own_shares_comes_back_as_one_and_is_not_paid_again(paid_on: PaidOn) -> None:
    paid_on.deliver()
    paid_on.job()
    name = sent_and_forgotten(paid_on)
    for fund in Fund:
        with pytest.raises(OrdersLost):
            make_batch(fund=fund, **paid_on.story.act("petra"))
    [back] = take_back_orders(clock=paid_on.story.clock)
    assert (back.taken, back.lost, PaymentBatch.objects.get().fund) == (1, (), Fund.OWN_SHARE)
    with pytest.raises(NothingToPay):
        paid_on.draft()
    booked_late(paid_on, name, MODULE)
    assert (paid_on.claims(), paid_on.owed_and_paid) == ([("settled", MODULE)], (0, MODULE))
    assert make_batch(**paid_on.story.act("petra")).total_cents == 16_780


def test_what_such_an_order_kept_back_for_undue_hours_is_kept_back_once(paid_on: PaidOn) -> None:
    paid_on.deliver()
    paid_on.job()
    paid_on.pay()
    make_public_paid(paid_on)
    hand_over_waiting(clock=paid_on.story.clock)
    undue(paid_on)
    paid_on.refund_all()
    paid_on.deliver(2)
    paid_on.job()
    name = sent_and_forgotten(paid_on)
    [back] = take_back_orders(clock=paid_on.story.clock)
    assert (back.taken, back.lost) == (1, ())
    kept = PaymentItem.objects.get(end_to_end_id=name).set_off_cents
    assert (kept, SetOff.objects.get().cents, OwnShareDebt.objects.get().cents) == (QUARTER, QUARTER, HALF)
    booked_late(paid_on, name, MODULE - QUARTER)
    assert paid_on.owed_and_paid == (0, 2 * MODULE - QUARTER)
    paid_on.deliver(3)
    paid_on.job()
    paid_on.pay()
    assert paid_on.owed_and_paid == (0, 3 * MODULE - HALF)


def test_an_own_share_whose_claim_was_lost_too_is_kept_for_the_officers(paid_on: PaidOn) -> None:
    paid_on.deliver()
    name = ""
    try:
        with transaction.atomic():
            paid_on.job()
            name = sent_and_forgotten(paid_on)
            raise GoneBack
    except GoneBack:
        pass
    [back] = take_back_orders(clock=paid_on.story.clock)
    assert (back.taken, [payment.end_to_end_id for payment in back.lost]) == (0, [name])
    assert LostPayment.objects.get().cents == MODULE
    assert not Claim.objects.filter(fund=Fund.OWN_SHARE).exists()
    paid_on.job()
    [claim] = Claim.objects.filter(fund=Fund.OWN_SHARE)
    assert claim.number > int(name.split("-")[0].removeprefix("LK"))
