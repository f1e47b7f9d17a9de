"""Say a decision in plain Dutch: what we know about the person, ground by ground, amount by amount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loopbaankrediet.decree.deciding.completions import Settled
from loopbaankrediet.decree.deciding.policy import GroundPlan, Policy
from loopbaankrediet.decree.language.facts import FactValue
from loopbaankrediet.decree.language.tree import Fact, Node, Parameter, Rule, children
from loopbaankrediet.decree.language.truth import deciding
from loopbaankrediet.decree.saying.dutch import amount


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
