"""The articles over many completions at once, with one bit for each completion.

A condition is the set of completions in which it holds: the bits of one whole number, so that `and`, `or` and `not` are
`&`, `|` and `^`, however many completions there are. A number or a choice is the set of completions for each value it
takes. The tree is printed as straight-line Python over such sets, like `language/printer.py` does for one applicant.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any as AnyValue
from typing import TypeAlias, cast

from loopbaankrediet.decree.language.corpus import Corpus
from loopbaankrediet.decree.language.tree import (
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
)

Values: TypeAlias = dict[AnyValue, int]
"""For each value the completions that have it; together all completions, each of them once."""

Spread: TypeAlias = "int | Values"
"""A condition, or a number or choice, over all completions."""

SpreadFunction: TypeAlias = Callable[..., tuple[Spread, ...]]

_SIGNS = {"+": "add", "-": "sub", "*": "mul"}


def compiled_at_once(corpus: Corpus, amounts: Mapping[str, int], columns: Iterable[str | Node]) -> SpreadFunction:
    """A function of the set of all completions and of the facts, as spreads, that gives the columns as spreads."""
    printer = _Printer(corpus, amounts)
    found = [printer.name(corpus.articles[column].tree if isinstance(column, str) else column) for column in columns]
    head = f"def at_once(every, {', '.join(f'f_{fact}' for fact in corpus.all_facts_read())}):"
    source = "\n".join([head, *printer.lines, f"    return ({', '.join(found)},)"])
    space: dict[str, object] = {"op": operator, "low": min, "high": max, "combined": _combined, "chosen": _chosen}
    exec(compile(source, "<the articles, at once>", "exec"), space)  # noqa: S102  # printed from the checked tree
    return cast(SpreadFunction, space["at_once"])


def _combined(operation: Callable[[int, int], int], one: Values, other: Values) -> Values:
    found: Values = {}
    for a, in_one in one.items():
        for b, in_other in other.items():
            if both := in_one & in_other:
                value = operation(a, b)
                found[value] = found.get(value, 0) | both
    return found


def _chosen(test: int, then: Values, otherwise: Values, every: int) -> Values:
    found = {value: kept for value, places in then.items() if (kept := places & test)}
    for value, places in otherwise.items():
        if kept := places & (every ^ test):
            found[value] = found.get(value, 0) | kept
    return found


class _Printer:
    """Gives every node a local name and a line; what two articles share is worked out once."""

    def __init__(self, corpus: Corpus, amounts: Mapping[str, int]) -> None:
        self.articles = corpus.articles
        self.amounts = amounts
        self.lines: list[str] = []
        self._names: dict[Node, str] = {}

    def name(self, node: Node) -> str:
        if isinstance(node, Fact):
            return f"f_{node.name}"
        if isinstance(node, Rule):
            return self.name(self.articles[node.name].tree)
        if node not in self._names:
            text = self._text(node)
            self._names[node] = f"s_{len(self._names)}"
            self.lines.append(f"    {self._names[node]} = {text}")
        return self._names[node]

    def _text(self, node: Node) -> str:
        match node:
            case Arithmetic(left=left, sign=sign, right=right):
                return f"combined(op.{_SIGNS[sign]}, {self.name(left)}, {self.name(right)})"
            case Extreme(which=which, items=items):
                fold = "low" if which == "min" else "high"
                return reduce(lambda one, other: f"combined({fold}, {one}, {other})", map(self.name, items))
            case Choose(test=test, then=then, otherwise=otherwise):
                return f"chosen({self.name(test)}, {self.name(then)}, {self.name(otherwise)}, every)"
            case Constant() | Parameter():
                return f"{{{self._amount(node)}: every}}"
        return self._condition(node)

    def _condition(self, node: Node) -> str:
        match node:
            case All(items=items):
                return " & ".join(map(self.name, items))
            case Any(items=items):
                return " | ".join(map(self.name, items))
            case Not(item=item):
                return f"every ^ {self.name(item)}"
            case Among(fact=fact, members=members):
                return f"sum([places for v, places in {self.name(fact)}.items() if v in {members!r}])"
            case Compare(left=left, sign=sign, right=Constant() | Parameter() as right):
                return f"sum([places for v, places in {self.name(left)}.items() if v {sign} {self._amount(right)}])"
            case Compare(left=left, sign=sign, right=right):
                both = f"for v, a in {self.name(left)}.items() for w, b in {self.name(right)}.items()"
                return f"sum([a & b {both} if v {sign} w])"
        raise TypeError(f"not a condition: {node}")

    def _amount(self, node: Constant | Parameter) -> str:
        return repr(self.amounts[node.name] if isinstance(node, Parameter) else node.value)
