"""The difference between two laws over a population, article by article: who wins, who loses, and by which article.

A right that is won or lost stands under the first article, in the order of the law, whose outcome differs; other
minutes stand under the article that gives them. Both count at the prices of the law before. What another price does to
the minutes of the law after, with the rounding to whole cents, stands under the article of that price. So the sums of
all parts add up to the whole; somebody with other minutes and another price stands under both articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
"""Refused before and granted now; granted before and refused now; more or fewer minutes; the same minutes for another
sum.
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
    """The people for whom one article decides something that changes; `sums` is what they gain by it, in minutes and
    eurocents. `also` counts those for whom another condition changes as well, by that condition.
    """

    sides: Sides
    kind: Kind
    people: int
    sums: Mapping[str, int]
    also: tuple[tuple[Sides, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """Two laws, what each gives to everybody, how many people get another answer, and the parts of the difference in
    the order of the law.
    """

    before: Policy
    after: Policy
    totals_before: CubeTotals
    totals_after: CubeTotals
    people: int
    parts: tuple[Part, ...]

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
    old, new = answers(judged(before), cells), answers(judged(after), cells)
    found = _Changes(before, after, old, new, people)
    totals = totalled(before, old, people), totalled(after, new, people)
    return Differences(before, after, *totals, found.people(), tuple(found.parts()))


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
    """The answers of two laws for the same cells, and which articles part them."""

    def __init__(self, before: Policy, after: Policy, old: pl.DataFrame, new: pl.DataFrame, people: pl.Series) -> None:
        self.before, self.after = before, after
        self.both = (old, new)
        self._people = people
        self._granted = (old[before.law.outcome], new[after.law.outcome])
        self._plans = (plan_for(before), plan_for(after))
        names = dict.fromkeys(name for plan in self._plans for name in summed_names(plan))
        self._gains = {name: self._value(1, name) - self._value(0, name) for name in names}
        self._dearer = {name: self._by_price(name) for name in names if name != MINUTES}

    def _value(self, side: int, name: str) -> pl.Series:
        """An output as 64 bits; what a law does not yield is nothing."""
        cells = self.both[side]
        return cells[name].cast(pl.Int64) if name in cells else self._everywhere(0).cast(pl.Int64).alias(name)

    def _everywhere(self, value: bool | int) -> pl.Series:
        return pl.repeat(value, len(self._people), eager=True)

    def _by_price(self, name: str) -> pl.Series:
        """What of a gain in cents comes of another price. A law that gives no price per hour gives the sum itself: then
        all that is gained with the same outcome.
        """
        if any(name in plan.outputs and name not in plan.forms.totals for plan in self._plans):
            return self._gains[name] * self._same
        minutes = self._value(1, MINUTES) * self._granted[1]
        at_old_price = (self._value(0, f"{name}{PER_HOUR}") * minutes + 30) // 60
        return self._value(1, name) - at_old_price

    @property
    def _same(self) -> pl.Series:
        return self._granted[0] == self._granted[1]

    def people(self) -> int:
        """How many people get another answer."""
        changed = ~self._same
        for gain in self._gains.values():
            changed |= gain != 0
        return self._count(changed)

    def parts(self) -> Iterator[Part]:
        """What changes, under the article that decides it."""
        yield from self._flips()
        minutes = self._gains.get(MINUTES, self._everywhere(0))
        for kind, cells in self._more_or_less(minutes):
            if cells.any():
                yield self._part(self._giving(MINUTES), kind, cells, self._by_right())
        for name, gain in self._dearer.items():
            cells = gain != 0
            if cells.any():
                yield self._part(self._giving(name), "price", cells, {name: gain})

    def _by_right(self) -> Mapping[str, pl.Series]:
        """What of every gain comes of the outcome and the minutes."""
        return {name: gain - self._dearer[name] if name in self._dearer else gain for name, gain in self._gains.items()}

    def _part(self, sides: Sides, kind: Kind, cells: pl.Series, gains: Mapping[str, pl.Series]) -> Part:
        people = self._people.filter(cells)
        sums = {name: weighed(gains[name].filter(cells), people) if name in gains else 0 for name in self._gains}
        return Part(sides, kind, int(people.sum()), sums)

    def _count(self, cells: pl.Series) -> int:
        return int(self._people.filter(cells).sum())

    # ---- from refused to granted, and back

    def _flips(self) -> Iterator[Part]:
        """Each cell whose outcome differs, once."""
        old, new = self._granted
        gains = self._by_right()
        flipped: dict[Kind, pl.Series] = {"granted": ~old & new, "refused": old & ~new}
        for kind, flips in flipped.items():
            gained, left = kind == "granted", flips
            for rule, differs in (*self._grounds(gained=gained), (self.after.law.outcome, flips)):
                cells = left & differs
                if cells.any():
                    left &= ~cells
                    part = self._part(self._sides(rule, rule), kind, cells, gains)
                    yield replace(part, also=tuple(self._also(rule, cells, gained=gained)))

    def _also(self, decided: str, cells: pl.Series, *, gained: bool) -> Iterator[tuple[Sides, int]]:
        """The other conditions that went with the outcome, and for how many people."""
        for rule, differs in self._turned(gained=gained, absent=True):
            both = cells & differs
            if rule != decided and both.any():
                yield self._sides(rule, rule), self._count(both)

    def _grounds(self, *, gained: bool) -> Iterator[tuple[str, pl.Series]]:
        """Where each ground differs: first those that went with the outcome, then those that went against it.

        A condition that one law does not have is no obstacle there. Where no ground differs so, it is no help there.
        """
        for absent in (True, False):
            yield from self._turned(gained=gained, absent=absent)
        for rule in self._rules():
            yield rule, self._holds(0, rule, absent=True) ^ self._holds(1, rule, absent=True)

    def _turned(self, *, gained: bool, absent: bool) -> Iterator[tuple[str, pl.Series]]:
        for rule in self._rules():
            old, new = (self._holds(side, rule, absent=absent) for side in (0, 1))
            yield rule, (~old & new) if gained else (old & ~new)

    def _rules(self) -> Iterable[str]:
        return dict.fromkeys(ground.article.rule for policy in (self.before, self.after) for ground in policy.grounds)

    def _holds(self, side: int, rule: str, *, absent: bool) -> pl.Series:
        cells = self.both[side]
        name = f"{_HOLDS}{rule}"
        return cells[name] != 0 if name in cells else self._everywhere(absent)

    # ---- more, less, dearer, cheaper

    def _more_or_less(self, minutes: pl.Series) -> Iterator[tuple[Kind, pl.Series]]:
        yield "more", self._same & (minutes > 0)
        yield "less", self._same & (minutes < 0)

    def _giving(self, name: str) -> Sides:
        return Sides(_article_giving(self.before, name), _article_giving(self.after, name))

    def _sides(self, old: str, new: str) -> Sides:
        return Sides(self.before.corpus.articles.get(old), self.after.corpus.articles.get(new))


def _article_giving(policy: Policy, name: str) -> Article | None:
    """The article that gives a sum: itself, or the price per hour behind it."""
    articles = policy.corpus.articles
    return articles.get(name) or articles.get(f"{name}{PER_HOUR}")
