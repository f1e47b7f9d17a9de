"""What is measured: each cell loads its columns, and answers as often as it is asked, in a process of its own.

Columns come from a folder with a `.npy` file for each, so that a process of another framework needs nothing of ours.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import polars as pl

Answer = Any
"""A frame of Polars, or columns by name."""

FACTS = (
    "residence",
    "moved_in_from_eea",
    "workplace",
    "employment_contract",
    "under_authority",
    "self_employed",
    "fund_affiliated",
    "seniority_months",
    "schooling",
    "vouchers_used",
    "credit_minutes_granted",
)
"""The facts that the law of 1 March 2027 reads."""


class Loaded(NamedTuple):
    """Columns in the form of an engine: their bytes, `build` that makes ready for one run, and the run itself."""

    size: int
    run: Callable[[Any], Answer]
    build: Callable[[], Any] = lambda: None


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of the table. `by_hand` names the cell it is held against; `python` the setting with another Python;
    a cell that `decides` nothing is not compared.
    """

    label: str
    load: Callable[[Path], Loaded]
    by_hand: str = ""
    python: str = ""
    decides: bool = True


def arrays(folder: Path) -> dict[str, np.ndarray[Any, Any]]:
    """The facts as truths of a byte, codes of a byte, and numbers of 16 bits."""
    return {fact: np.load(folder / f"{fact}.npy") for fact in FACTS}


def frame(folder: Path) -> pl.DataFrame:
    """The facts as Polars holds them; one column at a time, so that little is taken that is not kept."""
    import polars as pl

    members: Mapping[str, list[str]] = json.loads((folder / "members.json").read_text())
    columns = []
    for fact in FACTS:
        column = pl.Series(fact, np.load(folder / f"{fact}.npy"))
        columns.append(column.cat.to(pl.Enum(members[fact])) if members[fact] else column)
    return pl.DataFrame(columns)


def _bytes(columns: Mapping[str, np.ndarray[Any, Any]]) -> int:
    return sum(column.nbytes for column in columns.values())


# ---- by hand


def _polars_by_hand(folder: Path) -> Loaded:
    from benchmarks.decree import _by_hand

    people = frame(folder)
    return Loaded(int(people.estimated_size()), lambda _: _by_hand.polars(people.lazy()).collect(engine="streaming"))


def _numpy_plain(folder: Path) -> Loaded:
    from benchmarks.decree import _by_hand

    given = arrays(folder)
    return Loaded(_bytes(given), lambda _: _by_hand.numpy_plain(given))


def _into(name: str) -> Callable[[Path], Loaded]:
    def load(folder: Path) -> Loaded:
        from benchmarks.decree import _by_hand

        given = arrays(folder)
        run = getattr(_by_hand, name)(given, _by_hand.room(len(given["residence"])))
        return Loaded(_bytes(given), lambda _: run())

    return load


# ---- ours


def plan() -> Any:
    """The law of 1 March 2027 over columns; a process of another framework cannot import its type."""
    from datetime import date

    from loopbaankrediet.decree.deciding.policy import policy_on
    from loopbaankrediet.decree.population import plan_for

    law = plan_for(policy_on(date(2027, 3, 1), date(2026, 11, 23)))
    if law.facts != FACTS:
        raise RuntimeError(f"the law reads other facts than this benchmark: {law.facts}")
    return law


def _engine(name: str) -> Callable[[Path], Loaded]:
    """As `decide-many` does: a frame in, a frame out."""

    def load(folder: Path) -> Loaded:
        from loopbaankrediet.decree.population import ENGINES

        law, people = plan(), frame(folder)
        return Loaded(
            int(people.estimated_size()), lambda _: ENGINES[name](law, people.lazy()).collect(engine="streaming")
        )

    return load


def _arrays_of(name: str, *, filled: bool = False) -> Callable[[Path], Loaded]:
    """Arrays in, and arrays out: new ones, or the same ones filled again and again."""

    def load(folder: Path) -> Loaded:
        from importlib import import_module

        engine, law = import_module(f"loopbaankrediet.decree.population.{name}_engine"), plan()
        given = arrays(folder)
        columns = list(given.values())
        into = engine.decide_arrays(law, columns) if filled else None
        return Loaded(_bytes(given), lambda _: engine.decide_arrays(law, columns, into=into))

    return load


# ---- others


def _framework(folder: Path) -> Loaded:
    from benchmarks.decree import _framework_law

    given, law = arrays(folder), _framework_law.system(FACTS)
    return Loaded(_bytes(given), _framework_law.answers, lambda: _framework_law.simulation(law, given))


CELLS: Mapping[str, Cell] = {
    "openfisca": Cell("OpenFisca-core", _framework, python="OPENFISCA_PYTHON"),
    "policyengine": Cell("PolicyEngine-core", _framework, python="POLICYENGINE_PYTHON"),
    "polars_by_hand": Cell("Polars by hand", _polars_by_hand),
    "polars": Cell("ours on Polars", _engine("polars"), by_hand="polars_by_hand"),
    "numpy_plain": Cell("NumPy by hand, plain", _numpy_plain),
    "numpy_tuned": Cell("NumPy by hand, tuned", _into("tuned_with")),
    "numpy": Cell("ours on NumPy arrays", _arrays_of("numpy"), by_hand="numpy_plain"),
    "numba_by_hand": Cell("numba by hand", _into("numba_with")),
    "copy": Cell("copy of the same bytes", _into("copy_of"), decides=False),
    "numba": Cell("ours on numba arrays", _arrays_of("numba", filled=True), by_hand="numba_by_hand"),
    "numba_new": Cell("ours, numba, new arrays", _arrays_of("numba"), by_hand="numba_by_hand"),
    "numpy_frame": Cell("ours, NumPy on a frame", _engine("numpy"), by_hand="polars_by_hand"),
    "numba_frame": Cell("ours, numba on a frame", _engine("numba"), by_hand="polars_by_hand"),
    "duckdb": Cell("ours on DuckDB", _engine("duckdb")),
    "dask": Cell("ours on Dask, 2 processes", _engine("dask")),
    "spark": Cell("ours on Spark, local[2]", _engine("spark")),
}
