"""Print the forms as one text over columns: operators, `where(test, then, otherwise)`, and widening to 32 or 64 bits.

The same text runs on Polars expressions, on narwhals expressions and on NumPy arrays; an engine only says what its
words mean. Every article that is read more than once has a line, after those it reads itself, and is `kept` there:
an engine for expressions makes it a column, so that it is computed once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any as AnyValue
from typing import NamedTuple, TypeAlias, cast

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
    Rule,
    enum_values,
)
from loopbaankrediet.decree.population.forms import Forms, Width

Value: TypeAlias = AnyValue
"""An expression or an array, or a plain number or truth where an article is settled without facts."""


class Words(NamedTuple):
    """What the words of the text mean to an engine; `members` gives, by fact, the values of an enumeration."""

    kept: Callable[[str, Value], Value]
    where: Callable[[Value, Value, Value], Value]
    i32: Callable[[Value], Value]
    i64: Callable[[Value], Value]
    members: Mapping[str, Mapping[str, Value]]


class Printer:
    """Prints nodes as text over columns; `lines` collects the assignments that the text leans on, in order."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms
        self.lines: list[str] = []

    def assigned(self, name: str, text: str) -> str:
        self.lines.append(f"{name} = kept({name!r}, {text})")
        return name

    def results(self) -> dict[str, str]:
        """The text of every output, by name, after the lines of the articles."""
        for name in self.forms.named:
            self.assigned(f"r_{name}", self.text(self.forms.trees[name]))
        outputs = {name: self.text(node) for name, node in self.forms.outputs.items()}
        hour = self.constant(Constant(60))
        return outputs | {name: f"{self.text(node)} // {hour}" for name, node in self.forms.totals.items()}

    def text(self, node: Node) -> str:
        """The text of a node. Raises TypeError for a node it cannot print."""
        match node:
            case Fact(name=name):
                return f"f_{name}"
            case Rule(name=name):
                return f"r_{name}" if name in self.forms.named else self.text(self.forms.trees[name])
            case Constant():
                return self.constant(node)
            case Arithmetic():
                return self.arithmetic(node)
            case Choose(test=test, then=then, otherwise=otherwise):
                return self.chosen(self.text(test), self.text(then), self.text(otherwise))
            case Extreme(which=which, items=items):
                return self.extreme(which, [self.text(item) for item in items])
        return self.condition(node)

    def condition(self, node: Node) -> str:
        match node:
            case All(items=items):
                return self.joined("&", items)
            case Any(items=items):
                return self.joined("|", items)
            case Not(item=item):
                return self.denied(self.text(item))
            case Compare(left=left, sign=sign, right=right):
                return f"({self.text(left)} {sign} {self.text(right)})"
            case Among(fact=fact, members=members):
                return self.among(fact, members)
        raise TypeError(f"cannot be printed: {node}")

    def constant(self, node: Constant) -> str:
        return repr(node.value)

    def joined(self, sign: str, items: tuple[Node, ...]) -> str:
        return f"({f' {sign} '.join(map(self.text, items))})"

    def denied(self, text: str) -> str:
        return f"(~{text})"

    def among(self, fact: Fact, members: tuple[str, ...]) -> str:
        """One of the members, or none of the others when these are fewer."""
        others = tuple(value for value in enum_values(fact.kind) if value not in members)
        sign, joined, fewer = ("==", " | ", members) if len(members) <= len(others) else ("!=", " & ", others)
        return f"({joined.join(f'(f_{fact.name} {sign} {self.member(fact, value)})' for value in fewer)})"

    def member(self, fact: Fact, value: str) -> str:
        return f"m_{fact.name}[{value!r}]"

    def chosen(self, test: str, then: str, otherwise: str) -> str:
        return f"where({test}, {then}, {otherwise})"

    def extreme(self, which: str, items: list[str]) -> str:
        return reduce(lambda one, other: self.nearest("<" if which == "min" else ">", one, other), items)

    def nearest(self, sign: str, one: str, other: str) -> str:
        left = self.assigned(f"t_{len(self.lines)}", one)
        right = self.assigned(f"t_{len(self.lines)}", other)
        return self.chosen(f"({left} {sign} {right})", left, right)

    def arithmetic(self, node: Arithmetic) -> str:
        """Columns keep their width in an operation, so that one of them is widened where the outcome asks for it."""
        width, sides = self.forms.width(node), [node.left, node.right]
        texts = [self.text(side) for side in sides]
        columns = [place for place, side in enumerate(sides) if not isinstance(side, Constant)]
        if max(self.forms.width(sides[place]) for place in columns) < width:
            texts[columns[0]] = self.widened(texts[columns[0]], width)
        return f"({texts[0]} {node.sign} {texts[1]})"

    def widened(self, text: str, width: Width) -> str:
        return f"i{width}({text})"


def column_text(forms: Forms, facts: tuple[str, ...]) -> str:
    """The text of a function of the columns of the facts, that gives every output by name. Raises TypeError."""
    printer = Printer(forms)
    results = printer.results()
    return "\n    ".join(
        [
            f"def articles({', '.join(f'f_{fact}' for fact in facts)}):",
            *printer.lines,
            f"return {{{', '.join(f'{name!r}: {text}' for name, text in results.items())}}}",
        ]
    )


def articles_with(text: str, words: Words) -> Callable[..., dict[str, Value]]:
    """The function of the text, to be called with the columns of the facts in their order."""
    space: dict[str, object] = {f"m_{fact}": members for fact, members in words.members.items()}
    space |= {"kept": words.kept, "where": words.where, "i32": words.i32, "i64": words.i64}
    exec(compile(text, "<the articles over columns>", "exec"), space)  # noqa: S102  # printed from the checked tree
    return cast("Callable[..., dict[str, Value]]", space["articles"])
