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
    enum_values,
)


def parsed(plain: Sequence[AnyValue], kinds: Mapping[str, Kind]) -> Node:
    """The tree; `kinds` gives every kind by its name. Raises ArchiveDamaged for anything `serial` does not write."""
    match plain:
        case ["Fact", str(name), kind] if name.isidentifier():
            return Fact(name, kinds[kind])
        case ["Rule", str(name), kind] if name.isidentifier():
            return Rule(name, kinds[kind])
        case ["Parameter", str(name)] if name.isidentifier():
            return Parameter(name)
        case ["Constant", bool(value) | int(value)]:
            return Constant(value)
        case ["Arithmetic", left, ("+" | "-" | "*") as sign, right]:
            return Arithmetic(parsed(left, kinds), sign, parsed(right, kinds))
        case ["Extreme", ("min" | "max") as which, items]:
            return Extreme(which, _each(items, kinds))
        case ["Choose", *parts]:
            return Choose(*_each(parts, kinds))
    return _condition(plain, kinds)


def _condition(plain: Sequence[AnyValue], kinds: Mapping[str, Kind]) -> Node:
    match plain:
        case ["Among", ["Fact", str(name), kind], members] if set(members) <= set(enum_values(kinds[kind])):
            return Among(Fact(name, kinds[kind]), tuple(members))
        case ["Compare", left, ("<" | "<=" | ">" | ">=" | "==" | "!=") as sign, right]:
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
