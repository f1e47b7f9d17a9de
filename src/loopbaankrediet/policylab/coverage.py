"""Whether intervals are honest: made worlds, of which we know the truth, so that we can count how often they hold it.

In each world every unknown gets a true value from its prior, and the free parameters those that then fit what was
published. That world publishes its own figures of 2014 to 2018, each off by chance. The lab sees only these and the
priors; how often its interval for what a scenario gives holds the truth must be what the interval claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from loopbaankrediet.policylab.drawing import FIGURES
from loopbaankrediet.policylab.fitting import FIT_YEARS, Published, by_year
from loopbaankrediet.policylab.outcomes import Past, outcomes, past
from loopbaankrediet.policylab.priors import drawn
from loopbaankrediet.policylab.raking import Table
from loopbaankrediet.policylab.strata import Ints

DRAWS = 19
"""Between the lowest and the highest of 19 draws lies the twentieth of its kind in 90 of 100 cases; between the second
lowest and the second highest in 80. No quantile needs to be guessed between two draws.
"""


@dataclass(frozen=True, eq=False)
class Worlds:
    """By world and figure: below how many of the draws the truth lies."""

    ranks: Ints

    def held(self, cut: int) -> dict[str, int]:
        """By figure, in how many worlds the truth lies between the draws that are left without `cut` on each side."""
        inside = (self.ranks > cut) & (self.ranks < DRAWS - cut)
        return dict(zip(FIGURES, map(int, inside.sum(axis=0)), strict=True))


def claimed(cut: int) -> float:
    """How often that must be so."""
    return 1 - 2 * (cut + 1) / (DRAWS + 1)


def world(number: int, *, noise: float, scenario: str, years: int, known_on: date) -> list[int]:
    """The ranks of the truth in one made world. `noise`: how far published figures are off, as a share (standard
    deviation).
    """
    truth, *guesses = drawn(1 + DRAWS, seed=number)
    real = past(truth, known_on=known_on)
    seen = _published(real, noise, number)
    told = [_figures(past(guess, known_on=known_on, published=seen), scenario, years, known_on) for guess in guesses]
    return [int(one) for one in (np.array(told) < _figures(real, scenario, years, known_on)).sum(axis=0)]


def _figures(before: Past, scenario: str, years: int, known_on: date) -> Table:
    (found,) = outcomes(before, (scenario,), years=years, known_on=known_on)
    return np.array([found.total(name) for name in FIGURES])


def _published(real: Past, noise: float, number: int) -> Published:
    """The vouchers of each year, first and second, as this world would publish them."""
    rng, years = np.random.default_rng([number, 1]), by_year(list(real.happened))
    first, second = (
        {year: years[year][place] * float(np.exp(rng.normal(0.0, noise))) for year in FIT_YEARS} for place in (0, 1)
    )
    return first, second
