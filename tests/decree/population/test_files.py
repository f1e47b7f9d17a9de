"""Parquet and CSV in and out: the same answers, ids untouched, order kept, written whole or not at all."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from loopbaankrediet.decree import decide
from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.decree.population.files import FileRefused, written_whole
from loopbaankrediet.decree.population.many import Totals, decide_file
from tests.decree.persons import KNOWN_ON, ON
from tests.decree.population.people_files import (
    OTHERS,
    an,
    csv_file,
    draft,
    parquet_file,
    people,
    read_csv,
    text_of,
)

OUTPUTS = ["granted", "minutes", "public_cents_per_hour", "own_cents_per_hour", "public_cents", "own_cents"]


def decided(source: Path, target: Path) -> Totals:
    return decide_file(source, target, policy=draft())


def test_every_row_gets_the_answer_that_one_decision_gives(tmp_path: Path) -> None:
    rows = people(90)
    decided(parquet_file(tmp_path / "in.parquet", rows), tmp_path / "out.parquet")
    answers = pl.read_parquet(tmp_path / "out.parquet")
    assert answers.columns == ["id", *OUTPUTS]
    for row, answer in zip(rows, answers.to_dicts(), strict=True):
        one = decide({name: value for name, value in row.items() if name != "id"}, on=ON, known_on=KNOWN_ON)
        assert answer["id"] == row["id"]
        assert answer["granted"] is (one.outcome == "granted")
        results = one.as_dict()["results"]
        assert isinstance(results, dict)
        assert {name: answer[name] for name in OUTPUTS[1:4]} == {name: results[name] for name in OUTPUTS[1:4]}


def test_csv_and_parquet_give_the_same_answers(tmp_path: Path) -> None:
    rows = people(60)
    sources = [parquet_file(tmp_path / "in.parquet", rows), csv_file(tmp_path / "in.csv", text_of(rows))]
    totals = {decided(source, tmp_path / f"{source.suffix[1:]}-out.csv") for source in sources}
    assert len(totals) == 1
    texts = [(tmp_path / f"{name}-out.csv").read_text(encoding="utf-8") for name in ("parquet", "csv")]
    assert texts[0] == texts[1]
    assert texts[0].splitlines()[0] == ",".join(["id", *OUTPUTS])


def test_totals_equal_the_plain_sum_over_the_rows_of_the_output(tmp_path: Path) -> None:
    totals = decided(csv_file(tmp_path / "in.csv", text_of(people(3_000))), tmp_path / "out.csv")
    rows = read_csv(tmp_path / "out.csv")
    sums = [sum(int(row[name]) for row in rows) for name in ("minutes", "public_cents", "own_cents")]
    assert (totals.rows, totals.granted) == (len(rows), sum(row["granted"] == "true" for row in rows))
    assert [totals.minutes, totals.public_cents, totals.own_cents] == sums
    assert totals.granted > 100


def test_the_order_is_kept_over_many_batches(tmp_path: Path) -> None:
    block = pl.DataFrame(people(1_000)).drop("id")
    source = pl.concat([block] * 400).with_row_index("id")
    source.write_parquet(tmp_path / "in.parquet", row_group_size=70_000)
    assert decided(tmp_path / "in.parquet", tmp_path / "out.parquet").rows == 400_000
    ids = pl.read_parquet(tmp_path / "out.parquet", columns=["id"])["id"]
    assert ids.equals(source["id"])


def test_names_and_numbers_with_zeros_in_front_come_back_as_they_were(tmp_path: Path) -> None:
    ids = ["007", "Zoë D'Hondt", "Ömer Çelik", '"a ""b"", c"', "", "1e3", " x "]
    decided(csv_file(tmp_path / "in.csv", text_of(an(id=one) for one in ids)), tmp_path / "out.csv")
    kept = [row["id"] for row in read_csv(tmp_path / "out.csv")]
    assert kept == ["007", "Zoë D'Hondt", "Ömer Çelik", 'a "b", c', "", "1e3", " x "]


@pytest.mark.parametrize(
    "ids",
    [
        pl.Series([2**63 - 1, -5]),
        pl.Series(["Zoë", None]),
        pl.Series([date(1980, 2, 29), None]),
        pl.Series([[1], [2, 3]]),
        pl.Series([b"\x00\xff", b""]),
        pl.Series(["a", "b"], dtype=pl.Categorical),
    ],
    ids=str,
)
def test_an_id_of_any_type_passes_through_parquet(tmp_path: Path, ids: pl.Series) -> None:
    pl.DataFrame([an(), an()]).with_columns(id=ids).write_parquet(tmp_path / "in.parquet")
    decided(tmp_path / "in.parquet", tmp_path / "out.parquet")
    assert pl.read_parquet(tmp_path / "out.parquet")["id"].to_list() == ids.to_list()


def test_without_an_id_the_output_has_none(tmp_path: Path) -> None:
    decided(csv_file(tmp_path / "in.csv", text_of([an()])), tmp_path / "out.csv")
    assert list(read_csv(tmp_path / "out.csv")[0]) == OUTPUTS


def test_columns_may_stand_in_any_order_and_facts_of_other_laws_may_be_there(tmp_path: Path) -> None:
    row = an(id=1) | OTHERS
    text = text_of([row], columns=sorted(row, reverse=True))
    decided(csv_file(tmp_path / "in.csv", text), tmp_path / "out.csv")
    assert read_csv(tmp_path / "out.csv")[0]["minutes"] == "360"


def test_the_predecessors_laws_yield_amounts_per_grant(tmp_path: Path) -> None:
    policy = policy_on(date(2026, 3, 1), KNOWN_ON)
    totals = decide_file(parquet_file(tmp_path / "in.parquet", [an() | OTHERS]), tmp_path / "out.csv", policy=policy)
    row = read_csv(tmp_path / "out.csv")[0]
    assert list(row) == ["granted", "minutes", "public_cents", "own_cents"]
    assert str(totals.public_cents) == row["public_cents"]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + text_of([an(id="é")]),
        text_of([an(id="é")], end="\r\n"),
        text_of([an(id="é")]).removesuffix("\n"),
        text_of([an(id="é")]).replace("flanders", '"flanders"').replace("144", '"144"').replace("true", "TRUE"),
        text_of([an(id="é")]).replace(",144,", ",0144,"),
    ],
    ids=["byte order mark", "Windows", "no last line end", "quotes and capitals", "zeros in front"],
)
def test_csv_as_other_programs_write_it_is_read(tmp_path: Path, text: str) -> None:
    decided(csv_file(tmp_path / "in.csv", text), tmp_path / "out.csv")
    assert [(row["id"], row["granted"]) for row in read_csv(tmp_path / "out.csv")] == [("é", "true")]


def test_a_quoted_name_may_span_lines(tmp_path: Path) -> None:
    decided(csv_file(tmp_path / "in.csv", text_of([an(id='"An\nJans"'), an(id="b")])), tmp_path / "out.csv")
    assert [row["id"] for row in read_csv(tmp_path / "out.csv")] == ["An\nJans", "b"]


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_no_rows_in_is_no_rows_out(tmp_path: Path, ending: str) -> None:
    source, target = tmp_path / f"in{ending}", tmp_path / f"out{ending}"
    if ending == ".csv":
        csv_file(source, text_of([an(id=1)]).splitlines()[0])
    else:
        pl.DataFrame([an(id=1)]).clear().write_parquet(source)
    assert decided(source, target) == Totals(0, 0, 0, 0, 0)
    frame = pl.read_csv(target) if ending == ".csv" else pl.read_parquet(target)
    assert (frame.columns, frame.height) == (["id", *OUTPUTS], 0)


@pytest.mark.parametrize("kind", [pl.Int8, pl.UInt8, pl.Int16, pl.UInt64, pl.Int64, pl.Int128])
def test_whole_numbers_of_any_width_are_read(tmp_path: Path, kind: type[pl.DataType]) -> None:
    numbers = ("vouchers_used", "seniority_months", "credit_minutes_granted")
    frame = pl.DataFrame([an(seniority_months=100)]).with_columns(pl.col(numbers).cast(kind))
    frame.write_parquet(tmp_path / "in.parquet")
    assert decided(tmp_path / "in.parquet", tmp_path / "out.parquet").granted == 1


@pytest.mark.parametrize(
    "kind", [pl.String, pl.Categorical, pl.Enum(["elsewhere", "high", "flanders"])], ids=["text", "category", "enum"]
)
def test_words_may_be_text_categories_or_enumerations(tmp_path: Path, kind: pl.DataType) -> None:
    frame = pl.DataFrame([an()]).with_columns(pl.col("residence", "workplace", "schooling").cast(kind))
    frame.write_parquet(tmp_path / "in.parquet")
    assert decided(tmp_path / "in.parquet", tmp_path / "out.parquet").granted == 1


@pytest.mark.parametrize("name", ["in[1]*?.parquet", "été 'n'.CSV", "year=2024/in.parquet"])
def test_odd_file_names_are_only_names(tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    source.parent.mkdir(exist_ok=True)
    write = csv_file(source, text_of([an()])) if source.suffix == ".CSV" else parquet_file(source, [an()])
    assert decided(write, tmp_path / "été [2]*.parquet").rows == 1
    assert (tmp_path / "été [2]*.parquet").is_file()


# ---- what is refused before a row is read


def refused(source: Path, target: Path) -> str:
    with pytest.raises(FileRefused) as refusal:
        decided(source, target)
    assert not target.exists() or target.is_dir() or target.samefile(source)
    assert not list(target.parent.glob(".decide-many*"))
    return str(refusal.value)


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (b"", "de eerste regel is leeg"),
        (b"\n\n", "de eerste regel is leeg"),
        (text_of([an()]).encode("utf-16"), "geen UTF-8"),
        ("één,twee\n".encode("latin-1"), "geen UTF-8"),
        (text_of([an()]).encode("utf-16-le"), "geen tekst in UTF-8"),
        (text_of([an()]).replace(",", ";").encode(), "met puntkomma's. Bewaar het bestand met komma's"),
        (text_of([an()]).replace(",", "\t").encode(), "met tabs"),
        (text_of([an()]).replace(",", "|").encode(), "met rechte strepen"),
        (b"sep=,\n" + text_of([an()]).encode(), "de eerste regel is 'sep=,'"),
        (text_of([an()], end="\r").encode(), "eindigen op CR alleen"),
        (b"PK\x03\x04 of Excel", "zip-bestand, zoals van Excel"),
        (b"PAR1 of Parquet", "dit is een Parquet-bestand"),
    ],
    ids=[
        *(
            "empty",
            "blank",
            "UTF-16",
            "Latin-1",
            "UTF-16 without a mark",
            "semicolons",
            "tabs",
            "bars",
            "sep=",
            "old Mac",
        ),
        *("Excel", "Parquet"),
    ],
)
def test_a_csv_file_without_readable_names_is_refused(tmp_path: Path, start: bytes, told: str) -> None:
    assert told in refused(csv_file(tmp_path / "in.csv", start), tmp_path / "out.csv")


@pytest.mark.parametrize("kept", [0, 3, 200, -4])
def test_a_truncated_parquet_file_is_refused(tmp_path: Path, kept: int) -> None:
    source = parquet_file(tmp_path / "in.parquet", people(10))
    source.write_bytes(source.read_bytes()[:kept])
    assert "beschadigd of onvolledig" in refused(source, tmp_path / "out.parquet")


def test_a_parquet_file_with_a_damaged_page_is_refused_and_the_older_output_kept(tmp_path: Path) -> None:
    source, target = parquet_file(tmp_path / "in.parquet", people(50_000)), tmp_path / "out.parquet"
    target.write_text("van gisteren", encoding="utf-8")
    data = bytearray(source.read_bytes())
    data[2_000:3_000] = bytes(1_000)
    source.write_bytes(data)
    with pytest.raises(FileRefused, match="beschadigd of onvolledig"):
        decided(source, target)
    assert target.read_text(encoding="utf-8") == "van gisteren"
    assert sorted(os.listdir(tmp_path)) == ["in.parquet", "out.parquet"]


def test_files_that_cannot_be_read_or_written_are_refused(tmp_path: Path) -> None:
    source = parquet_file(tmp_path / "in.parquet", [an()])
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "link.parquet").symlink_to(source)
    assert "eindigen op .parquet of .csv" in refused(tmp_path / "in.xlsx", tmp_path / "out.csv")
    assert "eindigen op .parquet of .csv" in refused(source, tmp_path / "out.csv.gz")
    assert "bestaat niet" in refused(tmp_path / "nergens.csv", tmp_path / "out.csv")
    assert "geen gewoon bestand" in refused(tmp_path / "folder.csv", tmp_path / "out.csv")
    assert "Maak ze eerst" in refused(source, tmp_path / "nergens" / "out.csv")
    assert "geen gewoon bestand" in refused(source, tmp_path / "folder.csv")
    assert "hetzelfde bestand" in refused(source, source)
    assert "hetzelfde bestand" in refused(source, tmp_path / "link.parquet")


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "geen gewoon bestand" in refused(tmp_path / "pipe.csv", tmp_path / "out.csv")


def test_a_link_to_itself_and_a_name_that_is_too_long_are_refused(tmp_path: Path) -> None:
    source = parquet_file(tmp_path / "in.parquet", [an()])
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    for name in ("loop.csv", f"{'a' * 300}.csv"):
        with pytest.raises(FileRefused, match="niet te schrijven"):
            decided(source, tmp_path / name)
        with pytest.raises(FileRefused, match="niet te lezen"):
            decided(tmp_path / name, tmp_path / "out.csv")


def test_a_name_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    source = csv_file(tmp_path / os.fsdecode(b"Zo\xeb.csv"), text_of([an()]))
    assert "is geen UTF-8" in refused(source, tmp_path / "out.csv")


def test_a_column_that_stands_twice_in_parquet_is_named(tmp_path: Path) -> None:
    whole = pl.DataFrame([an()]).with_columns(residencd="residence").write_parquet
    whole(tmp_path / "in.parquet", compression="uncompressed", statistics=False)
    data = (tmp_path / "in.parquet").read_bytes().replace(b"residencd", b"residence")
    (tmp_path / "in.parquet").write_bytes(data)
    assert "kolom 'residence' staat er twee keer" in refused(tmp_path / "in.parquet", tmp_path / "out.csv")


def test_a_very_long_name_passes_through(tmp_path: Path) -> None:
    decided(csv_file(tmp_path / "in.csv", text_of([an(id="é" * 200_000)])), tmp_path / "out.parquet")
    assert pl.read_parquet(tmp_path / "out.parquet")["id"].to_list() == ["é" * 200_000]


def test_a_carriage_return_inside_a_quoted_name_stays(tmp_path: Path) -> None:
    decided(csv_file(tmp_path / "in.csv", text_of([an(id='"An\r"')])), tmp_path / "out.csv")
    decided(csv_file(tmp_path / "last.csv", text_of([an() | {"id": '"An\r"'}])), tmp_path / "last-out.csv")
    for name in ("out.csv", "last-out.csv"):
        assert [row["id"] for row in read_csv(tmp_path / name)] == ["An\r"]


def test_what_only_one_law_pays_is_in_the_totals(tmp_path: Path) -> None:
    policy = policy_on(ON, KNOWN_ON, (), "incentive_funding")
    totals = decide_file(parquet_file(tmp_path / "in.parquet", people(300)), tmp_path / "out.csv", policy=policy)
    paid = sum(int(row["incentive_cents"]) for row in read_csv(tmp_path / "out.csv"))
    assert totals.others == {"incentive_cents": paid}
    assert paid > 0


def test_an_output_that_is_a_link_keeps_its_place(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out.csv").symlink_to(tmp_path / "elsewhere" / "real.csv")
    decided(parquet_file(tmp_path / "in.parquet", [an()]), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").is_symlink()
    assert len(read_csv(tmp_path / "elsewhere" / "real.csv")) == 1


def test_when_writing_fails_the_older_output_stays_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("van gisteren", encoding="utf-8")

    def write_half() -> None:
        with written_whole(target) as file:
            file.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_half()
    assert (target.read_text(encoding="utf-8"), os.listdir(tmp_path)) == ("van gisteren", ["out.csv"])
