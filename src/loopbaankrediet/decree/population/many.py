"""Decide over a file of any length in one pass: check, decide, count and write go together, batch after batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import polars as pl

from loopbaankrediet.decree.deciding.policy import Policy
from loopbaankrediet.decree.population.batches import Run, Stopped, one_run
from loopbaankrediet.decree.population.checks import Rules, check_id, rules_for
from loopbaankrediet.decree.population.faults import bad_row
from loopbaankrediet.decree.population.files import (
    BROKEN,
    CsvSource,
    Source,
    check_target,
    disk_error,
    ending_of,
    opened,
    sink,
    unreadable,
    unwritable,
    written_whole,
)
from loopbaankrediet.decree.population.forms import PER_HOUR
from loopbaankrediet.decree.population.plan import ENGINES, ID, Plan, plan_for

TICK = 0.1

Progress = Callable[[int, int], None]
"""Told ten times a second how many rows are done, of how many (about how many, for CSV)."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What a run decided: how many rows, how many granted, and their minutes and eurocents, exactly.

    `others` are the sums that only some laws have, by the name of their column.
    """

    rows: int
    granted: int
    minutes: int = 0
    public_cents: int = 0
    own_cents: int = 0
    others: Mapping[str, int] = field(default_factory=dict, hash=False)


def decide_file(
    source: Path, target: Path, *, policy: Policy, engine: str = "polars", progress: Progress | None = None
) -> Totals:
    """Decide for every row of `source` and write `target`, in the same order, whole or not at all.

    Runs beyond memory. An interruption (KeyboardInterrupt) stops the work and leaves an older target as it was.
    Engine "dask" starts processes: a script that asks for it does so under `if __name__ == "__main__":`. "dask" and
    "spark" put copies in the folder for temporary files (TMPDIR). Raises FileRefused, ColumnRefused, RowRefused (the
    first bad row), EngineMissing, NoRoomAside.
    """
    check_target(source, target)
    given = opened(source)
    check_id(given, target)
    plan = plan_for(policy)
    rules = rules_for(given, policy.corpus.facts, policy.corpus.links, plan.facts)
    told = _told(given, progress)
    with ExitStack() as stack:
        run = stack.enter_context(one_run())
        passage = _Passage(rules, plan, run)
        query = _query(given, plan, engine, passage)
        file = stack.enter_context(written_whole(target))
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


class _Passage:
    """What batches pass on their way in and out; they come from several threads at once."""

    def __init__(self, rules: Rules, plan: Plan, run: Run) -> None:
        self.rules = rules
        self.run = run
        self.faulty = False
        self._outcome = plan.policy.law.outcome
        self._summed = [name for name in plan.outputs if not name.endswith(PER_HOUR)]
        self._sums = [0] * len(self._summed)
        self._rows = 0
        self._lock = Lock()

    def enter(self, batch: pl.DataFrame) -> pl.DataFrame:
        if not self.rules.hold(batch):
            self.faulty = True
        if self.faulty or self.run.stopped:
            raise Stopped
        return batch

    def leave(self, batch: pl.DataFrame) -> pl.DataFrame:
        if self.run.stopped:
            raise Stopped
        sums = [int(batch[name].cast(pl.Int64).sum()) for name in self._summed]
        with self._lock:
            self._rows += batch.height
            self._sums = [one + other for one, other in zip(self._sums, sums, strict=True)]
        return batch

    @property
    def rows(self) -> int:
        return self._rows

    @property
    def totals(self) -> Totals:
        sums = dict(zip(self._summed, self._sums, strict=True))
        granted = sums.pop(self._outcome)
        named = {name: sums.pop(name, 0) for name in ("minutes", "public_cents", "own_cents")}
        return Totals(self._rows, granted, **named, others=sums)


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
            passage.run.stop()
        return future.exception()


def _why(failure: BaseException, given: Source, passage: _Passage, target: Path) -> BaseException:
    """The failure as the person who can mend it should read it."""
    if passage.faulty:
        return bad_row(given, passage.rules) or unreadable(given.path, failure)
    if passage.run.failure:
        return passage.run.failure
    full = disk_error(failure)
    if full:
        return unwritable(target, full)
    if not isinstance(failure, BROKEN):
        return failure
    found = bad_row(given, passage.rules) if isinstance(given, CsvSource) else None
    return found or unreadable(given.path, failure)
