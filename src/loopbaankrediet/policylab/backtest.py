"""How good the model is: every published margin beside what it makes of it, and the years it never saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from loopbaankrediet.policylab.fitting import FIT_YEARS, HELD_OUT, by_year
from loopbaankrediet.policylab.margins import (
    AGE_GROUPS,
    REGIONS,
    SCHOOLINGS,
    SEXES,
    SchoolingSource,
    Shares,
    shares,
    told,
    used,
    working,
)
from loopbaankrediet.policylab.outcomes import Past, past
from loopbaankrediet.policylab.priors import likeliest
from loopbaankrediet.policylab.raking import Table
from loopbaankrediet.policylab.strata import MEASURED, Ints


@dataclass(frozen=True)
class Row:
    """One published figure beside the model's; `seen`: whether the model was fitted or raked to it."""

    name: str
    published: float
    model: float
    seen: bool
    source: str
    grade: str

    @property
    def error(self) -> float:
        """The model's deviation, as a share of the published figure."""
        return self.model / self.published - 1


@dataclass(frozen=True)
class Backtest:
    """All rows: the population, its users, and the vouchers per year."""

    past: Past
    population: tuple[Row, ...]
    users: tuple[Row, ...]
    vouchers: tuple[Row, ...]


def backtest(*, known_on: date, schooling: SchoolingSource = "main_page") -> Backtest:
    """Replay with the most likely value of everything that nobody measured."""
    before = past(likeliest(), known_on=known_on, schooling=schooling)
    return Backtest(before, tuple(_population(before, schooling)), tuple(_users(before)), tuple(_vouchers(before)))


def _population(before: Past, schooling: SchoolingSource) -> list[Row]:
    people = before.people
    work = people.at_work(MEASURED)
    by_region = np.bincount(people.region, weights=work)
    regions = [
        Row(f"werkenden: {region}", working(region), float(found), True, *told(region))
        for region, found in zip(REGIONS, by_region, strict=True)
    ]
    return [
        *regions,
        *_shares("geslacht", SEXES, people.sex, work, shares("sex"), seen=True),
        *_shares("scholing", SCHOOLINGS, people.schooling, work, shares("schooling", schooling), seen=True),
        *_high_by_age(before, work),
    ]


def _high_by_age(before: Past, work: Table) -> list[Row]:
    """Not raked to: only the pattern of the seed. The published shares are of all people, not of who works."""
    known, people = shares("high_by_age"), before.people
    found = []
    for start in ("25", "35", "45", "55"):
        inside = (people.born <= MEASURED - int(start)) & (people.born > MEASURED - int(start) - 10)
        high = work[inside & (people.schooling == SCHOOLINGS.index("high"))].sum() / work[inside].sum()
        name = f"hooggeschoold, vanaf {start} jaar"
        found.append(Row(name, known.shares[start], float(high), False, known.source, known.grade))
    return found


def _users(before: Past) -> list[Row]:
    """Who used a first voucher from 2014 to 2019, by the model."""
    people = before.world.people
    inside = [one for one in before.happened if 2014 <= one.period.year <= 2019]
    began = np.sum([one.first for one in inside], axis=0)
    by_age = np.sum([np.bincount(people.age_group(one.period.year), one.first, 4) for one in inside], axis=0)
    ages = tuple(map(str, AGE_GROUPS))
    return [
        *_shares("gebruikers, geslacht", SEXES, people.sex, began, shares("users", "sex"), seen=True),
        *_shares("gebruikers, scholing", SCHOOLINGS, people.schooling, began, shares("users", "schooling"), seen=True),
        *_shares("gebruikers, leeftijd", ages, np.arange(4), by_age, shares("users", "age"), seen=True),
    ]


def _shares(name: str, names: tuple[str, ...], codes: Ints, weights: Table, known: Shares, *, seen: bool) -> list[Row]:
    found = np.bincount(codes, weights=weights, minlength=len(names)) / weights.sum()
    return [
        Row(f"{name}: {one}", published, float(model), seen, known.source, known.grade)
        for one, published, model in zip(names, known.row(names), found, strict=True)
    ]


def _vouchers(before: Past) -> list[Row]:
    years = by_year(list(before.happened))
    return [
        Row(f"{kind} cheques {year}", known[year], years[year][place], year in FIT_YEARS, "cdenv.be", "H")
        for year in (*FIT_YEARS, *HELD_OUT)
        for place, (kind, known) in enumerate((("eerste", used("first")), ("tweede", used("second"))))
    ]
