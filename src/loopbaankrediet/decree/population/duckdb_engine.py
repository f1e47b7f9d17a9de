"""DuckDB, through narwhals: each batch is a relation over memory that it shares with Polars."""

from __future__ import annotations

import duckdb
import polars as pl

from loopbaankrediet.decree.population.batches import ROW, batch_by_batch
from loopbaankrediet.decree.population.frames import decide_columns
from loopbaankrediet.decree.population.plan import Plan


def run(plan: Plan, people: pl.LazyFrame) -> pl.LazyFrame:
    """The outputs of every person, in order."""

    def answer(batch: pl.DataFrame) -> pl.DataFrame:
        with duckdb.connect() as database:
            relation = decide_columns(database.from_arrow(batch.to_arrow()), plan)
            return pl.DataFrame(relation.select(ROW, *plan.outputs).to_arrow_table())

    return batch_by_batch(plan, people, answer)
