"""Which unknown matters most: every unknown is moved in turn, from many places (Morris), and each figure is watched.

Morris asks for (unknowns + 1) runs per path; Sobol with Saltelli's sample would ask for about ten times as many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from loopbaankrediet.policylab.drawing import FIGURES, Question, Told, one_draw, spread
from loopbaankrediet.policylab.errors import RunRefused
from loopbaankrediet.policylab.labels import whole
from loopbaankrediet.policylab.priors import Guess, Prior, priors
from loopbaankrediet.policylab.raking import Table

MOST_PATHS = 100
USUAL_PATHS = 8
LEVELS = 4
CONFIDENCE = 0.95
SURELY_ABOVE_ZERO = 1e-9
NAMED = 3

Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Effect:
    """What one unknown does to a figure when it goes from its lowest to its highest value: `size` on average, whatever
    its direction, give or take `margin`; `sign` 1 up, -1 down, 0 now up, then down.
    """

    prior: Prior
    size: float
    margin: float
    sign: int


@dataclass(frozen=True)
class Ranking:
    """All unknowns for one figure, the one that matters most first."""

    figure: str
    effects: tuple[Effect, ...]

    @property
    def leaders(self) -> tuple[Effect, ...]:
        """The first, and those that cannot be told from it."""
        first = self.effects[0]
        least = first.size - first.margin
        return tuple(effect for effect in self.effects if effect.size + effect.margin > least)

    def sentence(self, said: str) -> str:
        """In plain Dutch; `said` names the figure."""
        first = self.effects[0]
        if first.size < SURELY_ABOVE_ZERO:
            return f"Voor '{said}' maakt geen enkele onbekende een verschil."
        others = [_name(effect.prior) for effect in self.leaders[1:]]
        told = f"Voor '{said}' telt dit het meest: {_name(first.prior)}. {_moves(first)}"
        if not others:
            return told
        rest = "; ".join(others[:NAMED]) + (f"; en nog {len(others) - NAMED} andere" if len(others) > NAMED else "")
        return f"{told} Niet zeker minder belangrijk: {rest}."


@dataclass(frozen=True)
class Sensitivity:
    """What was asked, of which scenario, how many runs it took, and a ranking per figure."""

    question: Question
    scenario: str
    runs: int
    rankings: tuple[Ranking, ...]


def _name(prior: Prior) -> str:
    return prior.says[0].lower() + prior.says[1:]


def _moves(effect: Effect) -> str:
    way = {1: "stijgt het", -1: "daalt het", 0: "verandert het, nu eens omhoog en dan omlaag,"}[effect.sign]
    low, high = (f"{value:g}".replace(".", ",") for value in (effect.prior.low, effect.prior.high))
    return f"Gaat dat van {low} naar {high}, dan {way} gemiddeld met {whole(effect.size)}."


# ---- the method


def paths(unknowns: Mapping[str, Prior], count: int, seed: int) -> Table:
    """The points to run, as shares of each triangle (0 its lowest value, 1 its highest); a row per point."""
    from SALib.sample import morris as sample

    if not 2 <= count <= MOST_PATHS:
        raise RunRefused(f"Vraag 2 tot en met {MOST_PATHS} paden, niet {count}.")
    return np.asarray(sample.sample(_problem(unknowns), count, num_levels=LEVELS, seed=seed))


def guessed(unknowns: Mapping[str, Prior], points: Table) -> list[Guess]:
    """The values of the unknowns at each point."""
    return [
        {name: unknowns[name].at(float(share)) for name, share in zip(unknowns, row, strict=True)} for row in points
    ]


def ranked(
    unknowns: Mapping[str, Prior], points: Table, figures: Mapping[str, Table], seed: int
) -> tuple[Ranking, ...]:
    """The order of importance for each figure, given what it was at each point."""
    return tuple(Ranking(name, tuple(_effects(unknowns, points, values, seed))) for name, values in figures.items())


def _effects(unknowns: Mapping[str, Prior], points: Table, values: Table, seed: int) -> Iterable[Effect]:
    from SALib.analyze import morris as analyse

    found = analyse.analyze(
        _problem(unknowns), points, values, num_levels=LEVELS, conf_level=CONFIDENCE, seed=seed, print_to_console=False
    )
    columns = zip(unknowns.values(), found["mu_star"], found["mu_star_conf"], found["mu"], strict=True)
    effects = [Effect(prior, float(size), float(margin), _sign(mean, size)) for prior, size, margin, mean in columns]
    return sorted(effects, key=lambda effect: -effect.size)


def _sign(mean: float, size: float) -> int:
    """A direction only when nearly every step went that way."""
    return 0 if abs(mean) < 0.9 * size else int(np.sign(mean))


def _problem(unknowns: Mapping[str, Prior]) -> dict[str, object]:
    return {"num_vars": len(unknowns), "names": list(unknowns), "bounds": [[0.0, 1.0]] * len(unknowns)}


# ---- of the lab


def sensitivity(
    question: Question, *, count: int = USUAL_PATHS, processes: int = 1, told: Told | None = None
) -> Sensitivity:
    """For the first scenario of a question. The number of draws of the question plays no part. Raises RunRefused."""
    asked = replace(question, scenarios=question.scenarios[:1])
    points = paths(priors(), count, question.seed)
    found = spread(partial(_figures, asked), guessed(priors(), points), processes=processes, told=told)
    columns = {name: np.array([one[name] for one in found]) for name in FIGURES}
    return Sensitivity(asked, asked.scenarios[0], len(points), ranked(priors(), points, columns, question.seed))


def _figures(question: Question, guess: Guess) -> Figures:
    outcome = one_draw(question, guess).outcomes[0]
    return {name: outcome.total(name) for name in FIGURES}
