"""Drawn lives: persons instead of shares. Each begins or not, year after year, by chance and by what the law says."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from loopbaankrediet.policylab.chance import Keys, keys, uniform
from loopbaankrediet.policylab.errands import NUMBER_OF_KINDS, STATES, Act, Errand
from loopbaankrediet.policylab.periods import INCENTIVE, VOUCHER_MINUTES
from loopbaankrediet.policylab.priors import Guess
from loopbaankrediet.policylab.raking import Table
from loopbaankrediet.policylab.strata import Ints
from loopbaankrediet.policylab.takeup import price_factor

Ask = Callable[[Act, pl.DataFrame], pl.DataFrame]
"""What the law of a period says to every row of facts: the frame with its answers, in the same order."""

CHUNK = 100_000
"""Persons at a time: what they need stays under some forty megabytes."""

GIVEN = ("minutes", "public_cents", "own_cents")
COUNTED = ("at_work", "eligible", "first", "second", *GIVEN)
NUMBER_OF_CELLS = 24 * NUMBER_OF_KINDS
GROUP, WORKS, PURPOSES = 0, 1, 2
BEGINS, AT_ONCE, MODULES = range(3)
CHOICES = 3


def lived(errand: Errand, ask: Ask, first: int, count: int) -> Ints:
    """What so many persons live through, from number `first` on: by period, cell and COUNTED, in whole numbers."""
    found = np.zeros((len(errand.acts), NUMBER_OF_CELLS, len(COUNTED)), np.int64)
    for start in range(first, first + count, CHUNK):
        found += _Lives(errand, ask, start, min(CHUNK, first + count - start)).through()
    return found


class _Law(NamedTuple):
    """What a law says to some people: granted or not, and what a grant holds."""

    granted: NDArray[np.bool_]
    minutes: Ints
    public_cents: Ints
    own_cents: Ints


class _Lives:
    """Some persons, all in the same period."""

    def __init__(self, errand: Errand, ask: Ask, first: int, count: int) -> None:
        self.errand, self.ask = errand, ask
        self.keys: Keys = keys(errand.seed, first, count)
        group = np.searchsorted(errand.upto, uniform(self.keys, GROUP) * errand.people, side="right")
        self.group = group.astype(np.int32)
        self.kind = errand.kind[group].astype(np.int32) * len(STATES.all)
        self.active = uniform(self.keys, WORKS)
        self.state = np.zeros(count, np.int32)

    def through(self) -> Ints:
        return np.stack([self._period(number, act) for number, act in enumerate(self.errand.acts)])

    def _period(self, number: int, act: Act) -> Ints:
        counts = _Counts(act.cell[self.group], self.active < act.works[self.group])
        everybody = np.arange(len(self.group))
        law = self._law(act, everybody)
        begins = law.granted & (column("recent")[self.state] == 0) if act.is_voucher else law.granted
        counts.heads("at_work", everybody)
        counts.heads("eligible", np.flatnonzero(begins))
        chance = uniform(self.keys, self._purpose(number, BEGINS))
        first = self._first(act, law, begins, chance)
        (self._voucher if act.is_voucher else self._credit)(number, act, law, first, chance, counts)
        if act.ends_year:
            self.state = moves("after_year")[self.state]
        return counts.found

    def _purpose(self, number: int, choice: int) -> int:
        return PURPOSES + number * CHOICES + choice

    def _law(self, act: Act, who: Ints) -> _Law:
        """What the law says to some, by their numbers."""
        facts = act.facts[self.kind[who] + self.state[who]]
        found = self.ask(act, facts.hstack(act.months[self.group[who]]))
        minutes, public, own = (found[name].cast(pl.Int64).to_numpy() for name in GIVEN)
        if INCENTIVE in found.columns:
            public = public + found[INCENTIVE].cast(pl.Int64).to_numpy()
        return _Law(found[act.outcome].to_numpy(), minutes, public, own)

    def _first(self, act: Act, law: _Law, begins: NDArray[np.bool_], chance: Table) -> Ints:
        """Who begins anew. No price gives a higher chance than a price of nothing: most are told apart by that."""
        free = float(price_factor(self.errand.guess, np.zeros(1))[0])
        highest = -np.expm1(-float(act.rate.max()) * free) * act.part
        who = np.flatnonzero(begins & (chance < highest))
        rate = act.rate[self.group[who]] * self._price(law, who)
        return who[chance[who] < -np.expm1(-rate) * act.part]

    def _price(self, law: _Law, who: Ints) -> Table:
        minutes, cents = law.minutes[who], law.own_cents[who]
        return price_factor(self.errand.guess, cents * (VOUCHER_MINUTES / 100) / np.maximum(minutes, 1))

    def _voucher(self, number: int, act: Act, law: _Law, first: Ints, chance: Table, counts: _Counts) -> None:
        again = np.flatnonzero((column("recent")[self.state] == 1) & law.granted)
        pace = act.pace[column("since")[self.state[again]]] * np.minimum(1.0, self._price(law, again))
        second = again[chance[again] < pace]
        for name, who in (("first", first), ("second", second)):
            counts.heads(name, who)
            counts.given(law, who, who)
            self.state[who] = moves("after_voucher")[self.state[who]]
        self._at_once(number, act, first, counts)

    def _at_once(self, number: int, act: Act, first: Ints, counts: _Counts) -> None:
        """Who began in this period and takes the second within it too, if the law still gives it."""
        law, everybody = self._law(act, first), np.arange(len(first))
        pace = act.in_time * np.minimum(1.0, self._price(law, everybody)) * law.granted
        place = np.flatnonzero(uniform(self.keys[first], self._purpose(number, AT_ONCE)) < pace)
        who = first[place]
        counts.heads("second", who)
        counts.given(law, who, place)
        self.state[who] = moves("after_voucher")[self.state[who]]

    def _credit(self, number: int, act: Act, law: _Law, first: Ints, _: Table, counts: _Counts) -> None:
        granted = law.minutes[first] // act.module_minutes
        chance = uniform(self.keys[first], self._purpose(number, MODULES))
        used = np.minimum(granted, 1 + _further(self.errand.guess, chance, int(granted.max(initial=1))))
        counts.heads("first", first)
        counts.given(law, first, first, used, granted)
        self.state[first] = moves("after_grant")[self.state[first]]


class _Counts:
    """Sums over those who work, by cell."""

    def __init__(self, cell: Ints, works: NDArray[np.bool_]) -> None:
        self.cell, self.works = cell, works
        self.found = np.zeros((NUMBER_OF_CELLS, len(COUNTED)), np.int64)

    def heads(self, name: str, who: Ints) -> None:
        self._add(name, self.cell[who[self.works[who]]], None)

    def given(self, law: _Law, who: Ints, place: Ints, used: Ints | None = None, granted: Ints | None = None) -> None:
        """What these were given, by their place among the answers; `used` of the `granted` modules, half a cent up."""
        works = self.works[who]
        for name in GIVEN:
            values: Ints = getattr(law, name)[place]
            if used is not None and granted is not None:
                values = (2 * values * used + granted) // (2 * granted)
            self._add(name, self.cell[who[works]], values[works])

    def _add(self, name: str, cell: Ints, values: Ints | None) -> None:
        """Exact: sums of doubles are, as long as they stay below 2 ** 53."""
        summed = np.bincount(cell, weights=values, minlength=NUMBER_OF_CELLS)
        self.found[:, COUNTED.index(name)] += summed.astype(np.int64)


def _further(guess: Guess, chance: Table, most: int) -> Ints:
    """How many modules after the first: each with its chance, until somebody stops."""
    tails = [guess["second_module"] * guess["later_module"] ** place for place in range(most - 1)]
    return np.sum([chance < tail for tail in tails], axis=0, dtype=np.int64) + np.zeros(len(chance), np.int64)


@lru_cache(maxsize=8)
def column(name: str) -> Ints:
    """Of each state, `recent` or `since`."""
    return STATES.column(name)


@lru_cache(maxsize=8)
def moves(name: str) -> NDArray[np.int32]:
    """What each state becomes."""
    return STATES.target(name).astype(np.int32)
