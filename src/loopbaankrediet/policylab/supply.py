"""The other side: counsellors whose cost is met by the fee or not, who stop or come, and what that does to waiting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.policylab.periods import Period
from loopbaankrediet.policylab.places import PROVINCES, Place, asked_in, counsellors_in
from loopbaankrediet.policylab.priors import Guess
from loopbaankrediet.policylab.raking import Table

STEPS = 50
SHORTFALL_OF_DRAFT = 0.4
USUAL_EXIT = 0.03
USUAL_WAIT = 2.0
MOST_WAIT = 26.0
HALVINGS = 20
LEAST_HOURS = 1e-6
LEAST_USE = 1e-9


@dataclass(frozen=True)
class Market:
    """At the end of a year: how many counsellors are left, weeks that the mean client waits, and each by province."""

    counsellors: float
    weeks: float
    places: Mapping[str, Place]


class Supply:
    """Counsellors in steps of cost; three kinds: in a centre, on own account with VAT, on own account without."""

    def __init__(self, guess: Guess) -> None:
        self.guess = guess
        own, exempt = guess["own_account"], guess["vat_exempt"]
        kinds = np.array([1 - own, own * (1 - exempt), own * exempt])
        self.mix = np.repeat(kinds[:, None] / STEPS, STEPS, axis=1)
        self.number = guess["counsellors_at_start"] * self.mix
        mean = guess["cost_per_hour"]
        spread = 1 + guess["cost_spread"] * _normal_steps()
        self.cost = np.outer([mean, *(mean * guess["own_account_cost"],) * 2], np.maximum(spread, 0.3))
        self.years: dict[int, Market] = {}

    def brake(self, period: Period, asked: float) -> float:
        """The part of the asked hours that can begin, after waiting deters some; one year of exits and entries."""
        self._come_and_go(fee_of(period.policy.values), 1 + term("vat_percent", on=period.start) / 100)
        asks, works = asked_in(), self.number.sum() * counsellors_in(self.guess["uneven_supply"])
        hours = np.maximum(works * self.guess["hours_per_counsellor"] * period.length, LEAST_HOURS)
        use = asked * asks / hours
        weeks = self._weeks(use)
        begins = np.minimum(self._stays(weeks), 1 / np.maximum(use, LEAST_USE))
        there = {name: Place(*values) for name, *values in zip(PROVINCES, works.tolist(), weeks.tolist(), strict=True)}
        self.years[period.year] = Market(float(works.sum()), float(weeks @ asks), there)
        return float(begins @ asks)

    def _weeks(self, use: Table) -> Table:
        """By province the wait at which who still wants to begin is who can be served: by halving."""
        low, high = np.zeros(len(use)), np.full(len(use), MOST_WAIT)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            longer = _waiting(use * self._stays(middle)) > middle
            low, high = np.where(longer, middle, low), np.where(longer, high, middle)
        return high

    def _stays(self, weeks: Table) -> Table:
        return np.asarray(np.exp(-self.guess["waiting_deters"] * np.maximum(0.0, weeks - USUAL_WAIT)))

    def _come_and_go(self, fee: float, vat: float) -> None:
        margin = (_kept(fee, vat) - self.cost) / self.cost
        short = np.maximum(0, -margin) / SHORTFALL_OF_DRAFT
        stops = np.clip(USUAL_EXIT + short * self.guess["exit_in_first_year"], 0, 1)
        comes = np.clip(1 + margin / SHORTFALL_OF_DRAFT, 0, 1) * self.mix * self.guess["inflow_per_year"]
        self.number = self.number * (1 - stops) + comes


def _kept(fee: float, vat: float) -> Table:
    """What of the fee (per hour, VAT included, in euro) each kind keeps."""
    return np.array([[fee / vat], [fee / vat], [fee]])


@lru_cache(maxsize=1)
def _normal_steps() -> Table:
    return np.array([NormalDist().inv_cdf((step + 0.5) / STEPS) for step in range(STEPS)])


def fee_of(values: Mapping[str, int]) -> float:
    """Per hour, VAT included, in euro, for who is not short-schooled."""
    if "public_cents_per_hour" in values:
        return (values["public_cents_per_hour"] + values["own_cents_per_hour"]) / 100
    return values["first_voucher_cents"] * 60 / values["first_voucher_minutes"] / 100


def _waiting(use: Table) -> Table:
    """Weeks, as a queue grows when its capacity is used up; the usual weeks at half of it."""
    room = np.maximum(1 - use, LEAST_USE)
    return np.minimum(MOST_WAIT, USUAL_WAIT * use / room)
