"""Spark, through narwhals: the session that is there, or a local one with two threads and no page of its own."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryFile

import polars as pl
from pyspark.errors import PySparkRuntimeError
from pyspark.sql import SparkSession

from loopbaankrediet.decree.population.batches import PART, ROW, through_files
from loopbaankrediet.decree.population.frames import decide_columns
from loopbaankrediet.decree.population.plan import EngineMissing, Plan

_JAVA = "heeft Java nodig. Installeer Java 17 of later, kijk JAVA_HOME na, en probeer opnieuw."
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
    spark, ours = session(), f"loopbaankrediet-{token_hex(8)}"

    def answer(facts: Path, answers: Path) -> None:
        spark.sparkContext.setJobGroup(ours, "decide-many", interruptOnCancel=True)
        frame = decide_columns(spark.read.parquet(str(facts)), plan)
        frame.select(ROW, PART, *plan.outputs).write.partitionBy(PART).parquet(str(answers))

    return through_files(plan, people, answer, lambda: spark.sparkContext.cancelJobGroup(ours))


@cache
def session() -> SparkSession:
    """The session of this process; Java starts once."""
    active = SparkSession.getActiveSession()
    if active is not None:
        return active
    check_java()
    builder = SparkSession.builder.master("local[2]").appName("loopbaankrediet")
    for name, value in _LOCAL.items():
        builder = builder.config(name, value)
    logging.getLogger("py4j").setLevel(logging.WARNING)
    try:
        with _quiet():
            return builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise EngineMissing("spark", _JAVA) from error


def check_java() -> None:
    """Whether there is a Java to start. Raises EngineMissing."""
    home = os.environ.get("JAVA_HOME")
    if not shutil.which(f"{home}/bin/java" if home else "java"):
        raise EngineMissing("spark", _JAVA)


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
