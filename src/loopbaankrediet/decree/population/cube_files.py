"""A cube as a Parquet file: the cells as columns, the classes and the origin as metadata of the file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from loopbaankrediet.decree.population.cube import Cube
from loopbaankrediet.decree.population.files import (
    BROKEN,
    PARQUET,
    FileRefused,
    check_target,
    ending_of,
    unreadable,
    written_whole,
)
from loopbaankrediet.decree.population.grouping import PEOPLE

_KEY = "loopbaankrediet.cube"
_FORM = 1


def check_cube_target(source: Path, target: Path) -> None:
    """Refuse, before any work, a target that could not be written. Raises FileRefused."""
    if ending_of(target) != PARQUET:
        raise FileRefused(target, "een kubus wordt bewaard als .parquet. Kies een naam die daarop eindigt.")
    check_target(source, target)


def write_cube(cube: Cube, target: Path) -> None:
    """Write a cube, whole or not at all. Raises FileRefused."""
    about = {"form": _FORM, "cuts": cube.cuts, "rows": cube.rows, "people": cube.people, "source": cube.source}
    with written_whole(target) as file:
        cube.cells.write_parquet(file, metadata={_KEY: json.dumps(about)})


def is_cube(path: Path) -> bool:
    """Whether a file says that it is a cube."""
    if path.suffix.lower() != PARQUET or not path.is_file():
        return False
    try:
        return _KEY in pl.read_parquet_metadata(path)
    except BROKEN:
        return False


def read_cube(path: Path) -> Cube:
    """A cube that was written before. Raises FileRefused for another file, or one that was damaged or changed."""
    try:
        about = json.loads(pl.read_parquet_metadata(path)[_KEY])
        cells = pl.read_parquet(path, glob=False, hive_partitioning=False)
    except BROKEN as error:
        raise unreadable(path, error) from error
    except (KeyError, ValueError, RecursionError) as error:
        raise FileRefused(path, "dit is geen kubus. Maak er een met: loopbaankrediet cube.") from error
    if not (_described(about) and _countable(cells) and _in_classes(cells, about["cuts"])):
        raise FileRefused(path, "deze kubus is van een andere versie of beschadigd. Maak hem opnieuw.")
    cube = Cube(cells, {fact: tuple(starts) for fact, starts in about["cuts"].items()}, about["rows"], about["source"])
    if cube.people != about["people"]:
        raise FileRefused(path, "de cellen van deze kubus tellen niet op tot zijn aantal mensen. Maak hem opnieuw.")
    return cube


def _described(about: object) -> bool:
    """Whether the metadata are what `write_cube` writes."""
    if not isinstance(about, dict) or about.get("form") != _FORM or not isinstance(about.get("cuts"), dict):
        return False
    counted = all(_whole(count) and count >= 0 for count in (about.get("rows", -1), about.get("people", -1)))
    classes = all(isinstance(starts, list) and starts and all(map(_whole, starts)) for starts in about["cuts"].values())
    named = "source" in about and isinstance(about["source"], str | None)
    return named and classes and counted


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _countable(cells: pl.DataFrame) -> bool:
    """Whether every cell is known, and counts people."""
    if PEOPLE not in cells or cells.schema[PEOPLE] != pl.Int64 or any(cells.null_count().row(0)):
        return False
    return bool((cells[PEOPLE] >= 0).all())


def _in_classes(cells: pl.DataFrame, cuts: Mapping[str, Sequence[int]]) -> bool:
    """Whether every number that is held in classes is the first value of a class."""
    return all(
        fact in cells and cells.schema[fact].is_integer() and set(cells[fact].unique()) <= set(starts)
        for fact, starts in cuts.items()
    )
