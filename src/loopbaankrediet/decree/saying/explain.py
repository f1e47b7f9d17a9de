"""Say a decision in plain Dutch: what we know about the person, ground by ground, amount by amount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, cast

from loopbaankrediet.decree.deciding.completions import Settled
from loopbaankrediet.decree.deciding.policy import GroundPlan, Policy
from loopbaankrediet.decree.language.facts import FactValue
from loopbaankrediet.decree.language.tree import All, Any, Fact, Node, Not, Parameter, Rule, children
from loopbaankrediet.decree.language.truth import conditions, deciding, truth
from loopbaankrediet.decree.saying.dutch import amount

OPEN_RULE = "Deze regel staat nog open."
"""Said beside a ground with status `open` where it decides."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one ground holds or not: the article, its rule in Dutch, and what we know about this person."""

    article: str
    rule: str
    text: str
    sentence: str
    holds: bool | None


class Said(NamedTuple):
    """A sentence about a fact or an amount; not `known` when it only says that we do not know it yet."""

    text: str
    known: bool


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a decision knows: the given facts and the settled columns of the policy (None where not settled)."""

    policy: Policy
    facts: Mapping[str, FactValue]
    settled: Settled

    def reason(self, ground: GroundPlan) -> Reason:
        """One ground in Dutch, resting on the conditions that decide it.

        Of a ground that is settled, what stays unknown is left out: it did not matter.
        """
        holds = self.settled[ground.column]
        said = [said for node in self._telling(ground.tree) for said in self._about(node)]
        kept = [one for one in said if one.known] if holds is not None else []
        sentence = " ".join(dict.fromkeys(one.text for one in kept or said))
        return Reason(ground.article.reference, ground.article.rule, ground.article.text, sentence, holds)

    def result(self, rule: str) -> str:
        """One amount in Dutch, with the facts it follows."""
        return " ".join(dict.fromkeys(said.text for said in self._rule(rule)))

    def _telling(self, node: Node) -> Iterator[Node]:
        """The conditions that decide; of an alternative that was met for a part, what was met too."""
        if not isinstance(node, Any) or truth(node, self._condition) is not False:
            yield from deciding(node, self._condition)
            return
        for item in node.items:
            nearly = isinstance(item, All) and any(truth(part, self._condition) for part in item.items)
            yield from conditions(item) if nearly else deciding(item, self._condition)

    def _about(self, node: Node) -> Iterator[Said]:
        """What we know about everything a condition speaks of."""
        match node:
            case Fact(name=name):
                yield self._fact(name)
            case Parameter(name=name):
                yield Said(self.policy.parameters[name].sentence, True)
            case Rule(name=name):
                yield from self._rule(name)
            case _:
                for child in children(node):
                    yield from self._about(child)

    def _rule(self, rule: str) -> Iterator[Said]:
        for fact in self.policy.corpus.facts_followed(rule):
            yield self._fact(fact)
        yield self._number(rule)

    def _fact(self, name: str) -> Said:
        value = self.facts.get(name)
        return Said(self.policy.spec(name).sentence(value), value is not None)

    def _number(self, rule: str) -> Said:
        article = self.policy.corpus.articles[rule]
        value = self.settled[self.policy.columns[rule]]
        if value is None or article.unit is None:
            return Said(article.unknown, False)
        return Said(article.says.format(value=amount(value, article.unit)), True)

    def _condition(self, node: Node) -> bool | None:
        columns = self.policy.columns
        if node in columns:
            holds: bool | None = self.settled[columns[node]]
            return holds
        denied = self.settled[columns[Not(cast("Fact | Rule", node))]]
        return None if denied is None else not denied
