"""The files of a population: Parquet and CSV, opened with care and written whole or not at all."""

from __future__ import annotations

import csv
import errno
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, TextIO

import polars as pl

from loopbaankrediet.decree.errors import DecreeError

PARQUET, CSV = ".parquet", ".csv"
BROKEN = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)
_SAMPLE = 1 << 20
_CELL = (1 << 31) - 1
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
_OS_ERROR = re.compile(r"\(os error (\d+)\)")
_FOREIGN = {
    b"PAR1": "dit is een Parquet-bestand. Geef het een naam op .parquet.",
    b"PK\x03\x04": "dit is een zip-bestand, zoals van Excel. Bewaar het als CSV (UTF-8, met komma's).",
    b"\xff\xfe": "geen UTF-8 (dit is UTF-16). Bewaar het bestand als UTF-8.",
    b"\xfe\xff": "geen UTF-8 (dit is UTF-16). Bewaar het bestand als UTF-8.",
}
_SEPARATORS = {";": "puntkomma's", "\t": "tabs", "|": "rechte strepen"}

Types = Mapping[str, pl.DataType]


class FileRefused(DecreeError):
    """A file cannot be read, or cannot be written where it was asked."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


def ending_of(path: Path) -> str:
    """'.parquet' or '.csv'. Raises FileRefused for another ending."""
    ending = path.suffix.lower()
    if ending not in (PARQUET, CSV):
        raise FileRefused(path, "de naam moet eindigen op .parquet of .csv. Kies een van beide.")
    return ending


# ---- in


@dataclass(frozen=True, slots=True)
class ParquetSource:
    """A Parquet file and the type of each column."""

    path: Path
    types: Types

    @property
    def columns(self) -> Sequence[str]:
        return tuple(self.types)

    def raw(self) -> pl.LazyFrame:
        return _parquet(self.path)

    def typed(self, wanted: Types) -> pl.LazyFrame:
        """The wanted columns in their wanted types, and the others as they are; what does not fit becomes null."""
        return self.raw().with_columns(pl.col(name).cast(kind, strict=False) for name, kind in wanted.items())

    def rows(self) -> int:
        """How many rows there are, as the file itself says."""
        return int(self.raw().select(pl.len()).collect().item())


@dataclass(frozen=True, slots=True)
class CsvSource:
    """A CSV file and the names in its first line."""

    path: Path
    columns: Sequence[str]

    def typed(self, wanted: Types) -> pl.LazyFrame:
        """The wanted columns in their wanted types, the others as text; the reader stops at what does not fit."""
        schema = {name: wanted.get(name, pl.String()) for name in self.columns}
        return pl.scan_csv(self.path.absolute(), schema=schema, glob=False, empty_string_is_null=False)

    def rows(self) -> int:
        """About how many rows there are, judged by the first part of the file."""
        with self.path.open("rb") as file:
            start = file.read(_SAMPLE)
        lines = start.count(b"\n") * self.path.stat().st_size // max(len(start), 1)
        return max(lines - 1, 1)


Source = ParquetSource | CsvSource


def opened(path: Path) -> Source:
    """The file with its columns; no row is read yet. Raises FileRefused."""
    ending = ending_of(path)
    if undecoded(str(path.absolute())):
        raise FileRefused(path, "de naam van het bestand of van zijn map is geen UTF-8. Geef een andere naam.")
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileRefused(path, "dit is geen gewoon bestand. Geef een bestand op.")
        path.open("rb").close()
    except FileNotFoundError:
        raise FileRefused(path, "dit bestand bestaat niet. Kijk de naam en de map na.") from None
    except OSError as error:
        raise FileRefused(path, f"niet te lezen ({error.strerror}). Kijk de naam en de rechten na.") from error
    return _opened_parquet(path) if ending == PARQUET else _opened_csv(path)


def unreadable(path: Path, error: BaseException) -> FileRefused:
    """Why a file could not be read to its end."""
    return FileRefused(
        path, f"dit bestand is beschadigd of onvolledig ({_reason(error)}). Maak het opnieuw, of haal het opnieuw op."
    )


def _reason(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def open_text(path: Path) -> TextIO:
    """A CSV file as text, with or without byte order mark; what is not UTF-8 is let through and seen by `undecoded`."""
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")


def undecoded(text: str) -> bool:
    """Whether a text holds bytes that are no UTF-8."""
    return not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text)


def _opened_parquet(path: Path) -> ParquetSource:
    try:
        return ParquetSource(path, _parquet(path).collect_schema())
    except pl.exceptions.DuplicateError as error:
        name = str(error).partition("'")[2].partition("'")[0]
        raise FileRefused(path, f"kolom '{name}' staat er twee keer. Laat er één staan.") from error
    except BROKEN as error:
        raise unreadable(path, error) from error


def _parquet(path: Path) -> pl.LazyFrame:
    return pl.scan_parquet(path.absolute(), glob=False, hive_partitioning=False)


def _opened_csv(path: Path) -> CsvSource:
    _sniff(path)
    try:
        with open_text(path) as file, csv_cells():
            columns = next(csv.reader(file, strict=True), [])
    except csv.Error as error:
        raise FileRefused(
            path, f"de eerste regel is geen CSV ({error}). Daar horen de namen van de kolommen."
        ) from error
    if any(map(undecoded, columns)):
        raise FileRefused(path, "geen UTF-8. Bewaar het bestand als UTF-8.")
    if not columns:
        raise FileRefused(path, "de eerste regel is leeg. Daar horen de namen van de kolommen.")
    if columns[0].startswith("sep="):
        raise FileRefused(path, f"de eerste regel is '{','.join(columns)}'. Laat die regel weg, en gebruik komma's.")
    for sign, name in _SEPARATORS.items() if len(columns) == 1 else ():
        if sign in columns[0]:
            raise FileRefused(path, f"de kolommen staan met {name}. Bewaar het bestand met komma's.")
    return CsvSource(path, columns)


def _sniff(path: Path) -> None:
    """What is no CSV at all, by its first bytes. Raises FileRefused."""
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    for sign, said in _FOREIGN.items():
        if start.startswith(sign):
            raise FileRefused(path, said)
    if b"\0" in start:
        raise FileRefused(path, "dit is geen tekst in UTF-8. Bewaar het bestand als CSV in UTF-8.")
    if b"\r" in start and b"\n" not in start:
        raise FileRefused(path, "de regels eindigen op CR alleen. Bewaar het bestand met regeleinden LF of CRLF.")


@contextmanager
def csv_cells() -> Iterator[None]:
    """Python's reader stops at 131,072 characters in a cell; within this block it does not."""
    before = csv.field_size_limit(_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


# ---- out


def check_target(source: Path, target: Path) -> None:
    """Refuse, before any work, a target that could not be written. Raises FileRefused."""
    ending_of(target)
    if not target.parent.is_dir():
        raise FileRefused(target, f"de map {target.parent} bestaat niet. Maak ze eerst.")
    try:
        found = target.stat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise unwritable(target, error) from error
    if not stat.S_ISREG(found.st_mode):
        raise FileRefused(target, "dit is geen gewoon bestand. Kies een andere naam.")
    if source.exists() and source.samefile(target):
        raise FileRefused(target, "invoer en uitvoer zijn hetzelfde bestand. Kies een andere naam voor de uitvoer.")


@contextmanager
def written_whole(target: Path) -> Iterator[BinaryIO]:
    """A file beside the target that takes its place when all is written and safe on disk.

    When the block fails, nothing is left of it and an older target stays as it was. Raises FileRefused.
    """
    place = target.resolve()
    part = place.with_name(f".decide-many-{token_hex(8)}.deel")
    try:
        file = part.open("xb")
    except OSError as error:
        raise unwritable(target, error) from error
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
        _keep_names(place.parent)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        part.unlink(missing_ok=True)


def disk_error(failure: BaseException) -> OSError | None:
    """The full or closed disk that an engine's failure tells of, if it does."""
    found = _OS_ERROR.search(str(failure))
    number = int(found[1]) if found else failure.errno if isinstance(failure, OSError) else None
    number = number or next((one for one in _FULL if os.strerror(one) in str(failure)), None)
    return OSError(number, os.strerror(number)) if number in _FULL else None


def unwritable(target: Path, error: OSError) -> FileRefused:
    """Why nothing was written: a full disk, a closed folder."""
    return FileRefused(
        target, f"niet te schrijven ({error.strerror}). Er is niets bewaard. Maak plaats, of kies een andere map."
    )


def sink(frame: pl.LazyFrame, file: BinaryIO, ending: str) -> None:
    """Run the frame, streaming, into an open file; the order of the rows is kept."""
    if ending == PARQUET:
        frame.sink_parquet(file, engine="streaming")
    else:
        frame.sink_csv(file, engine="streaming")


def _keep_names(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
