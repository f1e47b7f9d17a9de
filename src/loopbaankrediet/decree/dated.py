"""Dated records: what is in force on a day, as far as it was known on another day.

A record covers the days `since` to `until` (both included, `until` empty for no end) and is known from `known_since`.
Two versions of one day may stand side by side: the one known last counts, and of those the one that took effect last.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, Literal, Protocol, TypeVar, cast, get_args

from loopbaankrediet.decree.dutch import Unit
from loopbaankrediet.decree.errors import LiftError, NoValueInForce

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


def in_force(versions: Iterable[D], on: date, known_on: date) -> D | None:
    """The version that counts on a day, or None when no known version covers it."""
    covering = [
        v for v in versions if v.since <= on and (v.until is None or on <= v.until) and v.known_since <= known_on
    ]
    return max(covering, key=lambda v: (v.known_since, v.since), default=None)


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
    text = files("loopbaankrediet.decree").joinpath("parameters", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def read_parameters(name: str) -> dict[str, ParameterRecord]:
    """The dated parameters of a TOML file, in the order of the file. Raises LiftError for a malformed record."""
    return {key: _record(key, raw) for key, raw in read_table(name).items()}


def _record(name: str, raw: Mapping[str, Any]) -> ParameterRecord:
    try:
        values = tuple(_value(raw, version) for version in raw["values"])
        record = ParameterRecord(
            name, Unit(raw["unit"]), raw["article"], raw["phrase"], raw["minimum"], raw["maximum"], values
        )
    except (KeyError, ValueError) as error:
        raise LiftError(f"parameter '{name}' is onvolledig of verkeerd: {error}") from error
    if len({(v.known_since, v.since) for v in values}) < len(values):
        raise LiftError(f"parameter '{name}' heeft twee waarden met dezelfde begindag en kennisdag")
    if not all(record.minimum <= v.value <= record.maximum for v in values):
        raise LiftError(f"parameter '{name}' heeft een waarde buiten {record.minimum}..{record.maximum}")
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
