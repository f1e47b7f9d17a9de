"""Dated choices between named answers, and dated days: what the law leaves open and is not a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar, cast, get_args

from loopbaankrediet.decree.dated.records import Status, faults, in_force, read_table
from loopbaankrediet.decree.errors import LiftError, NoValueInForce, ParameterRefused
from loopbaankrediet.decree.saying.dutch import listed

T = TypeVar("T")
Answers = tuple[str, ...]
"""The names of the answers that hold: one, or several where the choice says so."""


@dataclass(frozen=True, slots=True)
class DatedValue(Generic[T]):
    """One dated value of a choice or a day."""

    value: T
    since: date
    until: date | None
    known_since: date
    source: str
    status: Status


@dataclass(frozen=True, slots=True)
class DatedRecord(Generic[T]):
    """A choice or a day with all its dated values. `phrase` is Dutch, with `{value}`."""

    name: str
    article: str
    phrase: str
    values: tuple[DatedValue[T], ...]

    def on(self, on: date, known_on: date) -> DatedValue[T]:
        """The value in force. Raises NoValueInForce; never falls back on an earlier value."""
        found = in_force(self.values, on, known_on)
        if found is None:
            raise NoValueInForce(self.name, on, known_on)
        return found


@dataclass(frozen=True, slots=True)
class ChoiceRecord(DatedRecord[Answers]):
    """A choice: `allowed` gives every answer with its Dutch words, `several` lets more than one hold at once."""

    allowed: Mapping[str, str] = field(hash=False)
    several: bool

    def checked(self, value: object) -> Answers:
        """The answers as declared. Raises ParameterRefused for any other."""
        answers = tuple(value) if self.several and isinstance(value, list | tuple) else (value,)
        if not answers or not all(isinstance(answer, str) and answer in self.allowed for answer in answers):
            raise ParameterRefused(self.name, f"{value!r} is geen van {', '.join(self.allowed)}.")
        return cast(Answers, answers)

    def sentence(self, answers: Answers) -> str:
        """What holds, in Dutch."""
        return self.phrase.format(value=listed([self.allowed[answer] for answer in answers], last="en"))


def read_choices(name: str) -> dict[str, ChoiceRecord]:
    """The choices of a TOML file of decree/parameters. Raises LiftError for a malformed record."""
    return choices_from(read_table(name))


def choices_from(table: Mapping[str, Any]) -> dict[str, ChoiceRecord]:
    """The choices of a table. Raises LiftError for a malformed record."""
    return {key: _read(key, raw, _choice) for key, raw in table.items()}


def read_days(name: str) -> dict[str, DatedRecord[date]]:
    """The days of a TOML file of decree/parameters. Raises LiftError for a malformed record."""
    return {key: _read(key, raw, _day) for key, raw in read_table(name).items()}


R = TypeVar("R", bound=DatedRecord[Any])


def _read(name: str, raw: Mapping[str, Any], build: Callable[[str, Mapping[str, Any]], R]) -> R:
    try:
        record = build(name, raw)
    except (KeyError, TypeError, ValueError, ParameterRefused) as error:
        raise LiftError(f"keuze of dag '{name}' is onvolledig of verkeerd: {error}") from error
    for value, fault in faults(record.values):
        raise LiftError(f"keuze of dag '{name}': de waarde {value.value} {fault}")
    return record


def _choice(name: str, raw: Mapping[str, Any]) -> ChoiceRecord:
    empty = ChoiceRecord(name, raw["article"], raw["phrase"], (), raw["allowed"], raw.get("several", False))
    values = tuple(_value(raw, version, empty.checked) for version in raw["values"])
    return ChoiceRecord(name, empty.article, empty.phrase, values, empty.allowed, empty.several)


def _day(name: str, raw: Mapping[str, Any]) -> DatedRecord[date]:
    values = tuple(_value(raw, version, _as_day) for version in raw["values"])
    return DatedRecord(name, raw["article"], raw["phrase"], values)


def _as_day(value: object) -> date:
    if type(value) is not date:
        raise ValueError(f"{value!r} is geen dag")
    return value


def _value(record: Mapping[str, Any], raw: Mapping[str, Any], checked: Callable[[object], T]) -> DatedValue[T]:
    status = raw.get("status", record["status"])
    if status not in get_args(Status):
        raise ValueError(f"status '{status}'")
    return DatedValue(
        checked(raw["value"]),
        raw["from"],
        raw.get("until"),
        raw["known_since"],
        raw.get("source", record["source"]),
        cast(Status, status),
    )


def only(answers: Iterable[str]) -> str:
    """The one answer of a choice that lets one hold. Raises ValueError when several hold."""
    (answer,) = answers
    return answer
