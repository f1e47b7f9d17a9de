"""The bank brings back a payment of which a part was to be recovered: the file is taken, and nobody pays for it."""

import pytest
from tests.recovery.recovering import FULL, QUARTER, Case
from tests.rooms.bank_loop import Bank, claim_states, money
from tests.story import Story

from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.errors import BatchOutdated
from loopbaankrediet.payments.models import Claim, PaymentBatch, PaymentItem
from loopbaankrediet.recovery.balances import standing
from loopbaankrediet.recovery.models import GivenBack, Recovery
from loopbaankrediet.recovery.states import RecoveryState

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(db: None) -> Case:
    case = Case(Story())
    case.confirm()
    return case


def bring_back(case: Case, batch: PaymentBatch, claim: Claim, reference: str = "RET") -> int:
    item = PaymentItem.objects.get(batch=batch, claim=claim)
    booking = Bank(case.story, batch, 50).back(
        item.end_to_end_id, cents=claim.public_cents - item.set_off_cents, reference=reference
    )
    return Bank(case.story, batch, 50 + PaymentItem.objects.count()).tells(booking).returned


def next_module(case: Case) -> Claim:
    track = GuidanceModule.objects.earliest("reserved_on").track
    case.story.deliver("an", "dirk", track, 2)
    return case.claim(2)


def test_a_payment_that_comes_back_while_half_is_recovered_is_booked_and_paid_for_the_other_half(case: Case) -> None:
    batch = case.pay()
    recovery = case.open(60)
    assert bring_back(case, batch, recovery.claim) == 1
    recovery.refresh_from_db()
    assert recovery.state == RecoveryState.CORRECTED
    assert (case.receivable(), money()["owed"], money()["settled"]) == (0, FULL // 2, 0)
    case.pay()
    assert (money()["settled"], money()["paid_out"], claim_states()) == (FULL // 2, FULL // 2, ["withdrawn", "settled"])
    assert prove().breaks == ()


def test_a_return_does_not_borrow_from_another_payment(case: Case) -> None:
    next_module(case)
    batch = case.pay()
    recovery = case.owed(60)
    assert bring_back(case, batch, recovery.claim) == 1
    assert (case.receivable(), money()["owed"], money()["settled"]) == (0, FULL // 2, FULL)
    assert standing(Recovery.objects.get()).open == 0


def test_what_was_paid_back_before_the_return_is_paid_out_with_the_claim(case: Case) -> None:
    batch = case.pay()
    recovery = case.owed(60)
    case.repay(recovery.id, QUARTER)
    assert bring_back(case, batch, recovery.claim) == 1
    assert (case.receivable(), case.recovered(), money()["settled"]) == (0, 0, 0)
    assert money()["owed"] == FULL - FULL // 2 + QUARTER
    assert GivenBack.objects.get().cents == QUARTER
    case.pay()
    assert money()["settled"] == FULL - FULL // 2 + QUARTER
    assert Recovery.objects.get().state == RecoveryState.SETTLED
    assert prove().breaks == ()


def test_a_recovery_that_was_paid_back_whole_does_not_stop_the_return(case: Case) -> None:
    batch = case.pay()
    recovery = case.owed(60)
    case.repay(recovery.id, recovery.cents)
    assert bring_back(case, batch, recovery.claim) == 1
    assert (case.recovered(), money()["settled"], money()["owed"]) == (0, 0, FULL)
    again = case.pay()
    assert bring_back(case, again, recovery.claim, "RET2") == 1
    assert (case.recovered(), money()["settled"], money()["owed"]) == (0, 0, FULL)


def test_a_draft_that_keeps_back_for_a_debt_that_is_gone_is_not_approved(case: Case) -> None:
    batch = case.pay()
    recovery = case.owed(60)
    case.keep_back(recovery.id)
    next_module(case)
    draft = case.draft()
    assert bring_back(case, batch, recovery.claim) == 1
    with pytest.raises(BatchOutdated):
        case.approve(draft)


def test_the_return_of_a_payment_that_kept_back_waits_with_its_recovery_until_it_is_paid_again(case: Case) -> None:
    case.pay()
    case.keep_back(case.owed(60).id)
    second = next_module(case)
    batch = case.pay()
    item = PaymentItem.objects.get(claim=second)
    recovery = case.owed(120, module=2)
    assert bring_back(case, batch, second) == 1
    recovery.refresh_from_db()
    assert (recovery.state, recovery.undue_transfer, recovery.decided_by) == (RecoveryState.INTENTION, None, None)
    assert money()["owed"] == FULL - item.set_off_cents
    case.pay()
    assert money()["owed"] == 0
    assert prove().breaks == ()


def test_a_return_after_a_set_off_gives_that_part_back_with_the_claim(case: Case) -> None:
    first = case.pay()
    recovery = case.owed(60)
    case.keep_back(recovery.id)
    next_module(case)
    case.pay()
    kept = standing(recovery).set_off
    assert kept
    assert bring_back(case, first, recovery.claim) == 1
    assert (case.receivable(), money()["owed"], money()["settled"]) == (0, FULL // 2 + kept, FULL)
    case.pay()
    assert prove().breaks == ()
