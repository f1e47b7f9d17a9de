"""What the platform needs to know about an applicant, and how an answer looks, whoever gives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.national_number import NationalNumber

FactValue = bool | int | str | dict[str, int]


@dataclass(frozen=True)
class Origin:
    """Where a fact came from: the source as people know it, the service asked, and when."""

    source: str
    service: str
    retrieved_at: datetime


@dataclass(frozen=True)
class SourcedFact:
    """One fact of `contract.md`; `value` may be known in part (`{"min": 60}`). `before`: what it took the place of."""

    name: str
    value: FactValue
    origin: Origin
    before: "SourcedFact | None" = None


class FactSource(Protocol):
    """One authentic source. A fact it has no answer for is simply absent: silence is never a 'no'."""

    @property
    def name(self) -> str:
        """The source as people know it."""

    def ask(self, number: NationalNumber, *, on: date, at: datetime) -> tuple[SourcedFact, ...]:
        """What the source knows about this person on the day `on`; SourceSilent when it cannot be reached."""


class FamilySource(Protocol):
    """A source that knows who is whose family, as the national register does."""

    def is_close_family(self, one: NationalNumber, other: NationalNumber, *, on: date) -> bool | None:
        """Whether the two are family to the second degree; None when it does not know. May raise SourceSilent."""


@dataclass(frozen=True)
class Asking:
    """About whom, by whom and why the sources are asked. `purpose`: an entry of the register of processing."""

    person_id: UUID
    by: Actor
    clock: Clock
    purpose: str


class SourceSilent(Exception):
    """The source did not answer. The facts stay unknown; the application is never refused for it."""


def as_facts(answers: Mapping[str, SourcedFact]) -> dict[str, FactValue]:
    return {name: answer.value for name, answer in answers.items()}
