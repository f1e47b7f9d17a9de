"""The lock order of this room: the claim, then the recovery, then what keeps money back; the ledger last."""

from uuid import UUID

from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.models import Claim, Fund
from loopbaankrediet.people.policies import check_is_this_counsellor, check_not_own_case
from loopbaankrediet.recovery.models import Recovery


def lock_claim(claim_id: UUID, *, by: Actor) -> Claim:
    """A claim on public money, with module and counsellor. NotFound; refused to who is a party, or acted for one."""
    rows = Claim.objects.select_for_update(of=("self",)).select_related("module__track", "counsellor")
    claim = rows.filter(id=claim_id, fund=Fund.PUBLIC).first()
    if claim is None:
        raise NotFound
    _check_is_not_party(by, claim)
    return claim


def lock_claim_of(recovery_id: UUID, *, by: Actor) -> Claim:
    """As `lock_claim`, for the claim of a recovery."""
    claim_id = Recovery.objects.filter(id=recovery_id).values_list("claim_id", flat=True).first()
    if claim_id is None:
        raise NotFound
    return lock_claim(claim_id, by=by)


def lock_recovery(recovery_id: UUID) -> Recovery:
    """The recovery, with its counsellor. NotFound when there is none."""
    rows = Recovery.objects.select_for_update(of=("self",)).select_related("counsellor")
    recovery = rows.filter(id=recovery_id).first()
    if recovery is None:
        raise NotFound
    return recovery


def lock_for_officer(recovery_id: UUID, *, by: Actor) -> Recovery:
    """As `lock_recovery`; OwnCase when the recovery is about the officer herself, or one acted for its citizen."""
    recovery = lock_recovery(recovery_id)
    _check_is_not_party(by, Claim.objects.select_related("module__track", "counsellor").get(id=recovery.claim_id))
    return recovery


def lock_own(recovery_id: UUID, *, by: Actor) -> Recovery:
    """As `lock_recovery`; NotFound also when it is somebody else's."""
    recovery = lock_recovery(recovery_id)
    check_is_this_counsellor(by, recovery.counsellor_id)
    return recovery


def _check_is_not_party(by: Actor, claim: Claim) -> None:
    for person_id in (claim.counsellor.person_id, claim.module.track.person_id):
        check_not_own_case(by, person_id)
