"""Frames that another engine answers, as a lazy Polars frame: batch by batch, in order, with little memory.

Each row carries its number to the engine and back, so that no engine is trusted to keep the order.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from pathlib import Path
from threading import Lock
from typing import TypeAlias

import polars as pl
from polars.io.plugins import register_io_source

from loopbaankrediet.decree.errors import DecreeError
from loopbaankrediet.decree.population.files import disk_error
from loopbaankrediet.decree.population.plan import ID, Plan

ROWS = 1_000_000
"""Rows in a batch."""

PATIENCE = 0.2
"""Seconds between two requests to stop."""

ROW = "row_number"
PART = "part_number"


class RowsLost(DecreeError):
    """An engine gave back other rows than it was given."""

    def __init__(self, given: int, back: int) -> None:
        super().__init__(f"De motor kreeg {given} rijen en gaf er {back} terug, of andere. Er is niets bewaard.")


class NoRoomAside(DecreeError):
    """The folder for temporary copies is full or closed."""

    def __init__(self, place: str, error: OSError) -> None:
        super().__init__(
            f"{place}: geen plaats voor de tijdelijke kopieën ({error.strerror or error}). Er is niets bewaard. Maak "
            "plaats, of kies een andere map met TMPDIR."
        )


class Stopped(Exception):
    """Nobody waits for the answer any more."""


Batches: TypeAlias = Iterator[pl.DataFrame]
Stop: TypeAlias = Callable[[], None]


class Run:
    """One run over a file: who still works for it, what they put aside, and why they failed."""

    def __init__(self) -> None:
        self.stopped = False
        self.failure: DecreeError | None = None
        self._at_work = Lock()
        self._aside = ExitStack()
        self._stops: list[Stop] = []

    def stop(self) -> None:
        """Nobody begins any more; returns when the last has ended. Work of another program is asked until it ends."""
        self.stopped = True
        while not self._at_work.acquire(timeout=PATIENCE):
            for stop in self._stops:
                stop()
        self._at_work.release()

    def end(self) -> None:
        """Stop, and clear away what was put aside."""
        self.stop()
        self._aside.close()

    def at_stop(self, stop: Stop) -> None:
        self._stops.append(stop)

    def folder(self) -> tempfile.TemporaryDirectory[str]:
        """A folder of our own, only for us to read. Raises NoRoomAside."""
        try:
            place = tempfile.TemporaryDirectory(prefix="loopbaankrediet-")
        except OSError as error:
            raise NoRoomAside("TMPDIR", error) from error
        self._aside.callback(place.cleanup)
        return place

    def through(self, batches: Batches) -> Batches:
        """The batches, as long as somebody waits for them. Raises Stopped."""
        while (batch := self._next(batches)) is not None:
            yield batch

    def _next(self, batches: Batches) -> pl.DataFrame | None:
        with self._at_work:
            if self.stopped:
                raise Stopped
            try:
                return next(batches, None)
            except DecreeError as error:
                self.failure = error
                raise


_RUN: ContextVar[Run | None] = ContextVar("run", default=None)


@contextmanager
def one_run() -> Iterator[Run]:
    """The engines that are asked within belong to one run; at the end none of them works and nothing is left aside."""
    run = Run()
    before = _RUN.set(run)
    try:
        yield run
    finally:
        _RUN.reset(before)
        run.end()


def batch_by_batch(plan: Plan, people: pl.LazyFrame, answer: Callable[[pl.DataFrame], pl.DataFrame]) -> pl.LazyFrame:
    """Every batch goes through `answer` with its row numbers; what comes back may be in another order."""

    def answered() -> Batches:
        for batch in _numbered(plan, people):
            yield _joined(plan, batch, answer(batch.drop(ID, strict=False)))

    return _lazy(plan, people, answered, _RUN.get() or Run())


def through_files(plan: Plan, people: pl.LazyFrame, answer: Callable[[Path, Path], None], stop: Stop) -> pl.LazyFrame:
    """All batches become Parquet files in a folder; `answer` writes another folder, split by part number, unless `stop`
    is called meanwhile.
    """
    run = _RUN.get() or Run()
    run.at_stop(stop)

    def answered() -> Batches:
        with run.folder() as place:
            facts, answers, kept = (Path(place, name) for name in ("facts", "answers", "kept"))
            with _room(place):
                parts = _written(plan, people, facts, kept)
                if parts:
                    answer(facts, answers)
            for part in range(parts):
                found = pl.read_parquet(answers / f"{PART}={part}" / "*.parquet", hive_partitioning=False)
                yield _joined(plan, pl.read_parquet(_part(kept, part)), found)

    return _lazy(plan, people, answered, run)


@contextmanager
def _room(place: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        full = disk_error(error)
        if full:
            raise NoRoomAside(place, full) from error
        raise


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


def _lazy(plan: Plan, people: pl.LazyFrame, answered: Callable[[], Batches], run: Run) -> pl.LazyFrame:
    schema = people.collect_schema()
    typed = {name: schema[name] for name in _kept(people)} | plan.yields()

    def source(columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, _size: int | None) -> Batches:
        left = rows
        for batch in run.through(answered()):
            wanted = batch if left is None else batch.head(left)
            left = None if left is None else left - wanted.height
            chosen = wanted if predicate is None else wanted.filter(predicate)
            yield chosen if columns is None else chosen.select(columns)
            if left == 0:
                return

    return register_io_source(source, schema=typed)
