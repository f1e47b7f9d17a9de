"""The receipt of a decision: the decree's own, which anyone can compute again, and the words that were said with it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from loopbaankrediet import decree
from loopbaankrediet.credit.errors import FactRefused, NoLawYet
from loopbaankrediet.decree.archive import receipts
from loopbaankrediet.decree.deciding.policy import Policy, content_hash, policy_on
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.journal.keys import unseal_for
from loopbaankrediet.kernel.days import day
from loopbaankrediet.sources.ports import Origin, SourcedFact, as_facts

CONTEXT = "decision"
SHOWN = ("grounds", "amounts", "missing")
VERB_OF_OUTCOME = {"granted": "grant", "undetermined": "ask", "refused": "intend"}


@dataclass(frozen=True)
class Receipt:
    """`proof` is what a replay needs; `said` the rest of what its trace covers, as the applicant reads it.

    `facts` are those of the proof, each with what it took the place of.
    """

    proof: receipts.Receipt
    facts: dict[str, SourcedFact]
    said: Mapping[str, Any]
    remedies: tuple[str, ...]
    qualifies_from: date | None

    @property
    def decision(self) -> dict[str, Any]:
        """The decision in the shape of the contract."""
        return {**self._decided(), **{name: self.said[name] for name in SHOWN}, "remedies": self.remedies}

    @property
    def verb(self) -> str:
        """What follows for an application. A right of which the size is not known yet is not granted: it is asked."""
        if self.proof.outcome == "granted" and self.proof.results["minutes"] is None:
            return "ask"
        return VERB_OF_OUTCOME[self.proof.outcome]

    @property
    def reasons(self) -> tuple[dict[str, Any], ...]:
        """Each ground in plain Dutch, article by article."""
        return tuple(self.said["why"])

    @property
    def is_as_said(self) -> bool:
        """Whether the words that are kept are those that the trace of the proof covers."""
        return content_hash(self._decided() | dict(self.said)) == self.proof.trace

    def _decided(self) -> dict[str, Any]:
        proof = self.proof.as_dict()
        law = {"name": self.proof.law, "on": proof["on"], "known_on": proof["known_on"], "hash": self.proof.law_hash}
        return {"law": law, **{name: proof[name] for name in ("outcome", "results", "decisive")}}


def facts_read(on: date) -> frozenset[str]:
    """The names of the facts that the law of that day reads; NoLawYet when it is not the loopbaankrediet."""
    return frozenset(_policy(on, on).facts)


def make_receipt(facts: Mapping[str, SourcedFact], *, on: date, known_on: date | None = None) -> Receipt:
    """Decide under the law of `on`, as known then or on `known_on`, on the facts that it reads.

    Whatever else a source told is not kept.

    FactRefused names the fact, NoLawYet the first day.
    """
    known_on = known_on or on
    asked = frozenset(_policy(on, known_on).facts)
    read = {name: fact for name, fact in facts.items() if name in asked}
    values = as_facts(read)
    try:
        decision = decree.decide(values, on=on, known_on=known_on)
    except decree.FactRefused as error:
        raise FactRefused(why=str(error)) from error
    stated = {name: receipts.Stated(fact.value, _origin_as_json(fact.origin)) for name, fact in read.items()}
    return Receipt(
        receipts.make(decision, stated),
        read,
        _said(decision),
        tuple(remedy.text for remedy in decision.remedies),
        decree.qualifies_from(values, on, known_on),
    )


def seal_receipt(receipt: Receipt, seal: Callable[[object, str], bytes]) -> bytes:
    """Under the key of the applicant (`sealer_for`)."""
    befores = {name: _fact_as_json(fact.before) for name, fact in receipt.facts.items() if fact.before}
    content = {
        "proof": receipt.proof.as_dict(),
        "befores": befores,
        "said": receipt.said,
        "remedies": receipt.remedies,
        "qualifies_from": receipt.qualifies_from,
    }
    return seal(content, CONTEXT)


def open_receipt(sealed: bytes | memoryview, person_id: UUID) -> Receipt:
    """The receipt again. SealBroken, and ReceiptRefused when what was sealed is no receipt."""
    content = unseal_for(person_id, sealed, context=CONTEXT)
    proof, befores, later = content["proof"], content["befores"], content["qualifies_from"]
    return Receipt(
        receipts.read(json.dumps(proof)),
        facts_from_json({name: {**fact, "before": befores.get(name)} for name, fact in proof["facts"].items()}),
        content["said"],
        tuple(content["remedies"]),
        date.fromisoformat(later) if later else None,
    )


def facts_as_json(facts: Mapping[str, SourcedFact]) -> dict[str, Any]:
    return {name: _fact_as_json(fact) for name, fact in facts.items()}


def facts_from_json(content: Mapping[str, Any]) -> dict[str, SourcedFact]:
    return {name: _fact_from_json(name, entry) for name, entry in content.items()}


def _policy(on: date, known_on: date) -> Policy:
    try:
        policy = policy_on(on, known_on)
    except decree.NoLawInForce as error:
        raise NoLawYet(first_day=day(LAW.since)) from error
    if policy.law.name != LAW.name:
        raise NoLawYet(first_day=day(LAW.since))
    return policy


def _said(decision: decree.Decision) -> dict[str, Any]:
    """With what a proof holds, all that its trace covers."""
    told = decision.as_dict()
    return {
        **{name: told[name] for name in SHOWN},
        "why": [asdict(reason) for reason in decision.why()],
        "why_amounts": [decision.why_amount(result) for result in decision.results],
    }


def _origin_as_json(origin: Origin) -> dict[str, str]:
    return {"source": origin.source, "service": origin.service, "at": origin.retrieved_at.isoformat()}


def _fact_as_json(fact: SourcedFact) -> dict[str, Any]:
    return {
        "value": fact.value,
        "origin": _origin_as_json(fact.origin),
        "before": _fact_as_json(fact.before) if fact.before else None,
    }


def _fact_from_json(name: str, entry: Mapping[str, Any]) -> SourcedFact:
    origin, before = entry["origin"], entry["before"]
    return SourcedFact(
        name,
        entry["value"],
        Origin(origin["source"], origin["service"], datetime.fromisoformat(origin["at"])),
        _fact_from_json(name, before) if before else None,
    )
