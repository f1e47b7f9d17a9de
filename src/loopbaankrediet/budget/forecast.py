"""What a year will have taken by its end, from the weeks so far. Pure arithmetic, simple on purpose.

The weeks are taken as draws from one distribution that stays as it is. With n weeks of mean m and standard deviation s,
the k weeks to come take k * m, and nine times in ten they stay within t * s * sqrt(k + k * k / n), where t is Student's
for n - 1: the first term is the luck of the weeks to come, the second what so few weeks leave unknown of the mean.
Seasons, campaigns and a change of the law are not in it; the pages say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

# Student's t, 5 % in each tail, for 1 to 30 degrees of freedom; beyond that that of the normal distribution.
STUDENT = (
    *(6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761, 1.753),
    *(1.746, 1.740, 1.734, 1.729, 1.725, 1.721, 1.717, 1.714, 1.711, 1.708, 1.706, 1.703, 1.701, 1.699, 1.697),
)
NORMAL = 1.645
DAYS_A_WEEK = 7


@dataclass(frozen=True)
class Forecast:
    """Cents at the end of the year; `low` and `high` hold it nine times in ten.

    Without two weeks there is no spread to see: both are None, and `likely` goes on the one week, or is what there is.
    """

    likely: int
    low: int | None
    high: int | None
    weeks: int
    per_week: int


def forecast(weekly: Sequence[int], *, so_far: int, days_left: int) -> Forecast:
    """`weekly`: cents of each whole week so far, empty ones included. `so_far`: all cents until today."""
    count, ahead = len(weekly), days_left / DAYS_A_WEEK
    mean = fmean(weekly) if weekly else 0.0
    likely = so_far + round(mean * ahead)
    if days_left == 0:
        return Forecast(so_far, so_far, so_far, count, round(mean))
    if count < 2:
        return Forecast(likely, None, None, count, round(mean))
    reach = round(_student(count - 1) * stdev(weekly) * sqrt(ahead + ahead * ahead / count))
    return Forecast(likely, max(likely - reach, 0), likely + reach, count, round(mean))


def _student(freedom: int) -> float:
    return STUDENT[freedom - 1] if freedom <= len(STUDENT) else NORMAL
