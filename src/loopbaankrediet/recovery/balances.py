"""What of a recovery came back and what is still open, added up from its parts: no running total is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from loopbaankrediet.payments.actions.deductions import set_off_of
from loopbaankrediet.recovery.models import Recovery, Repayment
from loopbaankrediet.recovery.states import ReceiptState, RecoveryState


@dataclass(frozen=True)
class Standing:
    """In cents. `undue` with interest is `recovered` + `waived` + `open`; `recovered` is set off or transferred."""

    undue: int
    set_off: int
    transferred: int
    waived: int

    @property
    def recovered(self) -> int:
        return self.set_off + self.transferred

    @property
    def open(self) -> int:
        return self.undue - self.recovered - self.waived


def standings(recoveries: Sequence[Recovery]) -> dict[UUID, Standing]:
    """Where each recovery stands, in two questions to the database."""
    ids = [recovery.id for recovery in recoveries]
    kept = set_off_of(ids)
    agreed = Repayment.objects.filter(recovery__in=ids, state=ReceiptState.AGREED).order_by("recovery_id")
    transferred = dict(agreed.values_list("recovery_id").annotate(total=Sum("cents")))
    return {
        recovery.id: standing_of(
            recovery, set_off=kept.get(recovery.id, 0), transferred=transferred.get(recovery.id, 0)
        )
        for recovery in recoveries
    }


def standing(recovery: Recovery) -> Standing:
    return standings([recovery])[recovery.id]


def standing_of(recovery: Recovery, *, set_off: int, transferred: int) -> Standing:
    """From what came back, in cents."""
    return Standing(recovery.cents + recovery.interest_cents, set_off, transferred, _gone(recovery))


def _gone(recovery: Recovery) -> int:
    """A corrected claim was never paid: nothing of it is open."""
    return recovery.cents if recovery.state == RecoveryState.CORRECTED else recovery.waived_cents
