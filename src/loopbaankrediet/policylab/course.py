"""What of a run does not depend on the fitted parameters: who is alike, what each law says to them, and who works.

It is laid out once per guess and periods. Groups that every law of the run answers alike and that begin at the same
rate always have the same history; they are followed together, as one class, and told apart again in what happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from loopbaankrediet.policylab.periods import Answers, Period, answered, seniority
from loopbaankrediet.policylab.priors import Guess
from loopbaankrediet.policylab.raking import Table
from loopbaankrediet.policylab.states import WITH_CREDIT, State, States
from loopbaankrediet.policylab.strata import Ints, Strata
from loopbaankrediet.policylab.takeup import anticipation, price_factor, relative_rates

ROOM = 2**62


@dataclass(frozen=True, eq=False)
class Start:
    """Where a run begins: the states, of each group its class so far, and the day of a stricter law that is known."""

    states: States
    of: Ints
    stricter_on: date | None


@dataclass(frozen=True, eq=False)
class Stage:
    """One period. `at_work` is by group, all else by class: `rate` of beginners without level and awareness, and by
    state `factor` of the price (0: may not begin), `begins` (may begin), `again` (may take another voucher at this
    price), and what a grant holds.
    """

    period: Period
    states: States
    at_work: Table
    working: Table
    rate: Table
    factor: Table
    begins: Table
    again: Table
    minutes: Table
    public_cents: Table
    own_cents: Table
    ends_year: bool


@dataclass(frozen=True, eq=False)
class Course:
    """The stages in order; `of` is the class of each group, `before` of each class its class at the start."""

    stages: tuple[Stage, ...]
    of: Ints
    before: Ints
    stricter_on: date | None


def laid_out(people: Strata, guess: Guess, periods: Iterable[Period], start: Start) -> Course:
    """The course of these periods. The same guess and periods give the same."""
    outlines = list(_outlines(people, guess, list(periods), start))
    columns = [start.of, *(column for one in outlines for column in (one.code, one.law.inverse))]
    first, of = alike(columns)
    relative = relative_rates(people).ravel()
    stages = tuple(_stage(one, people, guess, relative, first, of) for one in outlines)
    return Course(stages, of, start.of[first], outlines[-1].stricter_on)


def alike(columns: Sequence[Ints]) -> tuple[Ints, Ints]:
    """Which groups have the same in every column: of each class its first group, of each group its class."""
    key, size = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        most = int(column.max(initial=0)) + 1
        if size * most > ROOM:
            key = np.unique(key, return_inverse=True)[1]
            size = len(key)
        key, size = key * most + column, size * most
    _, first, of = np.unique(key, return_index=True, return_inverse=True)
    return first, of


@dataclass(frozen=True, eq=False)
class _Outline:
    """A period by group: `code` is its place among relative rates, `foreseen` what a law that comes or came does."""

    period: Period
    states: States
    code: Ints
    law: Answers
    foreseen: float
    ends_year: bool
    stricter_on: date | None


def _outlines(people: Strata, guess: Guess, periods: Sequence[Period], start: Start) -> Iterable[_Outline]:
    states, stricter_on = start.states, start.stricter_on
    for period, after in zip(periods, [*periods[1:], None], strict=True):
        states = states if period.is_voucher else WITH_CREDIT
        months = seniority(people, period.year, guess)
        law = answered(period.policy, people, states, months)
        came, known_for = stricter_on == period.start, 0
        if after and after.policy.hash != period.policy.hash and _is_stricter(law, after, people, states, months):
            known_for, stricter_on = (after.start - _known_since(after)).days, after.start
        foreseen = anticipation(guess, period.days, known_for=known_for, came=came)
        ends_year = after is None or after.year != period.year
        yield _Outline(period, states, people.code(period.year), law, foreseen, ends_year, stricter_on)


def _is_stricter(law: Answers, after: Period, people: Strata, states: States, months: Ints) -> bool:
    """Whether fewer people may begin after it, or at a higher price."""
    if not after.is_voucher:
        return True
    later = answered(after.policy, people, states, months)
    place, working = states.all.index(State()), people.at_work(after.year)
    before = (law.granted[law.inverse, place] * working).sum(), law.highest_price
    then = (later.granted[later.inverse, place] * working).sum(), later.highest_price
    return bool(then[0] < 0.99 * before[0] or then[1] > 1.01 * before[1])


def _known_since(period: Period) -> date:
    """The day from which the law of a period is known: the last that its articles or amounts became so."""
    days = [article.known_since for article in period.policy.corpus.order if article.since <= period.start]
    return min(max(days), period.start)


def _stage(one: _Outline, people: Strata, guess: Guess, relative: Table, first: Ints, of: Ints) -> Stage:
    law, period, states = one.law, one.period, one.states
    rows = law.inverse[first]
    begins = law.granted & (states.column("recent") == 0 if period.is_voucher else True)
    price = price_factor(guess, law.price)
    minutes, public, own = (values.astype(float) for values in (law.minutes, law.public_cents, law.own_cents))
    if not period.is_voucher:
        used = _used_of(law, period, guess)
        minutes, public, own = minutes * used, public * used, own * used
    at_work = people.at_work(period.year)
    return Stage(
        period,
        states,
        at_work,
        np.asarray(np.bincount(of, weights=at_work, minlength=len(first)), dtype=float),
        relative[one.code[first]] * period.length * one.foreseen,
        np.where(begins, price, 0.0)[rows],
        begins[rows].astype(float),
        np.where(law.granted, np.minimum(1.0, price), 0.0)[rows],
        minutes[rows],
        public[rows],
        own[rows],
        one.ends_year,
    )


def _used_of(law: Answers, period: Period, guess: Guess) -> Table:
    """Which part of a grant is used: after each module some stop."""
    modules = law.minutes // period.policy.values["module_minutes"]
    most = int(modules.max(initial=0))
    second, later = guess["second_module"], guess["later_module"]
    goes_on = [1.0, second, *(second * later ** (place - 1) for place in range(2, most))][:most]
    expected = np.concatenate([[0.0], np.cumsum(goes_on)])
    return np.asarray(expected[modules] / np.maximum(modules, 1))
