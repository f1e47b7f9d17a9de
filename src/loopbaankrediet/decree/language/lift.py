"""Lift the text of one article into the tree. The text is read, never retyped.

Allowed: a docstring, local names, `if`/`return`, `and`/`or`/`not`, comparisons (chained too), `in` a list of members
of an enumeration, `+ - *`, `x if c else y`, `min`, `max`, `p.<parameter>`, the literals 0, 1, True and False.
Everything else is refused with the file and the line: an article is law, not a program. Amounts and terms are
parameters, so any other literal is refused; there is no division, because rounding happens before, in a named fact.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from itertools import pairwise
from types import FunctionType
from typing import NamedTuple, TypeAlias, get_type_hints

from loopbaankrediet.decree.errors import LiftError
from loopbaankrediet.decree.language.facts import FactSpec
from loopbaankrediet.decree.language.tree import (
    MIRRORED,
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
    Kind,
    Node,
    Parameter,
    Rule,
    enum_values,
    kind_of,
    negate,
)

PARAMETERS = "p"
_SIGNS: dict[type[ast.cmpop], Comparison] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_ALLOWED = "Wel: return, if, eigen namen, and, or, not, vergelijken, + - *, min en max."
_MEND: dict[Kind, str] = {
    bool: "Vergelijk een getal met een ander, zoals 'aantal > 0'.",
    int: "Kies met een voorwaarde tussen getallen, zoals '1 if voorwaarde else 0'.",
}
_KIND_NAMES: dict[Kind, str] = {bool: "een voorwaarde (bool)", int: "een geheel getal (int)"}

ArticleFunction: TypeAlias = Callable[..., bool | int]
Names: TypeAlias = Mapping[str, Node]


class Lifted(NamedTuple):
    """The tree of an article, the kind it yields, and the file and line where it stands."""

    tree: Node
    kind: Kind
    where: str


def lift(function: ArticleFunction, facts: Mapping[str, FactSpec]) -> Lifted:
    """The tree of an article. Arguments that are no facts are taken to be other articles.

    Raises LiftError for anything outside the language.
    """
    definition, first = _definition(function)
    where = f"{inspect.getsourcefile(function)}:{{line}} ({function.__name__})"
    if not isinstance(definition, ast.FunctionDef):
        raise LiftError(f"{where.format(line=first)}: een artikel is een gewone functie (def)")
    lifter = _Lifter(function, where, first - 1)
    lifter.check_reached(definition.body)
    arguments = lifter.arguments(definition, facts)
    kind = lifter.kind_named("return", definition)
    if kind not in (bool, int):
        raise lifter.refused(definition, "een artikel geeft een voorwaarde (bool) of een geheel getal (int)")
    tree = lifter.body(definition.body, arguments, kind, definition)
    return Lifted(tree, kind, where.format(line=lifter.offset + definition.lineno))


def _definition(function: ArticleFunction) -> tuple[ast.stmt, int]:
    """The function as written, and its first line."""
    if not isinstance(function, FunctionType) or hasattr(function, "__wrapped__"):
        name = getattr(function, "__name__", repr(function))
        raise LiftError(
            f"'{name}' is geen gewone functie. Zet geen andere decorator onder die van het artikel, zoals lru_cache."
        )
    try:
        lines, first = inspect.getsourcelines(function)
    except OSError as error:
        raise LiftError(f"'{function.__name__}': de tekst is niet te lezen. Zet het artikel in een bestand.") from error
    return ast.parse(textwrap.dedent("".join(lines))).body[0], first


class _Lifter:
    def __init__(self, function: ArticleFunction, where: str, offset: int) -> None:
        self.scope = function.__globals__
        self.where = where
        self.offset = offset
        try:
            self.hints = get_type_hints(function)
        except NameError as error:
            line = function.__code__.co_firstlineno
            raise LiftError(f"{where.format(line=line)}: de soort '{error.name}' is niet ingevoerd (import)") from error
        self.has_parameters = False

    def refused(self, at: ast.stmt | ast.expr, why: str) -> LiftError:
        return LiftError(f"{self.where.format(line=self.offset + at.lineno)}: {why}")

    # ---- the head of the function

    def arguments(self, definition: ast.FunctionDef, facts: Mapping[str, FactSpec]) -> dict[str, Node]:
        given = definition.args
        if given.vararg or given.kwarg or given.defaults or given.kwonlyargs or given.posonlyargs:
            raise self.refused(definition, "een artikel heeft alleen gewone argumenten, zonder standaardwaarde")
        names = [argument.arg for argument in given.args if argument.arg != PARAMETERS]
        self.has_parameters = len(names) < len(given.args)
        return {name: self.argument(name, definition, facts) for name in names}

    def argument(self, name: str, definition: ast.FunctionDef, facts: Mapping[str, FactSpec]) -> Node:
        kind = self.kind_named(name, definition)
        if name not in facts:
            return Rule(name, kind)
        if kind is not facts[name].kind:
            right = facts[name].kind.__name__
            raise self.refused(definition, f"feit '{name}' is van de soort {right}. Schrijf '{name}: {right}'.")
        return Fact(name, kind)

    def kind_named(self, name: str, definition: ast.FunctionDef) -> Kind:
        kind = self.hints.get(name)
        if kind is bool or kind is int or (isinstance(kind, type) and issubclass(kind, StrEnum)):
            return kind
        raise self.refused(definition, f"'{name}' moet bool, int of een opsomming (StrEnum) zijn")

    # ---- statements

    def check_reached(self, block: list[ast.stmt]) -> None:
        """No line stands where nobody comes: after a return, or after an if that returns either way."""
        for statement, after in pairwise(block):
            if _ends(statement):
                raise self.refused(after, "deze regel wordt nooit bereikt. Haal hem weg, of zet hem voor de return.")
        for statement in block:
            if isinstance(statement, ast.If):
                self.check_reached(statement.body)
                self.check_reached(statement.orelse)

    def body(self, statements: list[ast.stmt], names: Names, kind: Kind, at: ast.stmt) -> Node:
        """If, return and local names become one expression."""
        if not statements:
            raise self.refused(at, "elke tak moet eindigen met return")
        first, rest = statements[0], statements[1:]
        match first:
            case ast.Expr(value=ast.Constant(value=str())):
                return self.body(rest, names, kind, at)
            case ast.Return(value=ast.expr() as value):
                return self.of_kind(value, names, kind)
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name != PARAMETERS:
                return self.body(rest, {**names, name: self.expression(value, names)}, kind, first)
            case ast.If(test=test, body=then, orelse=otherwise):
                return _choose(
                    self.of_kind(test, names, bool),
                    self.body(then + rest, names, kind, first),
                    self.body(otherwise + rest, names, kind, first),
                )
        raise self.refused(first, f"'{type(first).__name__}' hoort niet in een artikel. {_ALLOWED}")

    # ---- expressions

    def of_kind(self, value: ast.expr, names: Names, kind: Kind) -> Node:
        node = self.expression(value, names)
        if kind_of(node) is not kind:
            raise self.refused(value, f"hier hoort {_KIND_NAMES.get(kind, kind.__name__)}. {_MEND.get(kind, '')}")
        return node

    def expression(self, value: ast.expr, names: Names) -> Node:
        match value:
            case ast.Name(id=name):
                if name not in names:
                    raise self.refused(value, f"'{name}' is geen argument van dit artikel. {_hint(name, names)}")
                return names[name]
            case ast.Constant(value=bool(literal)):
                return Constant(literal)
            case ast.Constant(value=int(literal)) if literal in (0, 1):
                return Constant(literal)
            case ast.Constant(value=literal):
                raise self.refused(
                    value,
                    f"de waarde {literal!r} hoort in parameters/, niet in een artikel. "
                    "Geef ze daar een naam, en schrijf 'p.<naam>'.",
                )
            case ast.Attribute(value=ast.Name(id="p"), attr=attribute):
                if not self.has_parameters:
                    raise self.refused(value, "'p' is geen argument van dit artikel. Zet het erbij, met zijn soort.")
                return Parameter(attribute)
            case ast.BoolOp() | ast.UnaryOp(op=ast.Not()) | ast.Compare():
                return self.condition(value, names)
        return self.quantity(value, names)

    def condition(self, value: ast.BoolOp | ast.UnaryOp | ast.Compare, names: Names) -> Node:
        match value:
            case ast.BoolOp(op=operator, values=values):
                items = tuple(self.of_kind(item, names, bool) for item in values)
                return All(items) if isinstance(operator, ast.And) else Any(items)
            case ast.UnaryOp(operand=operand):
                return negate(self.of_kind(operand, names, bool))
        return self.comparison(value, names)

    def comparison(self, value: ast.Compare, names: Names) -> Node:
        terms = [value.left, *value.comparators]
        links = tuple(self.single(terms[i], sign, terms[i + 1], names) for i, sign in enumerate(value.ops))
        return links[0] if len(links) == 1 else All(links)

    def single(self, left: ast.expr, sign: ast.cmpop, right: ast.expr, names: Names) -> Node:
        node = self.expression(left, names)
        if isinstance(node, Fact) and issubclass(node.kind, StrEnum):
            return self.among(node, sign, right)
        if type(sign) not in _SIGNS:
            raise self.refused(left, "'in' en 'is' gelden niet voor getallen en voorwaarden")
        one, other = self.of_kind(left, names, int), self.of_kind(right, names, int)
        compared = _SIGNS[type(sign)]
        if isinstance(other, Fact | Rule) and not isinstance(one, Fact | Rule):
            return Compare(other, MIRRORED[compared], one)
        return Compare(one, compared, other)

    def among(self, fact: Fact, sign: ast.cmpop, right: ast.expr) -> Node:
        match sign, right:
            case ast.Eq() | ast.NotEq(), ast.Attribute():
                members: list[ast.expr] = [right]
            case ast.In() | ast.NotIn(), ast.Tuple(elts=[_, *_] as elements):
                members = elements
            case _:
                raise self.refused(right, f"vergelijk '{fact.name}' met ==, != of in en leden van {fact.kind.__name__}")
        chosen = {self.member(fact, member) for member in members}
        node = Among(fact, tuple(m for m in enum_values(fact.kind) if m in chosen))
        return negate(node) if isinstance(sign, ast.NotEq | ast.NotIn) else node

    def member(self, fact: Fact, value: ast.expr) -> str:
        match value:
            case ast.Attribute(value=ast.Name(id=owner), attr=attribute):
                member = getattr(self.scope.get(owner), attribute, None)
                if isinstance(member, fact.kind):
                    return str(member)
        raise self.refused(value, f"hier hoort een lid van {fact.kind.__name__}, zoals {fact.kind.__name__}.X")

    def quantity(self, value: ast.expr, names: Names) -> Node:
        match value:
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() as operator, right=right):
                sign: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
                return Arithmetic(
                    self.of_kind(left, names, int),
                    sign[type(operator)],  # type: ignore[arg-type]  # one of the three signs matched above
                    self.of_kind(right, names, int),
                )
            case ast.BinOp(op=ast.Div() | ast.FloorDiv() | ast.Mod()):
                raise self.refused(value, "delen kan niet in een artikel: afronden gebeurt vooraf, in een eigen feit")
            case ast.IfExp(test=test, body=then, orelse=otherwise):
                chosen = self.expression(then, names)
                if kind_of(chosen) not in (bool, int):
                    raise self.refused(value, "kies tussen getallen of tussen voorwaarden")
                same = self.of_kind(otherwise, names, kind_of(chosen))
                return _choose(self.of_kind(test, names, bool), chosen, same)
            case ast.Call(func=ast.Name(id="min" | "max" as which), args=[_, _, *_] as items, keywords=[]):
                if which in self.scope:
                    raise self.refused(value, f"'{which}' is hier niet de gewone {which}")
                return Extreme(which, tuple(self.of_kind(item, names, int) for item in items))
            case ast.Call():
                raise self.refused(value, "alleen min en max (met twee of meer waarden) mogen aangeroepen worden")
        raise self.refused(value, f"'{type(value).__name__}' hoort niet in een artikel. {_ALLOWED}")


def _ends(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.If):
        return all(block and _ends(block[-1]) for block in (statement.body, statement.orelse))
    return isinstance(statement, ast.Return)


def _hint(name: str, names: Names) -> str:
    close = get_close_matches(name, list(names), n=1)
    return f"Bedoel je '{close[0]}'?" if close else "Een artikel leest alleen zijn argumenten, en p."


def _choose(test: Node, then: Node, otherwise: Node) -> Node:
    """A choice between conditions is written with and/or, so that each condition can be told apart."""
    if kind_of(then) is int:
        return Choose(test, then, otherwise)
    match then, otherwise:
        case Constant(value=one), Constant(value=other):
            return then if one is other else test if one else negate(test)
        case Constant(value=always), _:
            return Any((test, otherwise)) if always else All((negate(test), otherwise))
        case _, Constant(value=always):
            return Any((negate(test), then)) if always else All((test, then))
    return Any((All((test, then)), All((negate(test), otherwise))))
