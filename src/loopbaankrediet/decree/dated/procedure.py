"""Terms, choices and days of the procedure: dated data that no article reads, but that acts and letters need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from loopbaankrediet.decree.dated.choices import ChoiceRecord, DatedRecord, only, read_choices, read_days
from loopbaankrediet.decree.dated.records import (
    ParameterRecord,
    Status,
    checked_status,
    faults,
    in_force,
    read_parameters,
    read_table,
)
from loopbaankrediet.decree.errors import LiftError
from loopbaankrediet.decree.shapes import Kinds, ShapeRefused, each_of_kind, table

_TEXTS = ("breach", "says", "article", "source", "status")
_SANCTION: Kinds = {**dict.fromkeys(_TEXTS, str), "measures": list, "from": date, "known_since": date}
TERM_FILES = (
    "procedure.toml",
    "money.toml",
    "counsellors.toml",
    "retention.toml",
    "rationing.toml",
    "office.toml",
    "course.toml",
)


@cache
def procedure() -> dict[str, ParameterRecord]:
    """All terms and amounts, by name."""
    return {name: record for file in TERM_FILES for name, record in read_parameters(file).items()}


@cache
def choices() -> dict[str, ChoiceRecord]:
    """All choices, by name."""
    return read_choices("choices.toml")


@cache
def named_days() -> dict[str, DatedRecord[date]]:
    """All days that have a name."""
    return read_days("days.toml")


def term(name: str, *, on: date) -> int:
    """The value in force and known on that day, in the unit of its record. Raises NoValueInForce, or KeyError."""
    return procedure()[name].on(on, on).value


def choice(name: str, *, on: date) -> str:
    """The answer in force and known on that day. Raises NoValueInForce, KeyError, or ValueError when several hold."""
    return only(choices()[name].on(on, on).value)


def choices_of(name: str, *, on: date) -> tuple[str, ...]:
    """Every answer in force and known on that day. Raises NoValueInForce, or KeyError."""
    return choices()[name].on(on, on).value


def named_day(name: str, *, on: date) -> date:
    """The day that carries this name, as in force and known on a day. Raises NoValueInForce, or KeyError."""
    return named_days()[name].on(on, on).value


@dataclass(frozen=True, slots=True)
class Sanction:
    """What may follow on one breach, the same for every party (art. 23-25)."""

    breach: str
    says: str
    measures: tuple[str, ...]
    article: str
    source: str
    status: Status
    since: date
    until: date | None
    known_since: date

    @property
    def imposable(self) -> bool:
        """No measure without law: a row that is open or a draft can only be shown (default 27)."""
        return self.status == "in force"


def sanctions(on: date) -> tuple[Sanction, ...]:
    """The grid in force and known on that day, one row for each breach."""
    rows = _sanctions()
    found = (in_force([row for row in rows if row.breach == breach], on, on) for breach in _breaches(rows))
    return tuple(row for row in found if row is not None)


def _breaches(rows: tuple[Sanction, ...]) -> list[str]:
    return list(dict.fromkeys(row.breach for row in rows))


@cache
def _sanctions() -> tuple[Sanction, ...]:
    return sanctions_from(read_table("sanctions.toml"))


def sanctions_from(raw: object) -> tuple[Sanction, ...]:
    """The grid of a table. Raises LiftError for a malformed row, or rows of one breach whose dates do not fit."""
    where = "parameters/sanctions.toml"
    try:
        rows = tuple(map(_sanction, table(raw, {"sanctions": list})["sanctions"]))
    except ShapeRefused as error:
        raise LiftError(f"{where} is onvolledig of verkeerd: {error}") from error
    for breach in _breaches(rows):
        for row, fault in faults([row for row in rows if row.breach == breach]):
            raise LiftError(f"{where}: '{row.breach}' {fault}")
    return rows


def _sanction(raw: object) -> Sanction:
    found = table(raw, _SANCTION, {"until": date})
    each_of_kind("measures", found["measures"], str)
    return Sanction(
        breach=found["breach"],
        says=found["says"],
        measures=tuple(found["measures"]),
        article=found["article"],
        source=found["source"],
        status=checked_status(found["status"]),
        since=found["from"],
        until=found.get("until"),
        known_since=found["known_since"],
    )
