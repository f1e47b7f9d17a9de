"""A run as a file: JSON for everything, CSV or Parquet for the figures in rows. Written whole, or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from loopbaankrediet.decree.population.files import disk_error, unwritable, written_whole
from loopbaankrediet.policylab.drawing import FIGURES, Drawn
from loopbaankrediet.policylab.errors import RunRefused
from loopbaankrediet.policylab.lifetimes import Lived, years_of
from loopbaankrediet.policylab.reports import as_dict, lived_as_dict

ENDINGS = (".json", ".csv", ".parquet")


def check_place(target: Path) -> None:
    """Whether a result could be written there, before any work. Raises RunRefused."""
    if target.suffix not in ENDINGS:
        raise RunRefused(f"{target}: kies een naam die eindigt op {', '.join(ENDINGS)}.")
    if not target.parent.is_dir():
        raise RunRefused(f"{target}: de map {target.parent} bestaat niet. Maak ze eerst.")
    if target.exists() and not target.is_file():
        raise RunRefused(f"{target}: dit is geen gewoon bestand. Kies een andere naam.")


def save(found: Drawn | Lived, target: Path) -> None:
    """Put a result in its place; an older file stays as it was until then. Raises RunRefused, FileRefused."""
    check_place(target)
    with written_whole(target) as file:
        try:
            if target.suffix == ".json":
                file.write(json.dumps(_whole(found), ensure_ascii=False, indent=1).encode())
            elif target.suffix == ".csv":
                rows(found).write_csv(file)
            else:
                rows(found).write_parquet(file)
        except pl.exceptions.PolarsError as error:
            raise unwritable(target, disk_error(error) or OSError(str(error))) from error


def _whole(found: Drawn | Lived) -> dict[str, Any]:
    return dict(as_dict(found) if isinstance(found, Drawn) else lived_as_dict(found))


def rows(found: Drawn | Lived) -> pl.DataFrame:
    """Of drawn lives a row per year; else a row per scenario, figure and year, with the levels of the draws."""
    return pl.DataFrame(list(years_of(found) if isinstance(found, Lived) else _fans(found)))


def _fans(found: Drawn) -> Iterator[dict[str, object]]:
    for scenario in found.question.scenarios:
        for figure in FIGURES:
            for year, levels in found.by_year(scenario, figure).items():
                named = {f"p{round(level * 100):02d}": value for level, value in levels.items()}
                yield {"scenario": scenario, "figure": figure, "year": year, **named}
