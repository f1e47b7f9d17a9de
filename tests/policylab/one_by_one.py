"""The law of the lab asked about one person after another, by `decide`: no columns, no tables of answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import floor

from loopbaankrediet.decree import Outcome, decide
from loopbaankrediet.policylab.priors import Guess
from loopbaankrediet.policylab.states import NO_CREDIT, State
from loopbaankrediet.policylab.strata import Strata
from loopbaankrediet.policylab.takeup import PRICE_OF_2013

KNOWN = date(2026, 11, 23)
SCENARIO_STARTS = date(2027, 1, 1)
NAMES = (("low", "middle", "high"), ("employee", "self_employed", "agency"), ("flanders", "brussels"))
Life = tuple[int, int, int, int]
"""Schooling, status, region and income, by code."""


@dataclass(frozen=True)
class Grant:
    """What the law gives one person."""

    granted: bool
    minutes: int = 0
    public_cents: int = 0
    own_cents: int = 0

    @property
    def price(self) -> float:
        return self.own_cents / 100 * 240 / self.minutes if self.minutes else 0.0

    def factor(self, guess: Guess) -> float:
        return float((max(self.price, 1.0) / PRICE_OF_2013) ** -guess["price_elasticity"])


@cache
def law(day: date, scenario: str, life: Life, months: int, state: State) -> Grant:
    """What `decide` says to one person."""
    schooling, status, region, income = life
    found = decide(
        {
            "residence": NAMES[2][region],
            "moved_in_from_eea": False,
            "workplace": NAMES[2][region],
            "employment_contract": status != 1,
            "under_authority": status != 1,
            "self_employed": status == 1,
            "fund_affiliated": status == 1,
            "seniority_months": months,
            "schooling": NAMES[0][schooling],
            "vouchers_used": state.vouchers,
            "credit_minutes_granted": 0 if state.credit == NO_CREDIT else 6000,
            "months_worked_last_24": min(months, 24),
            "agency_4_weeks": status == 2,
            "vouchers_used_last_6_years": state.recent,
            "low_income": income == 1,
            "months_since_last_credit": 0 if state.credit == NO_CREDIT else state.credit * 12 + 6,
        },
        on=day,
        known_on=KNOWN,
        scenario=scenario if day >= SCENARIO_STARTS else "draft",
    )
    if found.outcome is not Outcome.GRANTED:
        assert found.outcome is Outcome.REFUSED
        return Grant(False)
    given = found.results
    minutes = given["minutes"] or 0
    public, own, extra = (_whole(given, name, minutes) for name in ("public_cents", "own_cents", "incentive_cents"))
    return Grant(True, minutes, public + extra, own)


def _whole(given: Mapping[str, int | None], name: str, minutes: int) -> int:
    """Eurocents of a whole grant: as the law says them, or its price per hour for so many minutes, half a cent up."""
    return given.get(name) or ((given.get(f"{name}_per_hour") or 0) * minutes + 30) // 60


def life_of(people: Strata, group: int) -> Life:
    codes = (people.schooling, people.status, people.region, people.income)
    schooling, status, region, income = (int(code[group]) for code in codes)
    return schooling, status, region, income


def months_of(people: Strata, group: int, year: int, guess: Guess) -> int:
    leaving = (18.0, 19.0, guess["leaving_age_high"])[people.schooling[group]]
    worked = guess["worked_since_leaving_woman" if people.sex[group] else "worked_since_leaving_man"]
    return floor(max(0.0, (year + 0.5 - int(people.born[group]) - leaving) * 12) * worked)


def further_modules(guess: Guess, modules: int) -> list[float]:
    """How many of those who begin take the second module, the third, and so on."""
    found = [guess["second_module"]]
    while len(found) < modules:
        found.append(found[-1] * guess["later_module"])
    return found[: modules - 1]
