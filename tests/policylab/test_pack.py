"""What one takes away is the result itself: the same numbers in CSV, Parquet and PDF, and never half a folder."""

import csv
import errno
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from lxml import etree
from pypdf import PdfReader

from loopbaankrediet.cli import main
from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.policylab import pack
from loopbaankrediet.policylab.charts import bars, fan
from loopbaankrediet.policylab.combining import contributions
from loopbaankrediet.policylab.drawing import FIGURES, Question, draw
from loopbaankrediet.policylab.errors import RunRefused
from loopbaankrediet.policylab.labels import whole
from loopbaankrediet.policylab.pack import write_pack
from loopbaankrediet.policylab.places import PROVINCES, asked_in, counsellors_in
from loopbaankrediet.policylab.priors import priors
from loopbaankrediet.policylab.reports import LIMITS
from loopbaankrediet.policylab.sensitivity import Effect, Ranking, Sensitivity
from loopbaankrediet.policylab.tables import Result, as_csv, frame, result

KNOWN = date(2026, 11, 23)
TODAY = date(2026, 11, 24)
SCENARIOS = ("draft", "seniority_one_year", "more_hours", "seniority_one_year+more_hours")


@pytest.fixture(scope="module")
def shown() -> Result:
    question = Question(SCENARIOS, 1, KNOWN, draws=3, seed=7)
    effects = tuple(Effect(prior, 5.0, 1.0, 1) for prior in list(priors().values())[:2])
    moved = Sensitivity(question, "draft", 4, (Ranking("begin", effects),))
    return result(draw(question), moved)


@pytest.fixture(scope="module")
def folder(shown: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs") / "één pack"
    write_pack(shown, folder, TODAY)
    return folder


def test_the_tables_hold_the_numbers_of_the_result(shown: Result, folder: Path) -> None:
    table = pl.read_parquet(folder / "resultaat.parquet")
    for scenario in SCENARIOS:
        for figure in FIGURES:
            row = table.filter(table="total", scenario=scenario, figure=figure).row(0, named=True)
            assert row["p50"] == shown.found.interval(scenario, figure)[0.5]
    found = shown.winners[0].whole
    rows = table.filter(pl.col("table") == "winners", pl.col("scenario") == "seniority_one_year", pl.col("group") == "")
    assert dict(rows.select("figure", "p50").iter_rows())["more"] == found.more
    assert set(rows["articles"]) == {"art. 4 (anciënniteit)"}


def test_every_row_says_its_seed_and_the_law_of_its_scenario(shown: Result) -> None:
    for scenario, law in frame(shown).select("scenario", "law").unique().iter_rows():
        assert law == policy_on(date(2027, 1, 1), KNOWN, scenario=scenario).hash
    assert set(frame(shown)["seed"]) == {7}


def test_csv_is_the_same_table_with_decimal_commas(shown: Result, folder: Path) -> None:
    text = (folder / "resultaat.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    table = frame(shown)
    assert len(rows) == len(table)
    assert [float(row["p50"].replace(",", ".")) for row in rows] == table["p50"].to_list()
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_a_cell_that_looks_like_a_formula_stays_text(shown: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    one = frame(shown).head(1).with_columns(group=pl.lit('=2+2;"x"'))
    monkeypatch.setattr("loopbaankrediet.policylab.tables.frame", lambda _: one)
    assert ';"\'=2+2;""x""";' in as_csv(shown)


def test_the_booklet_is_tagged_dutch_real_text_with_bookmarks(folder: Path) -> None:
    found = PdfReader(folder / "resultaat.pdf")
    root: Any = found.trailer["/Root"]
    assert root["/Lang"] == "nl-BE"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert found.metadata is not None
    assert found.metadata.title == "Het loopbaankrediet, als de wet anders was"
    marks = [one.title for one in found.outline if not isinstance(one, list)]
    assert marks[:3] == ["Wat we vergelijken", "Naast elkaar", "Jaar na jaar"]
    assert "Wie wint en wie verliest" in marks


def test_every_page_says_what_the_model_cannot_say_and_its_seed_and_law(shown: Result, folder: Path) -> None:
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(folder / "resultaat.pdf").pages]
    for text in pages:
        assert LIMITS[:60] in text
        assert LIMITS[-30:] in text
        assert "Seed 7." in text
        assert shown.law("draft")[:19] in text
    whole_text = " ".join(pages)
    for scenario in SCENARIOS:
        middle, law = shown.found.interval(scenario, "public_euro")[0.5], shown.law(scenario)
        assert whole(middle) in whole_text
        assert law in whole_text
    assert whole(shown.winners[0].whole.more) in whole_text
    assert "7 jaar (84 maanden) wordt 1 jaar (12 maanden)" in whole_text


def test_the_same_result_gives_the_same_booklet(shown: Result, folder: Path) -> None:
    assert pack.packed(shown, TODAY)["resultaat.pdf"] == (folder / "resultaat.pdf").read_bytes()


def test_a_folder_that_is_there_is_never_written_over(shown: Result, folder: Path) -> None:
    with pytest.raises(RunRefused, match="bestaat al"):
        write_pack(shown, folder, TODAY)


def test_a_full_disk_leaves_nothing_half_written(
    shown: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = pack._write

    def full(path: Path, content: bytes) -> None:
        if path.suffix == ".pdf":
            raise OSError(errno.ENOSPC, "No space left on device")
        write(path, content)

    monkeypatch.setattr(pack, "_write", full)
    with pytest.raises(RunRefused, match="Er is niets half geschreven"):
        write_pack(shown, tmp_path / "pack", TODAY)
    assert list(tmp_path.iterdir()) == []


def test_what_two_scenarios_contribute_adds_up_in_every_draw(shown: Result) -> None:
    parts = contributions(shown.found, "seniority_one_year", "more_hours", "hours")
    draft, both = (shown.found.figures(name, "hours") for name in (SCENARIOS[0], SCENARIOS[3]))
    assert draft + parts.first + parts.second + parts.interaction == pytest.approx(both)
    with pytest.raises(RunRefused, match="Vraag in dezelfde berekening ook"):
        contributions(shown.found, "seniority_one_year", "fee_153_82", "hours")


def test_provinces_share_all_counsellors_and_the_uneven_ones_wait_longer(shown: Result) -> None:
    assert counsellors_in(0.0) == pytest.approx(asked_in())
    for draw_ in shown.found.draws:
        year = draw_.outcomes[0].years[-1]
        assert sum(place.counsellors for place in year.places.values()) == pytest.approx(year.counsellors)
        assert tuple(year.places) == PROVINCES
        assert year.places["limburg"].weeks >= year.places["antwerp"].weeks


def test_a_chart_is_a_sound_drawing_with_its_numbers_in_words() -> None:
    levels = {0.05: 0.5, 0.25: 1.0, 0.5: 1.5, 0.75: 2.0, 0.95: 2.5}
    for chart in (
        fan("x < y", {2027: levels}),
        bars("x", [("a & b", levels)]),
        fan("x", dict.fromkeys((1, 2), levels)),
    ):
        assert etree.QName(etree.fromstring(chart.svg.encode())).localname == "svg"
        assert "(van " in chart.alt
    flat = fan("niets", {2027: dict.fromkeys(levels, 0.0)})
    assert "nan" not in flat.svg


def test_the_command_writes_a_pack_and_says_who_wins(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["simulate", "--draws", "1", "--years", "1", "--known-on", "2026-11-23"]
    words += ["--scenario", "draft", "seniority_one_year", "--winners", "--pack", str(tmp_path / "pack")]
    assert main([*words, "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["winners"][0]["difference"]["parts"][0]["article"] == "art. 4 (anciënniteit)"
    assert sorted(path.name for path in (tmp_path / "pack").iterdir()) == [
        "resultaat.csv",
        "resultaat.parquet",
        "resultaat.pdf",
    ]
    assert main(words) == 1
    assert "bestaat al" in capsys.readouterr().err
