"""What a person can do against a decision: dated data per outcome (parameters/remedies.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from loopbaankrediet.decree.dated.records import Status, in_force, read_table


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way to contest a decision. `term_days` counts from the day after receipt; 0 is no fixed term."""

    name: str
    decisions: tuple[str, ...]
    body: str
    term_days: int
    form: str
    address: str
    suspensive: bool
    status: Status
    source: str
    since: date
    until: date | None
    known_since: date
    text: str


@lru_cache(maxsize=1024)
def remedies_for(outcome: str, on: date, known_on: date) -> tuple[Remedy, ...]:
    """The remedies to print with a decision, in the order of the file."""
    versions = [remedy for remedy in _remedies() if outcome in remedy.decisions]
    by_name = (in_force([r for r in versions if r.name == name], on, known_on) for name in _names(versions))
    return tuple(remedy for remedy in by_name if remedy is not None)


def _names(remedies: list[Remedy]) -> list[str]:
    return list(dict.fromkeys(remedy.name for remedy in remedies))


@cache
def _remedies() -> tuple[Remedy, ...]:
    rows = read_table("remedies.toml")["remedies"]
    return tuple(
        Remedy(since=row.pop("from"), until=row.pop("until", None), decisions=tuple(row.pop("decisions")), **row)
        for row in rows
    )
