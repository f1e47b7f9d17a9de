"""An officer decides on disputed hours: for the citizen, the counsellor, or in between; minutes and money follow."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.flows.recover_disputed import minutes_to_recover, recover_disputed
from loopbaankrediet.guidance.actions.disputes import close_dispute, lock_dispute
from loopbaankrediet.guidance.models import Dispute, GuidanceModule, Track
from loopbaankrediet.guidance.states import DisputeState
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.ledger.postings import record
from loopbaankrediet.messages.actions import send
from loopbaankrediet.payments.actions.claims import raise_claim
from loopbaankrediet.payments.models import Claim, ClaimBasis
from loopbaankrediet.payments.parts import answer_holds, part_of
from loopbaankrediet.people.policies import check_has_role, check_not_own_case


@dataclass(frozen=True)
class Recover:
    """What was paid, or is on its way, for minutes that were not given: the claim, and how many of its minutes."""

    claim_id: UUID
    minutes: int


@dataclass(frozen=True)
class Ruling:
    """A dispute with its decision. `recover`: what is still to be recovered; None when all is settled by it.

    `why_not`: what stood in the way, in words for the officer.
    """

    dispute: Dispute
    recover: Recover | None
    why_not: str = ""


@transaction.atomic
def decide_dispute(*, module_id: UUID, minutes: int, reasons: str, by: Actor, clock: Clock, key: UUID) -> Ruling:
    """Decide how many of the reported minutes were given. What was held is paid or goes back, in this act.

    Of what had left for the bank before, the recovery opens; while something stands in the way, the dispute waits in
    `to_recover`, and the ruling says what to recover and why it could not be done. HearFirst while the counsellor can
    still answer, DecisionOutOfRange outside what is disputed.
    """
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    done = done_before(key, by=by, about=("decide_dispute", module_id, minutes, reasons))
    track, module, dispute = lock_dispute(module_id)
    check_not_own_case(by, track.person_id)
    check_not_own_case(by, track.counsellor.person_id)
    if done:
        return Ruling(dispute, recover_of(dispute))
    extra = close_dispute(dispute, module, track, minutes=minutes, reasons=reasons, officer_id=officer_id, clock=clock)
    _move(dispute, module, track, extra, by=by, clock=clock, key=key)
    record_act("decide_dispute", Subject("dispute", module.id, track.person_id), key=key, by=by, clock=clock)
    about = Subject("dispute", module.id, track.person_id)
    send("dispute_decided", to=track.person_id, about=about, clock=clock, key=key)
    send("dispute_decided_counsellor", to=track.counsellor.person_id, about=about, clock=clock, key=key)
    why_not = ""
    if dispute.state == DisputeState.TO_RECOVER:
        why_not = _recover(dispute, by=by, clock=clock, key=uuid5(key, "recover"))
    return Ruling(dispute, recover_of(dispute), why_not)


def recover_of(dispute: Dispute) -> Recover | None:
    """What a decided dispute still asks to recover: None when nothing, or when that was done."""
    if dispute.state != DisputeState.TO_RECOVER:
        return None
    claim = Claim.objects.filter(module_id=dispute.module_id, basis=ClaimBasis.SILENT).latest("part")
    return Recover(claim.id, minutes_to_recover(dispute))


def _recover(dispute: Dispute, *, by: Actor, clock: Clock, key: UUID) -> str:
    try:
        with transaction.atomic():
            recover_disputed(module_id=dispute.module_id, by=by, clock=clock, key=key)
    except DomainError as error:
        return str(error)
    dispute.refresh_from_db(fields=["state"])
    return ""


def _move(
    dispute: Dispute, module: GuidanceModule, track: Track, extra: int, *, by: Actor, clock: Clock, key: UUID
) -> None:
    """Answer the holds of the disputed part; nothing is held of what had left before."""
    if dispute.minutes_hold is None or dispute.cents_hold is None:
        return
    part = part_of(module, extra, after=dispute.agreed_minutes)
    steps = answer_holds(dispute.minutes_hold, dispute.cents_hold, part)
    ids = record(steps, act="decide_dispute", act_key=key, effective_on=clock.today(), by=by)
    if part.minutes:
        raise_claim(module, track, part, transfers=(ids[0], ids[1]), basis=ClaimBasis.DECIDED, clock=clock)
