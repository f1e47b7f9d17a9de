"""Everything that drawn lives need, as plain tables that travel to other processes and machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from loopbaankrediet.decree.population.frames import Order, order_of
from loopbaankrediet.decree.population.plan import Plan, plan_for
from loopbaankrediet.policylab.course import Course, Stage
from loopbaankrediet.policylab.outcomes import Future, Past
from loopbaankrediet.policylab.periods import MONTHS, facts_frame, seniority
from loopbaankrediet.policylab.priors import Guess
from loopbaankrediet.policylab.raking import Table
from loopbaankrediet.policylab.states import WITH_CREDIT
from loopbaankrediet.policylab.strata import KINDS, SPLIT, Ints, Strata
from loopbaankrediet.policylab.world import Happened, World

STATES = WITH_CREDIT
"""A life has all its states from the beginning; those without the credit come first."""

NUMBER_OF_KINDS = int(np.prod(KINDS))


@dataclass(frozen=True, eq=False)
class Act:
    """One period of every life. By group: `works` (the share that does), `rate` (of beginners, supply not yet counted),
    `months` (facts that follow from the months of work) and `cell` (where it is counted). By kind and state: `facts`.
    """

    start: date
    days: int
    is_voucher: bool
    ends_year: bool
    order: Order
    outcome: str
    facts: pl.DataFrame
    months: pl.DataFrame
    works: Table
    rate: Table
    cell: Ints
    part: float
    pace: Table
    in_time: float
    module_minutes: int


@dataclass(frozen=True, eq=False)
class Errand:
    """All periods of a run and who lives them. `upto` is the number of people up to and with each group."""

    seed: int
    guess: Guess
    upto: Table
    kind: Ints
    acts: tuple[Act, ...]

    @property
    def people(self) -> float:
        """How many people the lives stand for together."""
        return float(self.upto[-1])


def errand(before: Past, after: Future, seed: int) -> Errand:
    """The periods of the past and of a scenario, with the same chances as in expected numbers."""
    people = before.people
    acts = (
        *_acts(people, before.world, before.course, before.happened, SPLIT),
        *_acts(people, after.world, after.course, after.happened, 1),
    )
    alive = np.any([act.works > 0 for act in acts], axis=0)
    return Errand(seed, before.world.guess, np.cumsum(people.people * alive), people.kind, acts)


def _acts(people: Strata, world: World, course: Course, happened: Sequence[Happened], split: int) -> Iterator[Act]:
    of = np.repeat(course.of, split)
    for stage, told in zip(course.stages, happened, strict=True):
        yield _act(people, world, stage, of, told.part)


def _act(people: Strata, world: World, stage: Stage, of: Ints, part: float) -> Act:
    period, plan = stage.period, plan_for(stage.period.policy)
    return Act(
        period.start,
        period.days,
        period.is_voucher,
        stage.ends_year,
        order_of(plan),
        period.policy.law.outcome,
        _facts(plan),
        _months(plan, seniority(people, period.year, world.guess)),
        people.working_share(period.year),
        (world.known(period) * stage.rate)[of],
        cells(people, period.year),
        part,
        world.pace(period.length),
        world.takeup.second_in_time(period.length) if period.is_voucher else 0.0,
        period.policy.values.get("module_minutes", 0),
    )


def _facts(plan: Plan) -> pl.DataFrame:
    kinds = np.arange(NUMBER_OF_KINDS)
    return facts_frame(plan, kinds, np.zeros_like(kinds), STATES).drop(*MONTHS, strict=False)


def _months(plan: Plan, months: Ints) -> pl.DataFrame:
    read = {fact: most for fact, most in MONTHS.items() if fact in plan.facts}
    return pl.DataFrame(
        {fact: pl.Series(np.minimum(months, most)).cast(plan.schema(fact)) for fact, most in read.items()}
    )


def cells(people: Strata, year: int) -> Ints:
    """Where each group is counted in a year: by sex, schooling and age group, and by kind."""
    return people.code(year) * NUMBER_OF_KINDS + people.kind
