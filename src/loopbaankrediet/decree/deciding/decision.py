"""A decision: its outcome, results and all its grounds, typed and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from loopbaankrediet.decree.dated.records import Status
from loopbaankrediet.decree.dated.remedies import Remedy
from loopbaankrediet.decree.deciding.completions import Missing
from loopbaankrediet.decree.deciding.policy import Parameter
from loopbaankrediet.decree.language.facts import FactValue, Range
from loopbaankrediet.decree.saying.explain import Knowledge, Reason


class Outcome(StrEnum):
    """`undetermined`: the known facts leave both answers open. A missing fact is never a refusal."""

    GRANTED = "granted"
    REFUSED = "refused"
    UNDETERMINED = "undetermined"


class LawStamp(NamedTuple):
    """Which law decided: its name, the day of the facts, the day of knowledge, and the hash of its content."""

    name: str
    on: date
    known_on: date
    hash: str


class Condition(NamedTuple):
    """One condition of a ground in Dutch; `holds` is None while the facts leave it open."""

    text: str
    holds: bool | None


class Ground(NamedTuple):
    """One article the outcome depends on, with everything it read."""

    article: str
    rule: str
    text: str
    status: Status
    holds: bool | None
    conditions: tuple[Condition, ...]
    facts: Mapping[str, FactValue]
    parameters: Mapping[str, Parameter]


class Amount(NamedTuple):
    """One result: minutes, or eurocents per hour; None while the facts leave it open."""

    article: str
    rule: str
    text: str
    status: Status
    value: int | None
    facts: Mapping[str, FactValue]
    parameters: Mapping[str, Parameter]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the law says about one applicant, on the day of the facts, with the knowledge of another day.

    `knowledge` is the whole of it: the facts and every settled article and condition; grounds and amounts read it.
    """

    outcome: Outcome
    law: LawStamp
    results: Mapping[str, int | None]
    decisive: tuple[str, ...]
    missing: tuple[Missing, ...]
    remedies: tuple[Remedy, ...]
    knowledge: Knowledge = field(repr=False)

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Every article the outcome depends on, whatever the outcome, in the order of the articles."""
        facts, settled = self.knowledge.facts, self.knowledge.settled
        return tuple(
            Ground(
                plan.article.reference,
                plan.article.rule,
                plan.article.text,
                plan.article.status,
                settled[plan.column],
                tuple(Condition(text, settled[column]) for text, column in plan.conditions),
                {name: facts[name] for name in plan.facts},
                plan.parameters,
            )
            for plan in self.knowledge.policy.grounds
        )

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """Every result with the article that gives it."""
        facts, settled = self.knowledge.facts, self.knowledge.settled
        return tuple(
            Amount(
                plan.article.reference,
                plan.article.rule,
                plan.article.text,
                plan.article.status,
                settled[plan.column],
                {name: facts[name] for name in plan.facts},
                plan.parameters,
            )
            for plan in self.knowledge.policy.amounts
        )

    def why(self) -> tuple[Reason, ...]:
        """Each ground in plain Dutch, article by article."""
        return tuple(self.knowledge.reason(ground) for ground in self.knowledge.policy.grounds)

    def why_amount(self, result: str) -> str:
        """One result in plain Dutch, with the facts it follows."""
        return self.knowledge.result(result)

    def as_dict(self) -> dict[str, object]:
        """The JSON form of the contract; `status` and `amounts` come on top of it.

        Written straight from the plans of the policy, without the typed grounds in between: this is the fast path.
        """
        facts = {name: _fact(value) if type(value) is Range else value for name, value in self.knowledge.facts.items()}
        settled = self.knowledge.settled
        return {
            "outcome": self.outcome.value,
            "law": {
                "name": self.law.name,
                "on": self.law.on.isoformat(),
                "known_on": self.law.known_on.isoformat(),
                "hash": self.law.hash,
            },
            "results": dict(self.results),
            "grounds": [
                {
                    **plan.heading,
                    "holds": settled[plan.column],
                    "conditions": [{"text": text, "holds": settled[column]} for text, column in plan.conditions],
                    "facts": {name: facts[name] for name in plan.facts},
                    "parameters": {name: parameter.as_dict() for name, parameter in plan.parameters.items()},
                }
                for plan in self.knowledge.policy.grounds
            ],
            "amounts": [
                {
                    **plan.heading,
                    "value": settled[plan.column],
                    "facts": {name: facts[name] for name in plan.facts},
                    "parameters": {name: parameter.as_dict() for name, parameter in plan.parameters.items()},
                }
                for plan in self.knowledge.policy.amounts
            ],
            "decisive": list(self.decisive),
            "missing": [{"fact": missing.fact, "changes": list(missing.changes)} for missing in self.missing],
            "remedies": [remedy.text for remedy in self.remedies],
        }


def _fact(known: Range) -> dict[str, int]:
    return {"min": known.low, "max": known.high}
