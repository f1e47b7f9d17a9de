"""Every small slip in the tree of an article: another sign, amount or fact, and for or, a part lost or turned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any as Any_

from loopbaankrediet.decree.deciding.policy import Policy
from loopbaankrediet.decree.language.book import Article
from loopbaankrediet.decree.language.corpus import Corpus
from loopbaankrediet.decree.language.tree import (
    NEGATED,
    All,
    Among,
    Any,
    Arithmetic,
    Choose,
    Compare,
    Constant,
    Extreme,
    Fact,
    Node,
    Not,
    Parameter,
    Rule,
    enum_values,
    kind_of,
    negate,
    walk,
)


class Unchecked(Corpus):
    """A corpus that takes articles nobody would write: a slip need not be sayable in Dutch."""

    def _check_phrases(self) -> None:
        """A condition that always holds is a slip to be noticed, not to be refused."""

    def _check_exactness(self, article: Article) -> None:
        """Known facts only, so that every comparison and every sum can be tried."""

    def all_facts_read(self) -> tuple[str, ...]:
        """The facts of every article: a slip may cut one off from the outcome."""
        return self._facts(node for article in self.articles.values() for node in walk(article.tree))

    def _check_roots(self) -> None:
        """The outcome may have become anything."""

    def _check_links(self) -> None:
        """As for exactness."""


@dataclass(frozen=True)
class Mutant:
    """One slip: which article, what was there, what stands there now, and the article with it."""

    rule: str
    was: str
    became: str
    article: Article

    @property
    def name(self) -> str:
        return f"{self.rule}: {self.was} => {self.became}"


def mutants(policy: Policy, article: Article) -> Iterator[Mutant]:
    """Every slip in one article, each once."""
    seen = {article.tree}
    for was, became, tree in _slips(article.tree, _Mutator(policy, article)):
        if tree not in seen:
            seen.add(tree)
            yield Mutant(article.rule, said(was), said(became), replace(article, tree=tree))


def with_slip(corpus: Corpus, mutant: Mutant) -> Corpus:
    """All articles of the day, one of them with its slip."""
    return Unchecked(
        articles={**corpus.articles, mutant.rule: mutant.article},
        facts=corpus.facts,
        links=corpus.links,
        parameters=corpus.parameters,
        outcome=corpus.outcome,
        results=corpus.results,
    )


def _slips(node: Node, mutator: _Mutator) -> Iterator[tuple[Node, Node, Node]]:
    """The part that changes, what it becomes, and the whole tree then."""
    for other in mutator.instead_of(node):
        yield node, other, other
    for child, rebuild in _parts(node):
        for was, became, part in _slips(child, mutator):
            yield was, became, rebuild(part)


def _parts(node: Node) -> Iterator[tuple[Node, _Rebuild]]:
    match node:
        case All(items=items) | Any(items=items) | Extreme(items=items):
            for place, item in enumerate(items):
                yield item, _Rebuild(node, "items", place)
        case Compare() | Arithmetic():
            yield node.left, _Rebuild(node, "left")
            yield node.right, _Rebuild(node, "right")
        case Choose():
            for name in ("test", "then", "otherwise"):
                yield getattr(node, name), _Rebuild(node, name)


@dataclass(frozen=True)
class _Rebuild:
    node: Node
    field: str
    place: int | None = None

    def __call__(self, part: Node) -> Node:
        value: object = part
        if self.place is not None:
            items = getattr(self.node, self.field)
            value = (*items[: self.place], part, *items[self.place + 1 :])
        changes: dict[str, Any_] = {self.field: value}
        return replace(self.node, **changes)


class _Mutator:
    def __init__(self, policy: Policy, article: Article) -> None:
        self.amounts = policy.parameters
        nodes = list(dict.fromkeys(walk(article.tree)))
        self.subjects = [node for node in nodes if isinstance(node, Fact | Rule)]

    def instead_of(self, node: Node) -> Iterator[Node]:
        if kind_of(node) is bool:
            yield negate(node)
            yield Constant(True)
            yield Constant(False)
        yield from self.special(node)

    def special(self, node: Node) -> Iterator[Node]:
        match node:
            case All(items=items) | Any(items=items):
                yield Any(items) if isinstance(node, All) else All(items)
                for place in range(len(items)):
                    rest = items[:place] + items[place + 1 :]
                    yield rest[0] if len(rest) == 1 else replace(node, items=rest)
            case Compare(sign=sign):
                yield from (replace(node, sign=other) for other in NEGATED if other != sign)
            case Among(fact=fact, members=members):
                for value in enum_values(fact.kind):
                    changed = {*members} ^ {value}
                    yield Among(fact, tuple(v for v in enum_values(fact.kind) if v in changed))
            case Choose(test=test, then=then, otherwise=otherwise):
                yield from (Choose(test, otherwise, then), then, otherwise)
            case _:
                yield from self.amount(node)

    def amount(self, node: Node) -> Iterator[Node]:
        match node:
            case Constant(value=value) if type(value) is int:
                yield from (Constant(value + 1), Constant(value - 1))
            case Parameter(name=name):
                unit = self.amounts[name].unit
                same = [n for n, other in self.amounts.items() if other.unit is unit and n != name]
                yield from map(Parameter, same)
                yield from (Arithmetic(node, "+", Constant(1)), Arithmetic(node, "-", Constant(1)))
            case Arithmetic(left=left, sign=sign, right=right):
                yield from (replace(node, sign="-" if sign == "+" else "+"), Arithmetic(right, sign, left), left, right)
            case Extreme(which=which):
                yield replace(node, which="max" if which == "min" else "min")
            case Fact() | Rule():
                yield from (s for s in self.subjects if s.kind is node.kind and s != node)


def said(node: Node) -> str:
    """A tree in one short line."""
    match node:
        case Fact(name=name) | Rule(name=name):
            return name
        case Parameter(name=name):
            return f"p.{name}"
        case Constant(value=value):
            return str(value)
        case Among(fact=fact, members=members):
            return f"{fact.name} in {'/'.join(members) or 'nothing'}"
        case Not(item=item):
            return f"not {item.name}"
        case Compare(sign=sign) | Arithmetic(sign=sign):
            return f"({said(node.left)} {sign} {said(node.right)})"
    return _joined(node)


def _joined(node: Node) -> str:
    match node:
        case All(items=items):
            return f"({' and '.join(map(said, items))})"
        case Any(items=items):
            return f"({' or '.join(map(said, items))})"
        case Extreme(which=which, items=items):
            return f"{which}({', '.join(map(said, items))})"
        case Choose(test=test, then=then, otherwise=otherwise):
            return f"({said(then)} if {said(test)} else {said(otherwise)})"
    raise TypeError(f"not a node: {node}")
