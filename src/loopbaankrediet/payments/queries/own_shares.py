"""What counsellors owe of own shares that were paid on for hours that turned out undue."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from loopbaankrediet.counsellors.queries import payee_name
from loopbaankrediet.payments.models import Deduction, Fund, ItemState, SetOff


@dataclass(frozen=True)
class OwnShareOwed:
    """One debt of which something is still to be kept back. `open_cents`: after what orders kept back already."""

    payee: str
    register_number: str
    open_cents: int
    since: date


def own_share_debts() -> tuple[OwnShareOwed, ...]:
    """The oldest first, every one of them."""
    parts = SetOff.objects.filter(deduction=OuterRef("pk")).exclude(item__state=ItemState.DROPPED).order_by()
    kept = Coalesce(Subquery(parts.values("deduction").annotate(total=Sum("cents")).values("total")), 0)
    rows = Deduction.objects.filter(fund=Fund.OWN_SHARE, stopped_at=None).annotate(left=F("cents") - kept)
    found = rows.filter(left__gt=0).select_related("counsellor__person", "counsellor__organisation")
    return tuple(
        OwnShareOwed(payee_name(row.counsellor), row.counsellor.register_number, row.left, row.ordered_on)
        for row in found.order_by("ordered_at", "id")
    )
