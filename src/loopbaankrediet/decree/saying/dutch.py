"""Amounts in plain Dutch: '7 jaar (84 maanden)', '6 uur (360 minuten)', '25,00 euro'."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class Unit(StrEnum):
    """What a whole number counts."""

    MONTHS = "months"
    MINUTES = "minutes"
    CENTS = "cents"
    CENTS_PER_HOUR = "cents_per_hour"
    VOUCHERS = "vouchers"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    PERCENT = "percent"
    COUNT = "count"


def amount(value: int, unit: Unit) -> str:
    """A number of the given unit as people say it."""
    match unit:
        case Unit.MONTHS:
            return _two_sizes(value, 12, ("jaar", "jaar"), ("maand", "maanden"))
        case Unit.MINUTES:
            return _two_sizes(value, 60, ("uur", "uur"), ("minuut", "minuten"))
        case Unit.CENTS:
            return _euro(value)
        case Unit.CENTS_PER_HOUR:
            return f"{_euro(value)} per uur"
        case Unit.VOUCHERS:
            return _counted(value, ("loopbaancheque", "loopbaancheques"))
        case Unit.DAYS:
            return _counted(value, ("dag", "dagen"))
        case Unit.WORKING_DAYS:
            return _counted(value, ("werkdag", "werkdagen"))
        case Unit.PERCENT:
            return f"{value} %"
        case Unit.COUNT:
            return _grouped(value)


def between(low: int | None, high: int | None, unit: Unit) -> str:
    """A number that is only known to lie between two ends (both included); None is an open end."""
    parts = []
    if low is not None:
        parts.append(f"minstens {amount(low, unit)}")
    if high is not None:
        parts.append(f"hoogstens {amount(high, unit)}")
    return " en ".join(parts)


def listed(words: Sequence[str], last: str = "of") -> str:
    """'a, b of c'."""
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _two_sizes(value: int, size: int, large: tuple[str, str], small: tuple[str, str]) -> str:
    whole, rest = divmod(value, size)
    exact = _counted(value, small)
    if whole == 0:
        return exact
    spoken = _counted(whole, large) + (f" en {_counted(rest, small)}" if rest else "")
    return f"{spoken} ({exact})"


def _counted(value: int, words: tuple[str, str]) -> str:
    return f"{_grouped(value)} {words[0] if value == 1 else words[1]}"


def _euro(cents: int) -> str:
    return f"{_grouped(cents // 100)},{cents % 100:02d} euro"


def _grouped(value: int) -> str:
    """20000 -> '20.000'."""
    return f"{value:,}".replace(",", ".")
