"""numba: the articles as a compiled loop over rows, in threads. An extra: compiling takes about a second per law."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

import numba
import polars as pl

from loopbaankrediet.decree.population.numpy_engine import Column, answers_for, in_batches, in_threads, threads_for
from loopbaankrediet.decree.population.plan import Plan


def run(plan: Plan, people: pl.LazyFrame) -> pl.LazyFrame:
    """The outputs of every person, in order; a stream passes batch by batch."""
    return in_batches(plan, people, lambda columns: decide_arrays(plan, columns))


def decide_arrays(
    plan: Plan, columns: Sequence[Column], threads: int | None = None, into: Mapping[str, Column] | None = None
) -> dict[str, Column]:
    """The outputs for the columns of the facts, in their order: truths, codes and whole numbers.

    `into` holds the columns to fill, as an earlier call gave them. Raises ValueError when these are of another length.
    """
    size = len(columns[0])
    answers, articles = answers_for(plan, size, into), _compiled(plan.loop)
    threads = threads or threads_for(size)
    share = max(1, -(-size // threads))

    def fill(start: int) -> None:
        part = slice(start, start + share)
        articles(*(column[part] for column in (*columns, *answers.values())))

    in_threads(fill, range(0, size, share), threads)
    return answers


@cache
def _compiled(text: str) -> Callable[..., None]:
    space: dict[str, Callable[..., None]] = {"i32": numba.int32, "i64": numba.int64}
    exec(compile(text, "<the articles as a loop>", "exec"), space)  # noqa: S102  # printed from the checked tree
    compiled: Callable[..., None] = numba.njit(nogil=True)(space["articles"])
    return compiled
