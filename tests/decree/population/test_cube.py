"""A population counted once gives, under every law, the sums of its rows: people, grants, minutes and euros."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopbaankrediet.decree.deciding.policy import Policy, policy_on
from loopbaankrediet.decree.errors import DecreeError, FactRefused
from loopbaankrediet.decree.facts import FACTS
from loopbaankrediet.decree.population import ENGINES, plan_for
from loopbaankrediet.decree.population.checks import ColumnRefused, RowRefused
from loopbaankrediet.decree.population.cube import Cube, CubeRefused, CubeTotals, cube_of, summed_names
from loopbaankrediet.decree.population.cube_files import is_cube, read_cube, write_cube
from loopbaankrediet.decree.population.files import FileRefused
from loopbaankrediet.decree.population.grouping import cuts_of, facts_of, grouped
from tests.decree.persons import AN, KNOWN_ON, ON
from tests.decree.population import people_files
from tests.decree.population.crowds import CROWD, WEIGHT_LIMIT, frame_of
from tests.decree.population.people import people
from tests.decree.population.people_files import an, csv_file, draft, parquet_file, text_of
from tests.decree.population.readings import Case, Person, cases
from tests.decree.test_small_laws import P, policy_of

ROWS = 200_000
READ = 4_000


def policies() -> list[Policy]:
    return [case.policy for case in cases().values()]


@functools.cache
def everybody() -> pl.DataFrame:
    return people(ROWS, seed=2027)


@functools.cache
def cube() -> Cube:
    return cube_of(everybody().lazy(), policies())


def by_rows(policy: Policy, frame: pl.DataFrame) -> CubeTotals:
    """The sums of what the engine says of every row, weighted if the frame has weights."""
    plan = plan_for(policy)
    weight = (frame["weight"] if "weight" in frame else pl.repeat(1, frame.height, eager=True)).cast(pl.Int64)
    decided = ENGINES["polars"](plan, frame.lazy()).collect()
    sums = {name: int((decided[name] * weight).sum()) for name in summed_names(plan)}
    return CubeTotals(int(weight.sum()), int((decided["granted"] * weight).sum()), sums)


def by_reading(case: Case, persons: list[Person]) -> CubeTotals:
    """The sums of what the independent reading says of every person."""
    found = [case.read(person) for person in persons]
    names = found[0].sums
    sums = {name: sum(one.sums[name] for one in found) for name in names}
    return CubeTotals(len(persons), sum(one.granted for one in found), sums)


# ---- the same as all rows


@pytest.mark.parametrize("name", cases())
def test_the_totals_of_a_law_are_the_sums_of_its_rows(name: str) -> None:
    policy = cases()[name].policy
    assert cube().totals(policy) == by_rows(policy, everybody())


@pytest.mark.parametrize("name", cases())
def test_the_totals_of_a_law_are_what_the_independent_reading_adds_up(name: str) -> None:
    some = everybody().head(READ)
    assert cube_of(some.lazy(), policies()).totals(cases()[name].policy) == by_reading(cases()[name], some.to_dicts())


def test_every_scenario_is_asked_of_one_cube_much_smaller_than_the_population() -> None:
    assert (cube().rows, cube().people) == (ROWS, ROWS)
    assert len([name for name in cases() if " " not in name]) == 26
    assert set(cube().facts) == set(FACTS)
    assert cube().cells.height < ROWS / 2


def test_the_sums_for_each_value_of_some_facts_are_those_of_the_rows() -> None:
    policy = cases()["serv_all"].policy
    plan = plan_for(policy)
    decided = ENGINES["polars"](plan, everybody().lazy()).select("granted", *summed_names(plan)).collect()
    whole = pl.concat([everybody(), decided], how="horizontal")
    sums = (pl.col("granted", *summed_names(plan)).cast(pl.Int64).sum(),)
    expected = whole.group_by("schooling", "agency_4_weeks").agg(pl.len().cast(pl.Int64).alias("people"), *sums)
    assert cube().by(policy, "schooling", "agency_4_weeks").equals(expected.sort("schooling", "agency_4_weeks"))
    assert cube().by(policy).row(0, named=True) == cube().totals(policy).as_dict()


# ---- anybody


@settings(max_examples=150)
@given(crowd=CROWD, name=st.sampled_from(sorted(cases())), months=st.integers(0, 1200), credit=st.integers(0, 600))
def test_for_any_people_with_any_weights_and_any_amounts_the_totals_are_the_sums_of_the_rows(
    crowd: list[tuple[Person, int]], name: str, months: int, credit: int
) -> None:
    reform = policy_on(ON, KNOWN_ON, (("credit_minutes", credit), ("seniority_months_required", months)))
    persons, weights = [person for person, _ in crowd], [weight for _, weight in crowd]
    frame = frame_of(persons, weights)
    for found in (cube_of(frame.lazy(), [*policies(), reform]), cube_of(frame.lazy(), policies(), keep=FACTS)):
        assert found.totals(cases()[name].policy) == by_rows(cases()[name].policy, frame)
        assert found.totals(reform) == by_rows(reform, frame)
    plain = cube_of(frame.lazy().drop("weight"), policies())
    assert plain.totals(cases()[name].policy) == by_reading(cases()[name], persons)


def enough(a: int, c: int, d: bool, p: P) -> bool:
    """Genoeg."""
    return a >= p.few or (c > p.many and d)


def granted(enough: bool) -> bool:
    """Recht."""
    return enough


def counting_with(fact: str) -> Policy:
    """A small law whose height follows a number of its own, or the number that its condition cuts."""

    def follows_b() -> Policy:
        def height(granted: bool, b: int, p: P) -> int:
            """Hoogte."""
            return p.many * b if granted else 0

        return policy_of(enough, granted, height)

    def follows_a() -> Policy:
        def height(granted: bool, a: int, p: P) -> int:
            """Hoogte."""
            return p.many * a if granted else 0

        return policy_of(enough, granted, height)

    return {"a": follows_a, "b": follows_b}[fact]()


def small_people(*laws: Policy) -> Cube:
    """Every combination of four small facts."""
    schema = {fact: plan_for(laws[0]).schema(fact) for fact in "abcd"}
    return cube_of(pl.LazyFrame(SMALL, schema=schema, orient="row"), laws)


SMALL = [(a, b, c, d) for a in range(8) for b in range(8) for c in range(10) for d in (False, True)]


def test_a_law_of_your_own_with_sums_of_facts_is_counted_exactly() -> None:
    policy = counting_with("b")
    found = small_people(policy)
    right = [b for a, b, c, d in SMALL if a >= 2 or (c > 5 and d)]
    assert found.totals(policy) == CubeTotals(len(SMALL), len(right), {"height": 5 * sum(right)})
    assert found.cuts == {"a": (0, 2), "c": (0, 6)}


# ---- classes


def test_numbers_stand_in_the_classes_of_the_laws_and_what_is_counted_with_stays_whole() -> None:
    found = cube_of(everybody().lazy(), [draft(), policy_on(ON, KNOWN_ON, (), "seniority_one_year")])
    assert found.cuts == {"seniority_months": (0, 12, 84), "vouchers_used": (0, 1, 2)}
    assert set(found.cells["seniority_months"]) == {0, 12, 84}
    assert set(found.cells["credit_minutes_granted"]) == set(everybody()["credit_minutes_granted"])


def test_a_class_cut_at_the_wrong_month_would_be_found() -> None:
    facts, cuts = facts_of(policies(), ()), cuts_of(policies(), ())
    moved = tuple(85 if start == 84 else start for start in cuts["seniority_months"])
    for starts, alike in ((cuts["seniority_months"], True), (moved, False)):
        cells, rows = grouped(everybody().lazy(), facts, {**cuts, "seniority_months": starts})
        assert (Cube(cells, cuts, rows).totals(draft()) == by_rows(draft(), everybody())) is alike


def test_a_law_that_cuts_a_class_of_the_cube_is_refused() -> None:
    sixty = policy_on(ON, KNOWN_ON, (("seniority_months_required", 60),))
    found = cube_of(everybody().lazy(), [draft()])
    with pytest.raises(CubeRefused, match=r"grens op 60, en dat is midden in een klasse .* \(grenzen: 84\)"):
        found.totals(sixty)
    with pytest.raises(CubeRefused, match="'seniority_months' heel bewaard"):
        found.by(sixty, "schooling")
    kept = cube_of(everybody().lazy(), [draft()], keep=["seniority_months"])
    assert kept.totals(sixty) == by_rows(sixty, everybody())


def test_a_law_that_counts_with_a_number_in_classes_is_refused() -> None:
    one, other = counting_with("b"), counting_with("a")
    with pytest.raises(CubeRefused, match="rekent met elke waarde van 'a'"):
        small_people(one).totals(other)
    right = [a for a, _, c, d in SMALL if a >= 2 or (c > 5 and d)]
    assert small_people(one, other).totals(other).sums == {"height": 5 * sum(right)}


def test_a_law_that_reads_a_fact_the_cube_does_not_hold_is_refused() -> None:
    found = cube_of(everybody().lazy(), [draft()])
    with pytest.raises(CubeRefused, match="'low_income' staat niet in de kubus"):
        found.totals(cases()["income_tested_contribution"].policy)
    with pytest.raises(CubeRefused, match="'low_income' staat niet in de kubus"):
        found.by(draft(), "low_income")
    kept = cube_of(everybody().lazy(), [draft()], keep=["low_income"])
    assert kept.by(draft(), "low_income")["people"].sum() == ROWS
    with pytest.raises(FactRefused, match="dit feit bestaat niet"):
        cube_of(everybody().lazy(), [draft()], keep=["inkomen"])


def test_sums_that_outgrow_64_bits_are_refused_and_never_wrap_around() -> None:
    frame = frame_of([AN | people_files.OTHERS | {"low_income": False, "months_since_last_credit": 0}], [1])
    found = cube_of(frame.lazy(), [draft()])
    huge = Cube(found.cells.with_columns(people=pl.lit(2**60)), found.cuts, found.rows)
    for ask in (huge.totals, huge.by):
        with pytest.raises(CubeRefused, match="past niet in 64 bits"):
            ask(draft())


# ---- files in


def test_a_file_is_counted_like_a_frame_and_its_hash_is_kept(tmp_path: Path) -> None:
    rows = people_files.people(3_000)
    frame = cube_of(parquet_file(tmp_path / "in.parquet", rows), [draft()])
    text = cube_of(csv_file(tmp_path / "in.csv", text_of(rows)), [draft()])
    assert frame.cells.equals(text.cells)
    assert frame.totals(draft()).granted > 0
    assert frame.source is not None
    assert frame.source.startswith("sha256:")
    assert frame.source != text.source
    assert cube_of(tmp_path / "in.csv", [draft()]).source == text.source


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_weights_say_for_how_many_people_a_row_stands(tmp_path: Path, ending: str) -> None:
    rows = [an(weight=3), an(weight=0), an(weight=WEIGHT_LIMIT, seniority_months=83)]
    path = tmp_path / f"in.{ending}"
    _ = csv_file(path, text_of(rows)) if ending == "csv" else parquet_file(path, rows)
    found = cube_of(path, [draft()])
    assert (found.rows, found.people) == (3, WEIGHT_LIMIT + 3)
    assert found.totals(draft()).as_dict() == {
        "people": WEIGHT_LIMIT + 3,
        "granted": 3,
        "minutes": 3 * 360,
        "public_cents": 3 * 50340,
        "own_cents": 3 * 15000,
    }


BAD: list[tuple[dict[str, object], type[DecreeError], str]] = [
    ({"weight": -1}, RowRefused, r"kolom 'weight', rij 2.*: -1 ligt buiten 0 tot en met 1000000"),
    ({"weight": None}, RowRefused, r"kolom 'weight', rij 2.*: de cel is leeg"),
    ({"seniority_months": 1201}, RowRefused, r"kolom 'seniority_months', rij 2.*: 1201 ligt buiten"),
    ({"schooling": "laag"}, RowRefused, r"kolom 'schooling', rij 2.*: 'laag' kan niet"),
]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize(("change", "error", "told"), BAD, ids=["negative", "empty", "range", "word"])
def test_a_bad_row_is_named_with_its_column(
    tmp_path: Path, ending: str, change: dict[str, object], error: type[DecreeError], told: str
) -> None:
    rows, path = [an(weight=1), an(weight=1) | change], tmp_path / f"in.{ending}"
    _ = csv_file(path, text_of(rows)) if ending == "csv" else parquet_file(path, rows)
    with pytest.raises(error, match=told):
        cube_of(path, [draft()])


def test_a_file_without_a_fact_or_with_a_strange_column_is_refused(tmp_path: Path) -> None:
    source = parquet_file(tmp_path / "in.parquet", [an()])
    with pytest.raises(ColumnRefused, match="'low_income': ontbreekt"):
        cube_of(source, [draft(), cases()["income_tested_contribution"].policy])
    with pytest.raises(ColumnRefused, match=r"'wieght': is geen feit .* Bedoelde je 'weight'"):
        cube_of(parquet_file(tmp_path / "in.parquet", [an(wieght=1)]), [draft()])
    with pytest.raises(RowRefused, match="'weight', rij 1: de hele kolom heeft het type Float64"):
        cube_of(parquet_file(tmp_path / "in.parquet", [an(weight=1.5)]), [draft()])
    with pytest.raises(FileRefused, match="bestaat niet"):
        cube_of(tmp_path / "weg.parquet", [draft()])
    with pytest.raises(FileRefused, match="beschadigd"):
        cube_of(csv_file(tmp_path / "kapot.parquet", "geen parquet"), [draft()])


def test_a_frame_without_a_fact_or_of_another_type_is_refused() -> None:
    with pytest.raises(FactRefused, match="'schooling': deze kolom ontbreekt"):
        cube_of(everybody().lazy().drop("schooling"), [draft()])
    with pytest.raises(FactRefused, match="'vouchers_used': deze kolom is van het type Int64"):
        cube_of(everybody().lazy().cast({"vouchers_used": pl.Int64}), [draft()])


def test_nobody_is_a_population_too() -> None:
    found = cube_of(everybody().head(0).lazy(), [draft()])
    assert found.totals(draft()).as_dict() == dict.fromkeys(
        ("people", "granted", "minutes", "public_cents", "own_cents"), 0
    )


# ---- the stored cube


def test_a_stored_cube_answers_as_it_did(tmp_path: Path) -> None:
    before = cube_of(parquet_file(tmp_path / "in.parquet", people_files.people(2_000)), [draft()])
    write_cube(before, tmp_path / "cube.parquet")
    after = read_cube(tmp_path / "cube.parquet")
    assert after.cells.equals(before.cells)
    assert (after.cuts, after.rows, after.source) == (before.cuts, before.rows, before.source)
    assert after.totals(draft()) == before.totals(draft())
    assert is_cube(tmp_path / "cube.parquet")
    assert not is_cube(tmp_path / "in.parquet")
    assert not is_cube(tmp_path / "weg.parquet")


def test_the_same_people_in_another_order_give_the_same_cube() -> None:
    shuffled = everybody().sample(fraction=1, shuffle=True, seed=1)
    assert cube_of(shuffled.lazy(), policies()).cells.equals(cube().cells)


def test_a_file_that_is_no_cube_or_was_changed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="dit is geen kubus"):
        read_cube(parquet_file(tmp_path / "in.parquet", [an()]))
    with pytest.raises(FileRefused, match="beschadigd"):
        read_cube(csv_file(tmp_path / "kapot.parquet", "geen parquet"))
    write_cube(cube_of(parquet_file(tmp_path / "in.parquet", [an()]), [draft()]), tmp_path / "cube.parquet")
    said = pl.read_parquet_metadata(tmp_path / "cube.parquet")["loopbaankrediet.cube"]
    more = pl.read_parquet(tmp_path / "cube.parquet").with_columns(pl.col("people") + 1)
    more.write_parquet(tmp_path / "cube.parquet", metadata={"loopbaankrediet.cube": said})
    with pytest.raises(FileRefused, match="tellen niet op"):
        read_cube(tmp_path / "cube.parquet")
    more.with_columns(people=None).write_parquet(tmp_path / "c.parquet", metadata={"loopbaankrediet.cube": said})
    with pytest.raises(FileRefused, match="beschadigd"):
        read_cube(tmp_path / "c.parquet")


def _stored(tmp_path: Path) -> tuple[pl.DataFrame, dict[str, object]]:
    write_cube(cube_of(parquet_file(tmp_path / "in.parquet", [an()]), [draft()]), tmp_path / "cube.parquet")
    about = json.loads(pl.read_parquet_metadata(tmp_path / "cube.parquet")[KEY])
    return pl.read_parquet(tmp_path / "cube.parquet"), about


KEY = "loopbaankrediet.cube"
ABOUT: list[object] = [
    [],
    1,
    "tekst",
    {"form": 1},
    *({part: value} for part in ("cuts", "rows", "people") for value in (None, -1, "x", True, [1])),
    {"cuts": {"seniority_months": 84}},
    {"cuts": {"seniority_months": []}},
    {"cuts": {"seniority_months": ["84"]}},
    {"cuts": {"inkomen": [0]}},
    {"cuts": {"schooling": [0]}},
    {"cuts": {"seniority_months": [0, 60]}},
    {"source": 5},
]


@pytest.mark.parametrize("change", ABOUT, ids=str)
def test_damaged_words_about_a_cube_are_refused(tmp_path: Path, change: object) -> None:
    cells, about = _stored(tmp_path)
    damaged = about | change if isinstance(change, dict) and "form" not in change else change
    cells.write_parquet(tmp_path / "cube.parquet", metadata={KEY: json.dumps(damaged)})
    with pytest.raises(FileRefused, match="beschadigd"):
        read_cube(tmp_path / "cube.parquet")


@pytest.mark.parametrize(
    "change",
    [
        pl.col("people") - 2,
        pl.col("people").cast(pl.String),
        pl.col("people").cast(pl.Float64),
        pl.lit(83).cast(pl.Int16).alias("seniority_months"),
        pl.col("seniority_months").cast(pl.String),
        pl.lit(None).alias("schooling"),
    ],
    ids=["fewer than nobody", "people as text", "parts of people", "no first value", "classes as text", "unknown"],
)
def test_damaged_cells_of_a_cube_are_refused(tmp_path: Path, change: pl.Expr) -> None:
    cells, about = _stored(tmp_path)
    cells.with_columns(change).write_parquet(tmp_path / "cube.parquet", metadata={KEY: json.dumps(about)})
    with pytest.raises(FileRefused, match="beschadigd"):
        read_cube(tmp_path / "cube.parquet")


def test_a_cube_with_a_fact_outside_its_range_is_refused() -> None:
    whole = cube_of(everybody().head(READ).lazy(), [draft()])
    assert "credit_minutes_granted" not in whole.cuts
    strange = Cube(whole.cells.with_columns(credit_minutes_granted=pl.lit(-60, pl.Int16)), whole.cuts, whole.rows)
    with pytest.raises(CubeRefused, match="'credit_minutes_granted' heeft in de kubus een waarde buiten 0 tot en met"):
        strange.totals(draft())


def test_a_cube_of_facts_that_were_declared_otherwise_is_refused() -> None:
    other = Cube(cube().cells.cast({"vouchers_used": pl.Int64}), cube().cuts, cube().rows)
    with pytest.raises(CubeRefused, match="'vouchers_used' is in de kubus van het type Int64"):
        other.totals(draft())
