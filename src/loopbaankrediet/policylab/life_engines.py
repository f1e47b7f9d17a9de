"""Who lets lives run: threads of this process, processes of Dask, or the workers of Spark. The numbers are the same.

Lives are independent of each other once the chances are known, so that each worker takes some from beginning to end
and asks the articles printed for columns about them; only sums come back.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from importlib.util import find_spec
from multiprocessing import get_context
from secrets import token_hex
from threading import Event

import polars as pl

from loopbaankrediet.decree.population.batches import Stopped
from loopbaankrediet.decree.population.cube import answers
from loopbaankrediet.decree.population.frames import carried_out
from loopbaankrediet.decree.population.plan import EngineMissing, Plan
from loopbaankrediet.policylab.errands import Act, Errand
from loopbaankrediet.policylab.lives import lived
from loopbaankrediet.policylab.strata import Ints
from loopbaankrediet.policylab.workers import leave_stopping_to_us

Span = tuple[int, int]
"""The number of the first person, and how many."""

Plans = Mapping[date, Plan]
Runner = Callable[[Errand, Plans, Sequence[Span]], Generator[Ints]]
WORKERS = 2
NEEDS = {"polars": (), "dask": ("dask", "narwhals", "cloudpickle"), "spark": ("pyspark", "narwhals", "py4j")}


def run(engine: str, errand: Errand, plans: Plans, spans: Sequence[Span]) -> Generator[Ints]:
    """What the persons of each span live through, in any order. Raises EngineMissing."""
    if any(find_spec(need) is None for need in NEEDS[engine]):
        raise EngineMissing(engine)
    return RUNNERS[engine](errand, plans, spans)


def _threads(errand: Errand, plans: Plans, spans: Sequence[Span]) -> Generator[Ints]:
    stopped = Event()

    def ask(act: Act, people: pl.DataFrame) -> pl.DataFrame:
        if stopped.is_set():
            raise Stopped
        return answers(plans[act.start], people)

    with ThreadPoolExecutor(WORKERS) as pool:
        waiting = [pool.submit(lived, errand, ask, *span) for span in spans]
        try:
            while waiting:
                yield waiting.pop(0).result()
        finally:
            stopped.set()
            pool.shutdown(cancel_futures=True)


def _elsewhere(errand: Errand, first: int, count: int) -> Ints:
    """In another process, or on another machine: the plan travelled as text."""
    return lived(errand, lambda act, people: carried_out(people, act.order), first, count)


def _dask(errand: Errand, _: Plans, spans: Sequence[Span]) -> Generator[Ints]:
    """On the cluster that is set as the scheduler of Dask, else in two processes."""
    import dask
    from dask.base import get_scheduler

    work = dask.delayed(_elsewhere, pure=False)
    given = dask.delayed(errand)
    with ProcessPoolExecutor(WORKERS, get_context("spawn"), leave_stopping_to_us) as pool:
        own = {"scheduler": "processes", "pool": pool, "num_workers": WORKERS}
        for wave in _waves(spans, 4 * WORKERS):
            yield from dask.compute(*(work(given, *span) for span in wave), **({} if get_scheduler() else own))


def _spark(errand: Errand, _: Plans, spans: Sequence[Span]) -> Generator[Ints]:
    """In the session that is there, else in a local one."""
    from loopbaankrediet.decree.population.spark_engine import session

    context = session().sparkContext
    if context.master.startswith("local"):
        context.pythonExec = sys.executable
    shared, ours = context.broadcast(errand), f"loopbaankrediet-{token_hex(8)}"
    context.setJobGroup(ours, "simulate", interruptOnCancel=True)
    try:
        for wave in _waves(spans, 4 * context.defaultParallelism):
            rows = context.parallelize(list(wave), len(wave))
            yield from rows.map(lambda span: _elsewhere(shared.value, *span)).collect()
    finally:
        context.cancelJobGroup(ours)
        shared.destroy()


def _waves(spans: Sequence[Span], size: int) -> Iterator[Sequence[Span]]:
    return (spans[start : start + size] for start in range(0, len(spans), size))


RUNNERS: Mapping[str, Runner] = {"polars": _threads, "dask": _dask, "spark": _spark}
