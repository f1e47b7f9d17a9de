"""What a population run computes: the articles with the amounts filled in, and the outputs that come of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from loopbaankrediet.decree.deciding.policy import Policy
from loopbaankrediet.decree.errors import LiftError
from loopbaankrediet.decree.language.facts import FactSpec, Range
from loopbaankrediet.decree.language.tree import (
    Arithmetic,
    Choose,
    Constant,
    Extreme,
    Fact,
    Node,
    Rule,
    children,
    walk,
)
from loopbaankrediet.decree.population.folding import bounds, folded
from loopbaankrediet.decree.saying.dutch import Unit

Width: TypeAlias = Literal[16, 32, 64]
WIDTHS: tuple[Width, ...] = (16, 32, 64)

LARGEST = 2**53
"""Up to here whole numbers are exact in every engine: Spark divides them in floating point."""

MINUTES = "minutes"
PER_HOUR = "_per_hour"
SUM_OF_OTHERS = "total_cents_per_hour"


def width_of(values: Range) -> Width:
    """The bits of the smallest signed whole number that holds a range. Raises LiftError beyond LARGEST."""
    size = max(-values.low, values.high + 1)
    if size > LARGEST:
        raise LiftError(f"een getal van {values.low} tot {values.high} is te groot. Maak de bedragen kleiner.")
    return next(width for width in WIDTHS if size <= 2 ** (width - 1))


@dataclass(frozen=True, eq=False)
class Forms:
    """`trees` are the folded articles, each after those it reads; `outputs` those that are asked for, by name.

    `totals` counts sixtieths of a cent: an amount per hour x minutes, and half an hour, so that dividing by 60 rounds
    half a cent up, once. `named` are the articles with a line of their own: outputs, and those read more than once.
    """

    facts: Mapping[str, FactSpec]
    trees: Mapping[str, Node]
    outputs: Mapping[str, Rule]
    totals: Mapping[str, Node]
    named: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        reads: Counter[str] = Counter()
        pending = [*self.outputs.values(), *self.totals.values()]
        while pending:
            found = [node.name for node in walk(pending.pop()) if isinstance(node, Rule)]
            pending += [self.trees[name] for name in dict.fromkeys(found) if name not in reads]
            reads.update(found)
        named = tuple(name for name in self.trees if name in self.outputs or reads[name] > 1)
        object.__setattr__(self, "named", named)

    def range(self, node: Node) -> Range:
        """A range that surely holds every value of a number."""
        return bounds(node, self.facts, self.trees)

    def width(self, node: Node) -> Width:
        """The bits in which a number is held: enough for itself and for the numbers it is made of."""
        match node:
            case Rule(name=name):
                return self.width(self.trees[name])
            case Fact() | Constant():
                return width_of(self.range(node))
            case Arithmetic():
                return max(width_of(self.range(node)), *map(self.width, children(node)))
            case Choose(then=then, otherwise=otherwise):
                return max(self.width(then), self.width(otherwise))
            case Extreme(items=items):
                return max(map(self.width, items))
        raise TypeError(f"not a number: {node}")


def forms_of(policy: Policy) -> Forms:
    """The forms of a policy. Raises LiftError for a number beyond LARGEST."""
    trees: dict[str, Node] = {}
    for article in policy.corpus.order:
        trees[article.rule] = folded(article.tree, policy.values, trees)
    asked = [name for name in policy.outputs if name != SUM_OF_OTHERS]
    rules = {name: Rule(name, policy.corpus.articles[name].kind) for name in asked}
    totals = {name.removesuffix(PER_HOUR): _total(rules[name], policy, trees) for name in _per_hour(policy, asked)}
    return Forms(policy.corpus.facts, trees, rules, totals)


def _per_hour(policy: Policy, asked: list[str]) -> list[str]:
    units = {name: policy.corpus.articles[name].unit for name in asked}
    if units.get(MINUTES) is not Unit.MINUTES:
        return []
    return [name for name in asked if units[name] is Unit.CENTS_PER_HOUR and name.endswith(PER_HOUR)]


def _total(price: Node, policy: Policy, trees: Mapping[str, Node]) -> Node:
    minutes: Node = Rule(MINUTES, int)
    granted = Rule(policy.law.outcome, bool)
    match trees[MINUTES]:
        case Choose(test=test, otherwise=Constant(value=0)) if test == granted:
            pass
        case _:
            minutes = Choose(granted, minutes, Constant(0))
    return folded(Arithmetic(Arithmetic(price, "*", minutes), "+", Constant(30)), policy.values, trees)
