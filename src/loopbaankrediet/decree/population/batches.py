"""Frames that another engine answers, as a lazy Polars frame: batch by batch, in order, with little memory.

Each row carries its number to the engine and back, so that no engine is trusted to keep the order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import polars as pl
from polars.io.plugins import register_io_source

from loopbaankrediet.decree.errors import DecreeError
from loopbaankrediet.decree.population.plan import ID, Plan

ROWS = 1_000_000
"""Rows in a batch."""

ROW = "row_number"
PART = "part_number"


class RowsLost(DecreeError):
    """An engine gave back other rows than it was given."""

    def __init__(self, given: int, back: int) -> None:
        super().__init__(f"De motor kreeg {given} rijen en gaf er {back} terug, of andere. Er is niets bewaard.")


Batches: TypeAlias = Iterator[pl.DataFrame]


def batch_by_batch(plan: Plan, people: pl.LazyFrame, answer: Callable[[pl.DataFrame], pl.DataFrame]) -> pl.LazyFrame:
    """Every batch goes through `answer` with its row numbers; what comes back may be in another order."""

    def answered() -> Batches:
        for batch in _numbered(plan, people):
            yield _joined(plan, batch, answer(batch.drop(ID, strict=False)))

    return _lazy(plan, people, answered)


def through_files(plan: Plan, people: pl.LazyFrame, answer: Callable[[Path, Path], None]) -> pl.LazyFrame:
    """All batches become Parquet files in a folder; `answer` writes another folder, split by part number."""

    def answered() -> Batches:
        with TemporaryDirectory(prefix="loopbaankrediet-") as place:
            facts, answers, kept = (Path(place, name) for name in ("facts", "answers", "kept"))
            parts = _written(plan, people, facts, kept)
            if parts:
                answer(facts, answers)
            for part in range(parts):
                found = pl.read_parquet(answers / f"{PART}={part}" / "*.parquet", hive_partitioning=False)
                yield _joined(plan, pl.read_parquet(_part(kept, part)), found)

    return _lazy(plan, people, answered)


def _written(plan: Plan, people: pl.LazyFrame, facts: Path, kept: Path) -> int:
    facts.mkdir()
    kept.mkdir()
    parts = 0
    for batch in _numbered(plan, people):
        plain = batch.drop(ID, strict=False).with_columns(pl.col(pl.Enum).cast(pl.String), pl.lit(parts).alias(PART))
        plain.write_parquet(_part(facts, parts))
        batch.select(pl.col(ROW, *_kept(people))).write_parquet(_part(kept, parts))
        parts += 1
    return parts


def _part(folder: Path, part: int) -> Path:
    return folder / f"{part:06}.parquet"


def _numbered(plan: Plan, people: pl.LazyFrame) -> Batches:
    kept = people.select(*_kept(people), *plan.facts)
    for batch in kept.collect_batches(chunk_size=ROWS, maintain_order=True):
        if batch.height:
            yield batch.with_row_index(ROW)


def _joined(plan: Plan, asked: pl.DataFrame, answered: pl.DataFrame) -> pl.DataFrame:
    ordered = answered if answered[ROW].is_sorted() else answered.sort(ROW)
    if not ordered[ROW].equals(asked[ROW]):
        raise RowsLost(asked.height, answered.height)
    kept = [asked[ID]] if ID in asked.columns else []
    return pl.DataFrame([*kept, *(ordered[name].cast(dtype) for name, dtype in plan.yields().items())])


def _kept(people: pl.LazyFrame) -> list[str]:
    return [ID] if ID in people.collect_schema() else []


def _lazy(plan: Plan, people: pl.LazyFrame, answered: Callable[[], Batches]) -> pl.LazyFrame:
    schema = people.collect_schema()
    typed = {name: schema[name] for name in _kept(people)} | plan.yields()

    def source(columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, _size: int | None) -> Batches:
        left = rows
        for batch in answered():
            wanted = batch if left is None else batch.head(left)
            left = None if left is None else left - wanted.height
            chosen = wanted if predicate is None else wanted.filter(predicate)
            yield chosen if columns is None else chosen.select(columns)
            if left == 0:
                return

    return register_io_source(source, schema=typed)
