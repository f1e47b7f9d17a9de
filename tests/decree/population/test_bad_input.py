"""What no law can use is refused: the column, the first bad row, the value, and how to mend it."""

from __future__ import annotations

import csv
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loopbaankrediet.decree.population.checks import ColumnRefused, RowRefused
from loopbaankrediet.decree.population.many import decide_file
from tests.decree.population.people_files import (
    BOOLS,
    OTHERS,
    Row,
    an,
    csv_file,
    draft,
    parquet_file,
    people,
    text_of,
)

REGIONS = ("flanders", "brussels", "wallonia", "eea", "elsewhere")
NUMBERS = {
    "seniority_months": 1200,
    "vouchers_used": 20,
    "credit_minutes_granted": 6000,
    "months_worked_last_24": 24,
    "vouchers_used_last_6_years": 20,
}
WORDS = {"residence": REGIONS, "workplace": REGIONS, "schooling": ("low", "middle", "high")}
LINKS = (("vouchers_used_last_6_years", "vouchers_used"), ("months_worked_last_24", "seniority_months"))


def refused(source: Path) -> RowRefused:
    with pytest.raises(RowRefused) as refusal:
        decide_file(source, source.with_name("out.csv"), policy=draft())
    assert sorted(path.name for path in source.parent.iterdir()) == [source.name]
    return refusal.value


# ---- columns


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        (an(senority_months=1), "senority_months", "Bedoelde je 'seniority_months'?"),
        (an(ID=1), "ID", "Bedoelde je 'id'?"),
        (an(gemeente=1), "gemeente", "Laat de kolom weg. Wel bekend: id, residence, "),
        (
            {name: value for name, value in an().items() if name != "schooling"},
            "schooling",
            "een van low, middle, high",
        ),
        (
            {name: value for name, value in an().items() if name not in ("schooling", "vouchers_used")},
            "schooling",
            "Ook deze ontbreken: vouchers_used.",
        ),
    ],
)
def test_a_column_that_is_unknown_or_missing_is_named(
    tmp_path: Path, ending: str, row: Row, column: str, told: str
) -> None:
    source = tmp_path / f"in{ending}"
    _ = csv_file(source, text_of([row])) if ending == ".csv" else parquet_file(source, [row])
    with pytest.raises(ColumnRefused) as refusal:
        decide_file(source, tmp_path / "out.csv", policy=draft())
    assert refusal.value.column == column
    assert told in str(refusal.value)


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    source = csv_file(tmp_path / "in.csv", text_of([an()]).replace("workplace", "residence"))
    with pytest.raises(ColumnRefused, match="kolom 'residence': staat er twee keer"):
        decide_file(source, tmp_path / "out.csv", policy=draft())


@pytest.mark.parametrize("ids", [pl.Series([[1]]), pl.Series([b"a"])], ids=["list", "bytes"])
def test_an_id_that_csv_cannot_hold_is_refused_before_the_work(tmp_path: Path, ids: pl.Series) -> None:
    pl.DataFrame([an()]).with_columns(id=ids).write_parquet(tmp_path / "in.parquet")
    with pytest.raises(ColumnRefused, match=r"kolom 'id': .*kan niet in CSV staan"):
        decide_file(tmp_path / "in.parquet", tmp_path / "out.csv", policy=draft())


def test_an_id_with_more_digits_than_can_be_held_is_refused_by_its_column(tmp_path: Path) -> None:
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    long = arrow.array([Decimal(1)], arrow.decimal256(50, 0))
    parquet.write_table(pl.DataFrame([an()]).to_arrow().append_column("id", long), tmp_path / "in.parquet")
    with pytest.raises(ColumnRefused, match=r"kolom 'id': .*meer dan 38 cijfers"):
        decide_file(tmp_path / "in.parquet", tmp_path / "out.parquet", policy=draft())


# ---- cells of CSV


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("seniority_months", "", "de cel is leeg. Hier hoort een geheel getal van 0 tot en met 1200."),
        ("seniority_months", "83.0", "'83.0' kan niet. Hier hoort een geheel getal"),
        ("seniority_months", '"83,5"', "'83,5' kan niet"),
        ("seniority_months", "83 ", "'83 ' kan niet"),
        ("seniority_months", "1e3", "'1e3' kan niet"),
        ("seniority_months", "٨٣", "'٨٣' kan niet"),
        ("seniority_months", "zeven jaar", "'zeven jaar' kan niet"),
        ("seniority_months", "-1", "-1 ligt buiten 0 tot en met 1200"),
        ("seniority_months", "1201", "1201 ligt buiten 0 tot en met 1200"),
        ("seniority_months", "40000", "40000 ligt buiten 0 tot en met 1200"),
        ("seniority_months", "9" * 30, "ligt buiten 0 tot en met 1200"),
        ("seniority_months", "9" * 9_000, "kan niet"),
        ("vouchers_used", "21", "21 ligt buiten 0 tot en met 20"),
        ("employment_contract", "maybe", "'maybe' kan niet. Hier hoort true of false."),
        ("employment_contract", "1", "'1' kan niet. Hier hoort true of false."),
        ("employment_contract", "", "de cel is leeg. Hier hoort true of false."),
        ("residence", "Vlaanderen", "'Vlaanderen' kan niet. Hier hoort een van flanders, brussels"),
        ("residence", "Flanders", "'Flanders' kan niet"),
        ("residence", " flanders", "' flanders' kan niet"),
        ("schooling", "", "de cel is leeg. Hier hoort een van low, middle, high."),
    ],
)
def test_a_bad_cell_of_csv_is_named_with_its_line(tmp_path: Path, column: str, cell: str, told: str) -> None:
    rows = [an(id='"twee\nregels"'), an(id="b"), an(id="c") | {column: cell}, an(id="d") | {column: cell}]
    refusal = refused(csv_file(tmp_path / "in.csv", text_of(rows)))
    assert (refusal.column, refusal.row, refusal.line) == (column, 3, 5)
    assert f"kolom '{column}', rij 3 (regel 5): " in str(refusal)
    assert told in str(refusal)


def test_a_number_with_a_space_before_it_is_read_as_that_number(tmp_path: Path) -> None:
    source = csv_file(tmp_path / "in.csv", text_of([an(seniority_months=" 84")]))
    assert decide_file(source, tmp_path / "out.csv", policy=draft()).granted == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("flanders,false", "deze regel heeft 2 velden, en de eerste regel noemt 11 kolommen"),
        (text_of([an()]).splitlines()[1] + ",extra", "deze regel heeft 12 velden"),
        ("", "deze regel is leeg"),
    ],
)
def test_a_line_with_too_few_or_too_many_fields_is_refused(tmp_path: Path, line: str, told: str) -> None:
    lines = text_of([an(), an()]).splitlines()
    refusal = refused(csv_file(tmp_path / "in.csv", "\n".join([*lines[:2], line, *lines[2:]]) + "\n"))
    assert (refusal.column, refusal.row, refusal.line) == (None, 2, 3)
    assert told in str(refusal)


@pytest.mark.parametrize(
    ("name", "told"),
    [(b"Zo\xeb", "geen UTF-8"), (b'"An"x', "geen CSV"), (b'"An', "geen CSV")],
    ids=["Latin-1", "text after a quote", "a quote that never ends"],
)
def test_a_name_that_cannot_be_read_is_refused_with_its_row(tmp_path: Path, name: bytes, told: str) -> None:
    rows = text_of([an(id="An"), an(id="@")]).encode().replace(b"@", name)
    refusal = refused(csv_file(tmp_path / "in.csv", rows))
    assert refusal.row == 2
    assert told in str(refusal)


def test_a_stray_quote_inside_a_name_is_refused_or_kept_but_never_shifts_cells(tmp_path: Path) -> None:
    source = csv_file(tmp_path / "in.csv", text_of([an(id='O"Brien'), an(id="An")]))
    with pytest.raises(RowRefused, match=r"rij 1 \(regel 2\): .* aanhalingsteken of een CR midden in een cel"):
        decide_file(source, tmp_path / "out.csv", policy=draft())


def test_a_bad_cell_after_a_very_long_name_is_named_with_its_own_row(tmp_path: Path) -> None:
    rows = [an(id="a" * 200_000), an(id="b", vouchers_used=21)]
    refusal = refused(csv_file(tmp_path / "in.csv", text_of(rows)))
    assert (refusal.column, refusal.row) == ("vouchers_used", 2)


# ---- cells of Parquet


@pytest.mark.parametrize(
    ("column", "values", "row", "told"),
    [
        ("seniority_months", pl.Series([84.0, 83.5, 1.0]), 1, "de hele kolom heeft het type Float64"),
        ("seniority_months", pl.Series(["84", "83", "1"]), 1, "de hele kolom heeft het type String"),
        ("seniority_months", pl.Series([True, True, True]), 1, "de hele kolom heeft het type Boolean"),
        ("seniority_months", pl.Series([84, None, None]), 2, "de cel is leeg"),
        ("seniority_months", pl.Series([None, None, None]), 1, "de cel is leeg"),
        ("seniority_months", pl.Series([84, 1200, 1201]), 3, "1201 ligt buiten 0 tot en met 1200"),
        ("seniority_months", pl.Series([84, 2**63 - 1, -1]), 2, "9223372036854775807 ligt buiten"),
        ("seniority_months", pl.Series([84, 2**64 - 1, 3], dtype=pl.UInt64), 2, "18446744073709551615 ligt buiten"),
        ("seniority_months", pl.Series([84, 65536 + 84, 3], dtype=pl.Int32), 2, "65620 ligt buiten"),
        ("employment_contract", pl.Series([1, 0, 1]), 1, "de hele kolom heeft het type Int64"),
        ("employment_contract", pl.Series([True, None, True]), 2, "de cel is leeg"),
        ("residence", pl.Series(["eea", "Gent", "eea"]), 2, "'Gent' kan niet"),
        ("residence", pl.Series(["eea", "Gent", "eea"], dtype=pl.Categorical), 2, "'Gent' kan niet"),
        ("residence", pl.Series(["eea", "Gent", "eea"], dtype=pl.Enum(["Gent", "eea"])), 2, "'Gent' kan niet"),
        ("residence", pl.Series([["eea"], ["eea"], ["eea"]]), 1, "de hele kolom heeft het type List(String)"),
        ("residence", pl.Series([{"a": 1}] * 3), 1, "de hele kolom heeft het type Struct"),
        ("schooling", pl.Series([1, 2, 3]), 1, "de hele kolom heeft het type Int64"),
    ],
)
def test_a_bad_cell_of_parquet_is_named(tmp_path: Path, column: str, values: pl.Series, row: int, told: str) -> None:
    frame = pl.DataFrame([an(id=number) for number in range(3)]).with_columns(values.alias(column))
    frame.write_parquet(tmp_path / "in.parquet")
    refusal = refused(tmp_path / "in.parquet")
    assert (refusal.column, refusal.row, refusal.line) == (column, row, None)
    assert told in str(refusal)


def test_the_first_bad_row_of_many_row_groups_is_named(tmp_path: Path) -> None:
    frame = pl.concat([pl.DataFrame(people(1_000))] * 300).with_row_index("row")
    worst = pl.when(pl.col("row").is_in([123_456, 150_000, 290_000])).then(99).otherwise("vouchers_used")
    source = tmp_path / "in.parquet"
    frame.with_columns(vouchers_used=worst).drop("row").write_parquet(source, row_group_size=20_000)
    refusal = refused(source)
    assert (refusal.column, refusal.row) == ("vouchers_used", 123_457)


@pytest.mark.parametrize(
    "engine",
    [
        "polars",
        "numpy",
        pytest.param("numba", marks=pytest.mark.engine),
        pytest.param("duckdb", marks=pytest.mark.engine),
    ],
)
def test_whatever_the_engine_the_same_row_is_refused(tmp_path: Path, engine: str) -> None:
    source = parquet_file(tmp_path / "in.parquet", [an(), an(vouchers_used=21), an(vouchers_used=22)])
    with pytest.raises(RowRefused, match="kolom 'vouchers_used', rij 2: 21 ligt buiten 0 tot en met 20"):
        decide_file(source, tmp_path / "out.parquet", policy=draft(), engine=engine)
    assert not (tmp_path / "out.parquet").exists()


# ---- links


@pytest.mark.parametrize(("smaller", "greater"), LINKS)
@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_facts_that_contradict_each_other_are_refused(tmp_path: Path, ending: str, smaller: str, greater: str) -> None:
    rows = [an() | OTHERS, an() | OTHERS | {smaller: 9, greater: 8}]
    source = tmp_path / f"in{ending}"
    refusal = refused(csv_file(source, text_of(rows)) if ending == ".csv" else parquet_file(source, rows))
    assert (refusal.column, refusal.row) == (smaller, 2)
    assert f"9 is meer dan '{greater}' (8)" in str(refusal)


def test_an_empty_column_is_named_before_the_link_it_is_part_of(tmp_path: Path) -> None:
    source = parquet_file(tmp_path / "in.parquet", [an() | OTHERS | {"vouchers_used": None}])
    assert refused(source).column == "vouchers_used"


# ---- against a plain reading

CLEAN: Row = an(id="x") | OTHERS
DIRTY = st.sampled_from(
    ["", "0", "8", "-1", "25", "1201", "83.0", "maybe", "1", "true", "TRUE", "low", "eea", " 8", "8 ", "+3", "00", "x"]
)


def plainly(column: str, text: str) -> bool:
    """Whether a cell of CSV may be used, read from the contract and from nothing of the decree."""
    if column in BOOLS or column == "agency_4_weeks":
        return text.lower() in ("true", "false")
    if column in WORDS:
        return text in WORDS[column]
    digits = text.lstrip(" ").removeprefix("+").removeprefix("-")
    return column == "id" or (digits.isascii() and digits.isdigit() and 0 <= int(text) <= NUMBERS[column])


def plain_reading(path: Path) -> tuple[str | None, int, int] | None:
    """Column, row and line of the first thing that is wrong."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        names = next(reader)
        for row, cells in enumerate(reader, 1):
            if len(cells) != len(names):
                return None, row, reader.line_num
            found = dict(zip(names, cells, strict=True))
            wrong = [name for name in names if not plainly(name, found[name])]
            wrong = wrong or [
                few for few, many in LINKS if {few, many} <= set(names) and int(found[few]) > int(found[many])
            ]
            if wrong:
                return wrong[0], row, reader.line_num
    return None


@st.composite
def dirty_tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """Columns in some order, rows of a good person with a few cells changed, and now and then a ragged row."""
    left_out = draw(st.sets(st.sampled_from(["id", *OTHERS])))
    names = draw(st.permutations([name for name in CLEAN if name not in left_out]))
    good = text_of([CLEAN], columns=names).splitlines()[1].split(",")
    rows = [list(good) for _ in range(draw(st.integers(1, 12)))]
    for _ in range(draw(st.integers(0, 3))):
        row = draw(st.sampled_from(rows))
        row[draw(st.integers(0, len(names) - 1))] = draw(DIRTY)
    if draw(st.integers(0, 9)) == 0:
        rows[draw(st.integers(0, len(rows) - 1))] = draw(st.sampled_from([[], good[:-2], [*good, "x"]]))
    return names, rows


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=dirty_tables())
def test_dirty_csv_is_refused_where_a_plain_reading_finds_it(
    table: tuple[list[str], list[list[str]]], tmp_path: Path
) -> None:
    names, rows = table
    source = csv_file(tmp_path / "in.csv", "".join(",".join(line) + "\n" for line in [names, *rows]))
    expected = plain_reading(source)
    try:
        assert decide_file(source, tmp_path / "out.csv", policy=draft()).rows == len(rows)
        found = None
    except RowRefused as refusal:
        found = refusal.column, refusal.row, refusal.line
    assert found == expected


CELLS = {
    int: st.sampled_from([None, -1, 0, 8, 20, 21, 24, 25, 1200, 1201, 6001, 2**40]),
    bool: st.sampled_from([None, True, False]),
    str: st.sampled_from([None, "eea", "low", "Gent", "", "Élise"]),
}


def usable(column: str, value: object) -> bool:
    if column in WORDS:
        return value in WORDS[column]
    return column == "id" or (value is not None and (column not in NUMBERS or 0 <= int(str(value)) <= NUMBERS[column]))


def plain_rows(rows: list[Row]) -> tuple[str, int] | None:
    for number, row in enumerate(rows, 1):
        wrong = [name for name, value in row.items() if not usable(name, value)]
        wrong = wrong or [few for few, many in LINKS if int(str(row[few])) > int(str(row[many]))]
        if wrong:
            return wrong[0], number
    return None


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_dirty_parquet_is_refused_where_a_plain_reading_finds_it(data: st.DataObject, tmp_path: Path) -> None:
    names = data.draw(st.permutations(list(CLEAN)))
    rows = [{name: CLEAN[name] for name in names} for _ in range(data.draw(st.integers(1, 12)))]
    for _ in range(data.draw(st.integers(0, 3))):
        name = data.draw(st.sampled_from([name for name in names if name != "id"]))
        data.draw(st.sampled_from(rows))[name] = data.draw(CELLS[type(CLEAN[name])])
    types = {name: {int: pl.Int64, bool: pl.Boolean, str: pl.String}[type(CLEAN[name])] for name in names}
    pl.DataFrame(rows, schema=types).write_parquet(tmp_path / "in.parquet", row_group_size=3)
    try:
        decide_file(tmp_path / "in.parquet", tmp_path / "out.parquet", policy=draft())
        found = None
    except RowRefused as refusal:
        found = refusal.column, refusal.row
    assert found == plain_rows(rows)
