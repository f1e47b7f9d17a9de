"""The VAT inside an amount, for information: it changes no amount (default 23)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from loopbaankrediet.contributions.models import VatRegime, VatStatement
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.kernel.amounts import half_up


@dataclass(frozen=True)
class VatSplit:
    """An amount in cents, VAT included: `net` + `vat` is the whole. `percent` is 0 when exempt."""

    percent: int
    net: int
    vat: int


def split(cents: int, percent: int) -> VatSplit:
    """The VAT in an amount that includes it, half up once; `cents` >= 0."""
    vat = half_up(cents * percent, 100 + percent)
    return VatSplit(percent, cents - vat, vat)


def regime_of(counsellor_id: UUID) -> VatRegime | None:
    """What she said last; None when she said nothing."""
    said = VatStatement.objects.filter(counsellor_id=counsellor_id).order_by("-id")
    regime = said.values_list("regime", flat=True).first()
    return VatRegime(regime) if regime else None


def percent_of(counsellor_id: UUID, *, on: date) -> int | None:
    """The percentage inside her amounts on that day: 0 when exempt, None when she said nothing."""
    regime = regime_of(counsellor_id)
    if regime is None:
        return None
    return 0 if regime is VatRegime.EXEMPT else term("vat_percent", on=on)
