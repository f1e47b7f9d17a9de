"""Write the tree back as straight-line Python: one function that settles every article and every single condition.

Every condition is settled, also after the first failure, because a motivation names all grounds. This is safe since an
article cannot raise. The text is compiled once per version of the law and never shown to a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    walk,
)

Row: TypeAlias = tuple[AnyValue, ...]
RowFunction: TypeAlias = Callable[..., Row]


def compiled(
    corpus: Corpus, amounts: Mapping[str, int], conditions: Sequence[Node], columns: Sequence[str | Node]
) -> RowFunction:
    """A function of the facts the law reads, in their order, that gives the columns: articles by name, conditions."""
    source = row_source(corpus, amounts, conditions, columns)
    space: dict[str, object] = {}
    exec(compile(source, "<the articles, printed>", "exec"), space)  # noqa: S102  # printed from the checked tree
    return cast(RowFunction, space["row"])


def row_source(
    corpus: Corpus, amounts: Mapping[str, int], conditions: Sequence[Node], columns: Sequence[str | Node]
) -> str:
    """The text of that function."""
    printer = _Printer(amounts, {node: f"c_{index}" for index, node in enumerate(conditions)})
    lines = [f"def row({', '.join(f'f_{fact}' for fact in corpus.all_facts_read())}):"]
    pending, settled = list(conditions), set[str]()
    for article in corpus.order:
        ready = [node for node in pending if _rules(node) <= settled]
        lines += [printer.settle(node) for node in ready]
        lines.append(f"    r_{article.rule} = {printer.text(article.tree)}")
        pending = [node for node in pending if node not in ready]
        settled.add(article.rule)
    lines += [printer.settle(node) for node in pending]
    lines.append(f"    return ({''.join(printer.column(column) + ', ' for column in columns)})")
    return "\n".join(lines)


def _rules(node: Node) -> set[str]:
    return {below.name for below in walk(node) if isinstance(below, Rule)}


class _Printer:
    def __init__(self, amounts: Mapping[str, int], named: Mapping[Node, str]) -> None:
        self.amounts = amounts
        self.named = named

    def settle(self, condition: Node) -> str:
        return f"    {self.named[condition]} = {self.spelled(condition)}"

    def column(self, column: str | Node) -> str:
        return f"r_{column}" if isinstance(column, str) else self.text(column)

    def text(self, node: Node) -> str:
        return self.named.get(node) or self.spelled(node)

    def spelled(self, node: Node) -> str:
        match node:
            case Fact(name=name):
                return f"f_{name}"
            case Rule(name=name):
                return f"r_{name}"
            case Parameter(name=name):
                return repr(self.amounts[name])
            case Constant(value=value):
                return repr(value)
            case Arithmetic(left=left, sign=sign, right=right):
                return f"({self.text(left)} {sign} {self.text(right)})"
            case Extreme(which=which, items=items):
                return f"{which}({', '.join(map(self.text, items))})"
            case Choose(test=test, then=then, otherwise=otherwise):
                return f"({self.text(then)} if {self.text(test)} else {self.text(otherwise)})"
        return self.condition(node)

    def condition(self, node: Node) -> str:
        match node:
            case All(items=items):
                return f"({' and '.join(map(self.text, items))})"
            case Any(items=items):
                return f"({' or '.join(map(self.text, items))})"
            case Not(item=item):
                return f"(not {self.text(item)})"
            case Compare(left=left, sign=sign, right=right):
                return f"({self.text(left)} {sign} {self.text(right)})"
            case Among(fact=fact, members=members):
                return f"(f_{fact.name} in {members!r})"
        raise TypeError(f"not a condition: {node}")
