"""What nobody measured: each unknown as a triangle (lowest, most likely, highest) with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt
from tomllib import loads

import numpy as np


@dataclass(frozen=True, slots=True)
class Prior:
    """One unknown; `says` tells in Dutch what it is, `source` why we think so."""

    name: str
    low: float
    mode: float
    high: float
    unit: str
    says: str
    source: str

    def at(self, share: float) -> float:
        """The value below which this share of the triangle lies."""
        width, left = self.high - self.low, self.mode - self.low
        if share * width <= left:
            return self.low + sqrt(share * width * left)
        return self.high - sqrt((1 - share) * width * (self.high - self.mode))


@cache
def priors() -> Mapping[str, Prior]:
    """Every unknown by name, in the order of the file."""
    text = (files("loopbaankrediet.policylab") / "data" / "priors.toml").read_text(encoding="utf-8")
    return {name: Prior(name, **record) for name, record in loads(text).items()}


Guess = dict[str, float]
"""One value for each unknown."""


def likeliest() -> Guess:
    """The most likely value of each."""
    return {name: prior.mode for name, prior in priors().items()}


def drawn(count: int, seed: int) -> Iterator[Guess]:
    """So many guesses that together cover each triangle evenly (a Latin square), the same for the same seed."""
    rng = np.random.default_rng(seed)
    columns = {name: (rng.permutation(count) + rng.random(count)) / count for name in priors()}
    for row in range(count):
        yield {name: priors()[name].at(float(shares[row])) for name, shares in columns.items()}
