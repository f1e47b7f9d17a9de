"""The citizen confirms a module: minutes and money are posted, the claim arises, the next module is held."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.budget.errors import NoBudget
from loopbaankrediet.guidance.actions.modules import mark_confirmed
from loopbaankrediet.guidance.actions.tracks import continue_or_finish
from loopbaankrediet.guidance.locks import lock_module
from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.guidance.policies import check_is_client
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.errors import BalanceTooLow
from loopbaankrediet.ledger.postings import lock, post, record
from loopbaankrediet.payments.actions.claims import raise_claim

NEXT_MODULE_AT_MOST = 100_000  # cents, far above what a module costs


@transaction.atomic
def confirm_module(*, module_id: UUID, by: Actor, clock: Clock, key: UUID) -> GuidanceModule:
    """Post the minutes that the law pays, release the rest, raise the claim (art. 16), and go on or finish.

    Only the citizen of the track can confirm. A budget that is used up delays the next module, never this one's pay.
    """
    done = done_before(key, by=by, about=("confirm_module", module_id))
    track, module = lock_module(module_id)
    check_is_client(by, track)
    if done:
        return module
    _lock_accounts(module, clock, key)
    minutes = mark_confirmed(module, track, clock=clock)
    claim = raise_claim(module, track, minutes=minutes, clock=clock)
    steps = (
        post("deliver_minutes", module.minutes_hold, minutes),
        post("owe_cents", module.cents_hold, claim.public_cents),
    )
    record(steps, act="confirm_module", act_key=key, effective_on=clock.today(), by=by)
    record_act("confirm_module", Subject("module", module.id, track.person_id), key=key, by=by, clock=clock)
    try:
        continue_or_finish(track, by=by, clock=clock, key=key)
    except (BalanceTooLow, NoBudget):
        return module
    return module


def _lock_accounts(module: GuidanceModule, clock: Clock, key: UUID) -> None:
    """Those of this module's holds and of the next one, which may be paid from another year."""
    holds = [module.minutes_hold, module.cents_hold]
    lock([accounts.commitment(clock.today().year)], holds=holds, act_key=key, at_most=NEXT_MODULE_AT_MOST)
