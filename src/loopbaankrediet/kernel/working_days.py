"""Working days in Belgium: from Monday to Friday, without the ten legal holidays.

Source: Royal Decree of 18 April 1974, art. 1 (the holidays). A letter counts from a working day after it was posted.
"""

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

SATURDAY = 5
FIXED = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
DAYS_AFTER_EASTER = (1, 39, 50)
ONE_DAY = timedelta(days=1)


@cache
def holidays(year: int) -> frozenset[date]:
    """New Year, Easter Monday, 1 May, Ascension, Whit Monday, 21 July, 15 August, 1 and 11 November, Christmas."""
    moving = (easter(year) + timedelta(days=after) for after in DAYS_AFTER_EASTER)
    return frozenset([date(year, month, day) for month, day in FIXED]) | frozenset(moving)


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def working_day_after(day: date, count: int) -> date:
    """The `count`-th working day after that day; that day itself for 0."""
    while count > 0:
        day += ONE_DAY
        count -= is_working_day(day)
    return day
