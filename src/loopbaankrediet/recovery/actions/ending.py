"""How a recovery ends: paid back, let go with a reason, or time-barred."""

from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.journal.actions import done_before
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import SYSTEM, Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.payments.actions.claims import pay_after_all
from loopbaankrediet.payments.actions.deductions import references_of, stop_deduction
from loopbaankrediet.people.policies import check_has_role
from loopbaankrediet.recovery.actions.deciding import check_not_barred, note
from loopbaankrediet.recovery.balances import standing
from loopbaankrediet.recovery.errors import LimitationPassed, ReasonMissing, RepaymentWaits, SameOpener
from loopbaankrediet.recovery.locks import lock_claim_of, lock_for_officer, lock_recovery
from loopbaankrediet.recovery.models import Recovery, Repayment, RepaymentPlan
from loopbaankrediet.recovery.money import let_go
from loopbaankrediet.recovery.states import (
    OVER,
    OWED,
    PLAN_TABLE,
    RECOVERY_TABLE,
    PlanState,
    ReceiptState,
    RecoveryState,
)

BARRING = UUID("0c1f6f5a-9a53-5f0e-8d3c-7b1e7b6f2a44")
ENDED = ["state", "waived_cents", "end_sealed", "ended_on", "ended_at", "ended_by"]


@transaction.atomic
def waive_recovery(*, recovery_id: UUID, reason: str, by: Actor, clock: Clock, key: UUID) -> Recovery:
    """What is still open is not asked any more, and why; what came back stays back, hours stay with the citizen.

    What was held out of a claim is paid after all. Another officer than the one who opened it. Raises SameOpener,
    ReasonMissing, or RepaymentWaits.
    """
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("waive_recovery", recovery_id, reason))
    claim = lock_claim_of(recovery_id, by=by)
    recovery = lock_for_officer(recovery_id, by=by)
    if done:
        return recovery
    state = RECOVERY_TABLE.after(recovery.state, "waive")
    if recovery.opened_by_id == officer_id:
        raise SameOpener
    if not reason.strip():
        raise ReasonMissing
    recovery.end_sealed = seal_for(recovery.counsellor.person_id, reason.strip(), context="recovery")
    recovery.ended_by_id = officer_id
    if recovery.held:
        pay_after_all(claim, minutes=recovery.minutes, public_cents=recovery.cents, own_cents=recovery.own_cents)
    _let_go(recovery, state, "waived", by=by, clock=clock, key=key)
    note("waive_recovery", recovery, by=by, clock=clock, key=key)
    return recovery


def bar_recoveries(*, clock: Clock) -> int:
    """Let go of every recovery whose last day is past; returns how many."""
    running = Recovery.objects.exclude(state__in=OVER).exclude(paid_on=None).order_by("number")
    return sum(_bar(recovery_id, clock) for recovery_id in running.values_list("id", flat=True))


def note_set_off(*, batch_id: UUID, by: Actor, clock: Clock) -> None:
    """A batch that left kept something back: these recoveries are being paid, or are paid. Part of a larger act."""
    for recovery_id in references_of(batch_id):
        recovery = lock_recovery(recovery_id)
        if recovery.state in OWED:
            move_on(recovery, clock=clock)


def move_on(recovery: Recovery, *, clock: Clock) -> None:
    """Being paid back, or all of it: then nothing is kept back any more, and a plan is done."""
    paid = standing(recovery).open == 0
    recovery.state = RECOVERY_TABLE.after(recovery.state, "settle" if paid else "repay")
    if paid:
        recovery.ended_on, recovery.ended_at = clock.today(), clock.now()
        _stop(recovery, clock)
    recovery.save(update_fields=["state", "ended_on", "ended_at"])


@transaction.atomic
def _bar(recovery_id: UUID, clock: Clock) -> bool:
    recovery = lock_recovery(recovery_id)
    try:
        check_not_barred(recovery, clock)
    except LimitationPassed:
        state, key = RECOVERY_TABLE.after(recovery.state, "time_bar"), uuid5(BARRING, str(recovery_id))
        _let_go(recovery, state, "time_barred", by=SYSTEM, clock=clock, key=key)
        note("bar_recovery", recovery, by=SYSTEM, clock=clock, key=key)
        return True
    return False


def _let_go(recovery: Recovery, state: RecoveryState, reason: str, *, by: Actor, clock: Clock, key: UUID) -> None:
    if Repayment.objects.filter(recovery=recovery, state=ReceiptState.PROPOSED).exists():
        raise RepaymentWaits
    _stop(recovery, clock)
    recovery.waived_cents += let_go(recovery, reason=reason, by=by, clock=clock, key=key)
    recovery.state, recovery.ended_on, recovery.ended_at = state, clock.today(), clock.now()
    recovery.save(update_fields=ENDED)


def _stop(recovery: Recovery, clock: Clock) -> None:
    stop_deduction(recovery.id, clock=clock)
    for state in (PlanState.PROPOSED, PlanState.AGREED):
        plans = RepaymentPlan.objects.filter(recovery=recovery, state=state)
        plans.update(state=PLAN_TABLE.after(state, "end"))
