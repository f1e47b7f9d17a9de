"""The records, one TOML file each: purpose, legal ground, recipients, sources and retention of one processing."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from loopbaankrediet.processing.errors import PurposeUnknown

PACKAGE = "loopbaankrediet.processing"


@dataclass(frozen=True)
class Ground:
    """The legal ground; `status` is 'draft' or 'open' as long as the decree is not voted."""

    articles: tuple[str, ...]
    says: str
    status: str


@dataclass(frozen=True)
class Source:
    """From whom we get data, and which facts of the law that source may hand over."""

    name: str
    service: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Retention:
    """How long: `years` after `starts`. `selection_list`: the archive's rule. `accounting_term`: the bookkeeping's."""

    years: int
    starts: str
    selection_list: str
    accounting_term: str
    status: str


@dataclass(frozen=True)
class Record:
    """One processing. `because` ends the sentence 'Iemand keek, om ...'; `audiences`: as in `doors.audiences_of`."""

    key: str
    title: str
    because: str
    explanation: str
    ground: Ground
    concerns: tuple[str, ...]
    audiences: tuple[str, ...]
    shared_with: tuple[str, ...]
    sources: tuple[Source, ...]
    retention: Retention

    @property
    def facts(self) -> frozenset[str]:
        """Every fact that a source may hand over for this purpose."""
        return frozenset(fact for source in self.sources for fact in source.facts)


@cache
def records() -> dict[str, Record]:
    """All of them by key, in the order of the files' names."""
    folder = resources.files(PACKAGE) / "records"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    found = (
        _record(file.name.removesuffix(".toml"), tomllib.loads(file.read_text(encoding="utf-8"))) for file in files
    )
    return {record.key: record for record in found}


def record_of(purpose: str) -> Record:
    """PurposeUnknown when the register has no such purpose."""
    found = records().get(purpose)
    if found is None:
        raise PurposeUnknown(purpose)
    return found


def _record(key: str, entry: dict[str, Any]) -> Record:
    ground, kept = entry["ground"], entry["retention"]
    return Record(
        key,
        entry["title"],
        entry["because"],
        entry["explanation"],
        Ground(tuple(ground["articles"]), ground["says"], ground["status"]),
        tuple(entry["concerns"]),
        tuple(entry["audiences"]),
        tuple(entry.get("shared_with", ())),
        tuple(Source(one["name"], one["service"], tuple(one["facts"])) for one in entry.get("source", ())),
        Retention(kept["years"], kept["starts"], kept["selection_list"], kept["accounting_term"], kept["status"]),
    )
