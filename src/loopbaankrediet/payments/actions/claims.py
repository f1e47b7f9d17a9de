"""The claim that arises by itself when hours are confirmed: no form (art. 16)."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.models import GuidanceModule, Track
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.amounts import cents_for
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.models import CLAIM_TABLE, Claim
from loopbaankrediet.people.policies import check_has_role


def raise_claim(module: GuidanceModule, track: Track, *, minutes: int, clock: Clock) -> Claim:
    """The claim for the confirmed minutes of a module, at the module's tariff, half up once on the total."""
    today = clock.today()
    return Claim.objects.create(
        module=module,
        counsellor_id=track.counsellor_id,
        minutes=minutes,
        public_cents=cents_for(minutes, module.public_cents_per_hour),
        own_cents=cents_for(minutes, module.own_cents_per_hour),
        arisen_on=today,
        arisen_at=clock.now(),
        due_on=today + timedelta(days=term("payment_term_days", on=today)),
    )


@transaction.atomic
def release_claim(*, number: int, by: Actor, clock: Clock, key: UUID) -> Claim:
    """After a call with the bank an officer lets a blocked claim be paid again."""
    check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("release_claim", number))
    claim = Claim.objects.select_for_update().filter(number=number).first()
    if claim is None:
        raise NotFound
    if done is None:
        claim.state = CLAIM_TABLE.after(claim.state, "release")
        claim.save(update_fields=["state"])
        record_act("release_claim", Subject("claim", claim.id), key=key, by=by, clock=clock)
    return claim
