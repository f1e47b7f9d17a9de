"""Filters that write amounts, days and account numbers as people in Flanders read them."""

from datetime import date, datetime

from django import template

from loopbaankrediet.kernel import amounts, days
from loopbaankrediet.kernel.identifiers import format_iban

register = template.Library()


@register.filter
def euro(cents: int) -> str:
    """16780 -> '167,80 euro'."""
    return amounts.euro(cents)


@register.filter
def duration(minutes: int) -> str:
    """105 -> '1 uur en 45 minuten'."""
    return amounts.duration(minutes)


@register.filter
def day(value: date) -> str:
    """2027-03-01 -> '1 maart 2027'."""
    return days.day(value)


@register.filter
def moment(value: datetime) -> str:
    """A time with a zone -> '1 maart 2027 om 14.05 uur' in Brussels."""
    return days.moment(value)


@register.filter
def iban(account: str) -> str:
    """BE71096123456769 -> 'BE71 0961 2345 6769'."""
    return format_iban(account.replace(" ", ""))
