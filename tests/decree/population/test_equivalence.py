"""Every engine gives everybody on the boundaries of every law the answer that one person gets."""

from __future__ import annotations

import dataclasses
import random
from pathlib import Path

import duckdb
import polars as pl
import pytest

from loopbaankrediet.decree.deciding.decide import decide_under
from loopbaankrediet.decree.deciding.given import read_facts
from loopbaankrediet.decree.laws import LAWS
from loopbaankrediet.decree.population import ENGINES, decide_columns
from loopbaankrediet.decree.scenario import scenario_names
from tests.decree.persons import ON
from tests.decree.population.grids import Grid, grids, plans

HERE = ("polars", "numpy", "duckdb", pytest.param("numba", marks=pytest.mark.engine))
LOOPBACK = ["127.0.0.1", "::1"]
ORDER = "place"


def test_every_edition_and_every_scenario_has_its_boundaries_tried() -> None:
    names = [name for names in plans().values() for name in names]
    assert set(scenario_names()) <= set(names)
    assert len(scenario_names()) == 26
    for law in LAWS:
        tried = {name.split(", as known")[0] for name in names if name.startswith(f"{law.name} from")}
        assert len(tried) >= len({article.since for article in law.book.articles})


@pytest.mark.parametrize("engine", HERE)
def test_an_engine_gives_everybody_on_the_boundaries_the_answer_that_one_person_gets(engine: str) -> None:
    for case in grids():
        answers = ENGINES[engine](case.plan, case.people.lazy()).collect()
        assert answers.equals(case.answers), case.names


def test_what_one_person_gets_is_what_decide_says() -> None:
    chance = random.Random(2027)
    for case in grids():
        for index in chance.sample(range(case.people.height), 50):
            decided = decide_under(case.plan.policy, read_facts(case.people.row(index, named=True)), on=ON, known_on=ON)
            expected = case.answers.row(index, named=True)
            assert (decided.outcome == "granted") is expected["granted"]
            assert {name: expected[name] for name in decided.results if name in expected}.items() <= (
                dict(decided.results).items()
            )


# ---- frames of other kinds


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """The persons of each grid as a file, with their order."""
    names = [str(tmp_path / f"{number}.parquet") for number in range(len(grids()))]
    for name, case in zip(names, grids(), strict=True):
        case.people.with_columns(pl.col(pl.Enum).cast(pl.String)).with_row_index(ORDER).write_parquet(name)
    return names


def test_duckdb_frames_of_ones_own_give_the_same(files: list[str]) -> None:
    with duckdb.connect() as database:
        for name, case in zip(files[:2], grids(), strict=False):
            decided = decide_columns(database.read_parquet(name), case.plan).order(ORDER)
            assert pl.DataFrame(decided.to_arrow_table()).select(case.plan.outputs).equals(case.answers)


@pytest.mark.engine
@pytest.mark.filterwarnings("ignore:The inplace keyword")  # of pandas, in Dask itself
def test_dask_gives_everybody_the_same(files: list[str]) -> None:
    import dask
    import dask.dataframe as dd

    frames = [
        decide_columns(dd.read_parquet(name), case.plan)[[*case.plan.outputs]]
        for name, case in zip(files, grids(), strict=True)
    ]
    for case, answers in zip(grids(), dask.compute(*frames, scheduler="threads"), strict=True):
        found = pl.from_pandas(answers)
        assert found.select(pl.col(c).cast(t) for c, t in case.answers.schema.items()).equals(case.answers), case.names


@pytest.mark.engine
@pytest.mark.allow_hosts(LOOPBACK)
def test_spark_gives_everybody_the_same(files: list[str], tmp_path: Path) -> None:
    from loopbaankrediet.decree.population.spark_engine import session

    for name, case in zip(files, grids(), strict=True):
        frame = decide_columns(session().read.parquet(name), case.plan).select(ORDER, *case.plan.outputs)
        frame.write.parquet(str(tmp_path / "answers"), mode="overwrite")
        found = pl.read_parquet(tmp_path / "answers" / "*.parquet").sort(ORDER).drop(ORDER)
        assert found.equals(case.answers), case.names


# ---- the control: the grid finds slips in what is printed


def _draft() -> Grid:
    return next(case for case in grids() if "draft" in case.names)


SLIPS = {
    "a boundary that counts and should not": (">= 84", "> 84"),
    "a boundary one month off": (">= 84", ">= 83"),
    "or for and": ("f_self_employed & f_fund_affiliated", "f_self_employed | f_fund_affiliated"),
    "another region": ("['eea']", "['elsewhere']"),
    "a choice turned round": ("where(r_granted, (", "where(~r_granted, ("),
    "a price of a cent more": ("9390", "9391"),
    "rounding down": ("+ 30)", "+ 29)"),
    "a minute that stays": ("(r_credit_right > ", "(r_credit_right >= "),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_the_printed_text_would_be_found(slip: str) -> None:
    right, wrong = SLIPS[slip]
    case = _draft()
    assert right in case.plan.text
    slipped = dataclasses.replace(case.plan, text=case.plan.text.replace(right, wrong, 1))
    assert not ENGINES["polars"](slipped, case.people.lazy()).collect().equals(case.answers)
