"""Amounts, days and lengths of time in the language of the page; what is kept or sent is Dutch, and uses `kernel`."""

from datetime import date, datetime

from django.utils.translation import get_language

from loopbaankrediet.decree.saying import dutch
from loopbaankrediet.decree.saying.dutch import Unit
from loopbaankrediet.kernel import amounts, days
from loopbaankrediet.web import english_amounts as english


def is_english() -> bool:
    """Whether the page that is made now is in English."""
    return get_language() == "en"


def day(value: date) -> str:
    """2027-03-01 -> '1 maart 2027'."""
    return english.day(value) if is_english() else days.day(value)


def moment(value: datetime) -> str:
    """A time with a zone -> '1 maart 2027 om 14.05 uur' in Brussels."""
    return english.moment(value) if is_english() else days.moment(value)


def euro(cents: int) -> str:
    """16780 -> '167,80 euro'."""
    return english.euro(cents) if is_english() else amounts.euro(cents)


def duration(minutes: int) -> str:
    """105 -> '1 uur en 45 minuten'."""
    return english.duration(minutes) if is_english() else amounts.duration(minutes)


def amount(value: int, unit: Unit) -> str:
    """A number of the given unit: '7 jaar (84 maanden)'."""
    return english.amount(value, unit) if is_english() else dutch.amount(value, unit)


def between(low: int | None, high: int | None, unit: Unit) -> str:
    """A number known in part: 'minstens 5 jaar (60 maanden)'."""
    return english.between(low, high, unit) if is_english() else dutch.between(low, high, unit)
