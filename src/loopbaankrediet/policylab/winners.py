"""Who wins and who loses by a scenario against the draft, group by group, and which article makes the difference.

The working people of a year stand in whole persons beside the facts that laws read; both laws are asked for each, and
the article is found by running their texts. It counts what one application of that year gives, not what people do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from loopbaankrediet.decree.deciding.policy import Policy, policy_on
from loopbaankrediet.decree.population.cube import Cube, answers, weighed
from loopbaankrediet.decree.population.flips import Differences, differences
from loopbaankrediet.decree.population.forms import MINUTES
from loopbaankrediet.decree.population.grouping import PEOPLE
from loopbaankrediet.decree.population.plan import plan_for
from loopbaankrediet.decree.population.uncounted import uncounted
from loopbaankrediet.decree.scenario import DRAFT, scenario_named
from loopbaankrediet.policylab.labels import KINDS, group_said
from loopbaankrediet.policylab.margins import AGE_GROUPS, REGIONS, SCHOOLINGS, SEXES, STATUSES
from loopbaankrediet.policylab.outcomes import CREDIT_STARTS, Past
from loopbaankrediet.policylab.periods import MOST_MONTHS, facts_of, periods, seniority
from loopbaankrediet.policylab.raking import Table
from loopbaankrediet.policylab.states import States
from loopbaankrediet.policylab.strata import Ints
from loopbaankrediet.policylab.supply import Supply

SENIORITY = "seniority"
MONTHS = "seniority_months"
VOUCHERS = ("0", "1", "2")
OWN = "own_cents"
"""What a person pays; what the state pays is every other sum in cents."""


@dataclass(frozen=True, eq=False)
class Crowd:
    """Working people at the start of a year: the facts of the law, a column `group_...` for each way to tell them
    apart, and how many share a row, in whole persons.
    """

    year: int
    known_on: date
    rows: pl.DataFrame

    @property
    def people(self) -> int:
        return int(self.rows[PEOPLE].sum())

    def law(self, scenario: str) -> Policy:
        """The law of the first day of the year. Raises ScenarioRefused, NoLawInForce."""
        return policy_on(date(self.year, 1, 1), self.known_on, scenario=scenario)

    def cube(self, rows: pl.DataFrame, laws: Sequence[Policy]) -> Cube:
        """The rows with the column types in which these laws read them."""
        types = {fact: plan.schema(fact) for plan in map(plan_for, laws) for fact in plan.facts}
        return Cube(rows.select(*(pl.col(name).cast(kind) for name, kind in types.items()), PEOPLE), {}, len(rows))


@dataclass(frozen=True)
class Balance:
    """One group: how many people get more, less or the same; `sums` is what they gain together, in minutes and
    eurocents; `found` says by which article.
    """

    kind: str
    group: str
    people: int
    more: int
    less: int
    found: Differences

    @property
    def same(self) -> int:
        return self.people - self.more - self.less

    @property
    def minutes(self) -> int:
        return self.found.sums.get(MINUTES, 0)

    @property
    def own_cents(self) -> int:
        """What they would pay more themselves if all of them used it."""
        return self.found.sums.get(OWN, 0)

    @property
    def public_cents(self) -> int:
        return sum(value for name, value in self.found.sums.items() if name not in (MINUTES, OWN))

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """The articles that make the difference, that of most people first."""
        reached: dict[str, int] = {}
        for part in self.found.parts:
            heading = part.sides.article.reference
            reached[heading] = reached.get(heading, 0) + part.people
        return tuple(sorted(reached, key=lambda heading: -reached[heading]))


@dataclass(frozen=True)
class Winners:
    """A scenario against another: everybody together, and each group."""

    scenario: str
    against: str
    year: int
    whole: Balance
    groups: tuple[Balance, ...]

    @property
    def beside(self) -> list[str]:
        """In Dutch, what the scenario also changes and nobody's right shows."""
        return uncounted(self.whole.found.before, self.whole.found.after)


def crowd(before: Past, *, year: int = CREDIT_STARTS.year, known_on: date) -> Crowd:
    """The people of a year, after the years of the draft that lie before it."""
    people, guess = before.people, before.world.guess
    world = before.world.future(people, Supply(guess).brake)
    if year > CREDIT_STARTS.year:
        world.run(periods(CREDIT_STARTS, date(year, 1, 1), known_on=known_on))
    months = np.minimum(seniority(people, year, guess), MOST_MONTHS)
    groups = {
        "sex": _column(SEXES, people.sex),
        "age": _column(tuple(map(str, AGE_GROUPS)), people.age_group(year)),
        "schooling": _column(SCHOOLINGS, people.schooling),
        "region": _column(REGIONS, people.region),
        "status": _column(STATUSES, people.status),
    }
    shares = world.shares[world.of] * people.at_work(year)[:, None]
    return Crowd(year, known_on, _counted(facts_of(people.kind, months, world.states), groups, world.states, shares))


def _column(names: tuple[str, ...], codes: Ints) -> pl.Series:
    """The names of a group in their own order."""
    return pl.Series(np.array(names)[codes]).cast(pl.Enum(names))


def _counted(facts: dict[str, Any], groups: dict[str, pl.Series], states: States, shares: Table) -> pl.DataFrame:
    """The rows that differ, in whole persons that together are as many as the shares."""
    repeated = np.repeat(np.arange(len(shares)), len(states.all))
    wide = {f"group_{name}": column.gather(repeated) for name, column in groups.items()}
    vouchers = _column(VOUCHERS, np.tile(states.column("vouchers"), len(shares)))
    rows = pl.DataFrame({**facts, **wide, "group_vouchers": vouchers, PEOPLE: shares.ravel()})
    rows = rows.filter(pl.col(PEOPLE) > 0)
    names = [name for name in rows.columns if name != PEOPLE]
    alike = rows.group_by(names, maintain_order=True).agg(pl.col(PEOPLE).sum())
    return alike.with_columns(pl.Series(PEOPLE, whole_persons(alike[PEOPLE].to_numpy()))).filter(pl.col(PEOPLE) > 0)


def whole_persons(expected: Table) -> Ints:
    """Rounded so that the total stays: the largest remainders get one person more."""
    down = np.floor(expected).astype(np.int64)
    missing = round(float(expected.sum())) - int(down.sum())
    down[np.argsort(down - expected, kind="stable")[:missing]] += 1
    return down


def winners(people: Crowd, scenario: str, *, against: str = DRAFT) -> Winners:
    """Who wins and who loses. Raises ScenarioRefused, CubeRefused."""
    scenario_named(scenario)
    laws = people.law(against), people.law(scenario)
    rows = people.rows.with_columns(_bands(people.rows[MONTHS], laws))
    whole = _balance(people, rows, laws, "", "")
    groups = tuple(
        _balance(people, rows.filter(pl.col(f"group_{kind}") == group), laws, kind, group_said(kind, group))
        for kind in KINDS
        if f"group_{kind}" in rows.columns
        for group in rows[f"group_{kind}"].unique().sort().to_list()
    )
    return Winners(scenario, against, people.year, whole, groups)


def _balance(people: Crowd, rows: pl.DataFrame, laws: tuple[Policy, Policy], kind: str, group: str) -> Balance:
    cube = people.cube(rows, laws)
    old, new = (_given(cube, law) for law in laws)
    gained, dearer = new[MINUTES] - old[MINUTES], new[OWN] - old[OWN]
    more = (gained > 0) | ((gained == 0) & (dearer < 0))
    less = (gained < 0) | ((gained == 0) & (dearer > 0))
    winning, losing = (weighed(one.cast(pl.Int64), cube.cells[PEOPLE]) for one in (more, less))
    return Balance(kind, group, cube.people, winning, losing, differences(cube, *laws))


def _given(cube: Cube, law: Policy) -> pl.DataFrame:
    """Minutes and own eurocents of every cell; nothing where nothing is granted."""
    found = answers(plan_for(law), cube.cells)
    return found.select(pl.col(MINUTES, OWN).cast(pl.Int64) * pl.col(law.law.outcome).cast(pl.Int64))


# ---- bands of seniority


def _bands(months: pl.Series, laws: Sequence[Policy]) -> pl.Series:
    """Cut wherever one of the two laws turns, so that a band never holds people whom they treat differently."""
    lows = {one.low for law in laws if MONTHS in law.facts for one in law.classes(MONTHS, None)}
    cuts = sorted(cut for cut in lows if 0 < cut < MOST_MONTHS)
    names = list(_names(cuts))
    place = np.searchsorted(cuts, months.to_numpy(), side="right")
    return pl.Series(f"group_{SENIORITY}", np.array(names)[place]).cast(pl.Enum(names))


def _names(cuts: Sequence[int]) -> Iterator[str]:
    ends = [_said(cut) for cut in cuts]
    yield f"minder dan {ends[0]}" if ends else "alle"
    yield from (f"{low} tot minder dan {high}" for low, high in pairwise(ends))
    if ends:
        yield f"{ends[-1]} of meer"


def _said(months: int) -> str:
    return f"{months // 12} jaar" if months % 12 == 0 else f"{months} maanden"
