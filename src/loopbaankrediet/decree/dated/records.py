"""Dated records: what is in force on a day, as far as it was known on another day.

A record covers the days `since` to `until` (both included, `until` empty for no end) and is known from `known_since`.
A version known later takes the place of the ones before from its first day on, also where it ends: what has ended
never falls back on its predecessor. So a version needs no end merely because a later one follows.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from itertools import combinations, pairwise
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar, cast, get_args

from loopbaankrediet.decree.errors import LiftError, NoValueInForce
from loopbaankrediet.decree.saying.dutch import Unit

Status = Literal["in force", "draft", "open", "override"]


class Dated(Protocol):
    """Anything with a period in force and a day from which it is known."""

    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date | None: ...
    @property
    def known_since(self) -> date: ...


D = TypeVar("D", bound=Dated)
DAY = timedelta(days=1)


def in_force(versions: Iterable[D], on: date, known_on: date) -> D | None:
    """The version that counts on a day, or None when no known version covers it."""
    known = [v for v in versions if v.known_since <= known_on and v.since <= on]
    replaced: date | None = None
    for version in sorted(known, key=lambda v: (v.known_since, v.since), reverse=True):
        if replaced is not None and version.since <= replaced:
            continue
        if version.until is None or on <= version.until:
            return version
        replaced = version.since
    return None


class Period(NamedTuple, Generic[D]):
    """The days on which one version counts; `until` is None for no end."""

    since: date
    until: date | None
    version: D


def periods(versions: Sequence[D], known_on: date) -> tuple[Period[D], ...]:
    """Which version counts when, as known on a day, in the order of time."""
    days = turning_days(versions)
    found = [(day, in_force(versions, day, known_on)) for day in days]
    starts = [pair for index, pair in enumerate(found) if index == 0 or pair[1] is not found[index - 1][1]]
    ends = [day - DAY for day, _ in starts[1:]]
    return tuple(
        Period(day, end, version)
        for (day, version), end in zip(starts, [*ends, None], strict=True)
        if version is not None
    )


def turning_days(versions: Iterable[Dated]) -> list[date]:
    """Every day on which a version starts, or is over for the first day; in order."""
    days: set[date] = set()
    for version in versions:
        days |= {version.since, version.until + DAY} if version.until else {version.since}
    return sorted(days)


def faults(versions: Sequence[D]) -> Iterator[tuple[D, str]]:
    """What is wrong with the dates of the versions of one rule: the version to mend, and why with how."""
    for version in versions:
        if version.until and version.until < version.since:
            yield version, f"eindigt op {version.until}, voor ze begint ({version.since}). Verbeter 'until'."
    for one, other in combinations(sorted(versions, key=lambda v: v.since), 2):
        if one.known_since == other.known_since and (one.until is None or other.since <= one.until):
            yield (
                other,
                f"geldt op {other.since} samen met de versie vanaf {one.since}, en beide zijn gekend sinds "
                f"{one.known_since}. Geef de eerste een einddag ('until'), of de latere een eigen kennisdag.",
            )
    for known_on in sorted({v.known_since for v in versions}):
        for before, after in pairwise(periods(versions, known_on)):
            if before.until and before.until + DAY < after.since:
                yield (
                    after.version,
                    f"begint op {after.since}, maar de versie ervoor eindigt op {before.until} (zoals gekend op "
                    f"{known_on}). Laat ze aansluiten, of voeg een versie toe voor de dagen ertussen.",
                )


@dataclass(frozen=True, slots=True)
class Value:
    """One dated value of a parameter, in the parameter's unit."""

    value: int
    since: date
    until: date | None
    known_since: date
    source: str
    status: Status


@dataclass(frozen=True, slots=True)
class ParameterRecord:
    """An amount or term of the law with all its dated values. `phrase` is Dutch, with `{value}`."""

    name: str
    unit: Unit
    article: str
    phrase: str
    minimum: int
    maximum: int
    values: tuple[Value, ...]

    def on(self, on: date, known_on: date) -> Value:
        """The value in force. Raises NoValueInForce; never falls back on an earlier value."""
        value = in_force(self.values, on, known_on)
        if value is None:
            raise NoValueInForce(self.name, on, known_on)
        return value


def read_table(name: str) -> dict[str, Any]:
    """A TOML file of decree/parameters."""
    return tomllib.loads(_text(name))


def _text(name: str) -> str:
    return files("loopbaankrediet.decree").joinpath("parameters", name).read_text(encoding="utf-8")


def read_parameters(name: str) -> dict[str, ParameterRecord]:
    """The dated parameters of a TOML file, in the order of the file. Raises LiftError for a malformed record."""
    return records_of(_text(name), f"parameters/{name}")


def records_of(text: str, where: str) -> dict[str, ParameterRecord]:
    """The dated parameters of a text in TOML; `where` names it in errors. Raises LiftError for a malformed record."""
    found = {}
    for name, raw in tomllib.loads(text).items():
        line = f"\n{text}".partition(f"\n[{name}]")[0].count("\n") + 1
        found[name] = _record(name, raw, f"{where}:{line}: parameter '{name}'")
    return found


def _record(name: str, raw: Mapping[str, Any], where: str) -> ParameterRecord:
    try:
        values = tuple(_value(raw, version) for version in raw["values"])
        record = ParameterRecord(
            name, Unit(raw["unit"]), raw["article"], raw["phrase"], raw["minimum"], raw["maximum"], values
        )
    except (KeyError, ValueError) as error:
        raise LiftError(f"{where} is onvolledig of verkeerd: {error}. Zie de uitleg bovenaan het bestand.") from error
    for value in values:
        if not record.minimum <= value.value <= record.maximum:
            raise LiftError(
                f"{where}: de waarde {value.value} ligt buiten {record.minimum} tot en met {record.maximum}. "
                "Verbeter de waarde, of 'minimum' en 'maximum'."
            )
    for value, fault in faults(values):
        raise LiftError(f"{where}: de waarde {value.value} {fault}")
    return record


def _value(record: Mapping[str, Any], raw: Mapping[str, Any]) -> Value:
    status = raw.get("status", record["status"])
    if status not in get_args(Status):
        raise ValueError(f"status '{status}'")
    return Value(
        raw["value"],
        raw["from"],
        raw.get("until"),
        raw["known_since"],
        raw.get("source", record["source"]),
        cast(Status, status),
    )
