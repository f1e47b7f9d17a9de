"""Dated choices between named answers, and dated days: what the law leaves open and is not a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Generic, TypeVar, cast

from loopbaankrediet.decree.dated.records import (
    RawValue,
    Status,
    checked_record,
    faults,
    in_force,
    raw_value,
    read_records,
)
from loopbaankrediet.decree.errors import LiftError, NoValueInForce, ParameterRefused
from loopbaankrediet.decree.saying.dutch import listed
from loopbaankrediet.decree.shapes import ShapeRefused, shown, table

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
            raise ParameterRefused(self.name, f"{shown(value)} is geen van {', '.join(self.allowed)}.")
        if len(set(answers)) < len(answers):
            raise ParameterRefused(self.name, f"{shown(value)} noemt een antwoord twee keer.")
        return cast(Answers, answers)

    def sentence(self, answers: Answers) -> str:
        """What holds, in Dutch."""
        return self.phrase.format(value=listed([self.allowed[answer] for answer in answers], last="en"))


def read_choices(name: str) -> dict[str, ChoiceRecord]:
    """The choices of a TOML file of decree/parameters. Raises LiftError for a malformed record."""
    return {key: _read(key, raw, at, _choice) for key, raw, at in read_records(name)}


def choices_from(raw: Mapping[str, Any]) -> dict[str, ChoiceRecord]:
    """The choices of a table. Raises LiftError for a malformed record."""
    return {key: _read(key, record, "tabel", _choice) for key, record in raw.items()}


def read_days(name: str) -> dict[str, DatedRecord[date]]:
    """The days of a TOML file of decree/parameters. Raises LiftError for a malformed record."""
    return {key: _read(key, raw, at, _day) for key, raw, at in read_records(name)}


R = TypeVar("R", bound=DatedRecord[Any])


def _read(name: str, raw: object, at: str, build: Callable[[str, object], R]) -> R:
    where = f"{at}: keuze of dag '{name}'"
    try:
        record = build(name, raw)
    except (ShapeRefused, ParameterRefused) as error:
        raise LiftError(f"{where} is onvolledig of verkeerd: {error}") from error
    for value, fault in faults(record.values):
        raise LiftError(f"{where}: de waarde {value.value} {fault}")
    return record


def _choice(name: str, raw: object) -> ChoiceRecord:
    found = checked_record(raw, {"allowed": dict}, {"several": bool})
    table(found["allowed"], dict.fromkeys(found["allowed"], str))
    empty = ChoiceRecord(name, found["article"], found["phrase"], (), found["allowed"], found.get("several", False))
    values = tuple(_value(raw_value(found, version, (str, list)), empty.checked) for version in found["values"])
    return replace(empty, values=values)


def _day(name: str, raw: object) -> DatedRecord[date]:
    found = checked_record(raw, {})
    values = tuple(DatedValue(*raw_value(found, version, date)) for version in found["values"])
    return DatedRecord(name, found["article"], found["phrase"], values)


def _value(raw: RawValue, checked: Callable[[object], Answers]) -> DatedValue[Answers]:
    return DatedValue(checked(raw.value), *raw[1:])


def only(answers: Iterable[str]) -> str:
    """The one answer of a choice that lets one hold. Raises ValueError when several hold."""
    (answer,) = answers
    return answer
