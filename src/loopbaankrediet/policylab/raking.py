"""Raking (iterative proportional fitting): a table that keeps the pattern of its seed and meets published margins.

Deming and Stephan (1940). Written here: packages that offer it work on survey rows with pandas; this is a table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from loopbaankrediet.policylab.errors import MarginsImpossible

Table = NDArray[np.float64]
Margins = Mapping[tuple[int, ...], Table]
"""By the axes of the table that stay: what the sums over all other axes must be."""

ROUNDS = 10_000
CLOSE = 1e-9


@dataclass(frozen=True)
class Raked:
    """The table, after how many rounds, and the largest deviation from a margin, as a share of it."""

    table: Table
    rounds: int
    deviation: float


def raked(seed: Table, margins: Margins) -> Raked:
    """Meet every margin. Raises MarginsImpossible when they contradict each other or the seed's zeros."""
    totals = [float(target.sum()) for target in margins.values()]
    if max(totals) - min(totals) > CLOSE * max(totals):
        raise MarginsImpossible(f"De marges tellen niet tot hetzelfde op: {', '.join(f'{one:.0f}' for one in totals)}.")
    table, deviation = seed.astype(float), 1.0
    for round_ in range(1, ROUNDS + 1):
        for axes, target in margins.items():
            table = table * _factors(table, axes, target)
        deviation = max(_deviation(table, axes, target) for axes, target in margins.items())
        if deviation < CLOSE:
            return Raked(table, round_, deviation)
    raise MarginsImpossible(f"Na {ROUNDS} ronden wijkt een marge nog {deviation:.2%} af: ze kunnen niet samen.")


def _factors(table: Table, axes: Sequence[int], target: Table) -> Table:
    found = _summed(table, axes)
    if ((found == 0) & (target > 0)).any():
        raise MarginsImpossible("Een marge vraagt mensen in een groep die de bevolking niet kan hebben.")
    factors = np.divide(target, found, out=np.zeros_like(found), where=found > 0)
    shape = [size if axis in axes else 1 for axis, size in enumerate(table.shape)]
    return factors.reshape(shape)


def _summed(table: Table, axes: Sequence[int]) -> Table:
    return np.asarray(table.sum(axis=tuple(axis for axis in range(table.ndim) if axis not in axes)), dtype=float)


def _deviation(table: Table, axes: Sequence[int], target: Table) -> float:
    found = _summed(table, axes)
    return float(np.max(np.abs(found - target) / np.where(target > 0, target, 1)))
