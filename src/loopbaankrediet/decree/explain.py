"""Say a condition or a decision in plain Dutch. No one ever reads the text of an article's function.

A *claim* says a condition as such ("Je werkt minstens 7 jaar (84 maanden)."); a *sentence* says what we know about it
("Je werkt 6 jaar (72 maanden). Je hebt 7 jaar (84 maanden) nodig.").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from loopbaankrediet.decree.dutch import Unit, amount, listed
from loopbaankrediet.decree.language.facts import FactValue
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
    children,
)
from loopbaankrediet.decree.language.truth import deciding

if TYPE_CHECKING:
    from loopbaankrediet.decree.policy import GroundPlan, Policy

Settled: TypeAlias = tuple[Any, ...]
"""The columns of a policy: for each article and condition its value (bool or int, as the column is), or None."""

_COMPARED: dict[Comparison, str] = {
    "<": "minder dan",
    "<=": "hoogstens",
    ">": "meer dan",
    ">=": "minstens",
    "==": "precies",
    "!=": "niet precies",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one ground holds or not: the article, its rule in Dutch, and what we know about this person."""

    article: str
    rule: str
    text: str
    sentence: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a decision knows: the given facts and the settled columns of the policy (None where not settled)."""

    policy: Policy
    facts: Mapping[str, FactValue]
    settled: Settled

    def reason(self, ground: GroundPlan) -> Reason:
        """One ground in Dutch, resting on the conditions that decide it."""
        nodes = deciding(ground.tree, self._condition)
        sentences = dict.fromkeys(sentence for node in nodes for sentence in self.sentences(node))
        return Reason(
            ground.article.reference,
            ground.article.rule,
            ground.article.text,
            " ".join(sentences),
            self.settled[ground.column],
        )

    def result(self, rule: str) -> str:
        """One amount in Dutch, with the facts it follows."""
        return " ".join(dict.fromkeys(self._rule(rule)))

    def sentences(self, node: Node) -> Iterator[str]:
        """What we know about everything a condition speaks of."""
        match node:
            case Fact(name=name):
                yield self.policy.spec(name).sentence(self.facts.get(name))
            case Parameter(name=name):
                yield self.policy.parameters[name].sentence
            case Rule(name=name):
                yield from self._rule(name)
            case _:
                for child in children(node):
                    yield from self.sentences(child)

    def _rule(self, rule: str) -> Iterator[str]:
        for fact in self.policy.corpus.facts_followed(rule):
            yield self.policy.spec(fact).sentence(self.facts.get(fact))
        yield self._number(rule)

    def _number(self, rule: str) -> str:
        article = self.policy.corpus.articles[rule]
        value = self.settled[self.policy.columns[rule]]
        if value is None or article.unit is None:
            return article.unknown
        return article.says.format(value=amount(value, article.unit))

    def _condition(self, node: Node) -> bool | None:
        holds: bool | None = self.settled[self.policy.columns[node]]
        return holds


def claim(policy: Policy, node: Node) -> str:
    """A single condition, said as if it holds."""
    match node:
        case Fact(name=name):
            return policy.spec(name).says
        case Not(item=Fact(name=name)):
            return policy.spec(name).denies
        case Among(fact=fact, members=members):
            spec = policy.spec(fact.name)
            return spec.says.format(value=listed([spec.labels[member] for member in members]))
        case Compare(left=Fact(name=name), sign=sign, right=right):
            spec = policy.spec(name)
            return spec.says.format(value=f"{_COMPARED[sign]} {_term(policy, right, spec.counted)}")
        case Compare(left=Rule(name=name), sign=sign, right=right):
            article = policy.corpus.articles[name]
            assert article.unit is not None
            return article.says.format(value=f"{_COMPARED[sign]} {_term(policy, right, article.unit)}")
    raise TypeError(f"no claim for {node}")


def _term(policy: Policy, node: Node, unit: Unit) -> str:
    match node:
        case Constant(value=value):
            return amount(value, unit)
        case Parameter(name=name):
            return amount(policy.values[name], policy.parameters[name].unit)
        case Fact(name=name):
            return policy.spec(name).label
        case Rule(name=name):
            return policy.corpus.articles[name].label
    raise TypeError(f"no words for {node}")
