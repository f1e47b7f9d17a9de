"""Amounts, days and lengths of time in plain English, beside the Dutch ones of `kernel` and `decree.saying`."""

from datetime import date, datetime

from loopbaankrediet.decree.saying.dutch import Unit
from loopbaankrediet.kernel.clock import BRUSSELS

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NAMES = {
    Unit.VOUCHERS: ("career voucher", "career vouchers"),
    Unit.DAYS: ("day", "days"),
    Unit.WORKING_DAYS: ("working day", "working days"),
}
SIZES = {
    Unit.MONTHS: (12, ("year", "years"), ("month", "months")),
    Unit.MINUTES: (60, ("hour", "hours"), ("minute", "minutes")),
}


def day(value: date) -> str:
    """2027-03-01 -> '1 March 2027'."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """A time with a zone -> '1 March 2027 at 14:05' in Brussels."""
    local = value.astimezone(BRUSSELS)
    return f"{day(local)} at {local:%H:%M}"


def euro(cents: int) -> str:
    """116780 -> '1,167.80 euro'."""
    sign, absolute = ("-" if cents < 0 else ""), abs(cents)
    return f"{sign}{absolute // 100:,}.{absolute % 100:02d} euro"


def duration(minutes: int) -> str:
    """105 -> '1 hour and 45 minutes'."""
    hours, rest = divmod(minutes, 60)
    parts = [_counted(hours, ("hour", "hours"))] if hours or not rest else []
    if rest:
        parts.append(_counted(rest, ("minute", "minutes")))
    return " and ".join(parts)


def amount(value: int, unit: Unit) -> str:
    """A number of the given unit: '7 years (84 months)', '25.00 euro per hour'."""
    if unit in SIZES:
        return _two_sizes(value, *SIZES[unit])
    if unit in NAMES:
        return _counted(value, NAMES[unit])
    if unit in (Unit.CENTS, Unit.CENTS_PER_HOUR):
        return euro(value) + (" per hour" if unit is Unit.CENTS_PER_HOUR else "")
    return f"{value} %" if unit is Unit.PERCENT else f"{value:,}"


def between(low: int | None, high: int | None, unit: Unit) -> str:
    """A number that lies between two ends (both included); None is an open end."""
    parts = [] if low is None else [f"at least {amount(low, unit)}"]
    if high is not None:
        parts.append(f"at most {amount(high, unit)}")
    return " and ".join(parts)


def _two_sizes(value: int, size: int, large: tuple[str, str], small: tuple[str, str]) -> str:
    whole, rest = divmod(value, size)
    exact = _counted(value, small)
    if whole == 0:
        return exact
    spoken = _counted(whole, large) + (f" and {_counted(rest, small)}" if rest else "")
    return f"{spoken} ({exact})"


def _counted(value: int, words: tuple[str, str]) -> str:
    return f"{value:,} {words[0] if value == 1 else words[1]}"
