"""Answers for the demonstration's personas, from one file, behind the same port as the real sources."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any

from loopbaankrediet.decree import FACTS
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.sources.ports import FactSource, FactValue, Origin, SourcedFact

# The day on which the facts in the file hold.
FIRST_DAY = date(2027, 3, 1)
SERVICES = {
    "residence": "Persoon.GeefPersoon",
    "moved_in_from_eea": "Persoon.GeefPersoon",
    "workplace": "Werk.GeefWerkrelaties",
    "employment_contract": "Werk.GeefWerkrelaties",
    "under_authority": "Werk.GeefWerkrelaties",
    "self_employed": "Werk.GeefLoopbaanARZA",
    "fund_affiliated": "Werk.GeefLoopbaanARZA",
    "seniority_months": "Werk.GeefDmfaVoorWerknemer",
    "schooling": "LED.GeefBewijs",
    "vouchers_used": "VoucherHistory",
}


@dataclass(frozen=True)
class PersonaSource:
    """One authentic source as the demonstration plays it; `facts` are the names it can answer."""

    name: str
    facts: tuple[str, ...]

    def ask(self, number: NationalNumber, *, on: date, at: datetime) -> tuple[SourcedFact, ...]:
        known = _facts_by_number().get(number.compact, {})
        return tuple(
            SourcedFact(name, _grown(name, known[name], on), Origin(self.name, SERVICES[name], at))
            for name in self.facts
            if name in known
        )


@dataclass(frozen=True)
class PersonaFamily:
    """The family ties of the demonstration. It knows the few that the file names, and nothing of anybody else."""

    def is_close_family(self, one: NationalNumber, other: NationalNumber, *, on: date) -> bool | None:
        return True if frozenset((one.compact, other.compact)) in _families() else None


def persona_sources() -> tuple[FactSource, ...]:
    """One source for each that the law's facts name."""
    facts_of: dict[str, list[str]] = defaultdict(list)
    for fact in SERVICES:
        facts_of[FACTS[fact].source].append(fact)
    return tuple(PersonaSource(source, tuple(facts)) for source, facts in facts_of.items())


def _grown(name: str, value: FactValue, on: date) -> FactValue:
    """A career goes on: the months of work grow with every month after the first day of the demonstration."""
    months = max((on.year - FIRST_DAY.year) * 12 + on.month - FIRST_DAY.month - (on.day < FIRST_DAY.day), 0)
    if not FACTS[name].grows_monthly or isinstance(value, bool | str):
        return value
    return value + months if isinstance(value, int) else {end: known + months for end, known in value.items()}


@cache
def _families() -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset((persona["national_number"], number))
        for persona in _personas()
        for number in persona.get("close_family", ())
    )


@cache
def _facts_by_number() -> dict[str, dict[str, FactValue]]:
    return {persona["national_number"]: persona["facts"] for persona in _personas() if "facts" in persona}


@cache
def _personas() -> list[dict[str, Any]]:
    text = resources.files("loopbaankrediet.demo").joinpath("personas.toml").read_text(encoding="utf-8")
    personas: list[dict[str, Any]] = tomllib.loads(text)["persona"]
    return personas
