"""Minutes and eurocents as whole numbers, and the one place where they become Dutch text."""

MINUTES_PER_HOUR = 60


def half_up(numerator: int, denominator: int) -> int:
    """Divide two whole numbers and round half up; `denominator` > 0, `numerator` >= 0."""
    return (2 * numerator + denominator) // (2 * denominator)


def cents_for(minutes: int, cents_per_hour: int) -> int:
    """The amount in cents for a number of minutes at an hourly tariff, half up once."""
    return half_up(minutes * cents_per_hour, MINUTES_PER_HOUR)


def euro(cents: int) -> str:
    """16780 -> '167,80 euro'; thousands with a point, as Belgian Dutch writes it."""
    sign, absolute = ("-" if cents < 0 else ""), abs(cents)
    whole = f"{absolute // 100:,}".replace(",", ".")
    return f"{sign}{whole},{absolute % 100:02d} euro"


def duration(minutes: int) -> str:
    """120 -> '2 uur'; 45 -> '45 minuten'; 105 -> '1 uur en 45 minuten'."""
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    parts = [f"{hours} uur"] if hours or not rest else []
    if rest:
        parts.append("1 minuut" if rest == 1 else f"{rest} minuten")
    return " en ".join(parts)
