"""Which legal day it is: the system's own, or in demo mode the day that a visitor moved to."""

from datetime import date

from django.conf import settings

from loopbaankrediet.kernel.clock import Clock, ShiftedClock, SystemClock
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.platform.models import LegalClock


class NoMovableClock(DomainError):
    message = "De wettelijke dag kan je alleen in de demonstratie verzetten."
    field = "day"


def current_clock() -> Clock:
    """The system clock; in demo mode its legal day starts on `LEGAL_CLOCK_START` and moves with `move_to`."""
    start = settings.LEGAL_CLOCK_START
    if start is None:
        return SystemClock()
    moved = LegalClock.objects.filter(singleton=True).first()
    return ShiftedClock(moved.shift_days if moved else _days_until(date.fromisoformat(start)))


def move_to(day: date) -> None:
    """Move the demonstration's legal day; NoMovableClock outside the demonstration."""
    if settings.LEGAL_CLOCK_START is None:
        raise NoMovableClock
    LegalClock.objects.update_or_create(singleton=True, defaults={"shift_days": _days_until(day)})


def _days_until(day: date) -> int:
    return (day - SystemClock().today()).days
