"""Where the articles can change their answer, read from the tree.

A number in an article is, once every condition is settled, a sum of facts with whole coefficients: a *form*. Comparing
two numbers changes its answer only where the difference of two of their forms passes zero. Those places cut the range
of a fact into classes; within a class conditions are constant and numbers run in a straight line, so that both ends
tell all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise, product
from typing import NamedTuple

from loopbaankrediet.decree.language.corpus import Corpus
from loopbaankrediet.decree.language.facts import Range
from loopbaankrediet.decree.language.tree import (
    Among,
    Arithmetic,
    Choose,
    Compare,
    Constant,
    Extreme,
    Fact,
    Node,
    Parameter,
    Rule,
    children,
    enum_values,
    walk,
)


class Form(NamedTuple):
    """constant + the sum of coefficient x fact; `terms` is sorted by fact and holds no zero."""

    constant: int
    terms: tuple[tuple[str, int], ...] = ()

    def plus(self, other: Form, times: int = 1) -> Form:
        terms = dict(self.terms)
        for fact, coefficient in other.terms:
            terms[fact] = terms.get(fact, 0) + times * coefficient
        kept = tuple(sorted((fact, c) for fact, c in terms.items() if c))
        return Form(self.constant + times * other.constant, kept)

    def scaled(self, times: int) -> Form:
        return Form(0).plus(self, times)


class FactClass(NamedTuple):
    """Values of a fact that the articles cannot tell apart, or only along a straight line.

    `points` are the values to try, `weight` counts the classes it stands for (an enumeration counts each value).
    """

    points: tuple[bool | int | str, ...]
    weight: int
    low: int
    high: int


class Boundaries:
    """The classes of every fact under one set of articles and amounts."""

    def __init__(self, corpus: Corpus, amounts: Mapping[str, int]) -> None:
        self.corpus = corpus
        self.amounts = amounts
        self.in_results = frozenset(
            fact for result in corpus.results for fact in corpus.counted(corpus.articles[result].tree)
        )
        nodes = [node for article in corpus.order for node in walk(article.tree)]
        self._among = {node for node in nodes if isinstance(node, Among)}
        self._starts: dict[str, set[int]] = {fact: set() for fact in corpus.facts}
        for node in nodes:
            self._cut(node)

    def classes(self, fact: str, known: Range | None = None) -> tuple[FactClass, ...]:
        """The classes of a fact, for a whole number within what is known of it."""
        spec = self.corpus.facts[fact]
        if spec.kind is bool:
            return (FactClass((True,), 1, 1, 1), FactClass((False,), 1, 0, 0))
        if spec.kind is int:
            return tuple(self._stretches(fact, known or spec.range))
        return tuple(FactClass((alike[0],), len(alike), 0, 0) for alike in self.alike(fact))

    def alike(self, fact: str) -> tuple[tuple[str, ...], ...]:
        """The values of an enumeration, put together where the articles cannot tell them apart."""
        tests = [set(node.members) for node in self._among if node.fact.name == fact]
        found: dict[tuple[bool, ...], list[str]] = {}
        for value in enum_values(self.corpus.facts[fact].kind):
            found.setdefault(tuple(value in test for test in tests), []).append(value)
        return tuple(map(tuple, found.values()))

    def _stretches(self, fact: str, known: Range) -> Iterator[FactClass]:
        starts = sorted(start for start in self._starts[fact] if known.low < start <= known.high)
        for low, after in pairwise((known.low, *starts, known.high + 1)):
            ends = (low, after - 1) if fact in self.in_results and low < after - 1 else (low,)
            yield FactClass(ends, 1, low, after - 1)

    # ---- cutting

    def _cut(self, node: Node) -> None:
        match node:
            case Compare(left=left, sign=sign, right=right):
                weak, strict = sign not in ("<=", ">"), sign not in ("<", ">=")
                self._cut_between(left, right, weak=weak, strict=strict)
            case Extreme(items=items):
                for index, left in enumerate(items):
                    for right in items[index + 1 :]:
                        self._cut_between(left, right, weak=False, strict=True)

    def _cut_between(self, left: Node, right: Node, *, weak: bool, strict: bool) -> None:
        for one, other in product(self.forms(left), self.forms(right)):
            difference = one.plus(other, -1)
            for fact, coefficient in difference.terms:
                self._starts[fact] |= _starts(coefficient, difference.constant, weak=weak, strict=strict)

    def forms(self, node: Node) -> frozenset[Form]:
        """Every form a number can take."""
        match node:
            case Fact(name=name):
                return frozenset({Form(0, ((name, 1),))})
            case Rule(name=name):
                return self.forms(self.corpus.articles[name].tree)
            case Parameter(name=name):
                return frozenset({Form(self.amounts[name])})
            case Constant(value=value):
                return frozenset({Form(value)})
            case Choose(then=then, otherwise=otherwise):
                return self.forms(then) | self.forms(otherwise)
            case Arithmetic(left=left, sign=sign, right=right):
                pairs = product(self.forms(left), self.forms(right))
                return frozenset(_combined(one, sign, other) for one, other in pairs)
        return frozenset(form for child in children(node) for form in self.forms(child))


def _combined(one: Form, sign: str, other: Form) -> Form:
    if sign == "*":
        return one.scaled(other.constant) if not other.terms else other.scaled(one.constant)
    return one.plus(other, 1 if sign == "+" else -1)


def _starts(coefficient: int, constant: int, *, weak: bool, strict: bool) -> set[int]:
    """The first values after which coefficient x fact + constant passes zero.

    `weak` tells >= 0 from < 0, `strict` tells > 0 from <= 0.
    """
    floor, ceiling = -constant // coefficient, -(constant // coefficient)
    rising = coefficient > 0
    reached, passed = (ceiling, floor + 1) if rising else (floor + 1, ceiling)
    return ({reached} if weak else set()) | ({passed} if strict else set())
