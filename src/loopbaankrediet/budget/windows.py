"""Which days an announced draw is about."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Window:
    """Applications that came to wait from `starts_on` to `ends_on`, both included. Never in two years."""

    starts_on: date
    ends_on: date

    @property
    def draws_on(self) -> date:
        """The first day on which it can be drawn."""
        return self.ends_on + DAY


def window_of(day: date, *, per_day: bool) -> Window:
    """The window that holds a day: the day itself, or its month."""
    if per_day:
        return Window(day, day)
    return Window(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def next_windows(last: date, count: int, *, per_day: bool) -> list[Window]:
    """The `count` windows that start after the day `last`, with no day in between left out where that can be.

    A month that `last` lies in is over or announced: the first window is the next month.
    """
    windows: list[Window] = []
    for _ in range(count):
        after = windows[-1].ends_on if windows else _end(last, per_day=per_day)
        windows.append(window_of(after + DAY, per_day=per_day))
    return windows


def _end(day: date, *, per_day: bool) -> date:
    return window_of(day, per_day=per_day).ends_on
