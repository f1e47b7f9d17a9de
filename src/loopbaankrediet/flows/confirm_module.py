"""The citizen confirms a module: minutes and money are posted, the claim arises, the next module is held."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.flows.module_accounts import go_on, lock_accounts
from loopbaankrediet.guidance.actions.modules import mark_confirmed
from loopbaankrediet.guidance.actions.tracks import finish, goes_on
from loopbaankrediet.guidance.known import known_of
from loopbaankrediet.guidance.locks import lock_module
from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.guidance.policies import check_is_client
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger.postings import record
from loopbaankrediet.payments.actions.claims import new_claim
from loopbaankrediet.payments.parts import answer_holds, part_of
from loopbaankrediet.platform.rows import Rows


@transaction.atomic
def confirm_module(*, module_id: UUID, by: Actor, clock: Clock, key: UUID) -> GuidanceModule:
    """Post the minutes that the law pays, release the rest, raise the claim (art. 16), and go on or finish.

    Only the citizen of the track can confirm. A budget that is used up delays the next module, never this one's pay.
    """
    done = done_before(key, by=by, about=("confirm_module", module_id))
    track, module = lock_module(module_id)
    check_is_client(by, track, to=Scope.HOURS, clock=clock)
    if done:
        return module
    known, rows = known_of(module), Rows()
    has_next = goes_on(track, known.counted)
    if has_next:
        lock_accounts(module, clock, key)
    part = part_of(module, mark_confirmed(module, track, rows, delivered=known.delivered, clock=clock))
    steps = answer_holds(module.minutes_hold, module.cents_hold, part)
    posted = record(steps, act="confirm_module", act_key=key, effective_on=clock.today(), by=by)
    rows.insert(new_claim(module, track, part, transfers=(posted[0], posted[1]), clock=clock))
    if not has_next:
        finish(track, rows, clock=clock)
    record_act("confirm_module", Subject("module", module.id, track.person_id), key=key, by=by, clock=clock, rows=rows)
    if has_next:
        go_on(track, known.counted, by=by, clock=clock, key=key)
    return module
