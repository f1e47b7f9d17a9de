"""Fill the amounts of a policy into its trees, and prove from the ranges of the facts how large a number can become."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from loopbaankrediet.decree.language.facts import FactSpec, Range
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
    enum_values,
)

_COMPARED: Mapping[str, Callable[[int, int], bool]] = {
    "<": int.__lt__,
    "<=": int.__le__,
    ">": int.__gt__,
    ">=": int.__ge__,
    "==": int.__eq__,
    "!=": int.__ne__,
}
_COUNTED: Mapping[str, Callable[[int, int], int]] = {"+": int.__add__, "-": int.__sub__, "*": int.__mul__}


def folded(node: Node, amounts: Mapping[str, int], articles: Mapping[str, Node]) -> Node:
    """The tree with amounts in the place of parameters, and without what they settle.

    `articles` holds the folded trees of the articles it reads. Raises TypeError for a node that is not of the language.
    """

    def fold(below: Node) -> Node:
        return folded(below, amounts, articles)

    match node:
        case Fact() | Constant():
            return node
        case Parameter(name=name):
            return Constant(amounts[name])
        case Rule(name=name):
            return articles[name] if isinstance(articles[name], Constant) else node
        case Arithmetic(left=left, sign=sign, right=right):
            return _counted(Arithmetic(fold(left), sign, fold(right)))
        case Extreme(which=which, items=items):
            return _extreme(Extreme(which, tuple(map(fold, items))))
        case Choose(test=test, then=then, otherwise=otherwise):
            return _chosen(Choose(fold(test), fold(then), fold(otherwise)))
    return _condition(node, fold)


def _condition(node: Node, fold: Callable[[Node], Node]) -> Node:
    match node:
        case Not(item=item):
            inner = fold(item)
            return Constant(not inner.value) if isinstance(inner, Constant) else node
        case Among(fact=fact, members=members):
            settled = {0: False, len(enum_values(fact.kind)): True}.get(len(members))
            return node if settled is None else Constant(settled)
        case All(items=items):
            return _joined(All, tuple(map(fold, items)), neutral=True)
        case Any(items=items):
            return _joined(Any, tuple(map(fold, items)), neutral=False)
        case Compare(left=left, sign=sign, right=right):
            return _compared(Compare(fold(left), sign, fold(right)))
    raise TypeError(f"has no form over columns: {node}")


def _joined(kind: type[All] | type[Any], items: tuple[Node, ...], *, neutral: bool) -> Node:
    open_items = tuple(item for item in items if not isinstance(item, Constant))
    if any(isinstance(item, Constant) and item.value is not neutral for item in items):
        return Constant(not neutral)
    if not open_items:
        return Constant(neutral)
    return open_items[0] if len(open_items) == 1 else kind(open_items)


def _compared(node: Compare) -> Node:
    match node:
        case Compare(left=Constant(value=one), sign=sign, right=Constant(value=other)):
            return Constant(_COMPARED[sign](one, other))
    return node


def _counted(node: Arithmetic) -> Node:
    match node:
        case Arithmetic(left=Constant(value=one), sign=sign, right=Constant(value=other)):
            return Constant(_COUNTED[sign](one, other))
    return node


def _extreme(node: Extreme) -> Node:
    values = [item.value for item in node.items if isinstance(item, Constant)]
    if len(values) < len(node.items):
        return node
    return Constant(min(values) if node.which == "min" else max(values))


def _chosen(node: Choose) -> Node:
    if isinstance(node.test, Constant):
        return node.then if node.test.value else node.otherwise
    return node.then if node.then == node.otherwise else node


def bounds(node: Node, facts: Mapping[str, FactSpec], articles: Mapping[str, Node]) -> Range:
    """A range that surely holds every value of a number; conditions are not looked into."""

    def of(below: Node) -> Range:
        return bounds(below, facts, articles)

    match node:
        case Fact(name=name):
            return facts[name].range
        case Rule(name=name):
            return of(articles[name])
        case Constant(value=value):
            return Range(value, value)
        case Choose(then=then, otherwise=otherwise):
            return spanned(of(then), of(otherwise))
        case Extreme(which=which, items=items):
            least = min if which == "min" else max
            ranges = [of(item) for item in items]
            return Range(least(r.low for r in ranges), least(r.high for r in ranges))
        case Arithmetic(left=left, sign=sign, right=right):
            ends = [_COUNTED[sign](one, other) for one in of(left) for other in of(right)]
            return Range(min(ends), max(ends))
    raise TypeError(f"not a number: {node}")


def spanned(*ranges: Range) -> Range:
    """The smallest range that holds them all."""
    return Range(min(r.low for r in ranges), max(r.high for r in ranges))
