"""The synthetic population: groups of alike people (strata), raked to published margins. No person in it is real."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from loopbaankrediet.policylab.margins import (
    AGE_GROUPS,
    INCOMES,
    REGIONS,
    SCHOOLINGS,
    SEXES,
    STATUSES,
    SchoolingSource,
    shares,
    working,
)
from loopbaankrediet.policylab.raking import Raked, Table, raked

MEASURED = 2022
AGES = range(20, 65)
BORN = range(1949, 2013)
Ints = NDArray[np.int64]
FIRST_AGE_HIGH = 22
KINDS = (len(SCHOOLINGS), len(STATUSES), len(REGIONS), len(INCOMES))
SPLIT = len(REGIONS) * len(INCOMES)


@dataclass(frozen=True, eq=False)
class Strata:
    """A row per group: year of birth and codes (their place in the names of `margins`). `people` is how many would
    work at the age at which most do; who works in a year follows from `at_work`.
    """

    born: Ints
    sex: Ints
    schooling: Ints
    status: Ints
    region: Ints
    income: Ints
    people: Table
    fit: Raked

    @cached_property
    def kind(self) -> Ints:
        """One number for what a law asks of a group besides its months of work."""
        return np.asarray(np.ravel_multi_index((self.schooling, self.status, self.region, self.income), KINDS))

    @cached_property
    def together(self) -> Strata:
        """The same people without region and income, which no law before the credit asks for."""
        born, sex, schooling, status = (one[::SPLIT] for one in (self.born, self.sex, self.schooling, self.status))
        people, none = self.people.reshape(-1, SPLIT).sum(axis=1), np.zeros(len(born), np.int64)
        return Strata(born, sex, schooling, status, none, none, people, self.fit)

    def __len__(self) -> int:
        return len(self.born)

    def at_work(self, year: int) -> Table:
        """How many of each group work in a year."""
        return np.asarray(self.people * self.working_share(year))

    def working_share(self, year: int) -> Table:
        """Which part of each group works in a year, against the age at which most do."""
        age = year - self.born
        inside = (age >= AGES[0]) & (age <= AGES[-1])
        return np.where(inside, _works(age), 0.0)

    def age_group(self, year: int) -> Ints:
        """The place in AGE_GROUPS of each group in a year."""
        return np.clip(np.searchsorted(AGE_GROUPS, year - self.born, side="right") - 1, 0, len(AGE_GROUPS) - 1)

    def code(self, year: int) -> Ints:
        """One number for sex, schooling and age group in a year: the place of a group in a table by these three."""
        shape = (len(SEXES), len(SCHOOLINGS), len(AGE_GROUPS))
        return np.asarray(np.ravel_multi_index((self.sex, self.schooling, self.age_group(year)), shape))


def _works(age: Ints) -> Table:
    """Between the middles of the bands a line, so that nobody comes in a leap."""
    bands = shares("working_by_age").shares
    middles = [(int(start) + 4.5 if int(start) > 20 else 22.0) for start in bands]
    return np.asarray(np.interp(age, middles, list(bands.values())))


@lru_cache(maxsize=4)
def strata(schooling: SchoolingSource = "main_page") -> Strata:
    """The population with its schooling after one of two official pages. Raises MarginsImpossible."""
    fit = raked(_seed(), dict(_margins(schooling)))
    size = fit.table[0].size
    codes = np.indices(fit.table.shape[1:]).reshape(5, size)
    ages = np.clip(MEASURED - np.array(BORN), AGES[0], AGES[-1])
    whole = fit.table / _works(np.array(AGES))[:, None, None, None, None, None]
    people = whole[ages - AGES[0]].reshape(len(BORN) * size)
    sex, schooling_, status, region, income = (np.tile(code, len(BORN)) for code in codes)
    return Strata(np.repeat(np.array(BORN), size), sex, schooling_, status, region, income, people, fit)


def _margins(schooling: SchoolingSource) -> Iterator[tuple[tuple[int, ...], Table]]:
    """By axis of the table (age, sex, schooling, status, region, income)."""
    regions = np.array([float(working(region)) for region in REGIONS])
    total = regions.sum()
    yield (1,), shares("sex").row(SEXES) * total
    yield (2,), shares("schooling", schooling).row(SCHOOLINGS) * total
    yield (3,), shares("status").row(STATUSES) * total
    yield (4,), regions


def _seed() -> Table:
    """What raking keeps: schooling by age and sex, work by age, low income by schooling; all else independent."""
    table = np.ones((len(AGES), len(SEXES), len(SCHOOLINGS), len(STATUSES), len(REGIONS), len(INCOMES)))
    table *= _works(np.array(AGES))[:, None, None, None, None, None]
    for place, age in enumerate(AGES):
        for sex, name in enumerate(SEXES):
            table[place, sex] *= _schooling(age, name)[:, None, None, None]
    poor = shares("low_income").shares
    for schooling, name in enumerate(SCHOOLINGS):
        table[:, :, schooling, :, :, 0] *= 1 - poor[name]
        table[:, :, schooling, :, :, 1] *= poor[name]
    return table


def _schooling(age: int, sex: str) -> Table:
    by_sex, by_age = shares("high_by_sex").shares, shares("high_by_age")
    high = min(0.9, by_age.at_age(age) * by_sex[sex] * 2 / sum(by_sex.values()))
    low = shares("low_by_age").at_age(age)
    if age < FIRST_AGE_HIGH:
        high = 0.0
    return np.array([low, 1 - low - high, high])
