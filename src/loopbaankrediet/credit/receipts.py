"""The receipt of a decision: the facts with their origin, the whole trace, and the law it was made under."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from loopbaankrediet import decree
from loopbaankrediet.credit.errors import FactRefused, NoLawYet
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.journal.keys import seal_for, unseal_for
from loopbaankrediet.kernel.days import day
from loopbaankrediet.sources.ports import Origin, SourcedFact, as_facts

CONTEXT = "decision"


@dataclass(frozen=True)
class Receipt:
    """`decision` has the shape of the contract; `reasons` is the same in plain Dutch, article by article."""

    facts: dict[str, SourcedFact]
    decision: dict[str, Any]
    reasons: tuple[dict[str, Any], ...]
    qualifies_from: date | None


def make_receipt(facts: Mapping[str, SourcedFact], *, on: date) -> Receipt:
    """Decide on these facts under the law of `on`; FactRefused names the fact, NoLawYet the day."""
    values = as_facts(facts)
    try:
        decision = decree.decide(values, on=on, known_on=on)
    except decree.FactRefused as error:
        raise FactRefused(why=str(error)) from error
    except decree.NoLawInForce as error:
        raise NoLawYet(first_day=day(LAW.since)) from error
    if decision.law.name != LAW.name:
        raise NoLawYet(first_day=day(LAW.since))
    later = decree.qualifies_from(values, on, on)
    reasons = tuple(asdict(reason) for reason in decision.why())
    return Receipt(dict(facts), decision.as_dict(), reasons, later)


def seal_receipt(receipt: Receipt, person_id: UUID) -> bytes:
    content = {
        "facts": facts_as_json(receipt.facts),
        "decision": receipt.decision,
        "reasons": receipt.reasons,
        "qualifies_from": receipt.qualifies_from,
    }
    return seal_for(person_id, content, context=CONTEXT)


def open_receipt(sealed: bytes | memoryview, person_id: UUID) -> Receipt:
    content = unseal_for(person_id, sealed, context=CONTEXT)
    later = content["qualifies_from"]
    return Receipt(
        facts_from_json(content["facts"]),
        content["decision"],
        tuple(content["reasons"]),
        date.fromisoformat(later) if later else None,
    )


def facts_as_json(facts: Mapping[str, SourcedFact]) -> dict[str, Any]:
    return {name: _fact_as_json(fact) for name, fact in facts.items()}


def facts_from_json(content: Mapping[str, Any]) -> dict[str, SourcedFact]:
    return {name: _fact_from_json(name, entry) for name, entry in content.items()}


def _fact_as_json(fact: SourcedFact) -> dict[str, Any]:
    return {
        "value": fact.value,
        "source": fact.origin.source,
        "service": fact.origin.service,
        "at": fact.origin.retrieved_at.isoformat(),
        "before": _fact_as_json(fact.before) if fact.before else None,
    }


def _fact_from_json(name: str, entry: Mapping[str, Any]) -> SourcedFact:
    before = entry["before"]
    return SourcedFact(
        name,
        entry["value"],
        Origin(entry["source"], entry["service"], datetime.fromisoformat(entry["at"])),
        _fact_from_json(name, before) if before else None,
    )
