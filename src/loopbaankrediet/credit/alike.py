"""Which decided files are alike, and how a second look compares with what was decided."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from loopbaankrediet.credit.models import Again, Application, Decision, DecisionKind
from loopbaankrediet.credit.queries import facts_of
from loopbaankrediet.credit.receipts import Receipt, make_receipt
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import Clock, OnDay
from loopbaankrediet.people.models import Person
from loopbaankrediet.people.queries import national_number_of
from loopbaankrediet.sources.ports import Asking, SourcedFact
from loopbaankrediet.sources.queries import gather_facts

PURPOSE = "applications"
PROOF = "Bewijsstuk"
OWN_REGISTER = "credit_minutes_granted"
FINAL = (DecisionKind.GRANT, DecisionKind.REFUSAL)


@dataclass(frozen=True)
class Selection:
    """What makes files alike; empty means any. `fact` read from `source`, `rule` that decided, law hash, decision."""

    fact: str = ""
    source: str = ""
    rule: str = ""
    law_hash: str = ""
    kind: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(asdict(self).values())

    def as_dict(self) -> dict[str, str]:
        return asdict(self)

    def takes(self, decision: Decision) -> bool:
        """By what stands open in the database; the receipt is asked after it."""
        return self.kind in ("", decision.kind) and decision.law_hash.startswith(self.law_hash)

    def takes_receipt(self, receipt: Receipt) -> bool:
        return self._takes_facts(receipt.facts) and (not self.rule or self.rule in _rules_that_decided(receipt))

    def wrong(self, facts: Mapping[str, SourcedFact]) -> list[str]:
        """The facts of this selection; a proof of an officer is not what the source told."""
        names = [self.fact] if self.fact else list(facts)
        return [name for name in names if name in facts and self._told(facts[name])]

    def _takes_facts(self, facts: Mapping[str, SourcedFact]) -> bool:
        return not (self.fact or self.source) or bool(self.wrong(facts))

    def _told(self, fact: SourcedFact) -> bool:
        return fact.origin.source == self.source if self.source else fact.origin.source != PROOF


@dataclass(frozen=True)
class SecondLook:
    """What the law says on a second look, on which facts; the minutes as if nothing had been granted yet."""

    receipt: Receipt
    changed: dict[str, SourcedFact]

    @property
    def outcome(self) -> str:
        return str(self.receipt.proof.outcome)

    @property
    def minutes(self) -> int:
        found = self.receipt.proof.results.get("minutes") if self.outcome == "granted" else 0
        return int(found or 0)


def look_again(
    application: Application, decided: Receipt, selection: Selection, again: Again, clock: Clock
) -> SecondLook:
    """Decide as on the day of the application: with the source asked again, or under the law as known today."""
    known, on = facts_of(application), application.applied_on
    fresh = _asked_again(application.person_id, on, clock) if again is Again.SOURCE else {}
    asked = [name for name in selection.wrong(known) if name in fresh]
    changed = {name: fresh[name] for name in asked if fresh[name].value != known[name].value}
    then = {OWN_REGISTER: decided.facts[OWN_REGISTER]} if OWN_REGISTER in decided.facts else {}
    receipt = make_receipt(known | changed | then, on=on, known_on=known_on(again, on, clock.today()))
    return SecondLook(receipt, changed)


def known_on(again: Again, on: date, today: date) -> date:
    """As known then; for a law that was wrong, as known now."""
    return max(on, today) if again is Again.LAW else on


def final_decision(application: Application) -> Decision | None:
    """The latest grant or refusal."""
    return Decision.objects.filter(application=application, kind__in=FINAL).order_by("-id").first()


def _asked_again(person_id: UUID, on: date, clock: Clock) -> dict[str, SourcedFact]:
    number = national_number_of(Person.objects.get(id=person_id))
    return gather_facts(number, Asking(person_id, SYSTEM, OnDay(clock, on), PURPOSE))


def _rules_that_decided(receipt: Receipt) -> set[str]:
    grounds: list[dict[str, Any]] = receipt.decision["grounds"]
    return {str(ground["rule"]) for ground in grounds if ground["holds"] is False} | set(receipt.decision["decisive"])
