"""The days on which euro payments are settled between banks, and the day on which an order can be carried out.

Source: TARGET closing days of the European Central Bank (long-term calendar, since 2002); Belgian banks settle SEPA
credit transfers on the same days. Belgian holidays such as 21 July are bank days here.
"""

from datetime import date, datetime, time, timedelta
from functools import cache

from dateutil.easter import easter

from loopbaankrediet.kernel.clock import BRUSSELS

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@cache
def closing_days(year: int) -> frozenset[date]:
    """The closing days of a year besides Saturdays and Sundays."""
    sunday = easter(year)
    fixed = ((1, 1), (5, 1), (12, 25), (12, 26))
    return frozenset({date(year, month, day) for month, day in fixed} | {sunday - 2 * ONE_DAY, sunday + ONE_DAY})


def is_bank_day(day: date) -> bool:
    """True when payments are settled on that day."""
    return day.weekday() < SATURDAY and day not in closing_days(day.year)


def next_bank_day(day: date) -> date:
    """The first bank day after that day."""
    return bank_day_from(day + ONE_DAY)


def bank_day_from(day: date) -> date:
    """That day itself, or the first bank day after it."""
    while not is_bank_day(day):
        day += ONE_DAY
    return day


def execution_day(approved_at: datetime, *, cut_off: time) -> date:
    """The day on which the bank carries out an order approved at that moment.

    On a bank day up to and including the cut-off (wall clock in Brussels) that day itself, else the next bank day.
    ValueError for a moment without a zone.
    """
    if approved_at.tzinfo is None:
        raise ValueError("a moment without a zone has no day in Brussels")
    local = approved_at.astimezone(BRUSSELS)
    in_time = local.time() <= cut_off
    return bank_day_from(local.date()) if in_time else next_bank_day(local.date())
