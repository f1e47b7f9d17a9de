"""When a module is over, what the platform holds of its own share is owed to the counsellor, or must go back."""

from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.contributions.due import locked_contribution
from loopbaankrediet.contributions.models import Collection, Contribution
from loopbaankrediet.guidance.locks import lock_module
from loopbaankrediet.guidance.standing import CLOSED
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import direct, record

SETTLED = UUID("0f3c4a6d-17f5-4e0b-9c5e-2f3b6f1f7c55")


def settle_closed(*, clock: Clock) -> int:
    """Settle every share that the platform holds for a module that is over; returns how many."""
    waiting = Contribution.objects.filter(collection=Collection.PLATFORM, settled_at=None, module__state__in=CLOSED)
    ids = list(waiting.order_by("opened_at").values_list("module_id", flat=True))
    return sum(settle(module_id=module_id, clock=clock) for module_id in ids)


@transaction.atomic
def settle(*, module_id: UUID, clock: Clock) -> bool:
    """Pass on what was received for delivered hours, and set aside the rest to go back. False when nothing is to do.

    The counsellor never gets more than the citizen paid: the platform advances nothing.
    """
    track, module = lock_module(module_id)
    contribution, share = locked_contribution(module, track.counsellor_id, clock=clock)
    if contribution.collection != Collection.PLATFORM or contribution.settled_at or not share.is_closed:
        return False
    held, key = accounts.own_share_held(track.counsellor_id), uuid5(SETTLED, str(module_id))
    kept = share.balance - share.back
    owed, back = accounts.own_share_owed(track.counsellor_id), accounts.own_share_back()
    steps = [direct("owed", held, owed, kept), direct("back", held, back, share.back)]
    for account in (held, owed, back):
        account.open()
    moved = [step for step in steps if step.amount]
    if moved:
        record(moved, act="settle_own_share", act_key=key, effective_on=clock.today(), by=SYSTEM)
    contribution.settled_at, contribution.passed_cents = clock.now(), kept
    contribution.save(update_fields=["settled_at", "passed_cents"])
    return True
