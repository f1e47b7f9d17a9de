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
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar

from loopbaankrediet.decree.errors import LiftError, NoValueInForce
from loopbaankrediet.decree.saying.dutch import Unit
from loopbaankrediet.decree.shapes import Kinds, ShapeRefused, phrase_fault, shown, table

Status = Literal["in force", "draft", "open", "override"]
WRITTEN: tuple[Status, ...] = ("in force", "draft", "open")
"""What an article or a record may say of itself; a value is an override only once somebody replaced it."""


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


_RECORD: Kinds = {"article": str, "phrase": str, "values": list}
_FIRMNESS: Kinds = {"source": str, "status": str}
_VALUE: Kinds = {"from": date, "known_since": date}


class RawValue(NamedTuple):
    """One dated value as a TOML file has it, its shape checked."""

    value: Any
    since: date
    until: date | None
    known_since: date
    source: str
    status: Status


def read_table(name: str) -> dict[str, Any]:
    """A TOML file of decree/parameters. Raises LiftError for what is no TOML."""
    return _toml(_text(name), f"parameters/{name}")


def read_records(name: str) -> Iterator[tuple[str, Any, str]]:
    """Each record of a TOML file of decree/parameters: its name, what it holds, and its file and line for errors."""
    return _records(_text(name), f"parameters/{name}")


def _text(name: str) -> str:
    return files("loopbaankrediet.decree").joinpath("parameters", name).read_text(encoding="utf-8")


def _toml(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LiftError(f"{where}: geen TOML ({error}).") from error


def _records(text: str, where: str) -> Iterator[tuple[str, Any, str]]:
    for name, raw in _toml(text, where).items():
        line = f"\n{text}".partition(f"\n[{name}]")[0].count("\n") + 1
        yield name, raw, f"{where}:{line}"


def read_parameters(name: str) -> dict[str, ParameterRecord]:
    """The dated parameters of a TOML file, in the order of the file. Raises LiftError for a malformed record."""
    return records_of(_text(name), f"parameters/{name}")


def records_of(text: str, where: str) -> dict[str, ParameterRecord]:
    """The dated parameters of a text in TOML; `where` names it in errors. Raises LiftError for a malformed record."""
    return {name: _record(name, raw, f"{at}: parameter '{name}'") for name, raw, at in _records(text, where)}


def _record(name: str, raw: object, where: str) -> ParameterRecord:
    try:
        record = _read(name, raw)
    except ValueError as error:
        raise LiftError(f"{where} is onvolledig of verkeerd: {error} Zie de uitleg bovenaan het bestand.") from error
    for value in record.values:
        if not record.minimum <= value.value <= record.maximum:
            raise LiftError(
                f"{where}: de waarde {value.value} ligt buiten {record.minimum} tot en met {record.maximum}. "
                "Verbeter de waarde, of 'minimum' en 'maximum'."
            )
    for value, fault in faults(record.values):
        raise LiftError(f"{where}: de waarde {value.value} {fault}")
    return record


def _read(name: str, raw: object) -> ParameterRecord:
    found = checked_record(raw, {"unit": str, "minimum": int, "maximum": int})
    if found["unit"] not in list(Unit):
        raise ShapeRefused(f"de eenheid {shown(found['unit'])} bestaat niet. Wel: {', '.join(Unit)}.")
    values = tuple(Value(*raw_value(found, version, int)) for version in found["values"])
    unit, minimum, maximum = Unit(found["unit"]), found["minimum"], found["maximum"]
    return ParameterRecord(name, unit, found["article"], found["phrase"], minimum, maximum, values)


def checked_record(raw: object, required: Kinds, optional: Kinds | None = None) -> dict[str, Any]:
    """A record with its article, phrase, values and what more it needs. Raises ShapeRefused."""
    found = table(raw, {**_RECORD, **required}, {**_FIRMNESS, **(optional or {})})
    fault = phrase_fault(found["phrase"], value=True)
    if fault:
        raise ShapeRefused(f"'phrase' {fault}")
    return found


def raw_value(record: Mapping[str, Any], raw: object, kinds: type | tuple[type, ...]) -> RawValue:
    """One dated value; its source and status are its own, or else those of the record. Raises ShapeRefused."""
    found = table(raw, {**_VALUE, "value": kinds}, {**_FIRMNESS, "until": date})
    for name in _FIRMNESS:
        if name not in found and name not in record:
            raise ShapeRefused(f"'{name}' ontbreekt: zet het bij het geheel of bij elke waarde.")
    source, status = (found.get(name, record.get(name)) for name in ("source", "status"))
    return RawValue(
        found["value"], found["from"], found.get("until"), found["known_since"], str(source), checked_status(status)
    )


def checked_status(status: object) -> Status:
    """Raises ShapeRefused for a status that nothing may say of itself."""
    if status not in WRITTEN:
        raise ShapeRefused(f"de status {shown(status)} bestaat niet. Wel: {', '.join(WRITTEN)}.")
    return status
