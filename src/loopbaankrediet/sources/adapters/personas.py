"""Answers for the demonstration's personas, from one file, behind the same port as the real sources."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any

from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.sources.ports import FactSource, FactValue, Origin, SourcedFact


@dataclass(frozen=True)
class PersonaSource:
    """One authentic source as the demonstration plays it; `facts` are the names it can answer."""

    name: str
    service: str
    facts: tuple[str, ...]

    def ask(self, number: NationalNumber, *, on: date, at: datetime) -> tuple[SourcedFact, ...]:
        known = _facts_by_number().get(number.compact, {})
        origin = Origin(self.name, self.service, at)
        return tuple(SourcedFact(name, known[name], origin) for name in self.facts if name in known)


def persona_sources() -> tuple[FactSource, ...]:
    return (
        PersonaSource("Rijksregister", "Persoon.GeefPersoon", ("residence", "moved_in_from_eea")),
        PersonaSource("RSZ (Dimona)", "Werk.GeefWerkrelaties", ("employment_contract", "under_authority", "workplace")),
        PersonaSource("RSVZ", "Werk.GeefLoopbaanARZA", ("self_employed", "fund_affiliated")),
        PersonaSource("RSZ en RSVZ, hele loopbaan", "Werk.GeefDmfaVoorWerknemer", ("seniority_months",)),
        PersonaSource("LED-databank", "LED.GeefBewijs", ("schooling",)),
        PersonaSource("VDAB, gebruikte loopbaancheques", "VoucherHistory", ("vouchers_used",)),
    )


@cache
def _facts_by_number() -> dict[str, dict[str, FactValue]]:
    text = resources.files("loopbaankrediet.demo").joinpath("personas.toml").read_text(encoding="utf-8")
    personas: list[dict[str, Any]] = tomllib.loads(text)["persona"]
    return {persona["national_number"]: persona["facts"] for persona in personas if "facts" in persona}
