"""Receipts: a decision that anyone can compute again, also after the law has changed.

A receipt holds the facts with their origin, both days, the hash of the law, the outcome, and the hash of the trace:
every ground, condition, fact, parameter and sentence of the decision, all but the remedies. A law that never was
released (a scenario, a parameter replaced by hand) travels in the receipt itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from loopbaankrediet.decree.archive.restored import Content, RestoredPolicy, restored
from loopbaankrediet.decree.archive.store import FOLDER, stored
from loopbaankrediet.decree.deciding.decide import decide_under
from loopbaankrediet.decree.deciding.decision import Decision
from loopbaankrediet.decree.deciding.given import Given, read_facts
from loopbaankrediet.decree.deciding.policy import Policy, content_hash
from loopbaankrediet.decree.errors import ReceiptRefused
from loopbaankrediet.decree.language.facts import Range

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact as it was given: its value (as `decide` takes it), and where it came from, in the words of the source."""

    value: object
    origin: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A decision, stored. `overrides` are the parameters that a scenario or a hand replaced.

    `content` is the law itself when the archive does not hold it, else None.
    """

    facts: Mapping[str, Stated]
    on: date
    known_on: date
    scenario: str | None
    overrides: Mapping[str, int]
    law: str
    law_hash: str
    outcome: str
    results: Mapping[str, int | None]
    decisive: tuple[str, ...]
    trace: str
    content: Content | None = None

    def as_dict(self) -> dict[str, object]:
        """The receipt as plain values, for JSON."""
        return {
            "format": FORMAT,
            "facts": {name: {"value": _plain(s.value), "origin": dict(s.origin)} for name, s in self.facts.items()},
            "on": self.on.isoformat(),
            "known_on": self.known_on.isoformat(),
            "scenario": self.scenario,
            "overrides": dict(self.overrides),
            "law": {"name": self.law, "hash": self.law_hash, "content": self.content},
            "outcome": self.outcome,
            "results": dict(self.results),
            "decisive": list(self.decisive),
            "trace": self.trace,
        }


class Difference(NamedTuple):
    """Something a replay finds otherwise than the receipt says."""

    what: str
    stored: object
    found: object

    def __str__(self) -> str:
        return f"{self.what}: in het bewijs staat {_shown(self.stored)}, herberekend {_shown(self.found)}"


def make(decision: Decision, facts: Mapping[str, Stated], archive: Path = FOLDER) -> Receipt:
    """The receipt of a decision on these facts. Raises FactRefused, ReceiptRefused when they are not its own."""
    policy = decision.knowledge.policy
    if _given(policy, facts).values != decision.knowledge.facts:
        raise ReceiptRefused("deze feiten zijn niet de feiten waarop beslist is.")
    law_hash = decision.law.hash
    return Receipt(
        facts=dict(facts),
        on=decision.law.on,
        known_on=decision.law.known_on,
        content=policy.canonical() if stored(law_hash, archive) is None else None,
        law_hash=law_hash,
        **_said(decision),
    )


def read(text: str) -> Receipt:
    """A receipt from JSON. Raises ReceiptRefused."""
    try:
        raw = json.loads(text)
        if raw["format"] != FORMAT:
            raise ReceiptRefused(f"vorm {raw['format']!r} kennen we niet; wel vorm {FORMAT}.")
        return Receipt(
            facts={name: Stated(entry["value"], entry["origin"]) for name, entry in raw["facts"].items()},
            on=date.fromisoformat(raw["on"]),
            known_on=date.fromisoformat(raw["known_on"]),
            scenario=raw["scenario"],
            overrides=raw["overrides"],
            law=raw["law"]["name"],
            law_hash=raw["law"]["hash"],
            outcome=raw["outcome"],
            results=raw["results"],
            decisive=tuple(raw["decisive"]),
            trace=raw["trace"],
            content=raw["law"]["content"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReceiptRefused(f"dit is geen bewijs van een beslissing ({type(error).__name__}: {error}).") from error


def replay(receipt: Receipt, archive: Path = FOLDER) -> tuple[Difference, ...]:
    """Decide again from the archive; everything that differs from the receipt.

    Raises ReceiptRefused when its law is nowhere to be found or is not the law it names, ArchiveDamaged, FactRefused.
    """
    policy = _law_of(receipt, archive)
    given = _given(policy, {name: s for name, s in receipt.facts.items() if name in policy.law.book.facts})
    decision = decide_under(policy, given, on=receipt.on, known_on=receipt.known_on)
    return tuple(_differences(receipt, _said(decision)))


def _law_of(receipt: Receipt, archive: Path) -> RestoredPolicy:
    content = stored(receipt.law_hash, archive) or receipt.content
    if content is None:
        raise ReceiptRefused(f"de wet {receipt.law_hash} staat niet in het archief, en niet in het bewijs.")
    if content_hash(content) != receipt.law_hash:
        raise ReceiptRefused(f"de wet in het bewijs is niet de wet {receipt.law_hash}.")
    return restored(content)


def _given(policy: Policy, facts: Mapping[str, Stated]) -> Given:
    book = policy.law.book
    return read_facts({name: stated.value for name, stated in facts.items()}, book.facts, book.links)


def _said(decision: Decision) -> dict[str, Any]:
    """What a decision says, as far as a receipt keeps it."""
    content = decision.knowledge.policy.canonical()
    scenario: Any = content.get("scenario")
    parameters = decision.knowledge.policy.parameters.values()
    return {
        "scenario": scenario["name"] if scenario else None,
        "overrides": {p.name: p.value for p in parameters if p.status == "override"},
        "law": decision.law.name,
        "outcome": decision.outcome.value,
        "results": dict(decision.results),
        "decisive": decision.decisive,
        "trace": trace_hash(decision),
    }


def trace_hash(decision: Decision) -> str:
    """sha256 over everything a decision says and how it says it, all but the remedies."""
    said = {name: value for name, value in decision.as_dict().items() if name != "remedies"}
    said["why"] = [asdict(reason) for reason in decision.why()]
    said["why_amounts"] = [decision.why_amount(result) for result in decision.results]
    return content_hash(said)


def _differences(receipt: Receipt, found: Mapping[str, Any]) -> Iterator[Difference]:
    for name, words in _WORDS.items():
        stored_value = getattr(receipt, name)
        if stored_value != found[name]:
            yield Difference(words, stored_value, found[name])


_WORDS = {
    "scenario": "scenario",
    "overrides": "vervangen parameters",
    "law": "naam van de wet",
    "outcome": "uitkomst",
    "results": "resultaten",
    "decisive": "beslissende gronden",
    "trace": "spoor (alle gronden, voorwaarden, feiten, bedragen en zinnen)",
}


def _plain(value: object) -> object:
    return {"min": value.low, "max": value.high} if isinstance(value, Range) else value


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else value
