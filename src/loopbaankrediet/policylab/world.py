"""The world runs: period after period groups begin, go on and grow older, and the law says who may.

`shares` holds how every class of alike groups is spread over the states; each row adds up to 1. Expected values, no
chance: the same run always gives the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from loopbaankrediet.policylab.course import Course, Stage, Start, laid_out
from loopbaankrediet.policylab.periods import Period
from loopbaankrediet.policylab.priors import Guess
from loopbaankrediet.policylab.raking import Table
from loopbaankrediet.policylab.states import BEFORE_CREDIT, WITH_CREDIT, YEARS_OF_VOUCHERS
from loopbaankrediet.policylab.strata import Ints, Strata
from loopbaankrediet.policylab.takeup import Takeup

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
    """One draw of the unknowns; `run` moves it through periods."""

    def __init__(self, people: Strata, takeup: Takeup, brake: Brake | None = None) -> None:
        self.people = people
        self.takeup = takeup
        self.brake = brake
        self.states = BEFORE_CREDIT
        self.of: Ints = np.zeros(len(people), np.int64)
        self.shares = np.zeros((1, len(BEFORE_CREDIT.all)))
        self.shares[:, 0] = 1.0
        self._stricter_on: date | None = None

    @property
    def guess(self) -> Guess:
        return self.takeup.guess

    @property
    def start(self) -> Start:
        """Where the next run begins."""
        return Start(self.states, self.of, self._stricter_on)

    def future(self, people: Strata, brake: Brake | None = None) -> World:
        """The same world, in which another future can run; `people` may tell more groups apart than here."""
        twin = World(people, self.takeup, brake)
        twin.states, twin._stricter_on = self.states, self._stricter_on
        twin.shares, twin.of = self.shares, np.repeat(self.of, len(people) // len(self.people))
        return twin

    def run(self, periods: Iterable[Period]) -> list[Happened]:
        """Every period in order; a year's end makes everybody a year older."""
        return self.follow(laid_out(self.people, self.guess, periods, self.start))

    def follow(self, course: Course) -> list[Happened]:
        """The same, where the course was laid out before, for this guess and this start."""
        self.shares, self.of, self._stricter_on = self.shares[course.before], course.of, course.stricter_on
        return [self._step(stage) for stage in course.stages]

    def _step(self, stage: Stage) -> Happened:
        if stage.states is not self.states:
            self._know_credit()
        chance, part = self.chances(stage), 1.0
        if self.brake:
            part = self.brake(stage.period, self._asked(stage, chance))
            chance = chance * part
        happened = (self._vouchers if stage.period.is_voucher else self._credits)(stage, chance, part)
        if stage.ends_year:
            self.shares = self.states.moved(self.shares, "after_year")
        return happened

    def chances(self, stage: Stage) -> Table:
        """By class and state: the chance to begin anew in this period (not a second voucher)."""
        rate = self.known(stage.period) * stage.rate
        return np.asarray(-np.expm1(-rate[:, None] * stage.factor))

    def known(self, period: Period) -> float:
        """The yearly rate of the mean group, by how many know the scheme in the middle of a period."""
        middle = period.year + (period.start.timetuple().tm_yday + period.days / 2) / 365
        return self.takeup.fitted.level * self.takeup.awareness(middle, new_name=not period.is_voucher)

    def _asked(self, stage: Stage, chance: Table) -> float:
        """Hours that would be asked."""
        return float(((self.shares * chance * stage.minutes).sum(axis=1) * stage.working).sum()) / 60

    def _vouchers(self, stage: Stage, chance: Table, part: float) -> Happened:
        eligible = self.shares * stage.begins
        first = self.shares * chance
        recent, since = self.states.column("recent"), self.states.column("since")
        second = self.shares * stage.again * (self.pace(stage.period.length)[since] * (recent == 1))
        flow = self.states.moved(first, "after_voucher")
        at_once = flow * (stage.again * self.takeup.second_in_time(stage.period.length))
        later = second + at_once
        self.shares = self.shares - first - second + flow - at_once + self.states.moved(later, "after_voucher")
        return self._told(stage, eligible, first, later, first + later, part)

    def pace(self, length: float) -> Table:
        """Who used one voucher, by how many years ago: the chance that the second follows within so much of a year."""
        pace = [0.0, *(self.takeup.second_after(years) for years in range(1, YEARS_OF_VOUCHERS))]
        return np.array(pace) * length

    def _credits(self, stage: Stage, chance: Table, part: float) -> Happened:
        eligible = self.shares * stage.begins
        first = self.shares * chance
        self.shares = self.shares - first + self.states.moved(first, "after_grant")
        return self._told(stage, eligible, first, np.zeros_like(first), first, part)

    def _told(self, stage: Stage, eligible: Table, first: Table, second: Table, used: Table, part: float) -> Happened:
        """By group again: of each class its shares, times the people of the group who work."""

        def everybody(by_state: Table) -> Table:
            return np.asarray(stage.at_work * by_state.sum(axis=1)[self.of])

        return Happened(
            stage.period,
            stage.at_work,
            everybody(eligible),
            everybody(first),
            everybody(second),
            everybody(used * stage.minutes),
            everybody(used * stage.public_cents),
            everybody(used * stage.own_cents),
            part,
        )

    def _know_credit(self) -> None:
        """From the start of the credit a state also says when it was granted."""
        wider = np.zeros((len(self.shares), len(WITH_CREDIT.all)))
        wider[:, [WITH_CREDIT.all.index(state) for state in self.states.all]] = self.shares
        self.states, self.shares = WITH_CREDIT, wider
