"""Find the first bad row, once a pass over the file has said that there is one. CSV is read by Python's own reader."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple, TypeAlias

import polars as pl

from loopbaankrediet.decree.errors import DecreeError
from loopbaankrediet.decree.language.facts import FactSpec, Link
from loopbaankrediet.decree.population.checks import RowRefused, Rules, wanted
from loopbaankrediet.decree.population.files import (
    BROKEN,
    CsvSource,
    ParquetSource,
    Source,
    csv_cells,
    open_text,
    undecoded,
    unreadable,
)

_WHOLE = re.compile(r"[ \t]*[+-]?[0-9]+")
_TRUTHS = {"true": True, "false": False}
_SHOWN = 40
_ROW, _RULE = "row number", "broken rule"
_CELL = r'(?:"(?:[^"]|"")*"|[^",\r\n]*)'
_PLAIN_ROW = re.compile(rf"{_CELL}(?:,{_CELL})*(?:\r?\n)?")
_STRAY = (
    "in deze regel staat een aanhalingsteken of een CR midden in een cel. Zet de hele cel tussen aanhalingstekens, en "
    'verdubbel die binnenin (""), of laat het teken weg.'
)
_NOT_UTF8 = "hier staan tekens die geen UTF-8 zijn. Bewaar het bestand als UTF-8."

Value: TypeAlias = bool | int | str | None


class Cell(NamedTuple):
    """What a cell holds once read, and what is wrong with it (nothing when empty)."""

    value: Value
    fault: str


def first_fault(source: Source, rules: Rules) -> RowRefused | None:
    """The first bad row in the order of the file; in one row columns come before links, in the order of the file."""
    return _in_parquet(source, rules) if isinstance(source, ParquetSource) else _in_csv(source, rules)


def bad_row(source: Source, rules: Rules) -> DecreeError | None:
    """As `first_fault`; a file that cannot be read to its end is the fault then."""
    try:
        return first_fault(source, rules)
    except BROKEN as error:
        return unreadable(source.path, error)


def judged(spec: FactSpec, value: object) -> Cell:
    """A cell of Parquet against its fact."""
    if value is None:
        return Cell(None, f"de cel is leeg. Hier hoort {wanted(spec)}. Vul ze aan, of laat de rij weg.")
    if type(value) is spec.plain and value in spec.allowed:
        return Cell(value, "")  # type: ignore[arg-type]  # a plain bool, int or str of the range
    if isinstance(value, int) and spec.kind is int:
        return Cell(None, f"{value} ligt buiten {spec.low} tot en met {spec.high}. Verbeter deze cel.")
    return Cell(None, f"{_shown(value)} kan niet. Hier hoort {wanted(spec)}. Verbeter deze cel.")


def read(spec: FactSpec, text: str) -> Cell:
    """A cell of CSV, which is text, against its fact."""
    if not text:
        return judged(spec, None)
    if spec.kind is bool:
        return judged(spec, _TRUTHS.get(text.lower(), text))
    if spec.kind is int and _WHOLE.fullmatch(text) and len(text) <= _SHOWN:
        return judged(spec, int(text))
    return judged(spec, text)


def _shown(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}...")


def _contradiction(link: Link, small: Value, great: Value) -> str:
    return (
        f"{small} is meer dan '{link.greater}' ({great}) in dezelfde rij. Dat kan niet: "
        f"'{link.smaller}' is nooit groter dan '{link.greater}'. Verbeter een van beide."
    )


# ---- Parquet


def _in_parquet(source: ParquetSource, rules: Rules) -> RowRefused | None:
    broken = pl.coalesce(pl.when(bad).then(pl.lit(place)) for place, bad in enumerate(_broken_rules(rules)))
    found = source.raw().with_row_index(_ROW, offset=1).with_columns(broken.alias(_RULE))
    first = found.filter(pl.col(_RULE).is_not_null()).head(1).collect(engine="streaming")
    if first.is_empty():
        return None
    cells = first.row(0, named=True)
    place = cells[_RULE] - len(rules.facts)
    if place >= 0:
        link = rules.links[place]
        said = _contradiction(link, cells[link.smaller], cells[link.greater])
        return RowRefused(source.path, link.smaller, cells[_ROW], said)
    name = list(rules.facts)[place]
    return RowRefused(source.path, name, cells[_ROW], judged(rules.facts[name], cells[name]).fault)


def _broken_rules(rules: Rules) -> Iterator[pl.Expr]:
    cells = {name: pl.col(name).cast(kind, strict=False) for name, kind in rules.types.items()}
    for name, spec in rules.facts.items():
        cell = cells[name]
        yield cell.is_null() if spec.kind is not int else ~cell.is_between(*spec.range).fill_null(value=False)
    for link in rules.links:
        yield cells[link.smaller] > cells[link.greater]


# ---- CSV


def _in_csv(source: CsvSource, rules: Rules) -> RowRefused | None:
    readers = [(at, name, _reader(rules, name)) for at, name in enumerate(source.columns) if name in rules.facts]
    row = 0
    with open_text(source.path) as file, csv_cells():
        lines = csv.reader(file, strict=True)
        next(lines)
        try:
            for row, fields in enumerate(lines, 1):
                column, fault = _first_in_row(fields, source.columns, readers, rules.links)
                if fault:
                    return RowRefused(source.path, column, row, fault, lines.line_num)
        except csv.Error as error:
            said = f"deze regel is geen CSV ({error}). Kijk de aanhalingstekens na."
            return RowRefused(source.path, None, row + 1, said, lines.line_num)
    return _stray_sign(source)


def _stray_sign(source: CsvSource) -> RowRefused | None:
    """The first row that Python reads and other programs do not: a quote or a lone CR inside a bare cell."""
    taken: list[str] = []
    with open_text(source.path) as file, csv_cells():
        lines = csv.reader(_noted(file, taken))
        for row, _ in enumerate(lines):
            if row and not _PLAIN_ROW.fullmatch("".join(taken)):
                return RowRefused(source.path, None, row, _STRAY, lines.line_num)
            taken.clear()
    return None


def _noted(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


Reader: TypeAlias = Callable[[str], Cell]


def _reader(rules: Rules, name: str) -> Reader:
    return lru_cache(maxsize=1 << 16)(partial(read, rules.facts[name]))


def _first_in_row(
    fields: Sequence[str],
    columns: Sequence[str],
    readers: Sequence[tuple[int, str, Reader]],
    links: Sequence[Link],
) -> tuple[str | None, str]:
    if len(fields) != len(columns):
        return None, _ragged(fields, columns)
    values: dict[str, Value] = {}
    for at, name, reader in readers:
        values[name], fault = reader(fields[at])
        if fault:
            return name, fault
    for link in links:
        small, great = values[link.smaller], values[link.greater]
        if isinstance(small, int) and isinstance(great, int) and small > great:
            return link.smaller, _contradiction(link, small, great)
    return next(((name, _NOT_UTF8) for name, text in zip(columns, fields, strict=True) if undecoded(text)), (None, ""))


def _ragged(fields: Sequence[str], columns: Sequence[str]) -> str:
    if not fields:
        return "deze regel is leeg. Laat ze weg."
    return (
        f"deze regel heeft {len(fields)} velden, en de eerste regel noemt {len(columns)} kolommen. Vul aan of laat weg."
    )
