"""The world runs: period after period groups begin, go on and grow older, and the law says who may.

`shares` holds how every group is spread over the states; each row adds up to 1. Expected values, no chance: the same
run always gives the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from loopbaankrediet.policylab.periods import Answers, Period, answered, seniority
from loopbaankrediet.policylab.priors import Guess
from loopbaankrediet.policylab.raking import Table
from loopbaankrediet.policylab.states import BEFORE_CREDIT, WITH_CREDIT, State
from loopbaankrediet.policylab.strata import Ints, Strata
from loopbaankrediet.policylab.takeup import Takeup, anticipation, relative_rates

Brake = Callable[[Period, float], float]
"""Given a period and the hours that would be asked: the part of it that supply lets begin."""


@dataclass(frozen=True, eq=False)
class Happened:
    """What happened in one period, per group: expected beginners, second vouchers, minutes and eurocents.

    `eligible` is how many of each group may begin at its start.
    """

    period: Period
    at_work: Table
    eligible: Table
    first: Table
    second: Table
    minutes: Table
    public_cents: Table
    own_cents: Table
    part: float = 1.0

    @property
    def began(self) -> Table:
        """Everybody who began guidance, first or second voucher."""
        return self.first + self.second


class World:
    """One draw of the unknowns. `step` moves it through a period."""

    def __init__(self, people: Strata, takeup: Takeup, brake: Brake | None = None) -> None:
        self.people = people
        self.takeup = takeup
        self.brake = brake
        self.states = BEFORE_CREDIT
        self.shares = np.zeros((len(people), len(BEFORE_CREDIT.all)))
        self.shares[:, 0] = 1.0
        self.relative = relative_rates(people)
        self._stricter_on: date | None = None

    @property
    def guess(self) -> Guess:
        return self.takeup.guess

    def future(self, people: Strata, brake: Brake | None = None) -> World:
        """The same world, in which another future can run; `people` may tell more groups apart than here."""
        twin = World(people, self.takeup, brake)
        twin.states, twin._stricter_on = self.states, self._stricter_on
        twin.shares = np.repeat(self.shares, len(people) // len(self.people), axis=0)
        return twin

    def run(self, periods: Iterable[Period]) -> list[Happened]:
        """Every period in order; a year's end makes everybody a year older."""
        stretches = list(periods)
        found = []
        for period, after in zip(stretches, [*stretches[1:], None], strict=True):
            found.append(self.step(period, after))
            if after is None or after.year != period.year:
                self._grow_older()
        return found

    def step(self, period: Period, after: Period | None = None) -> Happened:
        """What happens in a period; `after` is the next one, of which people may know already."""
        if not period.is_voucher:
            self._know_credit()
        months = seniority(self.people, period.year, self.guess)
        law = answered(period.policy, self.people, self.states, months)
        chance = self._chance(period, law, months, after)
        happened = self._vouchers if period.is_voucher else self._credits
        asked = float((self._hours(period, law, chance) * self.people.at_work(period.year)).sum())
        part = self.brake(period, asked) if self.brake else 1.0
        return happened(period, law, chance * part, part)

    # ---- who begins

    def _chance(self, period: Period, law: Answers, months: Ints, after: Period | None) -> Table:
        """By group and state: the chance to begin anew in this period (not a second voucher)."""
        middle = period.year + (period.start.timetuple().tm_yday + period.days / 2) / 365
        group = (self.people.sex, self.people.schooling, self.people.age_group(period.year))
        rate = self.takeup.fitted.level * self.relative[group]
        rate = rate * self.takeup.awareness(middle, new_name=not period.is_voucher) * period.length
        rate = rate * self._foreseen(period, law, months, after)
        factor = np.where(self._may_begin(period, law), self.takeup.price_factor(law.price), 0.0)
        return np.asarray(1 - np.exp(-rate[:, None] * factor[law.inverse]))

    def _may_begin(self, period: Period, law: Answers) -> Table:
        """By group of the law and state: granted, and with vouchers no six years that run."""
        fresh = self.states.column("recent") == 0 if period.is_voucher else True
        return np.asarray(law.granted & fresh)

    def _foreseen(self, period: Period, law: Answers, months: Ints, after: Period | None) -> float:
        """The effect of a stricter law that comes next and is known, or that came lately."""
        came = self._stricter_on == period.start
        known_for = 0
        if after and after.policy.hash != period.policy.hash and self._is_stricter(law, after, months):
            known_for = (after.start - _known_since(after)).days
            self._stricter_on = after.start
        return anticipation(self.guess, period.days, known_for=known_for, came=came)

    def _is_stricter(self, law: Answers, after: Period, months: Ints) -> bool:
        """Whether fewer people may begin after it, or at a higher price."""
        if not after.is_voucher:
            return True
        later = answered(after.policy, self.people, self.states, months)
        place = self.states.all.index(State())
        people = self.people.at_work(after.year)
        before = (law.granted[law.inverse, place] * people).sum(), law.price.max()
        then = (later.granted[later.inverse, place] * people).sum(), later.price.max()
        return bool(then[0] < 0.99 * before[0] or then[1] > 1.01 * before[1])

    def _hours(self, period: Period, law: Answers, chance: Table) -> Table:
        """Expected hours of beginners per person of each group."""
        given = law.minutes if period.is_voucher else self._used_of(law, period) * law.minutes
        return np.asarray((self.shares * chance * given[law.inverse]).sum(axis=1) / 60)

    # ---- the vouchers

    def _vouchers(self, period: Period, law: Answers, chance: Table, part: float) -> Happened:
        people, after = self.people.at_work(period.year), self.states.moves("after_voucher")
        eligible = (self.shares * self._may_begin(period, law)[law.inverse]).sum(axis=1)
        first = self.shares * chance
        price = self.takeup.price_factor(law.price)[law.inverse]
        second = self.shares * self._goes_on(period, law) * np.minimum(1.0, price)
        flow = first @ after
        at_once = flow * (law.granted[law.inverse] * self.takeup.second_in_time(period.length) * np.minimum(1.0, price))
        self.shares = self.shares - first - second + flow + second @ after - at_once + at_once @ after
        later = second + at_once
        minutes, public, own = (people * one for one in _given(law, first + later))
        begin, goes_on = people * first.sum(axis=1), people * later.sum(axis=1)
        return Happened(period, people, people * eligible, begin, goes_on, minutes, public, own, part)

    def _goes_on(self, period: Period, law: Answers) -> Table:
        """By group and state: who used one voucher in an earlier year and takes the second now."""
        recent, since = self.states.column("recent"), self.states.column("since")
        pace = [0.0, *(self.takeup.second_after(years) for years in range(1, since.max() + 1))]
        chances = np.array(pace)[since] * (recent == 1) * period.length
        return np.asarray(law.granted[law.inverse] * chances)

    # ---- the credit

    def _credits(self, period: Period, law: Answers, chance: Table, part: float) -> Happened:
        people = self.people.at_work(period.year)
        eligible = (self.shares * self._may_begin(period, law)[law.inverse]).sum(axis=1)
        first = self.shares * chance
        self.shares = self.shares - first + first @ self.states.moves("after_grant")
        used = first * self._used_of(law, period)[law.inverse]
        minutes, public, own = (people * one for one in _given(law, used))
        begin = people * first.sum(axis=1)
        return Happened(period, people, people * eligible, begin, np.zeros(len(people)), minutes, public, own, part)

    def _used_of(self, law: Answers, period: Period) -> Table:
        """Which part of a grant is used: after each module some stop."""
        modules = law.minutes // period.policy.values["module_minutes"]
        most = int(modules.max(initial=0))
        second, later = self.guess["second_module"], self.guess["later_module"]
        goes_on = [1.0, second, *(second * later ** (place - 1) for place in range(2, most))][:most]
        expected = np.concatenate([[0.0], np.cumsum(goes_on)])
        return np.asarray(expected[modules] / np.maximum(modules, 1))

    def _know_credit(self) -> None:
        """From the start of the credit a state also says when it was granted."""
        if self.states is WITH_CREDIT:
            return
        wider = np.zeros((len(self.people), len(WITH_CREDIT.all)))
        wider[:, [WITH_CREDIT.all.index(state) for state in self.states.all]] = self.shares
        self.states, self.shares = WITH_CREDIT, wider

    def _grow_older(self) -> None:
        self.shares = self.shares @ self.states.moves("after_year")


def _known_since(period: Period) -> date:
    """The day from which the law of a period is known: the last that its articles or amounts became so."""
    days = [article.known_since for article in period.policy.corpus.order if article.since <= period.start]
    return min(max(days), period.start)


def _given(law: Answers, used: Table) -> Iterator[Table]:
    """Minutes, public and own eurocents per group, of the grants that are used."""
    for values in (law.minutes, law.public_cents, law.own_cents):
        yield (used * values[law.inverse]).sum(axis=1)
