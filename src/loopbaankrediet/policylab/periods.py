"""Stretches of time in which one law holds, and what that law says to each group in each state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby

import numpy as np
import polars as pl
from numpy.typing import NDArray

from loopbaankrediet.decree.deciding.policy import Policy, policy_on
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.decree.population.cube import answers
from loopbaankrediet.decree.population.plan import Plan, plan_for
from loopbaankrediet.decree.scenario import DRAFT
from loopbaankrediet.decree.vouchers import LAW as VOUCHERS
from loopbaankrediet.policylab.margins import INCOMES, REGIONS, SCHOOLINGS, STATUSES
from loopbaankrediet.policylab.priors import Guess
from loopbaankrediet.policylab.raking import Table
from loopbaankrediet.policylab.states import NO_CREDIT, States
from loopbaankrediet.policylab.strata import KINDS, Ints, Strata

LEAVING_AGE = {"low": 18.0, "middle": 19.0}
VOUCHER_MINUTES = 240
MOST_MONTHS = 1200
MONTHS = {"seniority_months": MOST_MONTHS, "months_worked_last_24": 24}
"""The facts that follow from the months of work, each with its highest value."""
INCENTIVE = "incentive_cents"
ALL_CREDIT = 6000
"""Minutes that no credit exceeds: who was granted the credit was granted all of it."""


@dataclass(frozen=True)
class Period:
    """From `start` for `days` within one year, under one law."""

    start: date
    days: int
    policy: Policy

    @property
    def year(self) -> int:
        return self.start.year

    @property
    def length(self) -> float:
        """In years."""
        return self.days / (date(self.year + 1, 1, 1) - date(self.year, 1, 1)).days

    @property
    def is_voucher(self) -> bool:
        return self.policy.law.name.startswith(VOUCHERS.name)


@lru_cache(maxsize=512)
def periods(first: date, last: date, *, known_on: date, scenario: str = DRAFT) -> tuple[Period, ...]:
    """Every stretch from `first` until before `last`. Laws change on the first day of a month. Raises NoLawInForce."""
    laws = ((month, _law(month, known_on, scenario)) for month in _months(first, last))
    starts = [next(iter(run)) for _, run in groupby(laws, key=lambda one: (one[0].year, one[1].hash))]
    ends = [start for start, _ in starts[1:]] + [last]
    return tuple(Period(start, (end - start).days, policy) for (start, policy), end in zip(starts, ends, strict=True))


def _law(day: date, known_on: date, scenario: str) -> Policy:
    return policy_on(day, known_on, scenario=scenario) if day >= LAW.since else policy_on(day, known_on)


def _months(first: date, last: date) -> Iterator[date]:
    day = first
    while day < last:
        yield day
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)


# ---- what the law says


@dataclass(frozen=True, eq=False)
class Answers:
    """What a law gives, by group (through `inverse`) and state: granted or not, minutes and eurocents of the grant.

    Public cents hold what counsellors get on top of the fee.
    """

    inverse: Ints
    granted: NDArray[np.bool_]
    minutes: Ints
    public_cents: Ints
    own_cents: Ints

    @property
    def price(self) -> Table:
        """What one pays for as much guidance as a voucher was, in euro; zero where nothing is granted."""
        minutes = np.where(self.minutes > 0, self.minutes, 1)
        return np.asarray(self.own_cents * (VOUCHER_MINUTES / 100) / minutes)

    @property
    def highest_price(self) -> float:
        """Among all groups, in euro."""
        return float(self.price[np.unique(self.inverse)].max())


def seniority(people: Strata, year: int, guess: Guess) -> Ints:
    """Months worked in the career, at the middle of a year."""
    leaving = np.array([LEAVING_AGE.get(name, guess["leaving_age_high"]) for name in SCHOOLINGS])[people.schooling]
    worked = np.array([guess["worked_since_leaving_man"], guess["worked_since_leaving_woman"]])[people.sex]
    return np.asarray(np.floor(np.clip((year + 0.5 - people.born - leaving) * 12, 0, None) * worked), dtype=np.int64)


def answered(policy: Policy, people: Strata, states: States, months: Ints) -> Answers:
    """What a law says to every group in every state; it was asked once for every different combination of facts."""
    asked = _asked(policy, states)
    classes = np.searchsorted(_cuts(policy), months, side="right") - 1
    return replace(asked, inverse=asked.inverse.reshape(-1, len(_cuts(policy)))[people.kind, classes])


@lru_cache(maxsize=512)
def _asked(policy: Policy, states: States) -> Answers:
    """Every kind of group with every number of months that this law treats differently: the same in every draw.

    `inverse` is by kind and class of months; rows that give the same in every state are one.
    """
    cuts = _cuts(policy)
    kinds, months = (one.ravel() for one in np.meshgrid(np.arange(np.prod(KINDS)), cuts, indexing="ij"))
    plan = plan_for(policy)
    found = answers(plan, facts_frame(plan, kinds, months, states))
    shape = (len(months), len(states.all))
    sums = {name: found[name].cast(pl.Int64).to_numpy().reshape(shape) for name in plan.outputs}
    granted = sums[policy.law.outcome]
    given = {name: np.where(granted, sums[name], 0) for name in sums}
    public_cents = given["public_cents"] + given.get(INCENTIVE, 0)
    whole = np.stack([granted, given["minutes"], public_cents, given["own_cents"]], axis=1)
    rows, inverse = np.unique(whole, axis=0, return_inverse=True)
    return Answers(inverse.ravel(), rows[:, 0].astype(bool), rows[:, 1], rows[:, 2], rows[:, 3])


@lru_cache(maxsize=512)
def _cuts(policy: Policy) -> Ints:
    """The first of each class of months that this law treats alike."""
    lows = {0} | {one.low for fact in MONTHS if fact in policy.facts for one in policy.classes(fact, None)}
    return np.array(sorted(lows | {24}))


def facts_frame(plan: Plan, kinds: Ints, months: Ints, states: States) -> pl.DataFrame:
    """The facts that a law reads of every kind of group, with its months of work, in every state."""
    facts = facts_of(kinds, months, states)
    return pl.DataFrame({name: pl.Series(facts[name]).cast(plan.schema(name)) for name in plan.facts})


def facts_of(kinds: Ints, months: Ints, states: States) -> dict[str, NDArray[np.generic]]:
    """The facts of the law for every group in every state."""
    codes = np.unravel_index(np.repeat(kinds, len(states.all)), KINDS)
    schooling, status, region, income = codes
    worked = np.repeat(months, len(states.all))
    credit, vouchers, recent = (np.tile(states.column(name), len(kinds)) for name in ("credit", "vouchers", "recent"))
    lives = np.array(REGIONS)[region]
    employed = status != STATUSES.index("self_employed")
    return {
        "residence": lives,
        "moved_in_from_eea": np.zeros(len(lives), bool),
        "workplace": lives,
        "employment_contract": employed,
        "under_authority": employed,
        "self_employed": ~employed,
        "fund_affiliated": ~employed,
        "seniority_months": np.minimum(worked, MONTHS["seniority_months"]),
        "schooling": np.array(SCHOOLINGS)[schooling],
        "vouchers_used": vouchers,
        "credit_minutes_granted": np.where(credit == NO_CREDIT, 0, ALL_CREDIT),
        "months_worked_last_24": np.minimum(worked, MONTHS["months_worked_last_24"]),
        "agency_4_weeks": status == STATUSES.index("agency"),
        "vouchers_used_last_6_years": recent,
        "low_income": income == INCOMES.index("low"),
        "months_since_last_credit": np.where(credit == NO_CREDIT, 0, credit * 12 + 6),
    }
