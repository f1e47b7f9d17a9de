"""An undue payment comes back without anybody losing what is hers: the story, step by step."""

from datetime import timedelta

import pytest
from simulators.bank import answer_to
from tests.recovery.recovering import DAYS_TO_ANSWER, FULL, QUARTER, Case
from tests.rooms.bank_loop import money
from tests.story import Story

from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.kernel.errors import NotAllowed, WrongState
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.answers import take_answer
from loopbaankrediet.payments.actions.batches import discard_batch
from loopbaankrediet.payments.errors import BatchOutdated, NothingToPay, SetOffUnderWay
from loopbaankrediet.payments.models import Claim, ClaimState, PaymentFile, PaymentItem, UnmatchedLine
from loopbaankrediet.payments.queries import advice_of
from loopbaankrediet.recovery.actions.deciding import answer_recovery, decide_recovery
from loopbaankrediet.recovery.actions.ending import waive_recovery
from loopbaankrediet.recovery.actions.opening import open_recovery
from loopbaankrediet.recovery.actions.repaying import (
    agree_plan,
    agree_repayment,
    propose_plan,
    propose_repayment,
    start_set_off,
)
from loopbaankrediet.recovery.balances import standing
from loopbaankrediet.recovery.errors import (
    AnswerTermRuns,
    MeasureNotInForce,
    MoreThanOpen,
    PaymentTermRuns,
    PaymentUnderWay,
    PlanDoesNotFit,
    RecoveryRuns,
    SameOpener,
    SameProposer,
    TooManyMinutes,
)
from loopbaankrediet.recovery.models import ClaimRecovered, Recovery, RepaymentPlan
from loopbaankrediet.recovery.states import PlanState, RecoveryGround, RecoveryState
from loopbaankrediet.recovery.terms import hours_go_back, monthly

HALF = FULL // 2
IBAN_OF_DIRK = "BE71096123456769"


@pytest.fixture
def case(db: None) -> Case:
    return Case(Story())


@pytest.fixture
def paid(case: Case) -> Case:
    case.confirm()
    case.pay()
    return case


def again(recovery: Recovery) -> Recovery:
    return Recovery.objects.get(id=recovery.id)


def test_undue_hours_return_to_the_citizen_and_the_money_becomes_receivable(paid: Case) -> None:
    free = paid.story.balance("an").available
    recovery = paid.open(60)
    assert (recovery.state, recovery.cents, recovery.minutes) == (RecoveryState.INTENTION, HALF, 60)
    assert paid.story.balance("an").available == free + 60
    assert paid.receivable() == HALF
    assert money()["settled"] == FULL - HALF
    assert prove().breaks == ()


def test_hours_that_the_citizen_had_are_asked_back_only_once_the_measure_is_law(paid: Case) -> None:
    for ground in (RecoveryGround.SUBCONTRACTING, RecoveryGround.SURCHARGE):
        with pytest.raises(MeasureNotInForce):
            paid.open(60, ground)
        assert not hours_go_back(ground, on=paid.story.clock.today())
    assert money()["settled"] == FULL


def test_a_claim_that_did_not_leave_is_paid_for_what_is_right(case: Case) -> None:
    case.confirm()
    free = case.story.balance("an").available
    recovery = case.open(60)
    assert case.story.balance("an").available == free
    case.story.pass_days(DAYS_TO_ANSWER)
    recovery = decide_recovery(recovery_id=recovery.id, reasons="Geen gesprek.", **case.story.act("quinten"))
    assert recovery.state == RecoveryState.CORRECTED
    assert [(c.state, c.minutes, c.public_cents) for c in Claim.objects.order_by("part")] == [
        (ClaimState.WITHDRAWN, 120, FULL),
        (ClaimState.OPEN, 60, HALF),
    ]
    assert case.story.balance("an").available == free + 60
    assert balance(accounts.payable(recovery.counsellor_id)).available == HALF
    case.pay()
    assert money()["settled"] == HALF
    assert prove().breaks == ()


def test_a_claim_of_which_nothing_is_right_is_not_paid_at_all(case: Case) -> None:
    case.confirm()
    case.open(120)
    with pytest.raises(NothingToPay):
        case.draft()


def test_a_draft_that_holds_a_corrected_claim_can_only_be_thrown_away(case: Case) -> None:
    case.confirm()
    draft = case.draft()
    case.open(60)
    with pytest.raises(BatchOutdated):
        case.approve(draft)
    discard_batch(batch_id=draft.id, **case.story.act("petra"))
    case.pay()
    assert money()["settled"] == HALF


def test_money_on_its_way_is_decided_on_once_the_bank_booked_it(case: Case) -> None:
    case.confirm()
    case.send()
    recovery = case.open(60)
    case.story.pass_days(DAYS_TO_ANSWER)
    with pytest.raises(PaymentUnderWay):
        decide_recovery(recovery_id=recovery.id, reasons="Geen gesprek.", **case.story.act("quinten"))
    assert case.receivable() == 0


def test_parts_of_a_claim_add_up_to_the_claim(paid: Case) -> None:
    first, second = paid.open(15), paid.open(105, RecoveryGround.NO_SHOW)
    assert first.cents + second.cents == paid.claim().public_cents
    assert first.own_cents + second.own_cents == paid.claim().own_cents
    with pytest.raises(TooManyMinutes):
        paid.open(15, RecoveryGround.MISTAKE)
    assert ClaimRecovered.objects.get().cents == FULL


def test_one_ground_is_used_once_for_a_claim(paid: Case) -> None:
    paid.open(15)
    with pytest.raises(RecoveryRuns):
        paid.open(15)


def test_the_same_question_sent_twice_opens_one_recovery(paid: Case) -> None:
    act = paid.story.act("petra") | {"claim_id": paid.claim().id, "minutes": 60, "ground": RecoveryGround.NO_SHOW}
    assert open_recovery(**act).id == open_recovery(**act).id
    assert paid.receivable() == HALF


def test_who_opened_it_does_not_decide_nor_let_go(paid: Case) -> None:
    recovery = paid.open()
    paid.story.pass_days(DAYS_TO_ANSWER)
    with pytest.raises(SameOpener):
        decide_recovery(recovery_id=recovery.id, reasons="Geen gesprek.", **paid.story.act("petra"))
    with pytest.raises(SameOpener):
        waive_recovery(recovery_id=recovery.id, reason="Te klein.", **paid.story.act("petra"))


def test_no_decision_before_the_counsellor_answered_or_the_term_is_over(paid: Case) -> None:
    recovery = paid.open()
    paid.story.pass_days(DAYS_TO_ANSWER - 1)
    with pytest.raises(AnswerTermRuns):
        decide_recovery(recovery_id=recovery.id, reasons="Geen gesprek.", **paid.story.act("quinten"))
    answer_recovery(recovery_id=recovery.id, text="Het gesprek was er wel.", **paid.story.act("dirk"))
    decide_recovery(recovery_id=recovery.id, reasons="De klant bevestigt.", **paid.story.act("quinten"))
    assert again(recovery).state == RecoveryState.DECIDED


def test_a_stranger_cannot_answer_for_somebody_else(paid: Case) -> None:
    recovery = paid.open()
    with pytest.raises(Exception, match="vinden"):
        answer_recovery(recovery_id=recovery.id, text="Ik ook.", **paid.story.act("els"))
    with pytest.raises(NotAllowed):
        answer_recovery(recovery_id=recovery.id, text="Ik ook.", **paid.story.act("an"))


def deliver_more(case: Case) -> None:
    """Two further modules of An with Dirk, confirmed."""
    track = GuidanceModule.objects.earliest("reserved_on").track
    for number in (2, 3):
        case.story.deliver("an", "dirk", track, number)


def three(case: Case) -> Recovery:
    """One paid module, half of it undue and told; two other modules wait to be paid."""
    case.confirm(1)
    case.pay()
    recovery = case.owed(60)
    deliver_more(case)
    return recovery


def test_a_quarter_of_each_payment_is_kept_back_and_the_bank_pays_the_rest(case: Case) -> None:
    recovery = three(case)
    case.keep_back(recovery.id)
    batch = case.pay()
    assert batch.total_cents == 2 * (FULL - QUARTER)
    assert [item.set_off_cents for item in PaymentItem.objects.filter(batch=batch)] == [QUARTER, QUARTER]
    assert f"<CtrlSum>{batch.total_cents // 100}.{batch.total_cents % 100:02d}</CtrlSum>" in (
        PaymentFile.objects.get(batch=batch).content.decode()
    )
    advice = advice_of(recovery.counsellor_id, batch.id)
    assert (advice.total_cents, [line.set_off_cents for line in advice.lines]) == (batch.total_cents, [QUARTER] * 2)
    assert again(recovery).state == RecoveryState.SETTLED
    assert (case.receivable(), case.recovered()) == (0, HALF)
    assert money()["settled"] == 3 * FULL - HALF
    assert money()["paid_out"] == 3 * FULL - HALF
    assert balance(accounts.payable(recovery.counsellor_id)).available == 0
    assert prove().breaks == ()


def test_the_counsellor_chooses_within_the_term_and_only_then_an_officer_does(case: Case) -> None:
    recovery = three(case)
    with pytest.raises(PaymentTermRuns):
        start_set_off(recovery_id=recovery.id, **case.story.act("petra"))
    case.story.pass_days(DAYS_TO_ANSWER)
    start_set_off(recovery_id=recovery.id, **case.story.act("petra"))
    assert case.draft().total_cents == 2 * (FULL - QUARTER)


def test_a_draft_that_is_thrown_away_kept_nothing_back(case: Case) -> None:
    recovery = three(case)
    case.keep_back(recovery.id)
    draft = case.draft()
    with pytest.raises(SetOffUnderWay):
        waive_recovery(recovery_id=recovery.id, reason="Te klein.", **case.story.act("quinten"))
    discard_batch(batch_id=draft.id, **case.story.act("petra"))
    assert standing(again(recovery)).open == HALF
    assert case.draft().total_cents == 2 * (FULL - QUARTER)


def test_a_refused_payment_is_tried_again_for_the_same_amount(case: Case) -> None:
    recovery = three(case)
    case.keep_back(recovery.id)
    batch = case.send()
    refused = answer_to(PaymentFile.objects.get(batch=batch).content, frozenset({IBAN_OF_DIRK})).replace(
        b"AC04", b"MS03"
    )
    take_answer(content=refused, by=case.story.actor("petra"), clock=case.story.clock)
    assert balance(accounts.payable(recovery.counsellor_id)).available == 2 * (FULL - QUARTER)
    second = case.pay()
    assert second.total_cents == batch.total_cents
    assert standing(again(recovery)).set_off == HALF
    assert balance(accounts.payable(recovery.counsellor_id)).available == 0
    assert prove().breaks == ()


def test_money_that_came_by_transfer_counts_when_two_officers_agree(paid: Case) -> None:
    recovery = paid.owed()
    line = paid.incoming(3000)
    found = propose_repayment(recovery_id=recovery.id, unmatched_id=line.id, **paid.story.act("petra"))
    with pytest.raises(SameProposer):
        agree_repayment(repayment_id=found.id, **paid.story.act("petra"))
    agree = paid.story.act("quinten")
    assert agree_repayment(repayment_id=found.id, **agree).id == agree_repayment(repayment_id=found.id, **agree).id
    line = UnmatchedLine.objects.get(id=line.id)
    assert line.state == "resolved"
    assert line.note.startswith("Terugbetaling van terugvordering TV-2027-")
    assert (again(recovery).state, standing(again(recovery)).open) == (RecoveryState.REPAYING, HALF - 3000)
    with pytest.raises(MoreThanOpen):
        paid.repay(recovery.id, HALF - 2999, "TOOMUCH")
    paid.repay(recovery.id, HALF - 3000, "REST")
    assert again(recovery).state == RecoveryState.SETTLED
    assert (paid.receivable(), paid.recovered()) == (0, HALF)
    assert prove().breaks == ()


def test_a_transfer_makes_a_running_set_off_smaller(case: Case) -> None:
    recovery = three(case)
    case.keep_back(recovery.id)
    case.repay(recovery.id, HALF - 1000)
    assert case.draft().total_cents == 2 * FULL - 1000


def test_a_plan_is_agreed_by_an_officer_and_stops_the_set_off(case: Case) -> None:
    recovery = three(case)
    case.keep_back(recovery.id)
    parts = monthly(HALF, months=4, first_on=case.story.clock.today())
    assert sum(cents for _, cents in parts) == HALF
    plan = propose_plan(recovery_id=recovery.id, instalments=parts, **case.story.act("dirk"))
    agree_plan(plan_id=plan.id, **case.story.act("petra"))
    assert case.draft().total_cents == 2 * FULL
    case.repay(recovery.id, HALF)
    assert RepaymentPlan.objects.get().state == PlanState.ENDED


def test_a_plan_that_does_not_add_up_or_lasts_too_long_is_refused(paid: Case) -> None:
    recovery, today = paid.owed(), paid.story.clock.today()
    too_long = monthly(HALF, months=26, first_on=today)
    for parts in ([(today, HALF - 1)], too_long, [(today - timedelta(days=1), HALF)], []):
        with pytest.raises(PlanDoesNotFit):
            propose_plan(recovery_id=recovery.id, instalments=parts, **paid.story.act("dirk"))


def test_what_is_let_go_stays_paid(paid: Case) -> None:
    recovery = paid.owed()
    paid.repay(recovery.id, 1000)
    waive_recovery(recovery_id=recovery.id, reason="Ze is lang ziek.", **paid.story.act("quinten"))
    found = standing(again(recovery))
    assert (found.recovered, found.waived, found.open) == (1000, HALF - 1000, 0)
    assert paid.receivable() == 0
    assert money()["settled"] == FULL - 1000
    with pytest.raises(WrongState):
        paid.keep_back(recovery.id)


def test_before_the_decision_nothing_is_asked(paid: Case) -> None:
    recovery = paid.open()
    with pytest.raises(WrongState):
        paid.keep_back(recovery.id)
    with pytest.raises(WrongState):
        paid.tell(recovery.id)
