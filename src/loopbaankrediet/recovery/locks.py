"""The lock order of this room: the claim, then the recovery, then what keeps money back; the ledger last."""

from uuid import UUID

from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.models import Claim, Fund
from loopbaankrediet.people.policies import check_is_this_counsellor, check_not_own_case
from loopbaankrediet.recovery.models import Recovery


def lock_claim(claim_id: UUID, *, by: Actor) -> Claim:
    """A claim on public money, with its module and counsellor. NotFound; OwnCase when it is one's own."""
    rows = Claim.objects.select_for_update(of=("self",)).select_related("module", "counsellor")
    claim = rows.filter(id=claim_id, fund=Fund.PUBLIC).first()
    if claim is None:
        raise NotFound
    check_not_own_case(by, claim.counsellor.person_id)
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
    """As `lock_recovery`; OwnCase when the recovery is about the officer herself."""
    recovery = lock_recovery(recovery_id)
    check_not_own_case(by, recovery.counsellor.person_id)
    return recovery


def lock_own(recovery_id: UUID, *, by: Actor) -> Recovery:
    """As `lock_recovery`; NotFound also when it is somebody else's."""
    recovery = lock_recovery(recovery_id)
    check_is_this_counsellor(by, recovery.counsellor_id)
    return recovery
