"""What a population must hold to before the law sees it: known columns, the right types, no gaps, facts that agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from loopbaankrediet.decree.errors import DecreeError
from loopbaankrediet.decree.language.facts import FactSpec, Link
from loopbaankrediet.decree.language.tree import enum_values
from loopbaankrediet.decree.population.files import CSV, ParquetSource, Source, Types, ending_of
from loopbaankrediet.decree.population.plan import ID, column_type

_DIGITS = 38
"""What Polars holds of a decimal number."""


class ColumnRefused(DecreeError):
    """A column is missing, unknown, or there twice."""

    def __init__(self, path: Path, column: str, message: str) -> None:
        super().__init__(f"{path}, kolom '{column}': {message}")
        self.column = column


class RowRefused(DecreeError):
    """A row holds something that no law can use.

    `row` counts the rows of data from 1, `line` the lines of a CSV file; `column` is None when the row itself is bad.
    """

    def __init__(self, path: Path, column: str | None, row: int, message: str, line: int | None = None) -> None:
        where = f"kolom '{column}', rij {row}" if column else f"rij {row}"
        super().__init__(f"{path}, {where}{f' (regel {line})' if line else ''}: {message}")
        self.column = column
        self.row = row
        self.line = line


@dataclass(frozen=True, slots=True)
class Rules:
    """The facts that a file gives, in the order of its columns, the type in which each is read, and the links of which
    both ends are given.
    """

    facts: Mapping[str, FactSpec]
    types: Types
    links: tuple[Link, ...]

    def hold(self, batch: pl.DataFrame) -> bool:
        """Whether every cell can be used; nulls stand for whatever did not fit its type."""
        return all(_fits(batch[name], spec) for name, spec in self.facts.items()) and not any(
            (batch[link.smaller] > batch[link.greater]).any() for link in self.links
        )


def rules_for(source: Source, facts: Mapping[str, FactSpec], links: Sequence[Link], needed: Sequence[str]) -> Rules:
    """Hold the columns of a file against the facts that it may give and those that are `needed`.

    Raises ColumnRefused, and RowRefused for a wholly wrong type.
    """
    _check_columns(source, facts, needed)
    given = {name: facts[name] for name in source.columns if name != ID}
    if isinstance(source, ParquetSource):
        _check_types(source, given)
        _check_id_readable(source)
    kept = tuple(link for link in links if given.keys() >= set(link))
    return Rules(given, {name: column_type(spec) for name, spec in given.items()}, kept)


def check_id(source: Source, target: Path) -> None:
    """CSV has no way to write some types. Raises ColumnRefused."""
    if not isinstance(source, ParquetSource) or ID not in source.types or ending_of(target) != CSV:
        return
    kind = source.types[ID]
    if kind.is_nested() or kind in (pl.Binary, pl.Duration):
        raise ColumnRefused(
            source.path,
            ID,
            f"het type {kind} kan niet in CSV staan. Zet de kolom om naar tekst, of schrijf naar .parquet.",
        )


def _check_id_readable(source: ParquetSource) -> None:
    kind = source.types.get(ID)
    if isinstance(kind, pl.Decimal) and kind.precision > _DIGITS:
        raise ColumnRefused(
            source.path, ID, f"het type {kind} heeft meer dan {_DIGITS} cijfers. Zet de kolom om naar tekst."
        )


def wanted(spec: FactSpec) -> str:
    """What belongs in a cell of this fact, in Dutch."""
    if spec.kind is bool:
        return "true of false"
    if spec.kind is int:
        return f"een geheel getal van {spec.low} tot en met {spec.high}"
    return f"een van {', '.join(enum_values(spec.kind))}"


def _fits(cells: pl.Series, spec: FactSpec) -> bool:
    if cells.null_count():
        return False
    if spec.kind is not int or cells.is_empty():
        return True
    low, high = cells.min(), cells.max()
    return isinstance(low, int) and isinstance(high, int) and spec.low <= low and high <= spec.high


def _check_columns(source: Source, facts: Mapping[str, FactSpec], needed: Sequence[str]) -> None:
    seen: set[str] = set()
    for name in source.columns:
        if name in seen:
            raise ColumnRefused(source.path, name, "staat er twee keer. Laat er één staan.")
        if name != ID and name not in facts:
            raise ColumnRefused(source.path, name, f"is geen feit en ook niet '{ID}'. {_hint(name, facts)}")
        seen.add(name)
    missing = [name for name in needed if name not in seen]
    if missing:
        others = f" Ook deze ontbreken: {', '.join(missing[1:])}." if missing[1:] else ""
        raise ColumnRefused(
            source.path, missing[0], f"ontbreekt. Voeg ze toe, met in elke cel {wanted(facts[missing[0]])}.{others}"
        )


def _hint(name: str, facts: Mapping[str, FactSpec]) -> str:
    near = get_close_matches(name.strip().lower(), [*facts, ID], n=1)
    if near:
        return f"Bedoelde je '{near[0]}'?"
    return f"Laat de kolom weg. Wel bekend: {', '.join([ID, *facts])}."


def _check_types(source: ParquetSource, given: Mapping[str, FactSpec]) -> None:
    for name, spec in given.items():
        kind = source.types[name]
        if not _convertible(kind, spec):
            raise RowRefused(
                source.path,
                name,
                1,
                f"de hele kolom heeft het type {kind}. Hier hoort {wanted(spec)}. Zet de kolom om naar {_named(spec)}.",
            )


def _convertible(kind: pl.DataType, spec: FactSpec) -> bool:
    if kind == pl.Null:
        return True
    if spec.kind is bool:
        return kind == pl.Boolean
    if spec.kind is int:
        return kind.is_integer()
    return kind in (pl.String, pl.Categorical, pl.Enum)


def _named(spec: FactSpec) -> str:
    return {bool: "Boolean", int: "Int32"}.get(spec.kind, "String")
