"""The expected numbers of the lab once more, slowly: group after group, each with a dictionary of its states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp

from loopbaankrediet.policylab.margins import AGE_GROUPS
from loopbaankrediet.policylab.periods import Period
from loopbaankrediet.policylab.priors import Guess
from loopbaankrediet.policylab.states import State
from loopbaankrediet.policylab.strata import Strata
from loopbaankrediet.policylab.takeup import Takeup, anticipation, relative_rates
from loopbaankrediet.policylab.world import Brake
from tests.policylab.one_by_one import Grant, further_modules, law, life_of, months_of

FIGURES = ("eligible", "first", "second", "minutes", "public_cents", "own_cents")


class Slow:
    """It shares with the lab the population, the curves of `Takeup` and the market of counsellors; not what a law says,
    nor who is in which state.
    """

    def __init__(self, people: Strata, takeup: Takeup, scenario: str) -> None:
        self.people, self.takeup, self.scenario = people, takeup, scenario
        self.spread: list[dict[State, float]] = [{State(): 1.0} for _ in range(len(people))]
        self.relative = relative_rates(people)
        self.stricter_on: date | None = None

    @property
    def guess(self) -> Guess:
        return self.takeup.guess

    def run(self, stretches: Sequence[Period], brake: Brake | None = None) -> Iterator[dict[str, list[float]]]:
        """By figure what happens in each period, group after group."""
        for period, after in zip(stretches, [*stretches[1:], None], strict=True):
            factor, part = self.foreseen(period, after), 1.0
            if brake:
                part = brake(period, sum(told["hours"] for told, _ in self.all(period, factor, 1.0)))
            found = self.all(period, factor, part)
            self.spread = [spread for _, spread in found]
            if after is None or after.year != period.year:
                self.spread = [_older(spread) for spread in self.spread]
            yield {name: [told[name] for told, _ in found] for name in FIGURES}

    def all(self, period: Period, factor: float, part: float) -> list[tuple[dict[str, float], dict[State, float]]]:
        found = []
        for group, spread in enumerate(self.spread):
            one = _Group(self, group, period, factor, part, dict(spread), defaultdict(float))
            one.happen(spread)
            found.append((one.told, one.after))
        return found

    def law(self, group: int, day: date, year: int, state: State) -> Grant:
        months = months_of(self.people, group, year, self.guess)
        return law(day, self.scenario, life_of(self.people, group), months, state)

    def foreseen(self, period: Period, after: Period | None) -> float:
        came, known_for = self.stricter_on == period.start, 0
        if after and after.policy.hash != period.policy.hash and self.is_stricter(period, after):
            known = [article.known_since for article in after.policy.corpus.order if article.since <= after.start]
            known_for, self.stricter_on = (after.start - min(max(known), after.start)).days, after.start
        return anticipation(self.guess, period.days, known_for=known_for, came=came)

    def is_stricter(self, period: Period, after: Period) -> bool:
        if not after.is_voucher:
            return True
        begin, price = [], []
        for day in (period.start, after.start):
            grants = [self.law(group, day, period.year, State()) for group in range(len(self.people))]
            work = self.people.at_work(after.year)
            begin.append(sum(float(one) for one, grant in zip(work, grants, strict=True) if grant.granted))
            price.append(max(grant.price for grant in grants))
        return begin[1] < 0.99 * begin[0] or price[1] > 1.01 * price[0]


@dataclass
class _Group:
    """One group in one period: what is told of it, and its states after it."""

    world: Slow
    group: int
    period: Period
    factor: float
    part: float
    after: dict[State, float]
    told: dict[str, float]

    def happen(self, spread: dict[State, float]) -> None:
        for state, share in spread.items():
            grant = self.law(state)
            fresh = not self.period.is_voucher or not state.recent
            begins = self.begins(grant) if grant.granted and fresh else 0.0
            self.told["eligible"] += share * (grant.granted and fresh) * self.people
            self.told["hours"] += share * begins * self.used(grant) * grant.minutes * self.people / 60
            self.move("first", state, grant, share * begins * self.part)
            if self.period.is_voucher:
                self.at_once(state.after_voucher(), share * begins * self.part)
                self.move("second", state, grant, share * self.again(state, grant))

    def law(self, state: State) -> Grant:
        return self.world.law(self.group, self.period.start, self.period.year, state)

    @property
    def people(self) -> float:
        return float(self.world.people.at_work(self.period.year)[self.group])

    def begins(self, grant: Grant) -> float:
        period, takeup, people = self.period, self.world.takeup, self.world.people
        middle = period.year + (period.start.timetuple().tm_yday + period.days / 2) / 365
        age = period.year - int(people.born[self.group])
        band = max([place for place, low in enumerate(AGE_GROUPS) if age >= low], default=0)
        relative = self.world.relative[people.sex[self.group], people.schooling[self.group], band]
        rate = takeup.fitted.level * takeup.awareness(middle, new_name=not period.is_voucher) * relative
        return 1 - exp(-float(rate) * period.length * self.factor * grant.factor(takeup.guess))

    def again(self, state: State, grant: Grant) -> float:
        """Who used one voucher in an earlier year and takes the second now."""
        if not grant.granted or state.recent != 1 or not state.since:
            return 0.0
        pace = self.world.takeup.second_after(state.since) * self.period.length
        return pace * min(1.0, grant.factor(self.world.guess))

    def at_once(self, state: State, began: float) -> None:
        grant = self.law(state)
        if grant.granted and began:
            pace = self.world.takeup.second_in_time(self.period.length) * min(1.0, grant.factor(self.world.guess))
            self.move("second", state, grant, began * pace)

    def used(self, grant: Grant) -> float:
        """Which part of a grant is used."""
        if self.period.is_voucher or not grant.minutes:
            return 1.0
        modules = grant.minutes // self.period.policy.values["module_minutes"]
        return (1 + sum(further_modules(self.world.guess, modules))) / modules

    def move(self, name: str, state: State, grant: Grant, share: float) -> None:
        target = state.after_voucher() if self.period.is_voucher else state.after_grant()
        self.after[state] = self.after.get(state, 0.0) - share
        self.after[target] = self.after.get(target, 0.0) + share
        self.told[name] += share * self.people
        for what in ("minutes", "public_cents", "own_cents"):
            self.told[what] += share * self.people * self.used(grant) * getattr(grant, what)


def _older(spread: dict[State, float]) -> dict[State, float]:
    found: dict[State, float] = defaultdict(float)
    for state, share in spread.items():
        found[state.after_year()] += share
    return dict(found)
