"""Unknown facts, exactly: try every class of every unknown fact, and see what stays the same.

A completion gives each unknown fact a value of its range; the links between facts hold in it. Values that the articles
cannot tell apart form one class, so that a few thousand rows speak for every completion. The rows lie in one list in
the order of the axes (the last axis moves fastest), so that "differs only in this fact" is a comparison of slices.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, combinations, product, starmap
from math import prod
from operator import ne
from typing import Any, NamedTuple, TypeAlias

from loopbaankrediet.decree.deciding.given import Given
from loopbaankrediet.decree.deciding.policy import Policy
from loopbaankrediet.decree.errors import TooManyCombinations
from loopbaankrediet.decree.language.boundaries import FactClass
from loopbaankrediet.decree.language.facts import Range

LIMIT = 1_000_000
"""Above this number of combinations of classes a decision is an error."""

Settled: TypeAlias = tuple[Any, ...]
"""The columns of a policy: for each article and condition its value (bool or int, as the column is), or None."""

Column: TypeAlias = Sequence[object]


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
    """One unknown fact: its classes, and where it lies among the rows."""

    fact: str
    classes: tuple[FactClass, ...]
    size: int
    stride: int

    def by_point(self, column: Column) -> list[Column]:
        """The column split by the points of this fact; entries at the same place differ in nothing else."""
        block = self.size * self.stride
        if self.stride * block <= len(column):
            parts = [[column[at::block] for at in range(start, start + self.stride)] for start in self._starts]
        else:
            bases = range(0, len(column), block)
            parts = [[column[base + start : base + start + self.stride] for base in bases] for start in self._starts]
        return [part[0] if len(part) == 1 else tuple(chain.from_iterable(part)) for part in parts]

    @property
    def _starts(self) -> range:
        return range(0, self.size * self.stride, self.stride)


class _Impossible:
    """Stands in a column for a completion that breaks a link; it differs from nothing."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


_IMPOSSIBLE = _Impossible()


def answer(policy: Policy, given: Given) -> Answer:
    """Settle every column of the policy. Raises TooManyCombinations."""
    values = [given.values[fact] for fact in policy.facts]
    unknown = [fact for fact, value in zip(policy.facts, values, strict=True) if value is None or type(value) is Range]
    if not unknown:
        return Answer(policy.row(*values))
    axes = _axes(policy, given, unknown)
    points = {axis.fact: [point for c in axis.classes for point in c.points] for axis in axes}
    tried = (points.get(fact) or (value,) for fact, value in zip(policy.facts, values, strict=True))
    columns: list[Column] = list(zip(*starmap(policy.row, product(*tried)), strict=True))
    possible = _possible(policy, axes)
    if possible is not None:
        columns = [tuple(v if p else _IMPOSSIBLE for v, p in zip(c, possible, strict=True)) for c in columns]
    settled = tuple([_settled(column) for column in columns])
    return Answer(settled, _missing(policy, axes, columns, settled))


def _axes(policy: Policy, given: Given, unknown: Sequence[str]) -> list[_Axis]:
    classes = [policy.classes(fact, _known(given, fact)) for fact in unknown]
    sizes = [sum(len(c.points) for c in of_fact) for of_fact in classes]
    total = prod(sizes)
    if total > LIMIT:
        raise TooManyCombinations(total, LIMIT, unknown)
    axes = []
    for fact, of_fact, size in zip(unknown, classes, sizes, strict=True):
        total //= size
        axes.append(_Axis(fact, of_fact, size, total))
    return axes


def _known(given: Given, fact: str) -> Range | None:
    value = given.ranges.get(fact, given.values[fact])
    return value if isinstance(value, Range) else None


def _possible(policy: Policy, axes: Sequence[_Axis]) -> list[bool] | None:
    """Which rows keep the links between two unknown facts; None when no link applies."""
    place = {axis.fact: index for index, axis in enumerate(axes)}
    links = [(place[a], place[b]) for a, b in policy.corpus.links if a in place and b in place]
    if not links:
        return None
    cells = product(*(axis.classes for axis in axes))
    return [all(cell[a].low <= cell[b].high for a, b in links) for cell in cells]


def _settled(column: Column) -> object:
    first = column[0]
    if first is _IMPOSSIBLE:
        first = next(value for value in column if value is not _IMPOSSIBLE)
    return first if column.count(first) == len(column) else None


def _missing(policy: Policy, axes: Sequence[_Axis], columns: Sequence[Column], settled: Settled) -> tuple[Missing, ...]:
    if settled[0] is False:
        return ()
    varying = [(name, columns[i]) for i, name in enumerate(("outcome", *policy.law.results)) if settled[i] is None]
    found = []
    for axis in axes:
        split = [(name, axis.by_point(column)) for name, column in varying]
        changes = tuple(name for name, points in split if any(starmap(ne, combinations(points, 2))))
        if changes:
            share = 1.0 if settled[0] else _share(split[0][1], axis.classes)
            found.append((share, Missing(axis.fact, changes)))
    return tuple(missing for _, missing in sorted(found, key=lambda pair: -pair[0]))


def _share(points: Sequence[Column], classes: Sequence[FactClass]) -> float:
    """The share of a fact's classes that settle the outcome, which is given for each point of the fact."""
    settling, place = 0, 0
    for c in classes:
        outcomes = list(chain.from_iterable(points[place : place + len(c.points)]))
        place += len(c.points)
        if len(outcomes) in (outcomes.count(True), outcomes.count(False)):
            settling += c.weight
    return settling / sum(c.weight for c in classes)
