"""Chance that depends on nothing but a seed, a person and a purpose: whoever draws, in any order, draws the same.

Numbers come from the finalizer of SplitMix64 (Steele, Lea and Flood, 2014) over a counter, in 64 bits that wrap around.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from loopbaankrediet.policylab.raking import Table

Keys: TypeAlias = NDArray[np.uint64]

GOLDEN = 0x9E3779B97F4A7C15
BITS = 2**64


def keys(seed: int, first: int, count: int) -> Keys:
    """The key of every person from number `first` on."""
    persons = np.arange(first, first + count, dtype=np.uint64)
    return _mixed(persons * np.uint64(GOLDEN) + _mixed(_number(seed)))


def uniform(keys: Keys, purpose: int) -> Table:
    """For each key a number from 0 up to 1; for each purpose another."""
    bits = _mixed(keys + _mixed(_number((purpose + 1) * GOLDEN)))
    return np.asarray((bits >> np.uint64(11)) * 2.0**-53)


def _number(whole: int) -> Keys:
    return np.array([whole % BITS], dtype=np.uint64)


def _mixed(bits: Keys) -> Keys:
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(bits ^ (bits >> np.uint64(31)))
