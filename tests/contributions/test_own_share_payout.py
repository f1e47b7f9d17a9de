"""What a citizen paid to the platform reaches the counsellor once, for the hours that stand."""

from uuid import uuid4

import pytest

from loopbaankrediet.flows.decide_dispute import decide_dispute
from loopbaankrediet.flows.dispute_hours import dispute_hours
from loopbaankrediet.flows.own_shares import answer_own_share_refund
from loopbaankrediet.guidance.actions.disputes import answer_dispute
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.actions.batches import discard_batch, make_batch
from loopbaankrediet.payments.errors import BatchOutdated, NothingToPay, SamePerson
from loopbaankrediet.payments.models import Claim, Fund, OwnShareDebt, PaymentFile, PaymentItem, SetOff
from loopbaankrediet.payments.queries import advice_of
from loopbaankrediet.recovery.actions.opening import open_recovery
from loopbaankrediet.recovery.states import RecoveryGround
from tests.contributions.conftest import MODULE, Shares
from tests.contributions.paying_on import PaidOn
from tests.rooms.bank_loop import Bank

pytestmark = pytest.mark.usefixtures("platform_collects")
HALF = MODULE // 2


@pytest.fixture
def paid_on(shares: Shares) -> PaidOn:
    return PaidOn(shares)


def undue(paid_on: PaidOn, minutes: int = 60) -> None:
    """Hours that were confirmed and paid turn out undue."""
    claim = Claim.objects.get(fund=Fund.PUBLIC, module__number=1, part=1)
    act = paid_on.story.act("petra")
    open_recovery(claim_id=claim.id, minutes=minutes, ground=RecoveryGround.DISPUTED_HOURS, **act)


def test_what_the_citizen_paid_reaches_the_counsellor_in_an_order_of_its_own(paid_on: PaidOn) -> None:
    paid_on.deliver()
    assert (paid_on.job(), paid_on.job()) == (1, 0)
    assert (paid_on.claims(), paid_on.owed_and_paid) == ([("open", MODULE)], (MODULE, 0))
    bank = paid_on.pay()
    assert (bank.batch.total_cents, bank.batch.fund) == (MODULE, Fund.OWN_SHARE)
    assert (paid_on.claims(), paid_on.owed_and_paid) == ([("settled", MODULE)], (0, MODULE))
    assert paid_on.job() == 0
    with pytest.raises(NothingToPay):
        paid_on.draft()


def test_public_money_and_own_shares_never_travel_in_one_order(paid_on: PaidOn) -> None:
    paid_on.deliver()
    paid_on.job()
    public = make_batch(**paid_on.story.act("petra"))
    assert (public.count, public.total_cents) == (1, 16_780)
    own = paid_on.draft()
    assert (own.count, own.total_cents) == (1, MODULE)
    assert paid_on.approve(own).fund == Fund.OWN_SHARE
    paid_on.approve(public)
    assert PaymentFile.objects.count() == 2
    paid_on.check()


def test_nobody_pays_on_alone(paid_on: PaidOn) -> None:
    paid_on.deliver()
    paid_on.job()
    draft = make_batch(fund=Fund.OWN_SHARE, **paid_on.story.act("quinten"))
    with pytest.raises(SamePerson):
        paid_on.approve(draft)


def test_the_advice_says_that_it_is_the_own_share_of_the_client(paid_on: PaidOn) -> None:
    paid_on.deliver()
    paid_on.job()
    bank = paid_on.send()
    advice = advice_of(paid_on.story.counsellor("dirk").id, bank.batch.id)
    assert (advice.fund, advice.total_cents) == (Fund.OWN_SHARE, MODULE)


def test_what_the_bank_sends_back_is_paid_on_again_once(paid_on: PaidOn) -> None:
    paid_on.deliver()
    paid_on.job()
    bank = paid_on.pay()
    [name] = bank.names()
    bank.tells(bank.back(name, code="AM09", cents=MODULE))
    assert (paid_on.claims(), paid_on.owed_and_paid) == ([("open", MODULE)], (MODULE, 0))
    assert paid_on.job() == 0
    again = paid_on.pay()
    assert again.names() == [name.replace("-1", "-2")]
    assert paid_on.owed_and_paid == (0, MODULE)


def test_hours_that_did_not_come_are_taken_off_before_anything_is_paid_on(paid_on: PaidOn) -> None:
    paid_on.credit()
    paid_on.shares.stops_after(60)
    paid_on.job()
    assert paid_on.claims() == [("open", HALF)]
    paid_on.refund_all()
    assert (paid_on.claims(), paid_on.owed_and_paid) == ([("open", HALF)], (HALF, 0))


def test_a_claim_that_did_not_leave_becomes_smaller_when_hours_turn_out_undue(paid_on: PaidOn) -> None:
    paid_on.deliver()
    paid_on.job()
    draft = paid_on.draft()
    make_public_paid(paid_on)
    undue(paid_on)
    paid_on.refund_all()
    assert (paid_on.claims(), paid_on.owed_and_paid) == ([("open", HALF)], (HALF, 0))
    with pytest.raises(BatchOutdated):
        paid_on.approve(draft)
    discard_batch(batch_id=draft.id, **paid_on.story.act("petra"))
    paid_on.pay()
    assert paid_on.owed_and_paid == (0, HALF)


def make_public_paid(paid_on: PaidOn) -> None:
    bank = Bank(paid_on.story, paid_on.approve(make_batch(**paid_on.story.act("petra"))))
    bank.tells(bank.out(*bank.names()))


def test_what_was_paid_on_too_much_is_kept_back_from_the_next_own_shares(paid_on: PaidOn) -> None:
    paid_on.deliver()
    paid_on.job()
    paid_on.pay()
    make_public_paid(paid_on)
    undue(paid_on)
    paid_on.refund_all()
    assert (OwnShareDebt.objects.get().cents, paid_on.owed_and_paid) == (HALF, (0, MODULE))
    paid_on.deliver(2)
    assert paid_on.job() == 1
    bank = paid_on.pay()
    assert (bank.batch.total_cents, SetOff.objects.get().cents) == (MODULE * 3 // 4, MODULE // 4)
    assert paid_on.owed_and_paid == (0, MODULE + MODULE * 3 // 4)
    paid_on.deliver(3)
    paid_on.job()
    paid_on.pay()
    assert paid_on.owed_and_paid == (0, 3 * MODULE - HALF)


def test_public_money_is_never_kept_back_for_an_own_share(paid_on: PaidOn) -> None:
    paid_on.deliver()
    paid_on.job()
    paid_on.pay()
    make_public_paid(paid_on)
    undue(paid_on)
    paid_on.refund_all()
    paid_on.story.deliver("an", "dirk", paid_on.shares.track, 2)
    assert make_batch(**paid_on.story.act("petra")).total_cents == 16_780


def test_a_refund_that_is_denied_and_came_after_all_is_advanced_once(paid_on: PaidOn) -> None:
    paid_on.deliver()
    paid_on.job()
    paid_on.pay()
    make_public_paid(paid_on)
    undue(paid_on)
    refund = paid_on.refund_all()
    for received in (False, True):
        act = paid_on.story.act("an")
        answer_own_share_refund(refund_id=refund.entry_id, received=received, **act)
        paid_on.check()
    assert OwnShareDebt.objects.count() == 1


def test_nothing_is_paid_on_while_the_hours_are_disputed(paid_on: PaidOn) -> None:
    paid_on.credit()
    module = paid_on.shares.module
    paid_on.story.talk("dirk", module.id)
    paid_on.story.report("dirk", module.id)
    dispute_hours(module_id=module.id, given_minutes=60, why="Het was een uur.", **paid_on.story.act("an"))
    assert paid_on.job() == 0
    answer_dispute(module_id=module.id, text="Ja, dat klopt.", **paid_on.story.act("dirk"))
    decide_dispute(module_id=module.id, minutes=60, reasons="Het was een uur.", **paid_on.story.act("omar"))
    assert (paid_on.job(), paid_on.claims()) == (1, [("open", HALF)])


def test_a_stranger_has_no_part_in_an_own_share_order(paid_on: PaidOn) -> None:
    paid_on.deliver()
    paid_on.job()
    bank = paid_on.send()
    with pytest.raises(NotFound):
        advice_of(paid_on.story.counsellor("els").id, bank.batch.id)


def test_the_same_job_twice_with_one_key_makes_one_order(paid_on: PaidOn) -> None:
    paid_on.deliver()
    paid_on.job()
    act = paid_on.story.act("petra") | {"key": uuid4()}
    assert make_batch(fund=Fund.OWN_SHARE, **act).id == make_batch(fund=Fund.OWN_SHARE, **act).id
    assert PaymentItem.objects.filter(claim__fund=Fund.OWN_SHARE).count() == 1
