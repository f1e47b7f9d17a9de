"""Keeping back what a counsellor owes from what is owed to her: ordered for a debt, and stopped."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, Sum

from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.payments.errors import SetOffUnderWay
from loopbaankrediet.payments.models import Deduction, Fund, ItemState, SetOff

STANDS = ~Q(item__state__in=(ItemState.DROPPED, ItemState.PREPARED))


def order_deduction(
    *, counsellor_id: UUID, reference: UUID, cents: int, clock: Clock, fund: Fund = Fund.PUBLIC
) -> Deduction:
    """From now on every batch keeps its part back, until `cents` came back for this debt. Part of a larger act."""
    return Deduction.objects.create(
        counsellor_id=counsellor_id,
        reference=reference,
        fund=fund,
        cents=cents,
        ordered_on=clock.today(),
        ordered_at=clock.now(),
    )


def stop_deduction(reference: UUID, *, clock: Clock) -> bool:
    """No later batch keeps anything back for this debt; whether one did. SetOffUnderWay while a draft still does."""
    running = list(Deduction.objects.select_for_update().filter(reference=reference, stopped_at=None))
    for deduction in running:
        if SetOff.objects.filter(deduction=deduction, item__state=ItemState.PREPARED).exists():
            raise SetOffUnderWay
        deduction.stopped_at = clock.now()
        deduction.save(update_fields=["stopped_at"])
    return bool(running)


def cancel_deduction(reference: UUID, *, clock: Clock) -> None:
    """The debt is gone: nothing more is kept back for it; a draft that still does can no longer be approved."""
    Deduction.objects.filter(reference=reference, stopped_at=None).update(stopped_at=clock.now())


def set_off_of(references: Iterable[UUID]) -> dict[UUID, int]:
    """What batches that were approved kept back for these debts, in cents; absent when nothing."""
    rows = SetOff.objects.filter(STANDS, deduction__reference__in=list(references)).order_by("deduction__reference")
    return dict(rows.values_list("deduction__reference").annotate(total=Sum("cents")))


def references_of(batch_id: UUID) -> tuple[UUID, ...]:
    """The debts of undue public money for which this batch keeps something back."""
    rows = SetOff.objects.filter(item__batch_id=batch_id, deduction__fund=Fund.PUBLIC).order_by("deduction__reference")
    return tuple(rows.values_list("deduction__reference", flat=True).distinct())
