"""A restore before an order that kept back a debt: what was paid is not paid again, nor is the debt forgotten."""

import pytest
from django.db import transaction
from tests.recovery.recovering import Case
from tests.rooms.bank_loop import Bank, claim_states, money
from tests.story import Story

from loopbaankrediet.flows.take_back_orders import take_back_orders
from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.losses import solve_loss
from loopbaankrediet.payments.errors import LossesUndecided, NothingToPay
from loopbaankrediet.payments.handing_over import hand_over_waiting
from loopbaankrediet.payments.models import LostPayment, PaymentBatch, PaymentItem, SetOff
from loopbaankrediet.payments.recovery import recover_orders
from loopbaankrediet.recovery.balances import standing
from loopbaankrediet.recovery.models import Recovery

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


class GoneBack(Exception):
    """Ends a piece of history that the database then forgets."""


@pytest.fixture
def case(db: None) -> Case:
    """A recovery that is told, and a next module that waits to be paid."""
    case = Case(Story())
    case.confirm()
    case.pay()
    hand_over_waiting(clock=case.story.clock)
    case.owed(60)
    track = GuidanceModule.objects.earliest("reserved_on").track
    case.story.deliver("an", "dirk", track, 2)
    return case


def sent_and_forgotten(case: Case, *, with_set_off: bool) -> tuple[str, int]:
    """The order leaves; the database goes back to before it, and to before the set-off when that was in it."""
    told = ("", 0)
    try:
        with transaction.atomic():
            if with_set_off:
                case.keep_back(Recovery.objects.get().id)
            batch = case.send()
            item = PaymentItem.objects.get(batch=batch)
            assert item.set_off_cents
            assert hand_over_waiting(clock=case.story.clock) == 1
            told = item.end_to_end_id, item.set_off_cents
            raise GoneBack
    except GoneBack:
        pass
    return told


def test_an_order_that_kept_back_comes_back_with_its_set_off(case: Case) -> None:
    case.keep_back(Recovery.objects.get().id)
    name, kept = sent_and_forgotten(case, with_set_off=False)
    [back] = take_back_orders(clock=case.story.clock)
    assert Recovery.objects.get().state == "repaying"
    assert (back.taken, back.lost) == (1, ())
    assert (PaymentItem.objects.get(end_to_end_id=name).set_off_cents, SetOff.objects.get().cents) == (kept, kept)
    assert standing(Recovery.objects.get()).set_off == kept
    with pytest.raises(NothingToPay):
        case.draft()
    batch = PaymentBatch.objects.latest("made_at")
    bank = Bank(case.story, batch, 90)
    bank.tells(bank.out(name, cents=16_780 - kept, reference="LATE"))
    assert (money()["owed"], prove().breaks) == (0, ())


def test_an_order_of_which_the_set_off_was_lost_blocks_its_claim_and_every_payment(case: Case) -> None:
    name, _ = sent_and_forgotten(case, with_set_off=True)
    [back] = recover_orders(clock=case.story.clock)
    assert (back.taken, [payment.end_to_end_id for payment in back.lost]) == (0, [name])
    assert claim_states() == ["settled", "blocked"]
    with pytest.raises(LossesUndecided):
        case.draft()
    assert LostPayment.objects.get().end_to_end_id == name
    solve_loss(end_to_end_id=name, note="Gebeld met de bank: ze is betaald.", **case.story.act("petra"))
    with pytest.raises(NothingToPay):
        case.draft()
