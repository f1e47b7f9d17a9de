"""After a report: ask, remind, and when the citizen stays silent pay, or leave it to an officer (default 15)."""

import logging
from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.decree.dated.procedure import choice
from loopbaankrediet.flows.dispute_hours import hold_all
from loopbaankrediet.flows.module_accounts import go_on, lock_accounts
from loopbaankrediet.guidance.actions.silence import (
    KINDS,
    all_reached,
    is_due,
    mark_silent,
    note_reached,
    notices_of,
    show_notice,
)
from loopbaankrediet.guidance.locks import lock_module
from loopbaankrediet.guidance.models import DisputeCause, GuidanceModule, Notice, Track
from loopbaankrediet.guidance.open_hours import modules_with_a_step
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.ledger.postings import record
from loopbaankrediet.messages.actions import send
from loopbaankrediet.messages.queries import mailed_days
from loopbaankrediet.payments.actions.claims import raise_claim
from loopbaankrediet.payments.models import ClaimBasis
from loopbaankrediet.payments.parts import answer_holds, part_of
from loopbaankrediet.people.policies import check_is_system

logger = logging.getLogger(__name__)


def follow_silence(*, by: Actor, clock: Clock) -> int:
    """Take every step that is due, each module in a transaction of its own; returns how many were taken.

    Doing it again, or twice at once, takes no step twice. A module that the law refuses is logged and stays waiting.
    """
    check_is_system(by)
    return sum(_tried(module_id, by=by, clock=clock) for module_id in modules_with_a_step(clock.today()))


@transaction.atomic
def take_step(*, module_id: UUID, by: Actor, clock: Clock) -> bool:
    """The step of one module that is due; False when somebody answered meanwhile, or it was taken already.

    Silence pays only where the question and both reminders reached the citizen; else an officer decides (default 15).
    """
    check_is_system(by)
    track, module = lock_module(module_id)
    if not is_due(module, clock):
        return False
    told = notices_of(module)
    if told:
        note_reached(module, told, mailed=mailed_days(notice.id for notice in told))
    if not is_due(module, clock):
        return False
    key = uuid5(module.id, f"silence-step-{len(told)}")
    if done_before(key, by=by, about=("silence_step", module_id, len(told))):
        return False
    if len(told) < len(KINDS):
        notice = show_notice(module, track, told, by=by, clock=clock, key=key)
        name = "module_reminder" if told else "module_to_confirm"
        send(name, to=track.person_id, about=Subject("notice", notice.id), clock=clock, key=key)
    elif all_reached(told) and choice("silence_after_module", on=module.reserved_on) == "pays":
        _pay_silent(module, track, told, by=by, clock=clock, key=key)
    else:
        hold_all(module, track, cause=DisputeCause.SILENCE, by=by, clock=clock, key=key)
        record_act("leave_to_officer", _subject(module, track), key=key, by=by, clock=clock)
    return True


def _pay_silent(
    module: GuidanceModule, track: Track, told: list[Notice], *, by: Actor, clock: Clock, key: UUID
) -> None:
    lock_accounts(module, clock, key)
    part = part_of(module, mark_silent(module, track, told, clock=clock))
    steps = answer_holds(module.minutes_hold, module.cents_hold, part)
    posted = record(steps, act="fall_silent", act_key=key, effective_on=clock.today(), by=by)
    raise_claim(module, track, part, transfers=(posted[0], posted[1]), basis=ClaimBasis.SILENT, clock=clock)
    record_act("fall_silent", _subject(module, track), key=key, by=by, clock=clock)
    go_on(track, by=by, clock=clock, key=key)


def _tried(module_id: UUID, *, by: Actor, clock: Clock) -> bool:
    try:
        return take_step(module_id=module_id, by=by, clock=clock)
    except DomainError as error:
        logger.warning("silence of module %s not followed: %s", module_id, error)
        return False


def _subject(module: GuidanceModule, track: Track) -> Subject:
    return Subject("module", module.id, track.person_id)
