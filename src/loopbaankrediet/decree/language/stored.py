"""Read a tree back from the canonical form that `tree.serial` writes, without the text of the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any as AnyValue

from loopbaankrediet.decree.errors import ArchiveDamaged
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
    Kind,
    Node,
    Not,
    Parameter,
    Rule,
)


def parsed(plain: Sequence[AnyValue], kinds: Mapping[str, Kind]) -> Node:
    """The tree; `kinds` gives every kind by its name. Raises ArchiveDamaged for anything `serial` does not write."""
    match plain:
        case ["Fact", name, kind]:
            return Fact(name, kinds[kind])
        case ["Rule", name, kind]:
            return Rule(name, kinds[kind])
        case ["Parameter", name]:
            return Parameter(name)
        case ["Constant", value]:
            return Constant(value)
        case ["Arithmetic", left, sign, right]:
            return Arithmetic(parsed(left, kinds), sign, parsed(right, kinds))
        case ["Extreme", which, items]:
            return Extreme(which, _each(items, kinds))
        case ["Choose", *parts]:
            return Choose(*_each(parts, kinds))
    return _condition(plain, kinds)


def _condition(plain: Sequence[AnyValue], kinds: Mapping[str, Kind]) -> Node:
    match plain:
        case ["Among", ["Fact", name, kind], members]:
            return Among(Fact(name, kinds[kind]), tuple(members))
        case ["Compare", left, sign, right]:
            return Compare(parsed(left, kinds), sign, parsed(right, kinds))
        case ["All", items]:
            return All(_each(items, kinds))
        case ["Any", items]:
            return Any(_each(items, kinds))
        case ["Not", item]:
            negated = parsed(item, kinds)
            if isinstance(negated, Fact | Rule):
                return Not(negated)
    raise ArchiveDamaged(f"'{plain}' is geen deel van een artikel.")


def _each(items: Sequence[AnyValue], kinds: Mapping[str, Kind]) -> tuple[Node, ...]:
    return tuple(parsed(item, kinds) for item in items)
