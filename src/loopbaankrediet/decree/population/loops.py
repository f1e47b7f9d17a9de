"""Print the forms as a scalar loop: the articles as they stand, one row after another, for a compiler.

Conditions are joined without short cuts and numbers keep to 32 bits where these suffice, so that the compiler can take
many rows in one instruction.
"""

from __future__ import annotations

from loopbaankrediet.decree.language.tree import Arithmetic, Constant, Fact, enum_values
from loopbaankrediet.decree.population.forms import Forms
from loopbaankrediet.decree.population.printing import Printer


class LoopPrinter(Printer):
    """Prints nodes as plain Python over the values of one row; enumerations are codes."""

    def assigned(self, name: str, text: str) -> str:
        self.lines.append(f"{name} = {text}")
        return name

    def member(self, fact: Fact, value: str) -> str:
        return repr(enum_values(fact.kind).index(value))

    def denied(self, text: str) -> str:
        return f"(not {text})"

    def chosen(self, test: str, then: str, otherwise: str) -> str:
        return f"({then} if {test} else {otherwise})"

    def extreme(self, which: str, items: list[str]) -> str:
        return f"{which}({', '.join(items)})"

    def constant(self, node: Constant) -> str:
        return repr(node.value) if isinstance(node.value, bool) else self.held(repr(node.value), node)

    def arithmetic(self, node: Arithmetic) -> str:
        return self.held(f"{self.text(node.left)} {node.sign} {self.text(node.right)}", node)

    def held(self, text: str, node: Arithmetic | Constant) -> str:
        return f"i{max(32, self.forms.width(node))}({text})"


def loop_text(forms: Forms, facts: tuple[str, ...]) -> str:
    """The text of a function of the columns of the facts and of the outputs, which it fills. Raises TypeError."""
    printer = LoopPrinter(forms)
    results = printer.results()
    columns = [f"c_{fact}" for fact in facts] + [f"o_{name}" for name in results]
    return "\n        ".join(
        [
            f"def articles({', '.join(columns)}):\n    for row in range(len(c_{facts[0]})):",
            *(f"f_{fact} = c_{fact}[row]" for fact in facts),
            *printer.lines,
            *(f"o_{name}[row] = {text}" for name, text in results.items()),
        ]
    )
