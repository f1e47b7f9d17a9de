"""A run of drawn lives, from 2013 through a scenario: what is asked, and what came of it beside expected numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date

import numpy as np

from loopbaankrediet.decree.population.plan import plan_for
from loopbaankrediet.policylab.checks import checked
from loopbaankrediet.policylab.errands import errand
from loopbaankrediet.policylab.errors import RunRefused
from loopbaankrediet.policylab.life_engines import RUNNERS, Span, run
from loopbaankrediet.policylab.lives import CHUNK, COUNTED, NUMBER_OF_CELLS
from loopbaankrediet.policylab.margins import AGE_GROUPS, INCOMES, REGIONS, SCHOOLINGS, SEXES, STATUSES, SchoolingSource
from loopbaankrediet.policylab.outcomes import future, past
from loopbaankrediet.policylab.priors import likeliest
from loopbaankrediet.policylab.raking import Table
from loopbaankrediet.policylab.strata import Ints

MOST_PERSONS = 100_000_000
MOST_SPANS = 64
STOCKS = ("at_work", "eligible")
SHAPE = (len(SEXES), len(SCHOOLINGS), len(AGE_GROUPS), len(SCHOOLINGS), len(STATUSES), len(REGIONS), len(INCOMES))
GROUPS = {
    "sex": (0, SEXES),
    "schooling": (1, SCHOOLINGS),
    "age": (2, tuple(map(str, AGE_GROUPS))),
    "status": (4, STATUSES),
    "region": (5, REGIONS),
    "income": (6, INCOMES),
}


@dataclass(frozen=True)
class Lives:
    """How many persons live from July 2013 through so many years of a scenario, and the seed.

    Refused before anything is computed. Raises RunRefused, ScenarioRefused, ParameterRefused, NoLawInForce.
    """

    scenario: str
    years: int
    known_on: date
    persons: int
    seed: int
    schooling: SchoolingSource = "main_page"

    def __post_init__(self) -> None:
        if not 1 <= self.persons <= MOST_PERSONS:
            raise RunRefused(f"Vraag 1 tot en met {MOST_PERSONS} personen, niet {self.persons}.")
        checked((self.scenario,), self.years, self.known_on)


@dataclass(frozen=True, eq=False)
class Lived:
    """What happened to the persons of a run: `counts` by period, cell and COUNTED, exactly; `expected` by period and
    COUNTED, for everybody. Each person stands for `each` people.
    """

    question: Lives
    each: float
    starts: tuple[date, ...]
    counts: Ints
    expected: Table

    def total(self, name: str) -> int:
        """The sum of something that happens, over all periods and persons. Exact."""
        return int(self.counts[:, :, COUNTED.index(name)].sum())

    def by_group(self, kind: str, name: str) -> dict[str, int]:
        """The same, told apart by one of GROUPS."""
        axis, names = GROUPS[kind]
        table = self.counts[:, :, COUNTED.index(name)].sum(axis=0).reshape(SHAPE)
        sums = table.sum(axis=tuple(other for other in range(len(SHAPE)) if other != axis))
        return dict(zip(names, map(int, sums), strict=True))

    def by_year(self, name: str) -> dict[int, tuple[int, float]]:
        """What the persons did in each year, and what was expected of everybody. What is counted at a moment, is
        counted at the start of the year.
        """
        column = COUNTED.index(name)
        found: dict[int, tuple[int, float]] = {}
        for place, start in enumerate(self.starts):
            one, expected = int(self.counts[place, :, column].sum()), float(self.expected[place, column])
            drawn, hoped = (0, 0.0) if name in STOCKS else found.get(start.year, (0, 0.0))
            if name not in STOCKS or start.year not in found:
                found[start.year] = (drawn + one, hoped + expected)
        return found


def live(question: Lives, *, engine: str = "polars", told: Callable[[int, int], None] | None = None) -> Lived:
    """Let all persons live. The same question gives the same whole numbers on every engine.

    `told` hears how many persons are done, of how many, and may raise to stop the run. Engine "dask" starts processes:
    a script that asks for it does so under `if __name__ == "__main__":`. Raises RunRefused, EngineMissing.
    """
    if engine not in RUNNERS:
        raise RunRefused(f"Er is geen motor '{engine}'. Kies uit: {', '.join(RUNNERS)}.")
    before = past(likeliest(), known_on=question.known_on, schooling=question.schooling)
    after = future(before, question.scenario, years=question.years, known_on=question.known_on)
    given = errand(before, after, question.seed)
    happened = (*before.happened, *after.happened)
    plans = {one.period.start: plan_for(one.period.policy) for one in happened}
    counts, done = np.zeros((len(plans), NUMBER_OF_CELLS, len(COUNTED)), np.int64), 0
    spans = list(_spans(question.persons))
    with closing(run(engine, given, plans, spans)) as results:
        for (_, size), found in zip(spans, results, strict=True):
            counts, done = counts + found, done + size
            if told:
                told(done, question.persons)
    expected = np.array([[float(getattr(one, name).sum()) for name in COUNTED] for one in happened])
    return Lived(question, given.people / question.persons, tuple(plans), counts, expected)


def _spans(persons: int) -> Iterator[Span]:
    size = max(CHUNK, -(-persons // MOST_SPANS))
    return ((first, min(size, persons - first)) for first in range(0, persons, size))


def years_of(lived: Lived) -> Iterator[Mapping[str, float]]:
    """A row per year: what the lives together amount to for everybody, and what was expected."""
    tables = {name: lived.by_year(name) for name in COUNTED}
    for year in tables["at_work"]:
        row: dict[str, float] = {"year": year}
        for name, table in tables.items():
            drawn, expected = table[year]
            row |= {name: drawn, f"{name}_people": drawn * lived.each, f"{name}_expected": expected}
        yield row
