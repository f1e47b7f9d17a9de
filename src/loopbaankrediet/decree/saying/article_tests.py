"""What one article tests, and what it answers: the columns and the results of its decision table, in Dutch."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt, ne

from loopbaankrediet.decree.language.book import Article
from loopbaankrediet.decree.language.corpus import Corpus
from loopbaankrediet.decree.language.tree import (
    All,
    Among,
    Any,
    Arithmetic,
    Choose,
    Compare,
    Comparison,
    Constant,
    Extreme,
    Fact,
    Node,
    Not,
    Parameter,
    Rule,
    children,
    enum_values,
)
from loopbaankrediet.decree.saying.dutch import Unit, amount, between, listed

TRUTH = ("ja", "nee")
_SIGNS: dict[Comparison, Callable[[typing.Any, typing.Any], bool]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "==": eq,
    "!=": ne,
}


@dataclass(frozen=True, slots=True)
class TableColumn:
    """Something the article tests. `classes` are the Dutch words, `tries` a value that stands for each class.

    The value of a pair of quantities (`of` is their comparison) is the sign of left minus right: -1, 0 or 1.
    """

    of: Node
    heading: str
    classes: tuple[str, ...]
    tries: tuple[bool | int | str, ...]


class Columns:
    """What an article tests, each with the classes it can tell apart."""

    def __init__(self, corpus: Corpus, values: Mapping[str, int], article: Article) -> None:
        self.corpus = corpus
        self.values = values
        self.tests = list(_tests(article.tree))

    def found(self) -> Iterator[TableColumn]:
        for subject in dict.fromkeys(subject_of(test) for test in self.tests):
            yield self.column(subject, [test for test in self.tests if subject_of(test) == subject])

    def column(self, subject: Node, tests: list[Node]) -> TableColumn:
        match subject:
            case Compare(left=left, right=right):
                heading = f"{_words(self.corpus, self.values, left)}, naast {_words(self.corpus, self.values, right)}"
                return TableColumn(subject, heading, ("minder", "evenveel", "meer"), (-1, 0, 1))
            case Fact() if enum_values(subject.kind):
                return self.enumerated(subject, tests)
            case Fact() | Rule() if subject.kind is int:
                return self.counted(subject, tests)
        return TableColumn(subject, _heading(self.corpus, subject), TRUTH, (True, False))

    def enumerated(self, subject: Fact, tests: list[Node]) -> TableColumn:
        spec = self.corpus.facts[subject.name]
        alike: dict[tuple[bool, ...], list[str]] = {}
        for value in enum_values(subject.kind):
            alike.setdefault(tuple(value in t.members for t in tests if isinstance(t, Among)), []).append(value)
        classes = tuple(listed([spec.labels[value] for value in values]) for values in alike.values())
        return TableColumn(subject, _heading(self.corpus, subject), classes, tuple(v[0] for v in alike.values()))

    def counted(self, subject: Fact | Rule, tests: list[Node]) -> TableColumn:
        starts = sorted({start for test in tests if isinstance(test, Compare) for start in self.starts(test)})
        low, high = self.ends(subject)
        inside = [start for start in starts if low is None or start > low]
        edges = [low, *inside]
        lasts = [*(start - 1 for start in inside), high]
        unit = _unit(self.corpus, subject)
        classes = tuple(_stretch(first, last, low, high, unit) for first, last in zip(edges, lasts, strict=True))
        tries = tuple((lasts[0] or 0) if first is None else first for first in edges)
        return TableColumn(subject, _heading(self.corpus, subject), classes, tries)

    def starts(self, test: Compare) -> tuple[int, ...]:
        """The first values from which the comparison answers otherwise."""
        bound = _number(test.right, self.values)
        return {"<": (bound,), ">=": (bound,), "<=": (bound + 1,), ">": (bound + 1,)}.get(test.sign, (bound, bound + 1))

    def ends(self, subject: Fact | Rule) -> tuple[int | None, int | None]:
        return self.corpus.facts[subject.name].range if isinstance(subject, Fact) else (None, None)


def _tests(node: Node) -> Iterator[Node]:
    """The single conditions of a tree, also those inside a choice between numbers."""
    if isinstance(node, All | Any | Choose | Arithmetic | Extreme):
        for child in children(node):
            yield from _tests(child)
    elif isinstance(node, Among | Compare | Not) or (isinstance(node, Fact | Rule) and node.kind is bool):
        yield node


def subject_of(test: Node) -> Node:
    """What a condition is about: a fact, an article, or two quantities side by side."""
    match test:
        case Among(fact=fact):
            return fact
        case Not(item=item):
            return item
        case Compare(left=Fact() | Rule() as left, right=Constant() | Parameter()):
            return left
        case Compare(left=left, right=right):
            return Compare(left, "<", right)
    return test


def _stretch(first: int | None, last: int | None, low: int | None, high: int | None, unit: Unit) -> str:
    if first is not None and first == last:
        return amount(first, unit)
    return between(first if first != low else None, last if last != high else None, unit)


def _number(node: Node, values: Mapping[str, int]) -> int:
    return values[node.name] if isinstance(node, Parameter) else int(node.value)  # type: ignore[union-attr]


class Reader:
    """Settles the tree of an article for one class of every column."""

    def __init__(
        self, corpus: Corpus, values: Mapping[str, int], article: Article, columns: tuple[TableColumn, ...]
    ) -> None:
        self.corpus = corpus
        self.values = values
        self.article = article
        self.columns = columns

    def answer(self, row: tuple[int, ...]) -> Node:
        """What the article answers, without its choices; `row` holds the place of one class of every column."""
        known = {column.of: column.tries[place] for column, place in zip(self.columns, row, strict=True)}
        tree = self.article.tree
        return Constant(self.holds(tree, known)) if self.article.kind is bool else self.settled(tree, known)

    def words(self, answer: Node) -> str:
        """The answer in Dutch."""
        match answer:
            case Constant(value=bool(value)):
                return TRUTH[0] if value else TRUTH[1]
        return _words(self.corpus, self.values, answer, self.article.unit)

    def settled(self, node: Node, known: Mapping[Node, object]) -> Node:
        """A number without its choices."""
        match node:
            case Choose(test=test, then=then, otherwise=otherwise):
                return self.settled(then if self.holds(test, known) else otherwise, known)
            case Arithmetic(left=left, sign=sign, right=right):
                return Arithmetic(self.settled(left, known), sign, self.settled(right, known))
            case Extreme(which=which, items=items):
                return Extreme(which, tuple(self.settled(item, known) for item in items))
        return node

    def holds(self, node: Node, known: Mapping[Node, object]) -> bool:
        match node:
            case All(items=items):
                return all(self.holds(item, known) for item in items)
            case Any(items=items):
                return any(self.holds(item, known) for item in items)
            case Not(item=item):
                return not known[item]
            case Among(fact=fact, members=members):
                return known[fact] in members
            case Compare(sign=sign, right=right):
                subject = subject_of(node)
                bound = 0 if isinstance(subject, Compare) else _number(right, self.values)
                return _SIGNS[sign](known[subject], bound)
        return bool(known[node])


# ---- words


def _heading(corpus: Corpus, node: Node) -> str:
    match node:
        case Fact(name=name):
            return corpus.facts[name].label
        case Rule(name=name):
            article = corpus.articles[name]
            return article.label or f"{article.reference} is vervuld"
    raise TypeError(f"no heading for {node}")


def _words(corpus: Corpus, values: Mapping[str, int], node: Node, unit: Unit | None = None) -> str:
    """A number in Dutch: an amount, the name of a fact or article, or what is counted with them."""
    match node:
        case Constant(value=value):
            return amount(int(value), unit) if unit else str(value)
        case Parameter(name=name):
            return amount(values[name], corpus.parameters[name].unit)
        case Fact() | Rule():
            return _heading(corpus, node)
        case Arithmetic(left=left, sign=sign, right=right):
            spoken = {"+": "plus", "-": "min", "*": "maal"}[sign]
            return f"{_words(corpus, values, left, unit)} {spoken} {_words(corpus, values, right, unit)}"
        case Extreme(which=which, items=items):
            parts = listed([_words(corpus, values, item, unit) for item in items], last="en")
            return f"{'het kleinste' if which == 'min' else 'het grootste'} van {parts}"
    raise TypeError(f"no words for {node}")


def _unit(corpus: Corpus, node: Fact | Rule) -> Unit:
    if isinstance(node, Fact):
        return corpus.facts[node.name].counted
    unit = corpus.articles[node.name].unit
    assert unit is not None
    return unit
