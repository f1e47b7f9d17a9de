"""Spark, through narwhals: the session that is there, or a local one with two threads and no page of its own."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile

import polars as pl
from pyspark.sql import SparkSession

from loopbaankrediet.decree.population.batches import PART, ROW, through_files
from loopbaankrediet.decree.population.frames import decide_columns
from loopbaankrediet.decree.population.plan import EngineMissing, Plan

_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "2",
}


def run(plan: Plan, people: pl.LazyFrame) -> pl.LazyFrame:
    """The outputs of every person, in order. Raises EngineMissing without Java."""
    spark = session()

    def answer(facts: Path, answers: Path) -> None:
        frame = decide_columns(spark.read.parquet(str(facts)), plan)
        frame.select(ROW, PART, *plan.outputs).write.partitionBy(PART).parquet(str(answers))

    return through_files(plan, people, answer)


@cache
def session() -> SparkSession:
    """The session of this process; Java starts once."""
    active = SparkSession.getActiveSession()
    if active is not None:
        return active
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise EngineMissing("spark", "heeft Java nodig. Installeer Java 17 of later, en probeer opnieuw.")
    builder = SparkSession.builder.master("local[2]").appName("loopbaankrediet")
    for name, value in _LOCAL.items():
        builder = builder.config(name, value)
    logging.getLogger("py4j").setLevel(logging.WARNING)
    with _quiet():
        return builder.getOrCreate()


@contextmanager
def _quiet() -> Iterator[None]:
    """What Java says of itself at its start is no word to the person; the Java process keeps this channel."""
    kept = os.dup(2)
    with TemporaryFile() as aside:
        os.dup2(aside.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
