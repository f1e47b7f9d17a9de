"""Decide over a file of any length in one pass: check, decide, count and write go together, batch after batch."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import polars as pl

from loopbaankrediet.decree.deciding.policy import Policy
from loopbaankrediet.decree.errors import DecreeError
from loopbaankrediet.decree.population.checks import Rules, check_id, rules_for
from loopbaankrediet.decree.population.faults import first_fault
from loopbaankrediet.decree.population.files import (
    BROKEN,
    CsvSource,
    Source,
    check_target,
    ending_of,
    opened,
    sink,
    unreadable,
    unwritable,
    written_whole,
)
from loopbaankrediet.decree.population.plan import ENGINES, ID, Plan, plan_for

TICK = 0.1
_SUMMED = ("minutes", "public_cents", "own_cents")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
_OS_ERROR = re.compile(r"\(os error (\d+)\)")

Progress = Callable[[int, int], None]
"""Told ten times a second how many rows are done, of how many (about how many, for CSV)."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What a run decided: how many rows, how many granted, and their minutes and eurocents, exactly."""

    rows: int
    granted: int
    minutes: int
    public_cents: int
    own_cents: int


def decide_file(
    source: Path, target: Path, *, policy: Policy, engine: str = "polars", progress: Progress | None = None
) -> Totals:
    """Decide for every row of `source` and write `target`, in the same order, whole or not at all.

    Runs beyond memory. An interruption (KeyboardInterrupt) stops the work and leaves an older target as it was.
    Raises FileRefused, ColumnRefused, RowRefused (the first bad row), EngineMissing.
    """
    check_target(source, target)
    given = opened(source)
    check_id(given, target)
    plan = plan_for(policy)
    rules = rules_for(given, plan)
    passage = _Passage(rules, policy.law.outcome)
    query = _query(given, plan, engine, passage)
    told = _told(given, progress)
    with written_whole(target) as file:
        failure = _run(lambda: sink(query, file, ending_of(target)), passage, told)
        if failure:
            raise _why(failure, given, passage, target) from failure
    return passage.totals


def _query(given: Source, plan: Plan, engine: str, passage: _Passage) -> pl.LazyFrame:
    people = given.typed(passage.rules.types)
    kept = [ID] if ID in given.columns else []
    checked = people.map_batches(
        passage.enter, schema=people.collect_schema(), streamable=True, validate_output_schema=False
    ).select(*kept, *plan.facts)
    decided = ENGINES[engine](plan, checked)
    return decided.map_batches(passage.leave, streamable=True, validate_output_schema=False)


class _Stopped(Exception):
    """A bad row was met, or nobody waits for the answer any more."""


class _Passage:
    """What batches pass on their way in and out; they come from several threads at once."""

    def __init__(self, rules: Rules, outcome: str) -> None:
        self.rules = rules
        self.faulty = False
        self.stopped = False
        self._summed = (outcome, *_SUMMED)
        self._sums = [0] * len(self._summed)
        self._rows = 0
        self._lock = Lock()

    def enter(self, batch: pl.DataFrame) -> pl.DataFrame:
        if not self.rules.hold(batch):
            self.faulty = True
        if self.faulty or self.stopped:
            raise _Stopped
        return batch

    def leave(self, batch: pl.DataFrame) -> pl.DataFrame:
        if self.stopped:
            raise _Stopped
        sums = [_sum(batch, name) for name in self._summed]
        with self._lock:
            self._rows += batch.height
            self._sums = [one + other for one, other in zip(self._sums, sums, strict=True)]
        return batch

    @property
    def rows(self) -> int:
        return self._rows

    @property
    def totals(self) -> Totals:
        return Totals(self._rows, *self._sums)


def _sum(batch: pl.DataFrame, name: str) -> int:
    return int(batch[name].cast(pl.Int64).sum()) if name in batch.columns else 0


def _told(given: Source, progress: Progress | None) -> Callable[[int], None]:
    if progress is None:
        return lambda _: None
    total = given.rows()
    return lambda rows: progress(rows, total)


def _run(work: Callable[[], None], passage: _Passage, told: Callable[[int], None]) -> BaseException | None:
    """The work in a thread of its own, so that an interruption is met at once; its failure, if it failed."""
    with ThreadPoolExecutor(1) as pool:
        try:
            future = pool.submit(work)
            while not wait([future], timeout=TICK).done:
                told(passage.rows)
            told(passage.rows)
        finally:
            passage.stopped = True
        return future.exception()


def _why(failure: BaseException, given: Source, passage: _Passage, target: Path) -> BaseException:
    """The failure as the person who can mend it should read it."""
    if passage.faulty:
        return _bad_row(given, passage.rules) or unreadable(given.path, failure)
    full = _disk_error(failure)
    if full:
        return unwritable(target, full)
    if not isinstance(failure, BROKEN):
        return failure
    bad_row = _bad_row(given, passage.rules) if isinstance(given, CsvSource) else None
    return bad_row or unreadable(given.path, failure)


def _bad_row(given: Source, rules: Rules) -> DecreeError | None:
    try:
        return first_fault(given, rules)
    except BROKEN as error:
        return unreadable(given.path, error)


def _disk_error(failure: BaseException) -> OSError | None:
    found = _OS_ERROR.search(str(failure))
    number = int(found[1]) if found else failure.errno if isinstance(failure, OSError) else None
    return OSError(number, os.strerror(number)) if number in _FULL else None
