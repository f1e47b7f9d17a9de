"""Own shares that the platform collected: passed on to counsellors as claims, and given back to citizens."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.contributions.actions.refunds import answer_refund, note_refund
from loopbaankrediet.contributions.actions.settling import settle_closed
from loopbaankrediet.contributions.models import Collection, Contribution, ContributionEntry, Refund
from loopbaankrediet.contributions.receipts import Paid
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.payments.actions.own_shares import cover_refund, follow_own_share, to_follow


def pass_on_own_shares(*, clock: Clock) -> int:
    """What is held for modules that are over becomes claims of their counsellors; returns how many claims changed."""
    settle_closed(clock=clock)
    return sum(bool(follow_own_share(module_id=module_id, clock=clock)) for module_id in to_follow())


@transaction.atomic
def give_own_share_back(*, module_id: UUID, paid: Paid, by: Actor, clock: Clock, key: UUID) -> Refund:
    """`note_refund`; what was passed on for those hours comes off the claims, or is advanced and kept back later."""
    if _by_platform(module_id):
        cover_refund(module_id=module_id, by=by, clock=clock, key=key)
    refund = note_refund(module_id=module_id, paid=paid, by=by, clock=clock, key=key)
    if _by_platform(module_id):
        follow_own_share(module_id=module_id, clock=clock)
    return refund


@transaction.atomic
def answer_own_share_refund(*, refund_id: UUID, received: bool, by: Actor, clock: Clock, key: UUID) -> Refund:
    """`answer_refund`; money that came after all is a refund anew, and comes off the claims as the first."""
    entry = ContributionEntry.objects.filter(id=refund_id).first()
    if entry and received and _by_platform(entry.contribution_id):
        cover_refund(module_id=entry.contribution_id, by=by, clock=clock, key=key)
    return answer_refund(refund_id=refund_id, received=received, by=by, clock=clock, key=key)


def _by_platform(module_id: UUID) -> bool:
    rows = Contribution.objects.filter(module_id=module_id, collection=Collection.PLATFORM)
    return rows.exclude(settled_at=None).exists()
