"""The counsellor is heard, a second officer decides with reasons, and the decision is told."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.models import Channel
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.working_days import working_day_after
from loopbaankrediet.ledger.postings import record
from loopbaankrediet.people.policies import check_has_role, check_is_counsellor
from loopbaankrediet.recovery.booking import enter_books
from loopbaankrediet.recovery.errors import (
    AnswerMissing,
    AnswerTermRuns,
    LimitationPassed,
    PaymentUnderWay,
    ReasonMissing,
    SameOpener,
    ToldDayWrong,
)
from loopbaankrediet.recovery.locks import lock_claim_of, lock_for_officer, lock_own
from loopbaankrediet.recovery.models import Recovery, RecoveryAnswer
from loopbaankrediet.recovery.money import interest_step
from loopbaankrediet.recovery.states import RECOVERY_TABLE, RecoveryState
from loopbaankrediet.recovery.terms import check_remedy, interest_on, last_day_to_recover


@transaction.atomic
def answer_recovery(*, recovery_id: UUID, text: str, by: Actor, clock: Clock, key: UUID) -> Recovery:
    """The counsellor writes what she thinks of it, as often as she wants before the decision."""
    check_is_counsellor(by)
    done = done_before(key, by=by, about=("answer_recovery", recovery_id, text))
    recovery = lock_own(recovery_id, by=by)
    if done is None:
        _hear(recovery, text, None, clock)
        note("answer_recovery", recovery, by=by, clock=clock, key=key)
    return recovery


@transaction.atomic
def note_answer(*, recovery_id: UUID, text: str, by: Actor, clock: Clock, key: UUID) -> Recovery:
    """An officer writes down what the counsellor said by phone; she reads it back on her page."""
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("note_answer", recovery_id, text))
    recovery = lock_for_officer(recovery_id, by=by)
    if done is None:
        _hear(recovery, text, officer_id, clock)
        note("note_answer", recovery, by=by, clock=clock, key=key)
    return recovery


@transaction.atomic
def decide_recovery(*, recovery_id: UUID, reasons: str, by: Actor, clock: Clock, key: UUID) -> Recovery:
    """Another officer than the one who opened it decides, after the answer or the term to answer.

    Of a claim that did not leave, or came back from the bank meanwhile, less is paid. Raises SameOpener, ReasonMissing,
    AnswerTermRuns, PaymentUnderWay, LimitationPassed, or NoRemedy.
    """
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("decide_recovery", recovery_id, reasons))
    claim = lock_claim_of(recovery_id, by=by)
    recovery = lock_for_officer(recovery_id, by=by)
    if done:
        return recovery
    _check_can_decide(recovery, officer_id, reasons, clock)
    if recovery.undue_transfer is None:
        enter_books(recovery, claim, "decide_recovery", by=by, clock=clock, key=key)
    if recovery.state == RecoveryState.CORRECTED:
        check_remedy(clock.today())
    else:
        _ask_back(recovery, by=by, clock=clock, key=key)
    _sign(recovery, officer_id, reasons, clock)
    note("decide_recovery", recovery, by=by, clock=clock, key=key)
    return recovery


@transaction.atomic
def notify_recovery(*, recovery_id: UUID, channel: str, told_on: date, by: Actor, clock: Clock, key: UUID) -> Recovery:
    """An officer called, or posted the letter: the terms to contest and to pay begin (a letter: working days later).

    ToldDayWrong before the decision or after today, NoRemedy without a way out.
    """
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("notify_recovery", recovery_id, channel, told_on))
    recovery, today = lock_for_officer(recovery_id, by=by), clock.today()
    if done is None:
        recovery.state = RECOVERY_TABLE.after(recovery.state, "notify")
        if recovery.decided_on is None or not recovery.decided_on <= told_on <= today:
            raise ToldDayWrong
        check_remedy(today)
        check_not_barred(recovery, clock)
        reached_on, recovery.told_by = _reached(channel, told_on), channel
        recovery.notified_on, recovery.notified_at, recovery.notified_by_id = reached_on, clock.now(), officer_id
        recovery.pay_until = reached_on + timedelta(days=term("recovery_payment_days", on=today))
        recovery.save(update_fields=["state", "told_by", "notified_on", "notified_at", "notified_by", "pay_until"])
        note("notify_recovery", recovery, by=by, clock=clock, key=key)
    return recovery


def check_not_barred(recovery: Recovery, clock: Clock) -> None:
    """LimitationPassed after the last day; a recovery of money that is still on its way has none yet."""
    since = recovery.notified_on or recovery.paid_on
    until = last_day_to_recover(since, on=clock.today()) if since else clock.today()
    if clock.today() > until:
        raise LimitationPassed(until=f"{until:%d/%m/%Y}")


def note(verb: str, recovery: Recovery, *, by: Actor, clock: Clock, key: UUID) -> None:
    """The act in the journal, about the counsellor."""
    subject = Subject("recovery", recovery.id, recovery.counsellor.person_id)
    record_act(verb, subject, key=key, by=by, clock=clock)


def _reached(channel: str, told_on: date) -> date:
    days = term("letter_delivery_days", on=told_on) if channel == Channel.LETTER else 0
    return working_day_after(told_on, days)


def _hear(recovery: Recovery, text: str, officer_id: UUID | None, clock: Clock) -> None:
    if not text.strip():
        raise AnswerMissing
    recovery.state = RECOVERY_TABLE.after(recovery.state, "hear")
    recovery.save(update_fields=["state"])
    RecoveryAnswer.objects.create(
        recovery=recovery,
        text_sealed=seal_for(recovery.counsellor.person_id, text.strip(), context="recovery"),
        noted_by_id=officer_id,
        answered_on=clock.today(),
        answered_at=clock.now(),
    )


def _check_can_decide(recovery: Recovery, officer_id: UUID, reasons: str, clock: Clock) -> None:
    RECOVERY_TABLE.after(recovery.state, "decide")
    if recovery.opened_by_id == officer_id:
        raise SameOpener
    if not reasons.strip():
        raise ReasonMissing
    if recovery.state == RecoveryState.INTENTION and clock.today() <= recovery.answer_until:
        raise AnswerTermRuns(until=f"{recovery.answer_until:%d/%m/%Y}")


def _ask_back(recovery: Recovery, *, by: Actor, clock: Clock, key: UUID) -> None:
    if recovery.undue_transfer is None or recovery.paid_on is None:
        raise PaymentUnderWay
    check_not_barred(recovery, clock)
    recovery.interest_cents = interest_on(recovery.cents, since=recovery.paid_on, on=clock.today())
    if recovery.interest_cents:
        step = interest_step(recovery)
        moved = record([step], act="decide_recovery", act_key=key, effective_on=clock.today(), by=by)
        recovery.interest_transfer = moved[0]
    recovery.state = RECOVERY_TABLE.after(recovery.state, "decide")


def _sign(recovery: Recovery, officer_id: UUID, reasons: str, clock: Clock) -> None:
    recovery.decision_sealed = seal_for(recovery.counsellor.person_id, reasons.strip(), context="recovery")
    recovery.decided_on, recovery.decided_at, recovery.decided_by_id = clock.today(), clock.now(), officer_id
    fields = ["state", "interest_cents", "interest_transfer", "decision_sealed", "decided_on", "decided_at"]
    recovery.save(update_fields=[*fields, "decided_by"])
