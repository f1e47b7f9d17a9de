"""Fit the three free parameters on the vouchers used from 2014 to 2018; 2019 to 2021 are never seen here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from loopbaankrediet.decree.vouchers import LAW as VOUCHERS
from loopbaankrediet.policylab.course import Course, laid_out
from loopbaankrediet.policylab.margins import used
from loopbaankrediet.policylab.periods import Period, periods
from loopbaankrediet.policylab.priors import Guess
from loopbaankrediet.policylab.raking import Table
from loopbaankrediet.policylab.strata import Strata
from loopbaankrediet.policylab.takeup import Fitted, Takeup
from loopbaankrediet.policylab.world import Happened, World

BEGINNING = VOUCHERS.since
FIT_YEARS = range(2014, 2019)
HELD_OUT = range(2019, 2022)
START = Fitted(level=0.012, growth=0.6, second=0.5)
BOUNDS = ((0.001, 0.05, 0.05), (0.1, 3.0, 0.95))

Published = tuple[Mapping[int, float], Mapping[int, float]]
"""First and second vouchers that were used, by year."""


@dataclass(frozen=True)
class Fit:
    """The free parameters, and the mean deviation from what was used, as a share, over the years of the fit."""

    fitted: Fitted
    deviation: float


def history(until: int, known_on: date) -> tuple[Period, ...]:
    """Every period from the first voucher until the end of a year."""
    return periods(BEGINNING, date(until + 1, 1, 1), known_on=known_on)


def by_year(happened: list[Happened]) -> dict[int, tuple[float, float]]:
    """First and second vouchers in each year."""
    years = dict.fromkeys((one.period.year for one in happened), (0.0, 0.0))
    for one in happened:
        first, second = years[one.period.year]
        years[one.period.year] = first + float(one.first.sum()), second + float(one.second.sum())
    return years


def fit(people: Strata, guess: Guess, *, known_on: date, published: Published | None = None) -> Fit:
    """The parameters that come nearest to the ten figures of 2014 to 2018, each by its share of deviation."""
    from scipy.optimize import least_squares

    course = laid_out(people, guess, history(FIT_YEARS[-1], known_on), World(people, Takeup(START, guess)).start)
    measured = published or (used("first"), used("second"))
    found = least_squares(
        lambda values: _deviations(people, Takeup(Fitted(*values), guess), course, measured),
        (START.level, START.growth, START.second),
        bounds=BOUNDS,
        x_scale=(0.01, 0.5, 0.5),
        diff_step=1e-3,
        xtol=1e-5,
        ftol=1e-6,
    )
    return Fit(Fitted(*map(float, found.x)), float(np.mean(np.abs(np.expm1(found.fun)))))


def _deviations(people: Strata, takeup: Takeup, course: Course, measured: Published) -> Table:
    years = by_year(World(people, takeup).follow(course))
    pairs = [(years[year][place], measured[place][year]) for year in FIT_YEARS for place in (0, 1)]
    return np.log([model / found for model, found in pairs])
