"""Unknown facts, exactly: try every class of every unknown fact, and see what stays the same.

A completion gives each unknown fact a value of its range; the links between facts hold in it. Values that the articles
cannot tell apart form one class, so that a few thousand completions speak for all. They are tried at once: each is one
bit of a whole number (`at_once.py`), in the order of the axes, of which the last moves fastest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, product
from math import prod
from typing import Any, NamedTuple, TypeAlias

from loopbaankrediet.decree.deciding.at_once import Spread
from loopbaankrediet.decree.deciding.given import Given
from loopbaankrediet.decree.deciding.policy import Policy
from loopbaankrediet.decree.errors import TooManyCombinations
from loopbaankrediet.decree.language.boundaries import FactClass
from loopbaankrediet.decree.language.facts import FactValue, Range

LIMIT = 1_000_000
"""Above this number of combinations of classes a decision is an error."""

Settled: TypeAlias = tuple[Any, ...]
"""The columns of a policy: for each article and condition its value (bool or int, as the column is), or None."""


class Missing(NamedTuple):
    """An unknown fact that matters, and which outputs it can change."""

    fact: str
    changes: tuple[str, ...]


class Answer(NamedTuple):
    """The columns of the policy where every completion agrees (None elsewhere), and the facts to ask for."""

    settled: Settled
    missing: tuple[Missing, ...] = ()

    @property
    def granted(self) -> bool | None:
        """Whether every completion grants; None when they disagree."""
        granted: bool | None = self.settled[0]
        return granted


class _Axis(NamedTuple):
    """One unknown fact: its classes, and the completions with each point of them, `stride` bits apart."""

    fact: str
    classes: tuple[FactClass, ...]
    places: tuple[int, ...]
    stride: int

    def spread(self) -> Spread:
        points = list(chain.from_iterable([c.points for c in self.classes]))
        return self.places[0] if points[0] is True else dict(zip(points, self.places, strict=True))

    def by_class(self) -> Iterator[tuple[FactClass, int]]:
        places = iter(self.places)
        for c in self.classes:
            yield c, sum([next(places) for _ in c.points])


class _Completions(NamedTuple):
    """Every combination of points, and those of them that keep the links, as sets of bits."""

    axes: tuple[_Axis, ...]
    every: int
    possible: int

    def pairs(self, axis: _Axis) -> list[tuple[int, int]]:
        """The completions that another follows which differs in this fact alone, and how many bits further it lies.

        Neighbours tell all, unless a link takes away the one between two others.
        """
        furthest = 1 if self.possible == self.every else len(axis.places) - 1
        shifts = [(step, step * axis.stride) for step in range(1, furthest + 1)]
        return [(shift, sum(axis.places[:-step]) & self.possible & self.possible >> shift) for step, shift in shifts]


def answer(policy: Policy, given: Given) -> Answer:
    """Settle every column of the policy. Raises TooManyCombinations."""
    values = [given.values[fact] for fact in policy.facts]
    unknown = [fact for fact, value in zip(policy.facts, values, strict=True) if value is None or type(value) is Range]
    if not unknown:
        return Answer(policy.row(*values))
    tried = _completions(policy, given, unknown)
    spread = {axis.fact: axis.spread() for axis in tried.axes}
    facts = [
        spread[fact] if fact in spread else _known(value, tried.every)
        for fact, value in zip(policy.facts, values, strict=True)
    ]
    columns = policy.at_once(tried.every, *facts)
    settled = tuple([_settled(column, tried.possible) for column in columns])
    return Answer(settled, _missing(policy, tried, columns, settled))


def _known(value: FactValue, every: int) -> Spread:
    return every * value if isinstance(value, bool) else {value: every}


def _completions(policy: Policy, given: Given, unknown: Sequence[str]) -> _Completions:
    classes = [policy.classes(fact, _range(given, fact)) for fact in unknown]
    sizes = [sum([len(c.points) for c in of_fact]) for of_fact in classes]
    total = prod(sizes)
    if total > LIMIT:
        raise TooManyCombinations(total, LIMIT, unknown)
    axes, starts, stride = [], 1, total
    for fact, of_fact, size in zip(unknown, classes, sizes, strict=True):
        stride //= size
        first = (starts << stride) - starts
        shifts = range(0, stride * size, stride)
        axes.append(_Axis(fact, of_fact, tuple([first << shift for shift in shifts]), stride))
        starts = sum([starts << shift for shift in shifts])
    every = (1 << total) - 1
    return _Completions(tuple(axes), every, _possible(policy, axes, every))


def _range(given: Given, fact: str) -> Range | None:
    value = given.ranges.get(fact, given.values[fact])
    return value if isinstance(value, Range) else None


def _possible(policy: Policy, axes: Sequence[_Axis], every: int) -> int:
    """The completions that keep the links between two unknown facts."""
    by_fact = {axis.fact: axis for axis in axes}
    for link in policy.corpus.links:
        if link.smaller in by_fact and link.greater in by_fact:
            pairs = product(by_fact[link.smaller].by_class(), by_fact[link.greater].by_class())
            every &= sum([a & b for (small, a), (great, b) in pairs if small.low <= great.high])
    return every


def _settled(column: Spread, possible: int) -> object:
    if isinstance(column, dict):
        values = [value for value, places in column.items() if places & possible]
        return values[0] if len(values) == 1 else None
    holds = column & possible
    return True if holds == possible else None if holds else False


def _missing(policy: Policy, tried: _Completions, columns: Sequence[Spread], settled: Settled) -> tuple[Missing, ...]:
    if settled[0] is False:
        return ()
    varying = [(name, columns[i]) for i, name in enumerate(("outcome", *policy.law.results)) if settled[i] is None]
    found = []
    for axis in tried.axes:
        pairs = tried.pairs(axis)
        changes = tuple([name for name, column in varying if _differs(column, pairs)])
        if changes:
            share = 1.0 if settled[0] else _share(axis, columns[0], tried.possible)
            found.append((share, Missing(axis.fact, changes)))
    return tuple([missing for _, missing in sorted(found, key=lambda pair: -pair[0])])


def _differs(column: Spread, pairs: Sequence[tuple[int, int]]) -> bool:
    sets = list(column.values()) if isinstance(column, dict) else [column]
    return any((places ^ places >> bits) & of_pair for bits, of_pair in pairs for places in sets)


def _share(axis: _Axis, granted: Spread, possible: int) -> float:
    """The share of a fact's classes that settle the outcome."""
    settling = sum([c.weight for c, places in axis.by_class() if _settled(granted, places & possible) is not None])
    return settling / sum([c.weight for c in axis.classes])
