"""NumPy: the text over columns on blocks that stay in the processor's cache, in threads.

Choosing is arithmetic here: `otherwise + test * (then - otherwise)` is ten times as fast as `numpy.where`, and exact,
since whole numbers of one width wrap around and back.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from typing import Any, TypeAlias

import numpy as np
import polars as pl

from loopbaankrediet.decree.language.facts import Range
from loopbaankrediet.decree.population.forms import width_of
from loopbaankrediet.decree.population.plan import ID, Plan
from loopbaankrediet.decree.population.printing import Value, Words, articles_with

BLOCK = 65_536
"""Rows at a time: the columns of a block stay in the second-level cache."""

SHARE = 262_144
"""Rows for which a thread is worth its while."""

Column: TypeAlias = np.ndarray[Any, Any]
Decide: TypeAlias = Callable[[Sequence[Column]], Mapping[str, Column]]
_TYPES: dict[int, type[np.generic]] = {1: np.bool_, 16: np.int16, 32: np.int32, 64: np.int64}


def run(plan: Plan, people: pl.LazyFrame) -> pl.LazyFrame:
    """The outputs of every person, in order; a stream passes batch by batch."""
    return in_batches(plan, people, lambda columns: decide_arrays(plan, columns))


def in_batches(plan: Plan, people: pl.LazyFrame, decide: Decide) -> pl.LazyFrame:
    """The outputs of every person, in order, where `decide` turns the arrays of the facts into those of the outputs."""
    schema = people.collect_schema()
    passed = [ID] if ID in schema else []

    def answered(batch: pl.DataFrame) -> pl.DataFrame:
        answers = decide(arrays(plan, batch))
        return pl.DataFrame([*(batch[name] for name in passed), *(pl.Series(n, answers[n]) for n in plan.outputs)])

    typed = {name: schema[name] for name in passed} | plan.yields()
    return people.select(*passed, *codes(plan)).map_batches(answered, schema=typed, streamable=True)


def codes(plan: Plan) -> list[pl.Expr]:
    """The columns of the facts as plain numbers: a truth is a byte, a value of an enumeration its place."""
    return [
        pl.col(fact).cast(pl.UInt8) if plan.spec(fact).kind is bool else pl.col(fact).to_physical()
        for fact in plan.facts
    ]


def arrays(plan: Plan, coded: pl.DataFrame) -> list[Column]:
    """What `codes` gives, as arrays over the same memory, in the order of the facts."""
    columns = ((fact, coded[fact].to_numpy()) for fact in plan.facts)
    return [column.view(np.bool_) if plan.spec(fact).kind is bool else column for fact, column in columns]


def decide_arrays(
    plan: Plan, columns: Sequence[Column], threads: int | None = None, into: Mapping[str, Column] | None = None
) -> dict[str, Column]:
    """The outputs for the columns of the facts, in their order: truths, codes and whole numbers, as `arrays` gives.

    `into` holds the columns to fill, as an earlier call gave them: taking new memory costs as much as deciding. Raises
    ValueError when these are of another length.
    """
    answers, articles = answers_for(plan, len(columns[0]), into), _articles(plan)

    def fill(start: int) -> None:
        block = slice(start, start + BLOCK)
        for name, values in articles(*(column[block] for column in columns)).items():
            answers[name][block] = values

    in_threads(fill, range(0, len(columns[0]), BLOCK), threads or threads_for(len(columns[0])))
    return answers


def threads_for(size: int) -> int:
    """As many as there are processors, for so many persons; one for a batch of a stream."""
    return max(1, min(os.cpu_count() or 1, size // SHARE))


def answers_for(plan: Plan, size: int, into: Mapping[str, Column] | None = None) -> dict[str, Column]:
    """Room for the outputs of so many persons: the columns that are given, or new ones. Raises ValueError."""
    if into is None:
        return {name: np.empty(size, _TYPES[bits]) for name, bits in plan.bits.items()}
    if any(into[name].shape != (size,) for name in plan.outputs):
        raise ValueError(f"the columns to fill must have {size} rows each")
    return {name: into[name] for name in plan.outputs}


def in_threads(work: Callable[[int], None], starts: Sequence[int], threads: int) -> None:
    """Do the work for every start, so many at a time."""
    if threads == 1:
        for start in starts:
            work(start)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(work, starts))


@lru_cache(maxsize=64)
def _articles(plan: Plan) -> Callable[..., dict[str, Value]]:
    words = Words(
        kept=lambda _, value: value,
        where=_where,
        i32=lambda value: value.astype(np.int32),
        i64=lambda value: value.astype(np.int64),
        members={fact: {value: code for code, value in enumerate(values)} for fact, values in plan.members.items()},
    )
    return articles_with(plan.text, words)


def _where(test: Column, then: Value, otherwise: Value) -> Column:
    """Exact as long as both fit the width they share: what wraps around in the difference wraps back in the sum."""
    one, other = _alike(then, otherwise)
    chosen: Column = test * one if other is _constant(0, other.dtype) else test * (one - other) + other
    return chosen


def _alike(one: Value, other: Value) -> tuple[Column, Column]:
    shared = np.promote_types(_type(one), _type(other))
    return _typed(one, shared), _typed(other, shared)


def _type(value: Value) -> np.dtype[Any]:
    return np.dtype(_TYPES[width_of(Range(value, value))]) if isinstance(value, int) else value.dtype


def _typed(value: Value, shared: np.dtype[Any]) -> Column:
    return _constant(value, shared) if isinstance(value, int) else value.astype(shared, copy=False)


@cache
def _constant(value: int, shared: np.dtype[Any]) -> Column:
    return np.array([value], shared)
