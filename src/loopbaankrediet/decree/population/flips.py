"""The difference between two laws over a population, article by article: who wins, who loses, and by which article.

Everybody whose grant, minutes or euros change is counted once: under the first article, in the order of the law, whose
outcome differs. So the parts add up to the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

import polars as pl

from loopbaankrediet.decree.deciding.policy import Policy
from loopbaankrediet.decree.language.book import Article
from loopbaankrediet.decree.language.tree import Choose, Constant, Node, Rule
from loopbaankrediet.decree.population.cube import Cube, CubeTotals, answers, summed_names, totalled, weighed
from loopbaankrediet.decree.population.forms import MINUTES, PER_HOUR, Forms
from loopbaankrediet.decree.population.grouping import PEOPLE
from loopbaankrediet.decree.population.plan import Plan, plan_for
from loopbaankrediet.decree.population.printing import column_text

Kind: TypeAlias = Literal["granted", "refused", "more", "less", "price"]
"""Refused before and granted now; granted before and refused now; more or fewer minutes; the same minutes for other
euros.
"""

_HOLDS = "holds_"


class Sides(NamedTuple):
    """One article as it stands in the law before and in the law after; None where it does not stand."""

    before: Article | None
    after: Article | None

    @property
    def article(self) -> Article:
        """As it stands now, or as it last stood."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Part:
    """The people for whom one article decides what changes; `sums` is what they gain in minutes and eurocents."""

    sides: Sides
    kind: Kind
    people: int
    sums: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Differences:
    """Two laws, what each gives to everybody, and the parts of the difference in the order of the law."""

    before: Policy
    after: Policy
    totals_before: CubeTotals
    totals_after: CubeTotals
    parts: tuple[Part, ...]

    @property
    def people(self) -> int:
        """How many people get another answer."""
        return sum(part.people for part in self.parts)

    @property
    def sums(self) -> dict[str, int]:
        """What everybody gains together, by name."""
        before, after = self.totals_before.sums, self.totals_after.sums
        return {name: after.get(name, 0) - before.get(name, 0) for name in dict.fromkeys((*before, *after))}


def differences(cube: Cube, before: Policy, after: Policy) -> Differences:
    """What changes for whom when `after` takes the place of `before`. Raises CubeRefused."""
    cube.check(before)
    cube.check(after)
    cells = cube.view(tuple(fact for fact in cube.facts if fact in {*before.facts, *after.facts}))
    people = cells[PEOPLE]
    found = _Changes(before, after, answers(judged(before), cells), answers(judged(after), cells))
    parts = tuple(
        Part(sides, kind, int(people.filter(decided).sum()), found.gained(decided, people))
        for sides, kind, decided in found.parts()
    )
    old, new = found.both
    return Differences(before, after, totalled(before, old, people), totalled(after, new, people), parts)


@lru_cache(maxsize=64)
def judged(policy: Policy) -> Plan:
    """The plan of a policy that also yields, for every ground, whether it holds: 1 or 0."""
    plan = plan_for(policy)
    rules = {f"{_HOLDS}{ground.article.rule}": Rule(ground.article.rule, bool) for ground in policy.grounds}
    trees: dict[str, Node] = {name: Choose(rule, Constant(1), Constant(0)) for name, rule in rules.items()}
    outputs = {**plan.forms.outputs, **{name: Rule(name, int) for name in trees}}
    forms = Forms(plan.forms.facts, {**plan.forms.trees, **trees}, outputs, plan.forms.totals)
    return replace(plan, outputs=(*outputs, *forms.totals), forms=forms, text=column_text(forms, plan.facts))


class _Changes:
    """The answers of two laws for the same cells, and which article parts them."""

    def __init__(self, before: Policy, after: Policy, old: pl.DataFrame, new: pl.DataFrame) -> None:
        self.before, self.after = before, after
        self.both = (old, new)
        self._granted = (old[before.law.outcome], new[after.law.outcome])
        names = dict.fromkeys((*summed_names(plan_for(before)), *summed_names(plan_for(after))))
        self._gains = {name: self._value(1, name) - self._value(0, name) for name in names}

    def _value(self, side: int, name: str) -> pl.Series:
        """An output as 64 bits; what a law does not yield is nothing."""
        cells = self.both[side]
        return cells[name].cast(pl.Int64) if name in cells else self._everywhere(0).cast(pl.Int64).alias(name)

    def _everywhere(self, value: bool | int) -> pl.Series:
        return pl.repeat(value, len(self._granted[0]), eager=True)

    def gained(self, cells: pl.Series, people: pl.Series) -> dict[str, int]:
        return {name: weighed(gain.filter(cells), people.filter(cells)) for name, gain in self._gains.items()}

    def parts(self) -> Iterator[tuple[Sides, Kind, pl.Series]]:
        """Each changed cell once: where an article decides, and how."""
        undecided = self._everywhere(True)
        for sides, kind, differs in (*self._flips(), *self._amounts()):
            cells = undecided & differs
            if cells.any():
                undecided &= ~cells
                yield sides, kind, cells

    # ---- from refused to granted, and back

    def _flips(self) -> Iterator[tuple[Sides, Kind, pl.Series]]:
        old, new = self._granted
        outcome = self._sides(self.before.law.outcome, self.after.law.outcome)
        flipped: dict[Kind, pl.Series] = {"granted": ~old & new, "refused": old & ~new}
        for kind, cells in flipped.items():
            for rule, differs in self._grounds(gained=kind == "granted"):
                yield self._sides(rule, rule), kind, cells & differs
            yield outcome, kind, cells

    def _grounds(self, *, gained: bool) -> Iterator[tuple[str, pl.Series]]:
        """Where each ground differs: first those that went with the outcome, then those that went against it.

        A condition that one law does not have is no obstacle there. Where no ground differs so, it is no help there.
        """
        rules = dict.fromkeys(ground.article.rule for policy in (self.before, self.after) for ground in policy.grounds)
        for absent in (True, False):
            for rule in rules:
                old, new = (self._holds(side, rule, absent=absent) for side in (0, 1))
                yield rule, (~old & new) if gained else (old & ~new)
        for rule in rules:
            yield rule, self._holds(0, rule, absent=True) ^ self._holds(1, rule, absent=True)

    def _holds(self, side: int, rule: str, *, absent: bool) -> pl.Series:
        cells = self.both[side]
        name = f"{_HOLDS}{rule}"
        return cells[name] != 0 if name in cells else self._everywhere(absent)

    # ---- more, less, dearer, cheaper

    def _amounts(self) -> Iterator[tuple[Sides, Kind, pl.Series]]:
        same = self._granted[0] == self._granted[1]
        for name, gain in self._gains.items():
            sides = self._sides(_giving(self.before, name), _giving(self.after, name))
            if name == MINUTES:
                yield sides, "more", same & (gain > 0)
                yield sides, "less", same & (gain < 0)
            else:
                yield sides, "price", same & (gain != 0)

    def _sides(self, old: str, new: str) -> Sides:
        return Sides(self.before.corpus.articles.get(old), self.after.corpus.articles.get(new))


def _giving(policy: Policy, name: str) -> str:
    """The article that gives a sum: itself, or the price per hour behind it."""
    return name if name in policy.corpus.articles else f"{name}{PER_HOUR}"
