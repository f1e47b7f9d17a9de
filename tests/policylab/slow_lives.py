"""Drawn lives once more, slowly: person after person, with the same numbers of chance and the law asked by `decide`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import exp

import numpy as np

from loopbaankrediet.policylab.chance import keys, uniform
from loopbaankrediet.policylab.errands import Act, Errand
from loopbaankrediet.policylab.lives import AT_ONCE, BEGINS, CHOICES, GROUP, MODULES, PURPOSES, WORKS
from loopbaankrediet.policylab.states import State
from loopbaankrediet.policylab.strata import Strata
from tests.policylab.one_by_one import Grant, further_modules, law, life_of, months_of


def lives(errand: Errand, people: Strata, scenario: str, persons: int) -> Iterator[Counter[str]]:
    """What happens to the first so many persons in each period."""
    everybody = [_Person(errand, people, scenario, number) for number in range(persons)]
    for number, act in enumerate(errand.acts):
        told: Counter[str] = Counter()
        for person in everybody:
            told += person.through(number, act)
        yield told


class _Person:
    def __init__(self, errand: Errand, people: Strata, scenario: str, number: int) -> None:
        self.errand, self.people, self.scenario = errand, people, scenario
        self.key = keys(errand.seed, number, 1)
        self.group = int(np.searchsorted(errand.upto, self.chance(GROUP) * errand.people, side="right"))
        self.active = self.chance(WORKS)
        self.state = State()

    def chance(self, purpose: int) -> float:
        return float(uniform(self.key, purpose)[0])

    def through(self, number: int, act: Act) -> Counter[str]:
        told: Counter[str] = Counter(at_work=1)
        grant = self.law(act)
        if grant.granted:
            self.meet(number, act, grant, told)
        if act.ends_year:
            self.state = self.state.after_year()
        return told if self.active < act.works[self.group] else Counter()

    def law(self, act: Act) -> Grant:
        months = months_of(self.people, self.group, act.start.year, self.errand.guess)
        return law(act.start, self.scenario, life_of(self.people, self.group), months, self.state)

    def meet(self, number: int, act: Act, grant: Grant, told: Counter[str]) -> None:
        """What comes of a right: nothing, a beginning, or a second voucher."""
        factor, chances = grant.factor(self.errand.guess), PURPOSES + number * CHOICES
        draw = self.chance(chances + BEGINS)
        if act.is_voucher and self.state.recent:
            if self.state.recent == 1 and draw < act.pace[self.state.since] * min(1.0, factor):
                self.take("second", grant, told)
            return
        told["eligible"] += 1
        if draw >= (1 - exp(-float(act.rate[self.group]) * factor)) * act.part:
            return
        if not act.is_voucher:
            self.be_granted(act, grant, self.chance(chances + MODULES), told)
            return
        self.take("first", grant, told)
        later = self.law(act)
        pace = act.in_time * min(1.0, later.factor(self.errand.guess))
        if later.granted and self.chance(chances + AT_ONCE) < pace:
            self.take("second", later, told)

    def take(self, name: str, grant: Grant, told: Counter[str]) -> None:
        told.update({name: 1, "minutes": grant.minutes, "public_cents": grant.public_cents})
        told["own_cents"] += grant.own_cents
        self.state = self.state.after_voucher()

    def be_granted(self, act: Act, grant: Grant, draw: float, told: Counter[str]) -> None:
        modules = grant.minutes // act.module_minutes
        used = 1 + sum(draw < share for share in further_modules(self.errand.guess, modules))
        told["first"] += 1
        for what in ("minutes", "public_cents", "own_cents"):
            told[what] += (2 * getattr(grant, what) * used + modules) // (2 * modules)
        self.state = self.state.after_grant()
