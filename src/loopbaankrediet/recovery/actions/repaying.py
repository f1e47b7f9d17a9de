"""Paying back: set off against later claims, by a plan, or by transfer. What is decided by one is agreed by another."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.decree.deciding.decide import months_later
from loopbaankrediet.journal.actions import done_before
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Capacity, Role
from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound, WrongState
from loopbaankrediet.payments.actions.deductions import order_deduction, stop_deduction
from loopbaankrediet.payments.actions.lines import note_line
from loopbaankrediet.payments.bank.statements import Direction
from loopbaankrediet.payments.models import Deduction, LineState, UnmatchedLine
from loopbaankrediet.people.policies import check_has_role, check_is_counsellor
from loopbaankrediet.recovery.actions.deciding import note
from loopbaankrediet.recovery.actions.ending import move_on
from loopbaankrediet.recovery.balances import standing
from loopbaankrediet.recovery.errors import (
    LineIsNoRepayment,
    MoreThanOpen,
    PaymentTermRuns,
    PlanDoesNotFit,
    PlanOutdated,
    PlanRuns,
    ReasonMissing,
    SameProposer,
    SetOffRuns,
)
from loopbaankrediet.recovery.locks import lock_for_officer, lock_own
from loopbaankrediet.recovery.models import Instalment, Recovery, Repayment, RepaymentPlan
from loopbaankrediet.recovery.money import receive
from loopbaankrediet.recovery.names import recovery_number
from loopbaankrediet.recovery.policies import check_may_keep_back
from loopbaankrediet.recovery.states import OWED, PLAN_TABLE, RECEIPT_TABLE, PlanState, ReceiptState

RUNNING = (PlanState.PROPOSED, PlanState.AGREED)


@transaction.atomic
def start_set_off(*, recovery_id: UUID, by: Actor, clock: Clock, key: UUID) -> Recovery:
    """Keep a part of later payments back: the counsellor chooses it at once, an officer after the term to pay.

    Raises PaymentTermRuns, SetOffRuns, or PlanRuns.
    """
    is_own = by.capacity is Capacity.COUNSELLOR
    check_may_keep_back(by)
    done = done_before(key, by=by, about=("start_set_off", recovery_id))
    recovery = lock_own(recovery_id, by=by) if is_own else lock_for_officer(recovery_id, by=by)
    if done:
        return recovery
    check_is_owed(recovery)
    if not is_own and recovery.pay_until and clock.today() <= recovery.pay_until:
        raise PaymentTermRuns(until=f"{recovery.pay_until:%d/%m/%Y}")
    if Deduction.objects.filter(reference=recovery.id, stopped_at=None).exists():
        raise SetOffRuns
    if RepaymentPlan.objects.filter(recovery=recovery, state__in=RUNNING).exists():
        raise PlanRuns
    left = standing(recovery).open
    order_deduction(counsellor_id=recovery.counsellor_id, reference=recovery.id, cents=left, clock=clock)
    recovery.set_off_on = clock.today()
    recovery.save(update_fields=["set_off_on"])
    note("start_set_off", recovery, by=by, clock=clock, key=key)
    return recovery


@transaction.atomic
def stop_set_off(*, recovery_id: UUID, by: Actor, clock: Clock, key: UUID) -> Recovery:
    """Nothing more is kept back for this recovery; it stays owed. SetOffUnderWay while a draft still does."""
    check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("stop_set_off", recovery_id))
    recovery = lock_for_officer(recovery_id, by=by)
    if done is None:
        check_is_owed(recovery)
        stop_deduction(recovery.id, clock=clock)
        note("stop_set_off", recovery, by=by, clock=clock, key=key)
    return recovery


@transaction.atomic
def propose_plan(
    *, recovery_id: UUID, instalments: Sequence[tuple[date, int]], by: Actor, clock: Clock, key: UUID
) -> RepaymentPlan:
    """The counsellor proposes dates and amounts in cents that make up what is open. PlanDoesNotFit, or PlanRuns."""
    check_is_counsellor(by)
    earlier = done_before(key, by=by, about=("propose_plan", recovery_id, list(instalments)))
    recovery = lock_own(recovery_id, by=by)
    if earlier is not None:
        return RepaymentPlan.objects.filter(recovery=recovery).latest("proposed_at")
    check_is_owed(recovery)
    if RepaymentPlan.objects.filter(recovery=recovery, state__in=RUNNING).exists():
        raise PlanRuns
    left = standing(recovery).open
    _check_fits(instalments, left, clock.today())
    plan = RepaymentPlan.objects.create(
        recovery=recovery, cents=left, proposed_on=clock.today(), proposed_at=clock.now()
    )
    Instalment.objects.bulk_create([Instalment(plan=plan, due_on=day, cents=cents) for day, cents in instalments])
    note("propose_plan", recovery, by=by, clock=clock, key=key)
    return plan


@transaction.atomic
def agree_plan(*, plan_id: UUID, by: Actor, clock: Clock, key: UUID) -> RepaymentPlan:
    """An officer agrees: from now on the plan counts, and nothing is kept back from payments.

    PlanOutdated when money came back since it was proposed.
    """
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("agree_plan", plan_id))
    recovery, plan = _lock_plan(plan_id, by=by)
    if done is None:
        check_is_owed(recovery)
        left = standing(recovery).open
        if plan.cents != left:
            raise PlanOutdated(open=euro(left))
        _decide_plan(plan, "agree", officer_id, clock)
        stop_deduction(recovery.id, clock=clock)
        move_on(recovery, clock=clock)
        note("agree_plan", recovery, by=by, clock=clock, key=key)
    return plan


@transaction.atomic
def refuse_plan(*, plan_id: UUID, reason: str, by: Actor, clock: Clock, key: UUID) -> RepaymentPlan:
    """An officer says why not; the counsellor can propose another one. ReasonMissing without words."""
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("refuse_plan", plan_id, reason))
    recovery, plan = _lock_plan(plan_id, by=by)
    if done is None:
        if not reason.strip():
            raise ReasonMissing
        plan.why_sealed = seal_for(recovery.counsellor.person_id, reason.strip(), context="recovery")
        _decide_plan(plan, "refuse", officer_id, clock)
        note("refuse_plan", recovery, by=by, clock=clock, key=key)
    return plan


@transaction.atomic
def end_plan(*, recovery_id: UUID, by: Actor, clock: Clock, key: UUID) -> Recovery:
    """The plan is not kept: an officer ends it after a talk, so that another way to pay back can follow."""
    check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("end_plan", recovery_id))
    recovery = lock_for_officer(recovery_id, by=by)
    if done is None:
        plan = RepaymentPlan.objects.filter(recovery=recovery, state=PlanState.AGREED).first()
        if plan is None:
            raise WrongState
        plan.state = PLAN_TABLE.after(plan.state, "end")
        plan.save(update_fields=["state"])
        note("end_plan", recovery, by=by, clock=clock, key=key)
    return recovery


@transaction.atomic
def propose_repayment(*, recovery_id: UUID, unmatched_id: UUID, by: Actor, clock: Clock, key: UUID) -> Repayment:
    """A waiting credit on our account pays this recovery back, says one officer. LineIsNoRepayment, or MoreThanOpen."""
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    earlier = done_before(key, by=by, about=("propose_repayment", recovery_id, unmatched_id))
    recovery = lock_for_officer(recovery_id, by=by)
    waiting = _line(unmatched_id)
    if earlier is not None:
        return Repayment.objects.exclude(state=ReceiptState.REFUSED).get(recovery=recovery, line_id=waiting.line_id)
    check_is_owed(recovery)
    taken = Repayment.objects.filter(line_id=waiting.line_id).exclude(state=ReceiptState.REFUSED).exists()
    if taken or waiting.state != LineState.OPEN or waiting.line.direction != Direction.CREDIT:
        raise LineIsNoRepayment
    _check_not_more(recovery, waiting.line.cents)
    repayment = Repayment.objects.create(
        recovery=recovery,
        line_id=waiting.line_id,
        cents=waiting.line.cents,
        proposed_by_id=officer_id,
        proposed_on=clock.today(),
        proposed_at=clock.now(),
    )
    note("propose_repayment", recovery, by=by, clock=clock, key=key)
    return repayment


@transaction.atomic
def agree_repayment(*, repayment_id: UUID, by: Actor, clock: Clock, key: UUID) -> Repayment:
    """Another officer agrees: the money counts, and the line of the bank is decided on."""
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("agree_repayment", repayment_id))
    recovery, repayment = _lock_repayment(repayment_id, by=by)
    if done:
        return repayment
    repayment.state = RECEIPT_TABLE.after(repayment.state, "agree")
    if repayment.proposed_by_id == officer_id:
        raise SameProposer
    check_is_owed(recovery)
    _check_not_more(recovery, repayment.cents)
    _save_decision(repayment, officer_id, clock)
    words = f"Terugbetaling van terugvordering {recovery_number(recovery)}"
    unmatched_id = UnmatchedLine.objects.get(line_id=repayment.line_id).id
    note_line(unmatched_id=unmatched_id, note=words, by=by, clock=clock, key=uuid5(key, "line"), agreed=True)
    receive(recovery, repayment.cents, by=by, clock=clock, key=key)
    _keep_back_less(recovery, clock)
    move_on(recovery, clock=clock)
    note("agree_repayment", recovery, by=by, clock=clock, key=key)
    return repayment


@transaction.atomic
def refuse_repayment(*, repayment_id: UUID, by: Actor, clock: Clock, key: UUID) -> Repayment:
    """Either officer takes the proposal away; the line waits again."""
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("refuse_repayment", repayment_id))
    recovery, repayment = _lock_repayment(repayment_id, by=by)
    if done is None:
        repayment.state = RECEIPT_TABLE.after(repayment.state, "refuse")
        _save_decision(repayment, officer_id, clock)
        note("refuse_repayment", recovery, by=by, clock=clock, key=key)
    return repayment


def _keep_back_less(recovery: Recovery, clock: Clock) -> None:
    """A running set-off goes on for what is open now. SetOffUnderWay while a draft still keeps a part back."""
    if stop_deduction(recovery.id, clock=clock):
        left = standing(recovery).open
        if left:
            order_deduction(counsellor_id=recovery.counsellor_id, reference=recovery.id, cents=left, clock=clock)


def check_is_owed(recovery: Recovery) -> None:
    """Only what was decided and told is paid back. WrongState otherwise."""
    if recovery.state not in OWED:
        raise WrongState


def _check_fits(instalments: Sequence[tuple[date, int]], left: int, today: date) -> None:
    last = months_later(today, term("recovery_plan_months_at_most", on=today))
    days = [day for day, _ in instalments]
    in_order = bool(days) and today <= days[0] and days[-1] <= last and all(a < b for a, b in pairwise(days))
    adds_up = sum(cents for _, cents in instalments) == left and all(cents > 0 for _, cents in instalments)
    if not (in_order and adds_up):
        raise PlanDoesNotFit(open=euro(left), first=f"{today:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")


def _lock_plan(plan_id: UUID, *, by: Actor) -> tuple[Recovery, RepaymentPlan]:
    found = RepaymentPlan.objects.filter(id=plan_id).first()
    if found is None:
        raise NotFound
    return lock_for_officer(found.recovery_id, by=by), RepaymentPlan.objects.select_for_update().get(id=plan_id)


def _decide_plan(plan: RepaymentPlan, verb: str, officer_id: UUID, clock: Clock) -> None:
    plan.state = PLAN_TABLE.after(plan.state, verb)
    plan.decided_by_id, plan.decided_on, plan.decided_at = officer_id, clock.today(), clock.now()
    plan.save(update_fields=["state", "why_sealed", "decided_by", "decided_on", "decided_at"])


def _line(unmatched_id: UUID) -> UnmatchedLine:
    found = UnmatchedLine.objects.select_for_update(of=("self",)).select_related("line").filter(id=unmatched_id).first()
    if found is None:
        raise NotFound
    return found


def _check_not_more(recovery: Recovery, cents: int) -> None:
    left = standing(recovery).open
    if cents > left:
        raise MoreThanOpen(open=euro(left))


def _lock_repayment(repayment_id: UUID, *, by: Actor) -> tuple[Recovery, Repayment]:
    found = Repayment.objects.filter(id=repayment_id).first()
    if found is None:
        raise NotFound
    return lock_for_officer(found.recovery_id, by=by), Repayment.objects.select_for_update().get(id=repayment_id)


def _save_decision(repayment: Repayment, officer_id: UUID, clock: Clock) -> None:
    repayment.decided_by_id, repayment.decided_on, repayment.decided_at = officer_id, clock.today(), clock.now()
    repayment.save(update_fields=["state", "decided_by", "decided_on", "decided_at"])
