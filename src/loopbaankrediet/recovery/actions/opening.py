"""A payment turns out undue: told to the counsellor, and what did not leave yet is held until a decision."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from loopbaankrediet.contributions.actions.hours_back import note_hours_back
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.amounts import half_up
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.payments.models import Claim, ClaimState
from loopbaankrediet.recovery.booking import booked_payment, can_be_corrected, enter_books, hold_out
from loopbaankrediet.recovery.errors import (
    ClaimIsBlocked,
    ClaimIsCancelled,
    LimitationPassed,
    MeasureNotInForce,
    RecoveryRuns,
    TooManyMinutes,
)
from loopbaankrediet.recovery.locks import lock_claim
from loopbaankrediet.recovery.models import ClaimRecovered, Recovery
from loopbaankrediet.recovery.policies import can_be_ground, check_may_open
from loopbaankrediet.recovery.states import RecoveryGround, RecoveryState
from loopbaankrediet.recovery.terms import check_remedy, hours_go_back, last_day_to_recover

Amounts = tuple[int, int]


@transaction.atomic
def open_recovery(
    *,
    claim_id: UUID,
    minutes: int,
    ground: RecoveryGround,
    by: Actor,
    clock: Clock,
    key: UUID,
    reason: str = "",
    was_heard: bool = False,
) -> Recovery:
    """These minutes of a claim were not due. `reason`: what the counsellor reads besides the ground.

    Of a claim that did not leave yet this part is held, the rest is paid; it is made smaller at once when the
    counsellor `was_heard` before a decision that this follows from. Of one that the bank booked, the money becomes
    receivable; of one on its way this follows with the decision. The minutes go back to the citizen's credit when the
    law of today says so. A larger act gives a key of its own.

    Raises TooManyMinutes, RecoveryRuns, LimitationPassed, MeasureNotInForce, ClaimIsBlocked, ClaimIsCancelled, or
    NoRemedy.
    """
    opener = check_may_open(by)
    earlier = done_before(key, by=by, about=("open_recovery", claim_id, minutes, ground, reason))
    if earlier is not None:
        return Recovery.objects.get(id=earlier)
    claim = lock_claim(claim_id, by=by)
    _check_can_open(claim, ground, clock.today())
    recovery = _new(claim, minutes, ground, opener, clock, key)
    if reason.strip():
        recovery.reason_sealed = seal_for(claim.counsellor.person_id, reason.strip(), context="recovery")
    if not was_heard and can_be_corrected(recovery, claim):
        hold_out(recovery, claim)
    recovery.save(force_insert=True)
    if not recovery.held:
        enter_books(recovery, claim, "open_recovery", is_opening=True, by=by, clock=clock, key=key)
    if recovery.state == RecoveryState.CORRECTED:
        check_remedy(clock.today())
    subject = Subject("recovery", recovery.id, claim.counsellor.person_id)
    record_act("open_recovery", subject, key=key, by=by, clock=clock)
    if recovery.hours_back:
        note_hours_back(claim.module, by=by, clock=clock, key=key)
    return recovery


def _check_can_open(claim: Claim, ground: RecoveryGround, today: date) -> None:
    if not can_be_ground(ground, on=today):
        raise MeasureNotInForce
    if claim.state == ClaimState.BLOCKED:
        raise ClaimIsBlocked
    if claim.state == ClaimState.WITHDRAWN:
        raise ClaimIsCancelled
    if Recovery.objects.filter(claim=claim, ground=ground).exists():
        raise RecoveryRuns
    booked = booked_payment(claim)
    until = last_day_to_recover(booked.booked_on, on=today) if booked else today
    if today > until:
        raise LimitationPassed(until=f"{until:%d/%m/%Y}")


def _new(claim: Claim, minutes: int, ground: RecoveryGround, opener: UUID | None, clock: Clock, key: UUID) -> Recovery:
    today = clock.today()
    cents, own_cents = _take(claim, minutes)
    return Recovery(
        claim=claim,
        counsellor=claim.counsellor,
        ground=ground,
        minutes=minutes,
        cents=cents,
        own_cents=own_cents,
        hours_back=hours_go_back(ground, on=today),
        opened_on=today,
        opened_at=clock.now(),
        opened_by_id=opener,
        answer_until=today + timedelta(days=term("recovery_answer_days", on=today)),
        act_key=key,
    )


def _take(claim: Claim, minutes: int) -> Amounts:
    """Count these minutes with what was found undue before; their amounts, public and own, so that parts add up."""
    empty = {"claim_minutes": claim.minutes, "claim_cents": claim.public_cents}
    kept, _ = ClaimRecovered.objects.get_or_create(claim=claim, defaults=empty)
    left = claim.minutes - kept.minutes
    if not 0 < minutes <= left:
        raise TooManyMinutes(left=left)
    public, own = (
        half_up(cents * left, claim.minutes) - half_up(cents * (left - minutes), claim.minutes)
        for cents in (claim.public_cents, claim.own_cents)
    )
    rows = ClaimRecovered.objects.filter(claim=claim)
    rows.update(minutes=F("minutes") + minutes, cents=F("cents") + public)
    return public, own
