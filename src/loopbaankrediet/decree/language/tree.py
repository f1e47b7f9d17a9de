"""The tree an article is lifted into. Frozen, hashable, and small enough to print in several languages.

Conditions are kept in negation normal form: `not` stands only before a yes/no fact or another article. A chained
comparison is an `All` of single ones, with the fact or article on the left; `!=`, `not in` and `not` on enumerations
become the complementary `Among`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Literal, TypeAlias, assert_never

Kind: TypeAlias = type[bool] | type[int] | type[StrEnum]
Comparison: TypeAlias = Literal["<", "<=", ">", ">=", "==", "!="]

NEGATED: dict[Comparison, Comparison] = {
    "<": ">=",
    "<=": ">",
    ">": "<=",
    ">=": "<",
    "==": "!=",
    "!=": "==",
}
MIRRORED: dict[Comparison, Comparison] = {
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
    "==": "==",
    "!=": "!=",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the applicant, read by its declared name."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Rule:
    """The outcome of another article of the same law."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated amount or term, `p.<name>` in the article."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    value: bool | int


@dataclass(frozen=True, slots=True)
class Among:
    """An enumerated fact has one of these values."""

    fact: Fact
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    left: Node
    sign: Comparison
    right: Node


@dataclass(frozen=True, slots=True)
class All:
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    item: Fact | Rule


@dataclass(frozen=True, slots=True)
class Arithmetic:
    left: Node
    sign: Literal["+", "-", "*"]
    right: Node


@dataclass(frozen=True, slots=True)
class Extreme:
    which: Literal["min", "max"]
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choose:
    """`then` when the test holds, else `otherwise`; both are whole numbers."""

    test: Node
    then: Node
    otherwise: Node


Node: TypeAlias = Fact | Rule | Parameter | Constant | Among | Compare | All | Any | Not | Arithmetic | Extreme | Choose


def kind_of(node: Node) -> Kind:
    """bool, int or the enumeration that the node yields."""
    match node:
        case Fact(kind=kind) | Rule(kind=kind):
            return kind
        case Constant(value=value):
            return type(value)
        case Parameter() | Arithmetic() | Extreme() | Choose():
            return int
        case Among() | Compare() | All() | Any() | Not():
            return bool
    assert_never(node)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below this one."""
    match node:
        case All(items=items) | Any(items=items) | Extreme(items=items):
            return items
        case Compare(left=left, right=right) | Arithmetic(left=left, right=right):
            return (left, right)
        case Choose(test=test, then=then, otherwise=otherwise):
            return (test, then, otherwise)
        case Not(item=item):
            return (item,)
        case Among(fact=fact):
            return (fact,)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def negate(node: Node) -> Node:
    """The opposite of a condition, with `not` pushed down to facts and articles."""
    match node:
        case Compare(left=left, sign=sign, right=right):
            return Compare(left, NEGATED[sign], right)
        case Among(fact=fact, members=members):
            return Among(fact, tuple(m for m in enum_values(fact.kind) if m not in members))
        case All(items=items):
            return Any(tuple(negate(i) for i in items))
        case Any(items=items):
            return All(tuple(negate(i) for i in items))
        case Not(item=item):
            return item
        case Constant(value=value):
            return Constant(not value)
        case Fact() | Rule():
            return Not(node)
    raise TypeError(f"not a condition: {node}")


def enum_values(kind: Kind) -> tuple[str, ...]:
    """The values of an enumeration, in the order of its declaration; empty for other kinds."""
    return tuple(member.value for member in kind) if issubclass(kind, StrEnum) else ()


def serial(node: Node) -> list[object]:
    """A canonical form for hashing: node type and fields, as nested lists of plain values."""
    return [type(node).__name__, *(_plain(getattr(node, field.name)) for field in fields(node))]


def _plain(value: object) -> object:
    if isinstance(value, type):
        return value.__name__
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, str | int):
        return value
    return serial(value)  # type: ignore[arg-type]  # the fields of a node hold only plain values and nodes
