"""Polars: the text over columns as expressions. Lazy, streaming, on all processors."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from loopbaankrediet.decree.population.plan import ID, Plan
from loopbaankrediet.decree.population.printing import Value, Words, articles_with


def run(plan: Plan, people: pl.LazyFrame) -> pl.LazyFrame:
    """The outputs of every person, in order."""
    kept, answers = _expressions(plan)
    passed = [ID] if ID in people.collect_schema() else []
    for value in kept:
        people = people.with_columns(value)
    return people.with_columns(*answers).select(*passed, *plan.outputs)


@lru_cache(maxsize=64)
def _expressions(plan: Plan) -> tuple[list[pl.Expr], list[pl.Expr]]:
    """The articles that are kept as columns, in order, and the outputs; printing them anew takes a millisecond."""
    kept: dict[str, pl.Expr] = {}
    answers = articles_with(plan.text, _words(plan, kept))(*map(pl.col, plan.facts))
    typed = [_expression(answers[name]).cast(dtype).alias(name) for name, dtype in plan.yields().items()]
    return [value.alias(name) for name, value in kept.items()], typed


def _words(plan: Plan, kept: dict[str, pl.Expr]) -> Words:
    def keep(name: str, value: Value) -> Value:
        if not isinstance(value, pl.Expr):
            return value
        kept[f"__{name}"] = value
        return pl.col(f"__{name}")

    return Words(
        kept=keep,
        where=lambda test, then, otherwise: pl.when(test).then(_expression(then)).otherwise(_expression(otherwise)),
        i32=lambda value: value.cast(pl.Int32),
        i64=lambda value: value.cast(pl.Int64),
        members={fact: {value: value for value in values} for fact, values in plan.members.items()},
    )


def _expression(value: Value) -> pl.Expr:
    if isinstance(value, pl.Expr):
        return value
    return (
        pl.lit(value) if isinstance(value, bool) else pl.lit(value, pl.Int32 if -(2**31) <= value < 2**31 else pl.Int64)
    )
