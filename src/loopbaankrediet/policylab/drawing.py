"""The same scenarios under many guesses of what nobody measured, and the intervals of what they give."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

import numpy as np

from loopbaankrediet.policylab.checks import checked
from loopbaankrediet.policylab.errors import RunRefused
from loopbaankrediet.policylab.margins import SchoolingSource
from loopbaankrediet.policylab.outcomes import CREDIT_STARTS, Outcome, outcomes, past
from loopbaankrediet.policylab.priors import Guess, drawn
from loopbaankrediet.policylab.raking import Table
from loopbaankrediet.policylab.workers import leave_stopping_to_us

MOST_DRAWS = 2_000
FIGURES = ("begin", "hours", "public_euro", "own_euro", "unpaid_hours", "counsellors", "waiting_weeks")
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)

Told = Callable[[int, int], None]
Found = TypeVar("Found")


@dataclass(frozen=True)
class Question:
    """What a run asks: scenarios, years from 2027 on, what is known on which day, how many draws, and the seed.

    Refused before anything is computed. Raises RunRefused, ScenarioRefused, ParameterRefused, NoLawInForce.
    """

    scenarios: tuple[str, ...]
    years: int
    known_on: date
    draws: int
    seed: int
    schooling: SchoolingSource = "main_page"

    def __post_init__(self) -> None:
        if not 1 <= self.draws <= MOST_DRAWS:
            raise RunRefused(f"Vraag 1 tot en met {MOST_DRAWS} trekkingen, niet {self.draws}.")
        checked(self.scenarios, self.years, self.known_on)


@dataclass(frozen=True)
class Draw:
    """One guess and what each scenario does under it; `deviation`: how badly it fits 2014 to 2018."""

    guess: Guess
    deviation: float
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class Drawn:
    """All draws of a question, in the order of their guesses."""

    question: Question
    draws: tuple[Draw, ...]

    def figures(self, scenario: str, name: str) -> Table:
        """One figure of a scenario over its years together, in every draw."""
        place = self.question.scenarios.index(scenario)
        return np.array([draw.outcomes[place].total(name) for draw in self.draws])

    def interval(self, scenario: str, name: str) -> dict[float, float]:
        """The figure below which 5, 25, 50, 75 and 95 of 100 draws lie."""
        return _levels(self.figures(scenario, name))

    def by_year(self, scenario: str, name: str) -> dict[int, dict[float, float]]:
        """The same for every year: a fan."""
        place = self.question.scenarios.index(scenario)
        rows = np.array([[getattr(year, name) for year in draw.outcomes[place].years] for draw in self.draws])
        return {CREDIT_STARTS.year + number: _levels(values) for number, values in enumerate(rows.T)}


def _levels(values: Table) -> dict[float, float]:
    return dict(zip(LEVELS, map(float, np.quantile(values, LEVELS)), strict=True))


def draw(question: Question, *, processes: int = 1, told: Told | None = None) -> Drawn:
    """Run every draw; the same question gives the same answer, on one process or several.

    `told` hears how many draws are done, of how many, and may raise to stop the run.
    """
    guesses = list(drawn(question.draws, question.seed))
    return Drawn(question, tuple(spread(partial(one_draw, question), guesses, processes=processes, told=told)))


def spread(
    work: Callable[[Guess], Found], guesses: Sequence[Guess], *, processes: int, told: Told | None
) -> list[Found]:
    """What the work makes of each guess, in their order, on one process or several."""
    found: dict[int, Found] = {}
    with closing(_each(work, guesses, processes)) as results:
        for place, one in results:
            found[place] = one
            if told:
                told(len(found), len(guesses))
    return [found[place] for place in sorted(found)]


def one_draw(question: Question, guess: Guess) -> Draw:
    """What the scenarios do under one guess."""
    before = past(guess, known_on=question.known_on, schooling=question.schooling)
    told = outcomes(before, question.scenarios, years=question.years, known_on=question.known_on)
    return Draw(guess, before.fit.deviation, tuple(told))


def _each(work: Callable[[Guess], Found], guesses: Sequence[Guess], processes: int) -> Generator[tuple[int, Found]]:
    if processes == 1:
        yield from enumerate(map(work, guesses))
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), leave_stopping_to_us) as pool:
        waiting: Mapping[Future[Found], int] = {pool.submit(work, guess): place for place, guess in enumerate(guesses)}
        try:
            for future in as_completed(waiting):
                yield waiting[future], future.result()
        finally:
            pool.shutdown(cancel_futures=True)
