"""The provinces and Brussels: which part of the hours is asked there, and which part of the counsellors works there."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from loopbaankrediet.policylab.margins import REGIONS, figures, shares, working
from loopbaankrediet.policylab.raking import Table

FLEMISH = ("antwerp", "limburg", "east_flanders", "flemish_brabant", "west_flanders")
PROVINCES = (*FLEMISH, "brussels")


class Place(NamedTuple):
    """One province at the end of a year: how many counsellors, and the weeks that one waits."""

    counsellors: float
    weeks: float


@cache
def asked_in() -> Table:
    """The part of all asked hours, by province: that of the people who work."""
    flanders, brussels = (float(working(region)) for region in REGIONS)
    people = np.array([*(shares("province").row(FLEMISH) * flanders), brussels])
    return np.asarray(people / people.sum())


def counsellors_in(uneven: float) -> Table:
    """The part of all counsellors, by province; `uneven` 0 is as people live, 1 the full tilt of the file."""
    tilt = figures()["counsellor_tilt"]["tilt"]
    there = asked_in() * np.array([1 + uneven * tilt[name] for name in PROVINCES])
    return np.asarray(there / there.sum())
