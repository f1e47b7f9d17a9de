"""A decision: its outcome, results and all its grounds, typed and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from loopbaankrediet.decree.completions import Missing
from loopbaankrediet.decree.dated import Status
from loopbaankrediet.decree.explain import Knowledge, Reason
from loopbaankrediet.decree.language.facts import FactValue, Range
from loopbaankrediet.decree.policy import Condition, Parameter
from loopbaankrediet.decree.remedies import Remedy


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
    """What the law says about one applicant, on the day of the facts, with the knowledge of another day."""

    outcome: Outcome
    law: LawStamp
    results: Mapping[str, int | None]
    amounts: tuple[Amount, ...]
    grounds: tuple[Ground, ...]
    decisive: tuple[str, ...]
    missing: tuple[Missing, ...]
    remedies: tuple[Remedy, ...]
    knowledge: Knowledge = field(repr=False, compare=False)

    def why(self) -> tuple[Reason, ...]:
        """Each ground in plain Dutch, article by article."""
        return tuple(self.knowledge.reason(ground) for ground in self.knowledge.policy.grounds)

    def why_amount(self, result: str) -> str:
        """One result in plain Dutch, with the facts it follows."""
        return self.knowledge.result(result)

    def as_dict(self) -> dict[str, object]:
        """The JSON form of the contract; `status` and `amounts` come on top of it."""
        return {
            "outcome": self.outcome.value,
            "law": {
                "name": self.law.name,
                "on": self.law.on.isoformat(),
                "known_on": self.law.known_on.isoformat(),
                "hash": self.law.hash,
            },
            "results": dict(self.results),
            "grounds": [_ground(ground) for ground in self.grounds],
            "amounts": [_amount(amount) for amount in self.amounts],
            "decisive": list(self.decisive),
            "missing": [{"fact": m.fact, "changes": list(m.changes)} for m in self.missing],
            "remedies": [remedy.text for remedy in self.remedies],
        }


def _ground(ground: Ground) -> dict[str, object]:
    return {
        "article": ground.article,
        "rule": ground.rule,
        "text": ground.text,
        "status": ground.status,
        "holds": ground.holds,
        "conditions": [{"text": text, "holds": holds} for text, holds in ground.conditions],
        "facts": _facts(ground.facts),
        "parameters": {name: parameter.as_dict() for name, parameter in ground.parameters.items()},
    }


def _amount(amount: Amount) -> dict[str, object]:
    return {
        "article": amount.article,
        "rule": amount.rule,
        "text": amount.text,
        "status": amount.status,
        "value": amount.value,
        "facts": _facts(amount.facts),
        "parameters": {name: parameter.as_dict() for name, parameter in amount.parameters.items()},
    }


def _facts(facts: Mapping[str, FactValue]) -> dict[str, object]:
    return {
        name: {"min": value.low, "max": value.high} if type(value) is Range else value for name, value in facts.items()
    }
