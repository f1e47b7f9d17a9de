"""Hours that were paid and then decided not to be given: the recovery opens, and the dispute is over."""

from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.guidance.actions.disputes import note_recovered
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.payments.actions.claims import claim_of_silence
from loopbaankrediet.recovery.actions.opening import open_recovery
from loopbaankrediet.recovery.models import Recovery
from loopbaankrediet.recovery.states import RecoveryGround


@transaction.atomic
def recover_disputed(*, module_id: UUID, by: Actor, clock: Clock, key: UUID) -> Recovery:
    """Open the recovery that a decided dispute asks for.

    Raises what `open_recovery` raises, for instance while the bank contradicts itself about the payment; the dispute
    then keeps waiting.
    """
    dispute = note_recovered(module_id=module_id, by=by, clock=clock, key=key)
    return open_recovery(
        claim_id=claim_of_silence(dispute.module).id,
        minutes=dispute.recover_minutes,
        ground=RecoveryGround.DISPUTED_HOURS,
        by=by,
        clock=clock,
        key=uuid5(key, "recovery"),
    )
