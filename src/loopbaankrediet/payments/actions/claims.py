"""The claim that arises by itself when hours are confirmed: no form (art. 16)."""

from datetime import timedelta

from loopbaankrediet.decree.procedure import term
from loopbaankrediet.guidance.models import GuidanceModule, Track
from loopbaankrediet.kernel.amounts import cents_for
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.payments.models import Claim


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
