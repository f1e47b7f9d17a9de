"""What every engine owes besides right answers: order, any size, a clear word when it cannot run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.decree.errors import FactRefused
from loopbaankrediet.decree.population import ENGINES, EngineMissing, Plan, batches, decide_columns, plan_for
from tests.decree.persons import KNOWN_ON, ON
from tests.decree.population.grids import answers_one_by_one, boundaries

LOOPBACK = ["127.0.0.1", "::1"]
HERE = ["polars", "numpy", "duckdb"]
ELSEWHERE = ["numba", "dask", "spark"]
MARKS = [
    pytest.mark.engine,
    pytest.mark.allow_hosts(LOOPBACK),
    pytest.mark.filterwarnings("ignore:The inplace keyword"),  # of pandas, in Dask itself
]
ALL = [*HERE, *(pytest.param(engine, marks=MARKS) for engine in ELSEWHERE)]


def draft(**overrides: int) -> Plan:
    return plan_for(policy_on(ON, KNOWN_ON, tuple(overrides.items())))


def people(plan: Plan, count: int) -> pl.DataFrame:
    """Persons of the boundaries in no order, with an id that is no number."""
    drawn = boundaries(plan).sample(count, seed=1, shuffle=True)
    return drawn.with_columns(
        id=pl.Series([f"Zoë-{number}" for number in range(count)], dtype=pl.String).shuffle(seed=2)
    )


@pytest.mark.parametrize("engine", ALL)
def test_answers_stand_in_the_order_of_the_input(engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ROWS", 4_000)
    plan = draft()
    shuffled = people(plan, 10_001)
    shuffled.write_parquet(tmp_path / "people.parquet", row_group_size=1_000)
    answers = ENGINES[engine](plan, pl.scan_parquet(tmp_path / "people.parquet")).collect(engine="streaming")
    assert answers.columns == ["id", *plan.outputs]
    assert answers["id"].equals(shuffled["id"])
    assert answers.drop("id").equals(answers_one_by_one(plan, shuffled))


@pytest.mark.parametrize("engine", [*HERE, pytest.param("numba", marks=pytest.mark.engine)])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_persons_or_none_are_answered_too(engine: str, count: int) -> None:
    plan = draft()
    given = people(plan, count).drop("id")
    answers = ENGINES[engine](plan, given.lazy()).collect()
    assert answers.schema == plan.yields()
    assert answers.equals(answers_one_by_one(plan, given))


@pytest.mark.engine
@pytest.mark.allow_hosts(LOOPBACK)
@pytest.mark.parametrize("engine", ["dask", "spark"])
def test_nobody_is_answered_without_work(engine: str) -> None:
    plan = draft()
    assert ENGINES[engine](plan, people(plan, 0).lazy()).collect().schema == {"id": pl.String(), **plan.yields()}


@pytest.mark.parametrize("engine", [*HERE, pytest.param("numba", marks=pytest.mark.engine)])
def test_only_what_is_asked_of_the_answers_is_given(engine: str) -> None:
    plan = draft()
    given = people(plan, 5_000)
    whole = ENGINES[engine](plan, given.lazy())
    expected = whole.collect()
    paid = pl.col("public_cents") > 0
    assert whole.head(7).collect().equals(expected.head(7))
    assert whole.filter(paid).select("id", "minutes").collect().equals(expected.filter(paid).select("id", "minutes"))
    assert whole.select(pl.col("public_cents").cast(pl.Int64).sum()).collect().item() == expected["public_cents"].sum()


@pytest.mark.parametrize("engine", ALL)
def test_amounts_beyond_32_bits_stay_exact(engine: str) -> None:
    plan = draft(public_cents_per_hour=1_000_000, public_cents_per_hour_low=999_999, credit_minutes=6_000)
    assert plan.bits["public_cents"] == 64
    given = people(plan, 3_000).drop("id")
    assert ENGINES[engine](plan, given.lazy()).collect().equals(answers_one_by_one(plan, given))


@pytest.mark.parametrize("engine", ALL)
def test_an_amount_that_is_the_same_for_all_is_given_to_each(engine: str) -> None:
    plan = draft(own_cents_per_hour=2_000, own_cents_per_hour_low=2_000)
    given = people(plan, 100).drop("id")
    answers = ENGINES[engine](plan, given.lazy()).collect()
    assert answers["own_cents_per_hour"].to_list() == [2_000] * 100
    assert answers.equals(answers_one_by_one(plan, given))


# ---- frames of one's own


def _arrow(people: pl.DataFrame) -> object:
    return people.to_arrow()


def _pandas(people: pl.DataFrame) -> object:
    return people.to_pandas()


@pytest.mark.parametrize("made", [_arrow, pytest.param(_pandas, marks=pytest.mark.engine)])
def test_a_frame_comes_back_as_it_is_with_the_answers(made: Callable[[pl.DataFrame], Any]) -> None:
    plan = draft()
    given = people(plan, 1_000)
    decided = decide_columns(made(given), plan)
    found = pl.DataFrame(decided)
    assert type(decided) is type(made(given))
    assert found.columns == [*given.columns, *plan.outputs]
    assert found.select(plan.outputs).equals(answers_one_by_one(plan, given))
    assert found["id"].to_list() == given["id"].to_list()


@pytest.mark.parametrize("made", [_arrow, pytest.param(_pandas, marks=pytest.mark.engine)])
def test_small_whole_numbers_of_any_type_do_not_overflow(made: Callable[[pl.DataFrame], Any]) -> None:
    plan = draft()
    given = people(plan, 1_000).filter(pl.col("credit_minutes_granted") < 128)
    small = given.with_columns(pl.col("credit_minutes_granted", "vouchers_used").cast(pl.UInt8))
    found = pl.DataFrame(decide_columns(made(small), plan))
    assert found.select(plan.outputs).equals(answers_one_by_one(plan, given))


@pytest.mark.parametrize(
    ("fact", "column"),
    [("schooling", pl.lit(1)), ("self_employed", pl.lit(1)), ("seniority_months", pl.lit(84.0))],
)
def test_a_column_of_another_kind_is_refused_by_name(fact: str, column: pl.Expr) -> None:
    plan = draft()
    wrong = people(plan, 3).with_columns(column.alias(fact))
    for ask in (lambda: decide_columns(wrong, plan), lambda: ENGINES["polars"](plan, wrong.lazy())):
        with pytest.raises(FactRefused, match=fact):
            ask()


def test_a_missing_column_is_refused_by_name() -> None:
    plan = draft()
    wrong = people(plan, 3).drop("schooling")
    for ask in (lambda: decide_columns(wrong, plan), lambda: ENGINES["numpy"](plan, wrong.lazy())):
        with pytest.raises(FactRefused, match="'schooling': deze kolom ontbreekt"):
            ask()


def test_values_of_an_enumeration_in_another_order_are_refused() -> None:
    plan = draft()
    turned = people(plan, 3).with_columns(pl.col("schooling").cast(pl.String).cast(pl.Enum(["high", "middle", "low"])))
    with pytest.raises(FactRefused, match="schooling"):
        ENGINES["polars"](plan, turned.lazy())


# ---- engines that are not there


@pytest.mark.parametrize(
    ("engine", "package"),
    [
        *(("numba", "numba"), ("numba", "llvmlite"), ("duckdb", "duckdb"), ("duckdb", "pyarrow")),
        *(("duckdb", "narwhals"), ("dask", "dask"), ("dask", "narwhals"), ("dask", "pyarrow"), ("dask", "fsspec")),
        *(("spark", "pyspark"), ("spark", "narwhals"), ("spark", "py4j")),
    ],
)
def test_an_engine_that_is_not_installed_says_how_to_install_it(
    engine: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, f"loopbaankrediet.decree.population.{engine}_engine", raising=False)
    for module in {package, *(name for name in sys.modules if name.startswith(f"{package}."))}:
        monkeypatch.setitem(sys.modules, module, None)
    plan = draft()
    with pytest.raises(EngineMissing) as caught:
        ENGINES[engine](plan, people(plan, 1).lazy())
    assert f"pip install 'loopbaankrediet[{engine}]'" in str(caught.value)


def test_frames_of_ones_own_ask_for_narwhals_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals", None)
    plan = draft()
    with pytest.raises(EngineMissing, match="pip install"):
        decide_columns(people(plan, 1), plan)


@pytest.mark.engine
def test_spark_without_java_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from loopbaankrediet.decree.population import spark_engine

    monkeypatch.setenv("PATH", str(tmp_path))
    for home in (None, str(tmp_path / "nergens")):
        monkeypatch.delenv("JAVA_HOME", raising=False)
        if home:
            monkeypatch.setenv("JAVA_HOME", home)
        with pytest.raises(EngineMissing, match="Java"):
            spark_engine.check_java()


def test_asking_for_one_decision_loads_no_engine() -> None:
    heavy = "{'polars', 'numpy', 'narwhals', 'numba', 'duckdb', 'dask', 'pyspark', 'pandas', 'pyarrow'}"
    code = f"import sys, loopbaankrediet.cli, loopbaankrediet.decree.population; print(*{heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
