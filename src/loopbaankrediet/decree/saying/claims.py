"""Say a single condition in Dutch, as if it holds: "Je werkt minstens 7 jaar (84 maanden)."

No one ever reads the text of an article's function: the words come from the facts, the parameters and the articles.
"""

from __future__ import annotations

from collections.abc import Mapping

from loopbaankrediet.decree.language.corpus import Corpus
from loopbaankrediet.decree.language.tree import (
    Among,
    Compare,
    Comparison,
    Constant,
    Fact,
    Node,
    Not,
    Parameter,
    Rule,
)
from loopbaankrediet.decree.saying.dutch import Unit, amount, listed

_COMPARED: dict[Comparison, str] = {
    "<": "minder dan",
    "<=": "hoogstens",
    ">": "meer dan",
    ">=": "minstens",
    "==": "precies",
    "!=": "niet precies",
}


def claim(corpus: Corpus, values: Mapping[str, int], node: Node) -> str:
    """The sentence for one condition, with the amounts filled in."""
    match node:
        case Fact(name=name):
            return corpus.facts[name].says
        case Not(item=Fact(name=name)):
            return corpus.facts[name].denies
        case Among(fact=fact, members=members):
            spec = corpus.facts[fact.name]
            return spec.says.format(value=listed([spec.labels[member] for member in members]))
        case Compare(left=Fact(name=name), sign=sign, right=right):
            spec = corpus.facts[name]
            return spec.says.format(value=f"{_COMPARED[sign]} {_term(corpus, values, right, spec.counted)}")
        case Compare(left=Rule(name=name), sign=sign, right=right):
            article = corpus.articles[name]
            assert article.unit is not None
            return article.says.format(value=f"{_COMPARED[sign]} {_term(corpus, values, right, article.unit)}")
    raise TypeError(f"no claim for {node}")


def _term(corpus: Corpus, values: Mapping[str, int], node: Node, unit: Unit) -> str:
    match node:
        case Constant(value=value):
            return amount(value, unit)
        case Parameter(name=name):
            return amount(values[name], corpus.parameters[name].unit)
        case Fact(name=name):
            return corpus.facts[name].label
        case Rule(name=name):
            return corpus.articles[name].label
    raise TypeError(f"no words for {node}")
