"""Dask, through narwhals: two worker processes, each on its own files."""

from __future__ import annotations

import signal
from pathlib import Path
from threading import Event

import dask.dataframe as dd
import polars as pl
from dask.callbacks import Callback

from loopbaankrediet.decree.population.batches import PART, ROW, Stopped, through_files
from loopbaankrediet.decree.population.frames import decide_columns
from loopbaankrediet.decree.population.plan import Plan

WORKERS = 2


def run(plan: Plan, people: pl.LazyFrame) -> pl.LazyFrame:
    """The outputs of every person, in order. Starts processes: a script of your own needs its `__main__` guard."""
    stopped = Event()

    def before_task(*_: object) -> None:
        if stopped.is_set():
            raise Stopped

    def answer(facts: Path, answers: Path) -> None:
        frame = decide_columns(dd.read_parquet(facts), plan)[[ROW, PART, *plan.outputs]]
        written = frame.to_parquet(answers, partition_on=[PART], write_index=False, compute=False)
        # Made one task per file first: else whole frames travel between the processes.
        with Callback(pretask=before_task):
            written.optimize().compute(
                scheduler="processes", num_workers=WORKERS, chunksize=1, initializer=_leave_ctrl_c_to_us
            )

    return through_files(plan, people, answer, stopped.set)


def _leave_ctrl_c_to_us() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
