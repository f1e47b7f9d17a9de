"""What an hour and a module cost the citizen and Flanders, in cents."""

from dataclasses import dataclass
from datetime import date

from loopbaankrediet import decree
from loopbaankrediet.kernel.amounts import cents_for


@dataclass(frozen=True)
class Price:
    own_per_hour: int
    own_per_module: int
    public_per_hour: int
    public_per_module: int
    module_minutes: int


def price_for(schooling: str | None, on: date) -> Price | None:
    """The prices of that day for this schooling (art. 16, 17); None while the schooling is unknown."""
    if schooling is None:
        return None
    tariff = decree.tariff(schooling, on=on, known_on=on)
    return Price(
        tariff.own_cents_per_hour,
        cents_for(tariff.module_minutes, tariff.own_cents_per_hour),
        tariff.public_cents_per_hour,
        cents_for(tariff.module_minutes, tariff.public_cents_per_hour),
        tariff.module_minutes,
    )
