"""Filters that write amounts, days and account numbers as people in Flanders read them."""

from datetime import date, datetime

from django import template

from loopbaankrediet.kernel import amounts
from loopbaankrediet.kernel.clock import BRUSSELS

MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)

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
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


@register.filter
def moment(value: datetime) -> str:
    """A time with a zone -> '1 maart 2027 om 14.05 uur' in Brussels."""
    local = value.astimezone(BRUSSELS)
    return f"{day(local)} om {local.hour}.{local.minute:02d} uur"


@register.filter
def iban(account: str) -> str:
    """BE68539007547034 -> 'BE68 5390 0754 7034'."""
    plain = account.replace(" ", "")
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))
