"""The published figures, as the lab reads them; each with its source and grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any, Literal

import numpy as np

from loopbaankrediet.policylab.raking import Table

SEXES = ("man", "woman")
SCHOOLINGS = ("low", "middle", "high")
STATUSES = ("employee", "self_employed", "agency")
REGIONS = ("flanders", "brussels")
INCOMES = ("higher", "low")
AGE_GROUPS = (20, 30, 40, 50)

SchoolingSource = Literal["main_page", "dashboard"]
"""Which of two official pages gives the schooling of working people: 52.6 or 48.4 % high (dossier 3.65)."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of one figure (of 1), by name, and where they come from."""

    shares: Mapping[str, float]
    source: str
    grade: str

    def row(self, names: tuple[str, ...]) -> Table:
        """The shares in this order, together 1."""
        found = np.array([self.shares[name] for name in names])
        return np.asarray(found / found.sum())

    def at_age(self, age: int) -> float:
        """The share of the band in which this age lies; bands are named by their first year."""
        return [share for start, share in self.shares.items() if int(start) <= age][-1]


@cache
def figures() -> Mapping[str, Any]:
    """The whole file."""
    text = (files("loopbaankrediet.policylab") / "data" / "margins.toml").read_text(encoding="utf-8")
    return loads(text)


def shares(*path: str) -> Shares:
    """One figure, by its name in the file."""
    found = figures()
    for name in path:
        found = found[name]
    return Shares({name: part / 1000 for name, part in found["shares"].items()}, found["source"], found["grade"])


def working(region: str) -> int:
    """How many people of 20 to 64 work in a region."""
    return int(figures()["working"][region]["count"])


def told(region: str) -> tuple[str, str]:
    """The source and the grade of that number."""
    found = figures()["working"][region]
    return found["source"], found["grade"]


def used(kind: Literal["first", "second"]) -> dict[int, int]:
    """The vouchers that were used, by year."""
    return {int(year): count for year, count in figures()["used"][kind].items()}
