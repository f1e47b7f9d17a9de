"""The citizen disputes hours: what she confirms is paid at once, the rest stays held until an officer decides."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.flows.module_accounts import go_on, lock_accounts
from loopbaankrediet.guidance.actions.disputes import Split, open_dispute, split_of
from loopbaankrediet.guidance.errors import TooLateToDispute
from loopbaankrediet.guidance.lawful import last_day_to_dispute
from loopbaankrediet.guidance.locks import lock_module
from loopbaankrediet.guidance.models import Dispute, DisputeCause, GuidanceModule, Track
from loopbaankrediet.guidance.policies import check_is_client
from loopbaankrediet.guidance.states import MODULE_TABLE, ModuleState
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.ledger.postings import record
from loopbaankrediet.payments.actions.claims import claim_of_silence, never_left, raise_claim, withdraw_claim
from loopbaankrediet.payments.errors import HoursDecided
from loopbaankrediet.payments.models import Claim
from loopbaankrediet.payments.parts import answer_holds, hold_part, part_of, take_back

Holds = tuple[int, int]


@transaction.atomic
def dispute_hours(*, module_id: UUID, given_minutes: int, why: str, by: Actor, clock: Clock, key: UUID) -> Dispute:
    """The citizen says how many minutes were really given, and why if she likes (default 14).

    After silence it can be done for some time: what never left for the bank is taken back and held at once, and what
    did leave stays until the decision. TooLateToDispute after that time, GivenOutOfRange when nothing is disputed.
    """
    done = done_before(key, by=by, about=("dispute_hours", module_id, given_minutes, why))
    track, module = lock_module(module_id)
    check_is_client(by, track, to=Scope.HOURS, clock=clock)
    if done:
        return Dispute.objects.get(module_id=module_id)
    was_silent = module.state == ModuleState.SILENT
    MODULE_TABLE.after(module.state, "dispute")
    split = split_of(module, track, given_minutes)
    if was_silent:
        split = _still_there(split, claim_of_silence(module))
    holds = (_after_silence if was_silent else _pay_and_hold)(module, track, split, by=by, clock=clock, key=key)
    dispute = open_dispute(
        module,
        track,
        split,
        cause=DisputeCause.AFTER_SILENCE if was_silent else DisputeCause.ANSWER,
        given_minutes=given_minutes,
        why=why,
        holds=holds,
        clock=clock,
    )
    record_act("dispute_hours", Subject("dispute", module.id, track.person_id), key=key, by=by, clock=clock)
    if not was_silent:
        go_on(track, by=by, clock=clock, key=key)
    return dispute


def hold_all(
    module: GuidanceModule, track: Track, *, cause: DisputeCause, by: Actor, clock: Clock, key: UUID
) -> Dispute:
    """Nobody said anything: all reported minutes wait for an officer. The caller locked the module."""
    split = split_of(module, track, None)
    holds = _pay_and_hold(module, track, split, by=by, clock=clock, key=key)
    dispute = open_dispute(module, track, split, cause=cause, given_minutes=None, why="", holds=holds, clock=clock)
    go_on(track, by=by, clock=clock, key=key)
    return dispute


def _still_there(split: Split, claim: Claim) -> Split:
    """Of a claim that was made smaller only what is left of it. HoursDecided when she disputes nothing of that."""
    if not never_left(claim) or claim.minutes >= split.reported:
        return split
    if split.agreed >= claim.minutes:
        raise HoursDecided
    return Split(claim.minutes, split.agreed)


def _pay_and_hold(module: GuidanceModule, track: Track, split: Split, *, by: Actor, clock: Clock, key: UUID) -> Holds:
    """Post what is agreed, release what was never used, hold the disputed rest again: one act of the ledger."""
    agreed, disputed = part_of(module, split.agreed), part_of(module, split.disputed, after=split.agreed)
    lock_accounts(module, clock, key)
    steps = (*answer_holds(module.minutes_hold, module.cents_hold, agreed), *hold_part(module, track, disputed))
    ids = record(steps, act="dispute_hours", act_key=key, effective_on=clock.today(), by=by)
    if agreed.minutes:
        raise_claim(module, track, agreed, transfers=(ids[0], ids[1]), clock=clock)
    return ids[2], ids[3]


def _after_silence(
    module: GuidanceModule, track: Track, split: Split, *, by: Actor, clock: Clock, key: UUID
) -> Holds | None:
    """The new holds, or None when the claim was on its way to the bank before."""
    last = last_day_to_dispute(module.confirmed_on or clock.today(), law_of=module.reserved_on)
    if clock.today() > last:
        raise TooLateToDispute(last=day(last))
    claim = claim_of_silence(module)
    if not never_left(claim):
        return None
    agreed, disputed = part_of(module, split.agreed), part_of(module, split.disputed, after=split.agreed)
    transfers = withdraw_claim(claim)
    steps = (*take_back(transfers, disputed), *hold_part(module, track, disputed))
    ids = record(steps, act="dispute_hours", act_key=key, effective_on=clock.today(), by=by)
    if agreed.minutes:
        raise_claim(module, track, agreed, transfers=transfers, clock=clock, due_on=claim.due_on)
    return ids[2], ids[3]
