"""What the law proposes now on an application, and what the one missing fact that matters most would change.

Computed again at each look, from the facts of the file and the law of the day of the application; nothing is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from loopbaankrediet import decree
from loopbaankrediet.credit.models import Application
from loopbaankrediet.credit.queries import ApplicationView, facts_of, minutes_granted
from loopbaankrediet.credit.receipts import Receipt, make_receipt
from loopbaankrediet.decree import FACTS, FactSpec, Range
from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.sources.ports import FactValue, Origin, SourcedFact, as_facts

OWN_REGISTER = "credit_minutes_granted"


@dataclass(frozen=True)
class Effect:
    """One answer to the missing fact, and what the law would then say. `minutes`: None when not settled."""

    answer: str
    outcome: str
    minutes: int | None


@dataclass(frozen=True)
class MissingMost:
    """The missing fact that matters most, with every answer that makes a difference."""

    fact: str
    question: str
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class Proposal:
    """What the law says now; `verb` is what would follow for the application (grant, ask, intend)."""

    application_id: UUID
    verb: str
    receipt: Receipt
    missing: MissingMost | None


def proposal_of(view: ApplicationView) -> Proposal:
    """On the facts of its latest decision, which are those of the file: each new fact brings a decision."""
    return _proposed(view.id, view.decision.receipt.facts, view.applied_on)


def proposal_for(application: Application) -> Proposal:
    """On the facts of the file and on our own register as they stand now."""
    known, on = facts_of(application), application.applied_on
    own = SourcedFact(
        OWN_REGISTER,
        minutes_granted(application.person_id),
        Origin(FACTS[OWN_REGISTER].source, "grootboek", application.submitted_at),
    )
    return _proposed(application.id, known | {OWN_REGISTER: own}, on)


def _proposed(application_id: UUID, facts: Mapping[str, SourcedFact], on: date) -> Proposal:
    receipt = make_receipt(facts, on=on)
    missing = receipt.decision["missing"]
    most = _missing(missing[0]["fact"], as_facts(receipt.facts), on) if missing else None
    return Proposal(application_id, receipt.verb, receipt, most)


def _missing(name: str, facts: Mapping[str, FactValue], on: date) -> MissingMost:
    spec = FACTS[name]
    return MissingMost(name, spec.question, tuple(_effects(spec, facts, on)))


def _effects(spec: FactSpec, facts: Mapping[str, FactValue], on: date) -> list[Effect]:
    """Every answer to this fact that is still possible, decided with what stays unknown; like answers together."""
    effects: list[Effect] = []
    for answer, value in _answers(spec, facts.get(spec.name), on):
        decision = decree.decide({**facts, spec.name: value}, on=on, known_on=on)
        effects.append(Effect(answer, decision.outcome, decision.results.get("minutes")))
    return effects


def _answers(spec: FactSpec, known: FactValue | None, on: date) -> list[tuple[str, object]]:
    if spec.kind is bool:
        return [(spec.sentence(value), value) for value in (True, False)]
    if spec.kind is not int:
        return [(label, value) for value, label in spec.labels.items()]
    within = _range(spec, known)
    classes = policy_on(on, on).classes(spec.name, within)
    return [_class_of_numbers(spec, each.low, each.high) for each in classes]


def _range(spec: FactSpec, known: FactValue | None) -> Range:
    part = known if isinstance(known, dict) else {}
    return Range(part.get("min", spec.low), part.get("max", spec.high))


def _class_of_numbers(spec: FactSpec, low: int, high: int) -> tuple[str, object]:
    return spec.sentence(low if low == high else Range(low, high)), {"min": low, "max": high} if low < high else low
