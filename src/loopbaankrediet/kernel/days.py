"""Days and moments as people in Flanders write them."""

from datetime import date, datetime

from loopbaankrediet.kernel.clock import BRUSSELS

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def day(value: date) -> str:
    """2027-03-01 -> '1 maart 2027'."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """A time with a zone -> '1 maart 2027 om 14.05 uur' in Brussels."""
    local = value.astimezone(BRUSSELS)
    return f"{day(local)} om {local.hour}.{local.minute:02d} uur"
