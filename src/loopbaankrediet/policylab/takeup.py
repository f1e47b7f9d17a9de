"""Who begins: a yearly rate per group, with three free parameters; all else is a prior with its source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

import numpy as np

from loopbaankrediet.policylab.margins import AGE_GROUPS, SCHOOLINGS, SEXES, shares
from loopbaankrediet.policylab.priors import Guess
from loopbaankrediet.policylab.raking import Table, raked
from loopbaankrediet.policylab.strata import Strata

STARTED = 2013.5
PRICE_OF_2013 = 40.0
USERS_MEASURED = 2016
DIP_DAYS = 91
PEAK_DAYS = 31


@dataclass(frozen=True, slots=True)
class Fitted:
    """The three free parameters: the yearly rate of the mean group when everybody knows the scheme; how fast it
    becomes known, per year; and how many of those who used one voucher ever use the second.
    """

    level: float
    growth: float
    second: float


@dataclass(frozen=True)
class Takeup:
    """The model of one draw: what was fitted, and the priors."""

    fitted: Fitted
    guess: Guess

    def awareness(self, at: float, *, new_name: bool = False) -> float:
        """Which part of those who will ever hear of it, knows of it at a moment (in years)."""
        start = self.guess["awareness_at_start"]
        known = 1 / (1 + exp(-(log(start / (1 - start)) + self.fitted.growth * (at - STARTED))))
        return known * self.guess["new_name_memory"] if new_name else known

    def second_in_time(self, length: float) -> float:
        """Which part of those who begin within so many years, uses the second voucher within them too."""
        pace = self._pace()
        return self.fitted.second * (1 - pace / length * (1 - exp(-length / pace)))

    def second_after(self, years: int) -> float:
        """Who still uses one voucher only, uses the second in the year that is so many years after the first."""
        pace, second = self._pace(), self.fitted.second
        left = pace * (1 - exp(-1 / pace))
        waits = left * exp(-(years - 1) / pace)
        return second * (waits - waits * exp(-1 / pace)) / (1 - second + second * waits)

    def _pace(self) -> float:
        return self.guess["months_to_second"] / 12


@lru_cache(maxsize=4)
def relative_rates(people: Strata) -> Table:
    """How often each group begins against the mean, by sex, schooling and age group: the people who work in 2016, raked
    to the published shares of users. Of shape (sex, schooling, age group).
    """
    shape = (len(SEXES), len(SCHOOLINGS), len(AGE_GROUPS))
    base = np.zeros(shape)
    groups = (people.sex, people.schooling, people.age_group(USERS_MEASURED))
    np.add.at(base, groups, people.at_work(USERS_MEASURED))
    base /= base.sum()
    users = raked(
        base,
        {
            (0,): shares("users", "sex").row(SEXES),
            (1,): shares("users", "schooling").row(SCHOOLINGS),
            (2,): shares("users", "age").row(tuple(map(str, AGE_GROUPS))),
        },
    ).table
    return np.divide(users, base, out=np.zeros(shape), where=base > 0)


def price_factor(guess: Guess, price: Table) -> Table:
    """How many begin at this price (of four hours, in euro), against the price of 2013."""
    safe = np.maximum(price, 1.0) / PRICE_OF_2013
    return np.asarray(safe ** -guess["price_elasticity"])


def anticipation(guess: Guess, days: int, *, known_for: int, came: bool) -> float:
    """The factor on the beginners of a period by a stricter law: more in the last month before it, fewer after it.

    `known_for`: for how many days the next law is known by the end of the period, 0 for none that is stricter;
    `came`: a stricter one holds since its start.
    """
    before = guess["anticipation_peak"] * min(PEAK_DAYS, known_for, days) / days
    after = guess["anticipation_dip"] * min(DIP_DAYS, days) / days if came else 0.0
    return 1.0 + before - after
