"""The people of a measurement, made once from a seed and kept under var/bench."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import polars as pl
from tests.decree.population.people import people

from benchmarks.decree._cells import FACTS
from benchmarks.decree._machine import ROOT
from loopbaankrediet.decree.facts import FACTS as SPECS
from loopbaankrediet.decree.language.tree import enum_values

BENCH = ROOT / "var" / "bench"
SEED = 43


def columns_of(rows: int) -> Path:
    """A folder with a `.npy` file for every fact that the law reads."""
    folder = BENCH / f"people-{rows}"
    if not (folder / "members.json").exists():
        _save(people(rows, SEED).select(FACTS), folder)
    return folder


def parquet_of(rows: int) -> Path:
    """The same people as one file."""
    path = BENCH / f"people-{rows}.parquet"
    if not path.exists():
        BENCH.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        people(rows, SEED).select(FACTS).write_parquet(part)
        part.replace(path)
    return path


def repeated(path: Path, times: int, target: Path) -> Path:
    """One file with all rows of another, so many times. Raises OSError when the disk is too full."""
    if not target.exists():
        needed = path.stat().st_size * times
        if shutil.disk_usage(BENCH).free < 2 * needed:
            raise OSError(f"{target} needs {needed / 1e9:.1f} GB, and as much to spare")
        part = target.with_suffix(".part")
        pl.scan_parquet([path] * times).sink_parquet(part)
        part.replace(target)
    return target


def _save(frame: pl.DataFrame, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    members: dict[str, list[str]] = {}
    for fact in FACTS:
        column, kind = frame[fact], SPECS[fact].kind
        members[fact] = list(enum_values(kind))
        np.save(folder / f"{fact}.npy", (column.to_physical() if members[fact] else column).to_numpy())
    (folder / "members.json").write_text(json.dumps(members))
