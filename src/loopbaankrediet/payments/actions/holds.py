"""Stopping and releasing all payments to one counsellor, in one act."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.errors import HeldAlready, HoldReasonMissing
from loopbaankrediet.payments.models import HoldKind, PaymentHold
from loopbaankrediet.people.policies import check_has_role, check_not_own_case


@transaction.atomic
def hold_payments(*, counsellor_id: UUID, reason: str, by: Actor, clock: Clock, key: UUID) -> PaymentHold:
    """No batch takes a claim of this counsellor until somebody releases them; what is at the bank goes on.

    A draft that holds one of them can no longer be approved. Raises HoldReasonMissing, or HeldAlready.
    """
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    earlier = done_before(key, by=by, about=("hold_payments", counsellor_id, reason))
    if earlier is not None:
        return PaymentHold.objects.get(id=earlier)
    counsellor = Counsellor.objects.select_for_update().filter(id=counsellor_id).first()
    if counsellor is None:
        raise NotFound
    check_not_own_case(by, counsellor.person_id)
    if not reason.strip():
        raise HoldReasonMissing
    if PaymentHold.objects.filter(counsellor=counsellor, kind=HoldKind.OFFICER, released_at=None).exists():
        raise HeldAlready
    hold = PaymentHold.objects.create(
        counsellor=counsellor,
        kind=HoldKind.OFFICER,
        reason_sealed=seal_for(counsellor.person_id, reason.strip(), context="payment-hold"),
        placed_by_id=officer_id,
        placed_on=clock.today(),
        placed_at=clock.now(),
    )
    subject = Subject("payment_hold", hold.id, counsellor.person_id)
    record_act("hold_payments", subject, key=key, by=by, clock=clock)
    return hold


@transaction.atomic
def release_hold(*, hold_id: UUID, reason: str, by: Actor, clock: Clock, key: UUID) -> PaymentHold:
    """The claims of this counsellor may be paid again. HoldReasonMissing when the officer does not say why."""
    check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("release_hold", hold_id, reason))
    rows = PaymentHold.objects.select_for_update(of=("self",)).select_related("counsellor")
    hold = rows.filter(id=hold_id).first()
    if hold is None:
        raise NotFound
    check_not_own_case(by, hold.counsellor.person_id)
    if done or hold.released_at:
        return hold
    if not reason.strip():
        raise HoldReasonMissing
    sealed = seal_for(hold.counsellor.person_id, reason.strip(), context="payment-hold")
    _release(hold, sealed, by=by, clock=clock)
    subject = Subject("payment_hold", hold.id, hold.counsellor.person_id)
    record_act("release_hold", subject, key=key, by=by, clock=clock)
    return hold


def release_account_hold(*, counsellor_id: UUID, by: Actor, clock: Clock) -> None:
    """The account that took no money is no longer hers: part of the act that puts the new one in force."""
    rows = PaymentHold.objects.select_for_update().filter(counsellor_id=counsellor_id, kind=HoldKind.ACCOUNT)
    for hold in rows.filter(released_at=None).order_by("placed_at"):
        _release(hold, None, by=by, clock=clock)


def _release(hold: PaymentHold, sealed: bytes | None, *, by: Actor, clock: Clock) -> None:
    hold.release_sealed = sealed
    hold.released_by_id, hold.released_on, hold.released_at = by.person_id, clock.today(), clock.now()
    hold.save(update_fields=["release_sealed", "released_by", "released_on", "released_at"])
