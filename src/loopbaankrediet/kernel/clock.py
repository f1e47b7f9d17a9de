"""Two clocks: the legal day decides on law, terms and amounts; system time records when something really happened."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


class Clock(Protocol):
    """Passed into every act; no room reads the time by itself."""

    def now(self) -> datetime:
        """System time in UTC: recorded times, sessions, one-time codes."""

    def today(self) -> date:
        """The legal day in Brussels: law, terms and amounts."""


class SystemClock:
    """Both clocks as the machine has them."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().astimezone(BRUSSELS).date()


@dataclass(frozen=True)
class ShiftedClock:
    """System time as it is; the legal day a fixed number of days away from it (demo mode and tests)."""

    days: int

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return SystemClock().today() + timedelta(days=self.days)


@dataclass
class FixedClock:
    """A clock that a test sets by hand."""

    instant: datetime
    day: date

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return self.day


@dataclass(frozen=True)
class OnDay:
    """The system time of another clock, with a legal day of one's own: for what is told as of an earlier day."""

    clock: Clock
    day: date

    def now(self) -> datetime:
        return self.clock.now()

    def today(self) -> date:
        return self.day
