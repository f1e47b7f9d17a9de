"""Receipts: a decision that anyone can compute again, also after the law has changed.

A receipt holds the facts with their origin, both days, the hash of the law, the outcome, and the hash of the trace:
every ground, condition, fact, parameter and sentence of the decision, all but the remedies. A law that never was
released (a scenario, a parameter replaced by hand) travels in the receipt, to be read and to be compared: it is made
again from the scenario and the parameters, and a receipt with another law is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from types import NoneType
from typing import Any, NamedTuple

from loopbaankrediet.decree.archive.restored import Content
from loopbaankrediet.decree.archive.store import FOLDER, HASH, Kept, NotKept, kept
from loopbaankrediet.decree.deciding.decide import decide_under
from loopbaankrediet.decree.deciding.decision import Decision
from loopbaankrediet.decree.deciding.given import Given, read_facts
from loopbaankrediet.decree.deciding.policy import Policy, content_hash, policy_of, policy_on
from loopbaankrediet.decree.errors import DecreeError, ReceiptRefused
from loopbaankrediet.decree.language.facts import Range
from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.laws import LAWS, law_named
from loopbaankrediet.decree.scenario import DRAFT, law_of, scenario_named
from loopbaankrediet.decree.shapes import Kinds, ShapeRefused, each_of_kind, of_kind, read_json, shown, table

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
        content=policy.canonical() if _kept(law_hash, archive) is None else None,
        law_hash=law_hash,
        **_said(decision),
    )


def as_file(receipt: Receipt) -> str:
    """The receipt as JSON, for `loopbaankrediet replay`.

    Its fingerprint betrays a changed character also where no recomputation looks: in the origins.
    """
    content = receipt.as_dict()
    return json.dumps(content | {"fingerprint": content_hash(content)}, ensure_ascii=False, indent=2) + "\n"


def read(text: str) -> Receipt:
    """A receipt from JSON; a fingerprint is not compared (see `replay_file`). Raises ReceiptRefused."""
    return _receipt(_json(text))


def replay_file(text: str, archive: Path = FOLDER) -> tuple[Receipt, tuple[Difference, ...]]:
    """The receipt that `as_file` wrote, and everything that differs; also its fingerprint, when it has one.

    Raises as `read` and `replay` do.
    """
    content = _json(text)
    receipt = _receipt(content)
    fingerprint = content.pop("fingerprint", None)
    found = content_hash(content)
    changed = (
        [Difference("vingerafdruk van het bestand", fingerprint, found)] if fingerprint not in (None, found) else []
    )
    return receipt, (*changed, *replay(receipt, archive))


def replay(receipt: Receipt, archive: Path = FOLDER, law: Law | None = None) -> tuple[Difference, ...]:
    """Decide again, with the law from the archive; everything that differs from the receipt.

    A law that is not in the archive has to be the one that its scenario and replaced parameters give today; `law` is a
    law of your own, as `decide` takes it. Raises ReceiptRefused when the law of the receipt is nowhere to be found or
    is not the law it names, ArchiveDamaged, FactRefused.
    """
    found = _kept(receipt.law_hash, archive)
    policy: Policy = found.policy if found else _law_of_today(receipt, law)
    given = _given(policy, {name: s for name, s in receipt.facts.items() if name in policy.law.book.facts})
    decision = decide_under(policy, given, on=receipt.on, known_on=receipt.known_on)
    return (*_days_differ(receipt, found), *_differences(receipt, _said(decision)))


def _kept(law_hash: str, archive: Path) -> Kept | None:
    try:
        return kept(law_hash, archive)
    except NotKept:
        return None


def _days_differ(receipt: Receipt, found: Kept | None) -> Iterator[Difference]:
    if found and not found.held(receipt.on, receipt.known_on):
        stated = f"{receipt.on}, zoals gekend op {receipt.known_on}"
        yield Difference("dag waarop de wet gold", stated, "geen dag waarop deze wet gold")


def _law_of_today(receipt: Receipt, law: Law | None) -> Policy:
    """The law that is not in the archive, made again from its name, its scenario and its replaced parameters.

    What the receipt holds of that law is only compared, never used: anybody can write a law in a receipt.
    """
    if receipt.content is None:
        raise ReceiptRefused(f"de wet {receipt.law_hash} staat niet in het archief, en niet in het bewijs.")
    if content_hash(receipt.content) != receipt.law_hash:
        raise ReceiptRefused(f"de wet in het bewijs is niet de wet {receipt.law_hash}.")
    try:
        for policy in _candidates(receipt, law):
            if policy.hash == receipt.law_hash:
                return policy
    except DecreeError as error:
        raise ReceiptRefused(f"{_NEVER} {error}") from error
    raise ReceiptRefused(_NEVER)


def _candidates(receipt: Receipt, law: Law | None) -> Iterator[Policy]:
    """The law with the parameters that the scenario does not give itself replaced by hand; then with all of them."""
    plain = _today(receipt, law, {})
    by_hand = {name: value for name, value in receipt.overrides.items() if plain.values.get(name) != value}
    yield _today(receipt, law, by_hand)
    yield _today(receipt, law, receipt.overrides)


def _today(receipt: Receipt, law: Law | None, overrides: Mapping[str, int]) -> Policy:
    replaced, (name, _, scenario) = tuple(sorted(overrides.items())), receipt.law.partition("/")
    own = law or law_named(name)
    if own in LAWS:
        return policy_on(receipt.on, receipt.known_on, replaced, receipt.scenario or DRAFT)
    chosen = law_of(scenario_named(scenario), own) if scenario else own
    return policy_of(chosen, receipt.on, receipt.known_on, replaced)


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


def _json(text: str) -> dict[str, Any]:
    try:
        return table(read_json(text), _RECEIPT, {"fingerprint": str})
    except ShapeRefused as error:
        raise ReceiptRefused(f"dit is geen bewijs van een beslissing: {error}") from error


def _receipt(raw: Mapping[str, Any]) -> Receipt:
    if raw["format"] != FORMAT:
        raise ReceiptRefused(f"vorm {shown(raw['format'])} kennen we niet; wel vorm {FORMAT}.")
    try:
        law = table(raw["law"], _LAW)
        of_kind("'decisive'", raw["decisive"], list)
        for name, kinds in _WITHIN.items():
            each_of_kind(name, raw[name].values() if isinstance(raw[name], dict) else raw[name], kinds)
        return Receipt(
            facts={name: _stated(entry) for name, entry in raw["facts"].items()},
            on=date.fromisoformat(raw["on"]),
            known_on=date.fromisoformat(raw["known_on"]),
            scenario=raw["scenario"],
            overrides=raw["overrides"],
            law=law["name"],
            law_hash=_hash(law["hash"]),
            outcome=raw["outcome"],
            results=raw["results"],
            decisive=tuple(raw["decisive"]),
            trace=raw["trace"],
            content=law["content"],
        )
    except ValueError as error:
        raise ReceiptRefused(f"dit is geen bewijs van een beslissing: {error}") from error


def _stated(raw: object) -> Stated:
    entry = table(raw, {"value": object, "origin": dict})
    each_of_kind("origin", entry["origin"].values(), str)
    return Stated(entry["value"], entry["origin"])


def _hash(law_hash: str) -> str:
    if not HASH.fullmatch(law_hash):
        raise ShapeRefused("de hash van de wet is niet 'sha256:' met 64 tekens uit 0-9 en a-f.")
    return law_hash


_RECEIPT: Kinds = {
    "format": int,
    "facts": dict,
    "on": str,
    "known_on": str,
    "scenario": (str, NoneType),
    "overrides": dict,
    "law": dict,
    "outcome": str,
    "results": dict,
    "decisive": object,
    "trace": str,
}
_LAW: Kinds = {"name": str, "hash": str, "content": (dict, NoneType)}
_WITHIN: Kinds = {"overrides": int, "results": (int, NoneType), "decisive": str}
_NEVER = "deze wet is nooit uitgegeven: ze staat alleen in dit bewijs, en is niet wat het platform vandaag kent."
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
    return value if isinstance(value, str) else shown(value)
