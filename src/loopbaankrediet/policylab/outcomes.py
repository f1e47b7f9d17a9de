"""What a scenario does in the years after 1 January 2027, and how two differ: people, hours, euros, groups, supply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.decree.scenario import DRAFT, scenario_named
from loopbaankrediet.policylab.course import Course, laid_out
from loopbaankrediet.policylab.fitting import Fit, Published, fit, history
from loopbaankrediet.policylab.margins import (
    AGE_GROUPS,
    INCOMES,
    REGIONS,
    SCHOOLINGS,
    SEXES,
    STATUSES,
    SchoolingSource,
)
from loopbaankrediet.policylab.periods import periods
from loopbaankrediet.policylab.places import Place
from loopbaankrediet.policylab.priors import Guess
from loopbaankrediet.policylab.raking import Table
from loopbaankrediet.policylab.strata import Ints, Strata, strata
from loopbaankrediet.policylab.supply import Market, Supply, fee_of
from loopbaankrediet.policylab.takeup import Takeup
from loopbaankrediet.policylab.world import Happened, World

CREDIT_STARTS = LAW.since
PAID_WORK = ("paid_intake_minutes", "paid_plan_minutes", "paid_closing_talk_minutes")
GROUPS = {
    "sex": SEXES,
    "schooling": SCHOOLINGS,
    "age": tuple(map(str, AGE_GROUPS)),
    "status": STATUSES,
    "region": REGIONS,
    "income": INCOMES,
}


@dataclass(frozen=True)
class Year:
    """One year of a scenario, in expected numbers: euros, hours, people; waiting and places at its end."""

    year: int
    may_begin: float
    begin: float
    hours: float
    public_euro: float
    own_euro: float
    unpaid_hours: float
    counsellors: float
    waiting_weeks: float
    held_back: float
    places: Mapping[str, Place]


@dataclass(frozen=True)
class Outcome:
    """A scenario over its years. `index`: how much each group is found among beginners against working people (1: as
    often).
    """

    scenario: str
    years: tuple[Year, ...]
    index: Mapping[str, Mapping[str, float]]

    def total(self, name: str) -> float:
        """The sum of a yearly figure; for counsellors and waiting the figure at the end."""
        values = [float(getattr(year, name)) for year in self.years]
        return values[-1] if name in ("counsellors", "waiting_weeks") else sum(values)


@dataclass(frozen=True)
class Past:
    """The world at the end of 2026 under one guess, and how well it fits the years it was fitted on."""

    world: World
    fit: Fit
    happened: tuple[Happened, ...]
    people: Strata
    course: Course


@dataclass(frozen=True)
class Future:
    """What a scenario does to a world: all that happened, how it was laid out, and the counsellors."""

    scenario: str
    world: World
    course: Course
    happened: tuple[Happened, ...]
    supply: Supply


def past(
    guess: Guess, *, known_on: date, schooling: SchoolingSource = "main_page", published: Published | None = None
) -> Past:
    """Fit, and let the years from 2013 until the end of 2026 happen. `published` replaces what was really used."""
    people = strata(schooling)
    together = people.together
    found = fit(together, guess, known_on=known_on, published=published)
    world = World(together, Takeup(found.fitted, guess))
    course = laid_out(together, guess, history(CREDIT_STARTS.year - 1, known_on), world.start)
    return Past(world, found, tuple(world.follow(course)), people, course)


def outcomes(before: Past, scenarios: Iterable[str], *, years: int, known_on: date) -> list[Outcome]:
    """What each scenario does from 2027 on, all from the same past. Raises ScenarioRefused, ParameterRefused."""
    return [_outcome(future(before, name, years=years, known_on=known_on)) for name in scenarios]


def future(before: Past, scenario: str, *, years: int, known_on: date) -> Future:
    """The world after `before`, for so many years from 2027 on. Raises ScenarioRefused, ParameterRefused."""
    supply = Supply(before.world.guess)
    world = before.world.future(before.people, supply.brake)
    until = date(CREDIT_STARTS.year + years, 1, 1)
    stretches = periods(CREDIT_STARTS, until, known_on=known_on, scenario=scenario)
    course = laid_out(before.people, world.guess, stretches, world.start)
    return Future(scenario, world, course, tuple(world.follow(course)), supply)


def _outcome(found: Future) -> Outcome:
    paid = _paid_minutes(found.scenario)
    markets = found.supply.years.items()
    told = tuple(_year(year, found.happened, market, found.world.guess, paid) for year, market in markets)
    return Outcome(found.scenario, told, _index(found.world.people, found.happened))


def _paid_minutes(scenario: str) -> int:
    """Minutes of intake, plan and closing talk per client that the scenario pays, outside the credit."""
    if scenario == DRAFT:
        return 0
    given = dict(scenario_named(scenario).parameters)
    return sum(given[name][0].value for name in PAID_WORK if name in given)


def _year(year: int, happened: Sequence[Happened], market: Market, guess: Guess, paid: int) -> Year:
    inside = [one for one in happened if one.period.year == year]
    begin, hours = (sum(float(getattr(one, name).sum()) for one in inside) for name in ("began", "minutes"))
    hours /= 60
    extra = begin * paid / 60
    modules = hours / 2
    unpaid = max(0.0, begin * (guess["unpaid_minutes_per_start"] - paid)) + modules * guess["unpaid_minutes_per_module"]
    return Year(
        year,
        float(inside[0].eligible.sum()),
        begin,
        hours,
        sum(float(one.public_cents.sum()) for one in inside) / 100 + extra * fee_of(inside[-1].period.policy.values),
        sum(float(one.own_cents.sum()) for one in inside) / 100,
        unpaid / 60,
        market.counsellors,
        market.weeks,
        1 - min(one.part for one in inside),
        market.places,
    )


def _index(people: Strata, happened: Sequence[Happened]) -> dict[str, dict[str, float]]:
    began, work = (np.sum([getattr(one, name) for one in happened], axis=0) for name in ("first", "at_work"))
    codes = {name: getattr(people, name) for name in GROUPS if name != "age"}
    codes["age"] = people.age_group(happened[0].period.year)
    return {
        kind: dict(zip(names, _relative(codes[kind], began, work, len(names)), strict=True))
        for kind, names in GROUPS.items()
    }


def _relative(codes: Ints, began: Table, work: Table, count: int) -> list[float]:
    counted = [np.bincount(codes, weights=values, minlength=count) for values in (began, work)]
    shares = [values / values.sum() for values in counted]
    return [float(one) for one in shares[0] / shares[1]]
