"""A dispute about hours: opened by the citizen or by her silence, answered by the counsellor, decided by an officer.

What moves minutes and money stands in `flows/dispute_hours.py` and `flows/decide_dispute.py`.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.errors import (
    AnswerMissing,
    DecisionOutOfRange,
    GivenOutOfRange,
    HearFirst,
    ReasonsMissing,
    WordsTooLong,
)
from loopbaankrediet.guidance.lawful import full_steps
from loopbaankrediet.guidance.locks import lock_module
from loopbaankrediet.guidance.models import Dispute, DisputeCause, GuidanceModule, Track
from loopbaankrediet.guidance.policies import check_is_own_counsellor
from loopbaankrediet.guidance.queries import minutes_delivered
from loopbaankrediet.guidance.states import DISPUTE_TABLE, MODULE_TABLE, DisputeState
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.policies import check_has_role
from loopbaankrediet.platform.remedies import check_can_be_contested

WORDS_AT_MOST = 5_000
DECIDED_FIELDS = (
    "state",
    "decided_minutes",
    "recover_minutes",
    "reasons_sealed",
    "decided_on",
    "decided_at",
    "decided_by",
)


@dataclass(frozen=True)
class Split:
    """The minutes of a module: all that the law would pay, the part nobody disputes, and the rest. Full steps."""

    reported: int
    agreed: int

    @property
    def disputed(self) -> int:
        return self.reported - self.agreed


def split_of(module: GuidanceModule, track: Track, given_minutes: int | None) -> Split:
    """What is left to decide when the citizen says that so many minutes were given; None when she says nothing.

    GivenOutOfRange unless it is less than what was reported.
    """
    delivered = minutes_delivered(module)
    if given_minutes is not None and not 0 <= given_minutes < delivered:
        raise GivenOutOfRange(most=delivered - 1)
    reported = full_steps(module, track, delivered=delivered)
    agreed = full_steps(module, track, delivered=given_minutes or 0)
    if agreed == reported:
        raise GivenOutOfRange(most=delivered - 1)
    return Split(reported, agreed)


def open_dispute(
    module: GuidanceModule,
    track: Track,
    split: Split,
    *,
    cause: DisputeCause,
    given_minutes: int | None,
    why: str,
    holds: tuple[int, int] | None,
    clock: Clock,
) -> Dispute:
    """Note the dispute with its terms. The caller locked, and moved what was to be moved."""
    today = clock.today()
    module.state, module.next_step_on = MODULE_TABLE.after(module.state, "dispute"), None
    module.save(update_fields=["state", "next_step_on"])
    return Dispute.objects.create(
        module=module,
        cause=cause,
        reported_minutes=minutes_delivered(module),
        given_minutes=given_minutes,
        agreed_minutes=split.agreed,
        disputed_minutes=split.disputed,
        minutes_hold=holds[0] if holds else None,
        cents_hold=holds[1] if holds else None,
        why_sealed=seal_for(track.person_id, _words(why), context="dispute") if why.strip() else None,
        opened_on=today,
        opened_at=clock.now(),
        answer_by=today + timedelta(days=term("dispute_answer_days", on=today)),
        decide_by=today + timedelta(days=term("dispute_decision_days", on=today)),
    )


@transaction.atomic
def answer_dispute(*, module_id: UUID, text: str, by: Actor, clock: Clock, key: UUID) -> Dispute:
    """The counsellor tells her side, once, until the decision."""
    done = done_before(key, by=by, about=("answer_dispute", module_id, text))
    track, _, dispute = lock_dispute(module_id)
    check_is_own_counsellor(by, track)
    if done:
        return dispute
    dispute.state = DISPUTE_TABLE.after(dispute.state, "answer")
    if not text.strip():
        raise AnswerMissing
    dispute.answer_sealed = seal_for(track.person_id, _words(text), context="dispute")
    dispute.answered_on, dispute.answered_at = clock.today(), clock.now()
    dispute.save(update_fields=["state", "answer_sealed", "answered_on", "answered_at"])
    record_act("answer_dispute", _subject(track, dispute), key=key, by=by, clock=clock)
    return dispute


def close_dispute(
    dispute: Dispute,
    module: GuidanceModule,
    track: Track,
    *,
    minutes: int,
    reasons: str,
    officer_id: UUID,
    clock: Clock,
) -> int:
    """Note the decision that so many minutes were given; returns how many of the disputed ones the law then pays.

    Where the disputed part was paid before, what it did not deserve is to be recovered. The caller locks and posts.
    """
    _check_decision(dispute, minutes, reasons, clock)
    check_can_be_contested("dispute", on=clock.today())
    total = full_steps(module, track, delivered=minutes, decided=True)
    extra = min(total - dispute.agreed_minutes, dispute.disputed_minutes)
    undue = 0 if dispute.minutes_hold else dispute.disputed_minutes - extra
    dispute.state = DISPUTE_TABLE.after(dispute.state, "reclaim" if undue else "decide")
    dispute.decided_minutes, dispute.recover_minutes = minutes, undue
    dispute.reasons_sealed = seal_for(track.person_id, _words(reasons), context="dispute")
    dispute.decided_on, dispute.decided_at, dispute.decided_by_id = clock.today(), clock.now(), officer_id
    dispute.save(update_fields=DECIDED_FIELDS)
    module.state = MODULE_TABLE.after(module.state, "settle" if total else "return_hours")
    module.confirmed_on, module.confirmed_at = module.confirmed_on or clock.today(), module.confirmed_at or clock.now()
    module.save(update_fields=["state", "confirmed_on", "confirmed_at"])
    return extra


@transaction.atomic
def note_recovered(*, module_id: UUID, by: Actor, clock: Clock, key: UUID) -> Dispute:
    """What was paid too much is being recovered: the dispute is over."""
    check_has_role(by, Role.CASE_OFFICER)
    done = done_before(key, by=by, about=("note_recovered", module_id))
    track, _, dispute = lock_dispute(module_id)
    if done:
        return dispute
    dispute.state = DISPUTE_TABLE.after(dispute.state, "recover")
    dispute.save(update_fields=["state"])
    record_act("note_recovered", _subject(track, dispute), key=key, by=by, clock=clock)
    return dispute


def lock_dispute(module_id: UUID) -> tuple[Track, GuidanceModule, Dispute]:
    """The dispute with wallet, track and module locked: whoever changes it holds those. NotFound when there is none."""
    if not Dispute.objects.filter(module_id=module_id).exists():
        raise NotFound
    track, module = lock_module(module_id)
    return track, module, Dispute.objects.get(module_id=module_id)


def _check_decision(dispute: Dispute, minutes: int, reasons: str, clock: Clock) -> None:
    least = dispute.given_minutes or 0
    if not least <= minutes <= dispute.reported_minutes:
        raise DecisionOutOfRange(least=least, most=dispute.reported_minutes)
    if not reasons.strip():
        raise ReasonsMissing
    if dispute.state == DisputeState.OPEN and clock.today() <= dispute.answer_by:
        raise HearFirst(until=day(dispute.answer_by))


def _words(text: str) -> str:
    if len(text) > WORDS_AT_MOST:
        raise WordsTooLong(most=WORDS_AT_MOST)
    return text.strip()


def _subject(track: Track, dispute: Dispute) -> Subject:
    return Subject("dispute", dispute.module_id, track.person_id)
