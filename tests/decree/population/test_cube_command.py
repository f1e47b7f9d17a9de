"""`cube` as a person in a terminal meets it: sums that agree with decide-many, refusals, and the answer in the docs."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import polars as pl
import pytest

from loopbaankrediet.cli import main
from loopbaankrediet.decree.population.many import decide_file
from tests.decree.population.people_files import an, csv_file, draft, parquet_file, people

DAYS = ("--on", "2027-03-01", "--known-on", "2026-11-23")
HOW_TO = Path(__file__).parents[3] / "docs" / "how-to" / "compare-scenarios.md"
IN_THE_HOW_TO = 20_000

Run = Callable[..., "Done"]


class Done(NamedTuple):
    status: int | str | None
    stdout: str
    stderr: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def within(*words: object) -> Done:
        try:
            status: int | str | None = main(["cube", *map(str, words)])
        except SystemExit as end:
            status = end.code
        return Done(status, *capsys.readouterr())

    return within


def test_the_how_to_shows_what_the_command_answers(run: Run) -> None:
    parquet_file(Path("persons.parquet"), people(IN_THE_HOW_TO))
    shown = re.search(r"^\$ \.venv/bin/loopbaankrediet cube (?P<words>.*)\n(?P<answer>(.*\n)*?)```", _how_to(), re.M)
    assert shown is not None
    assert run(*shlex.split(shown["words"])) == Done(0, shown["answer"], "")


def _how_to() -> str:
    return HOW_TO.read_text(encoding="utf-8")


def test_the_sums_are_those_of_decide_many(run: Run) -> None:
    source = parquet_file(Path("in.parquet"), people(5_000))
    totals = decide_file(source, Path("out.parquet"), policy=draft())
    answer = json.loads(run(source, *DAYS, "--format", "json").stdout)
    assert (answer["rows"], answer["people"]) == (5_000, 5_000)
    assert answer["totals"]["draft"] == {
        "law": draft().hash,
        "people": totals.rows,
        "granted": totals.granted,
        "minutes": totals.minutes,
        "public_cents": totals.public_cents,
        "own_cents": totals.own_cents,
    }


def test_an_amount_of_your_own_is_compared_with_the_draft(run: Run) -> None:
    parquet_file(Path("in.parquet"), [an(seniority_months=60), an()])
    done = run("in.parquet", *DAYS, "--compare", "draft", "--set", "seniority_months_required=60")
    assert done.status == 0
    assert "Van draft naar draft (seniority_months_required=60)\n" in done.stdout
    assert "wordt 5 jaar (60 maanden): 1 mens krijgt er recht op, + 360 minuten, + 503,40 euro van de" in done.stdout


def test_a_stored_cube_is_asked_again_and_says_when_it_cannot_tell(run: Run) -> None:
    parquet_file(Path("in.parquet"), people(2_000))
    first = run("in.parquet", *DAYS, "--out", "cube.parquet")
    assert (first.status, run("cube.parquet", *DAYS)) == (0, first)
    sixty = (*DAYS, "--set", "seniority_months_required=60")
    refused = run("cube.parquet", *sixty)
    assert (refused.status, refused.stdout) == (1, "")
    assert "--keep seniority_months" in refused.stderr
    assert run("in.parquet", *DAYS, "--keep", "seniority_months", "--out", "cube.parquet").status == 0
    assert run("cube.parquet", *sixty).stdout.splitlines()[2:] == run("in.parquet", *sixty).stdout.splitlines()[2:]
    late = run("cube.parquet", *DAYS, "--keep", "schooling")
    assert (late.status, "is al een kubus" in late.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bad.csv",), "bad.csv, kolom 'vouchers_used', rij 2 (regel 3): 21 ligt buiten 0 tot en met 20."),
        (("in.csv", "--out", "cube.csv"), "cube.csv: een kubus wordt bewaard als .parquet."),
        (("in.csv", "--out", "weg/cube.parquet"), "de map weg bestaat niet."),
        (("in.csv", "--scenario", "later"), "Wel bekend: draft"),
        (("in.csv", "--compare", "recent_vouchers_only"), "kolom 'vouchers_used_last_6_years': ontbreekt."),
        (("in.csv", "--keep", "inkomen"), "Feit 'inkomen': dit feit bestaat niet."),
        (("in.csv", "--set", "hours=6"), "Parameter 'hours': die bestaat niet"),
        (("in.csv", "--on", "2013-06-01"), "--on 2013-07-01"),
        (("nergens.csv",), "nergens.csv: dit bestand bestaat niet."),
    ],
)
def test_refused_input_exits_with_1_and_says_how_to_mend_it(run: Run, words: tuple[str, ...], told: str) -> None:
    head = ",".join(an())
    cells = {name: str(value).lower() for name, value in an().items()}
    csv_file(Path("in.csv"), f"{head}\n{','.join(cells.values())}\n")
    csv_file(Path("bad.csv"), f"{Path('in.csv').read_text()}{','.join((cells | {'vouchers_used': '21'}).values())}\n")
    done = run(*words[:1], *DAYS, *words[1:])
    assert (done.status, done.stdout) == (1, "")
    assert told in done.stderr
    assert sorted(os.listdir()) == ["bad.csv", "in.csv"]


def test_a_scenario_compared_with_only_itself_is_said(run: Run) -> None:
    parquet_file(Path("in.parquet"), people(100))
    done = run("in.parquet", *DAYS, "--compare", "draft")
    assert done.status == 0
    assert done.stdout.endswith("Er is niets te vergelijken: --scenario en --compare noemen allebei alleen 'draft'.\n")


def test_the_scenario_that_does_not_know_an_amount_is_named(run: Run) -> None:
    parquet_file(Path("in.parquet"), people(100))
    words = ("--scenario", "draft", "predecessor_continued", "--set", "credit_minutes=60")
    done = run("in.parquet", *DAYS, *words)
    assert (done.status, done.stdout) == (1, "")
    assert done.stderr.startswith("Scenario 'predecessor_continued': Parameter 'credit_minutes': die bestaat niet")


def test_wrong_usage_exits_with_2(run: Run) -> None:
    for words in ((), ("in.csv", "--format", "xml"), ("in.csv", "--on", "1 maart")):
        assert run(*words).status == 2


@pytest.fixture
def stopped_while_reading() -> Iterator[None]:
    """What Ctrl-C does, as soon as the file is being read."""

    def stop(number: int, frame: FrameType | None) -> None:
        if any(thread.name.startswith("ThreadPoolExecutor") for thread in threading.enumerate()):
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.default_int_handler(number, frame)

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def ten_million(tmp_path: Path) -> Path:
    path = tmp_path / "in.parquet"
    pl.concat([pl.DataFrame(people(1_000))] * 10_000).write_parquet(path, row_group_size=100_000)
    return path


def test_a_stop_in_the_middle_keeps_the_older_cube(ten_million: Path, run: Run, stopped_while_reading: None) -> None:
    Path("cube.parquet").write_text("van gisteren", encoding="utf-8")
    done = run(ten_million, *DAYS, "--out", "cube.parquet")
    assert done == Done(130, "", "Gestopt. Er is niets bewaard.\n")
    assert sorted(os.listdir()) == ["cube.parquet", "in.parquet"]
    assert Path("cube.parquet").read_text(encoding="utf-8") == "van gisteren"
