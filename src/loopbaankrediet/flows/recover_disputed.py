"""Hours that were paid and then decided not to be given: the recovery opens, and the dispute is over."""

from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Sum

from loopbaankrediet.decree.dated.procedure import choices_of
from loopbaankrediet.guidance.actions.disputes import note_recovered
from loopbaankrediet.guidance.models import Dispute
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.ledger.postings import record
from loopbaankrediet.payments.actions.claims import claim_of_silence
from loopbaankrediet.payments.models import Claim, Fund
from loopbaankrediet.people.policies import check_has_role
from loopbaankrediet.recovery.actions.opening import open_recovery
from loopbaankrediet.recovery.errors import ClaimIsBlocked, ReasonMissing, StillToRecover
from loopbaankrediet.recovery.models import Forgone, Recovery
from loopbaankrediet.recovery.money import hours_step
from loopbaankrediet.recovery.states import RecoveryGround


@transaction.atomic
def recover_disputed(*, module_id: UUID, by: Actor, clock: Clock, key: UUID) -> Recovery | None:
    """Open the recovery that a decided dispute asks for; None when all of these minutes were recovered before.

    Raises what `open_recovery` raises, for instance while the bank contradicts itself about the payment; the dispute
    then keeps waiting.
    """
    dispute, opening_key = note_recovered(module_id=module_id, by=by, clock=clock, key=key), uuid5(key, "recovery")
    opened = Recovery.objects.filter(act_key=opening_key).first()
    _lock_claims(module_id)
    if opened or not minutes_to_recover(dispute):
        return opened
    return _open(dispute, by=by, clock=clock, key=opening_key)


@transaction.atomic
def forgo_disputed(*, module_id: UUID, reason: str, by: Actor, clock: Clock, key: UUID) -> Forgone:
    """Close a dispute of which nothing can be recovered any more, with the reason; her hours go back to the citizen.

    StillToRecover while it can be, ClaimIsBlocked while the bank contradicts itself; ReasonMissing without words.
    """
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    earlier = Forgone.objects.filter(module_id=module_id).first()
    dispute = note_recovered(module_id=module_id, by=by, clock=clock, key=key)
    if earlier:
        return earlier
    if not reason.strip():
        raise ReasonMissing
    _check_is_lost(dispute, by=by, clock=clock, key=key)
    _give_hours_back(dispute, by=by, clock=clock, key=key)
    return Forgone.objects.create(
        module_id=module_id,
        minutes=minutes_to_recover(dispute),
        reason_sealed=seal_for(dispute.module.track.counsellor.person_id, reason.strip(), context="recovery"),
        closed_by_id=officer_id,
        closed_on=clock.today(),
        closed_at=clock.now(),
    )


def minutes_to_recover(dispute: Dispute) -> int:
    """What the decision asks back, less what was found undue of the same module before: no minute twice."""
    found = Recovery.objects.filter(claim__module_id=dispute.module_id).aggregate(minutes=Sum("minutes", default=0))
    return max(dispute.recover_minutes - int(found["minutes"]), 0)


def _lock_claims(module_id: UUID) -> list[Claim]:
    return list(Claim.objects.select_for_update().filter(module_id=module_id, fund=Fund.PUBLIC).order_by("number"))


def _open(dispute: Dispute, *, by: Actor, clock: Clock, key: UUID) -> Recovery:
    return open_recovery(
        claim_id=claim_of_silence(dispute.module).id,
        minutes=minutes_to_recover(dispute),
        ground=RecoveryGround.DISPUTED_HOURS,
        was_heard=True,
        by=by,
        clock=clock,
        key=key,
    )


def _check_is_lost(dispute: Dispute, *, by: Actor, clock: Clock, key: UUID) -> None:
    """Tries, and takes the try back."""
    try:
        with transaction.atomic():
            _open(dispute, by=by, clock=clock, key=uuid5(key, "try"))
            raise StillToRecover
    except (StillToRecover, ClaimIsBlocked):
        raise
    except DomainError:
        return


def _give_hours_back(dispute: Dispute, *, by: Actor, clock: Clock, key: UUID) -> None:
    """Minutes that were not given are hers, whether the money comes back or not."""
    if RecoveryGround.DISPUTED_HOURS not in choices_of("recovered_hours_back", on=clock.today()):
        return
    returned = Recovery.objects.filter(claim__module_id=dispute.module_id, hours_back=True)
    minutes = dispute.recover_minutes - int(returned.aggregate(minutes=Sum("minutes", default=0))["minutes"])
    if minutes > 0:
        step = hours_step(_lock_claims(dispute.module_id)[-1], minutes)
        record([step], act="forgo_disputed", act_key=key, effective_on=clock.today(), by=by)
