"""`decide-many` as a person in a terminal meets it: one summary line, no half output, errors that can be mended."""

from __future__ import annotations

import os
import pty
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

from loopbaankrediet.cli import main
from loopbaankrediet.cli.answering import stopped_or
from loopbaankrediet.cli.many_commands import bar, summary
from loopbaankrediet.decree.population.many import Totals
from tests.decree.population.people_files import an, csv_file, draft, parquet_file, people, read_csv, text_of

DAYS = ("--on", "2027-03-01", "--known-on", "2026-11-23")
PROGRAM = "import sys; from loopbaankrediet.cli import main; sys.exit(main())"
SMALL_DISK = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)); " + PROGRAM
YESTERDAY = "van gisteren"


def command(*words: object, program: str = PROGRAM) -> list[str]:
    return [sys.executable, "-c", program, "decide-many", *map(str, words)]


Run = Callable[..., "Done"]


class Done(NamedTuple):
    returncode: int | str | None
    stdout: str
    stderr: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process, which is quick."""

    def within(*words: object) -> Done:
        try:
            status: int | str | None = main(["decide-many", *map(str, words)])
        except SystemExit as end:
            status = end.code
        return Done(status, *capsys.readouterr())

    return within


def many_people(path: Path, blocks: int) -> Path:
    pl.concat([pl.DataFrame(people(1_000))] * blocks).write_parquet(path, row_group_size=100_000)
    return path


def test_the_summary_counts_rows_grants_minutes_and_euros(tmp_path: Path, run: Run) -> None:
    source = csv_file(tmp_path / "in.csv", text_of(people(2_000)))
    done = run(source, tmp_path / "out.csv", *DAYS)
    rows = read_csv(tmp_path / "out.csv")
    granted = sum(row["granted"] == "true" for row in rows)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (0, "", 1)
    assert done.stderr.startswith("2.000 rijen in ")
    assert f" s: {granted} toegekend, " in done.stderr
    assert done.stderr.endswith(f"Wet {draft().hash}\n")


def test_the_summary_writes_numbers_as_belgian_dutch_does() -> None:
    told = summary(Totals(10_000_000, 1_500, 540_000, 123_456_789, 5), "sha256:ab", 125.04)
    assert told == (
        "10.000.000 rijen in 2 min 5 s: 1.500 toegekend, 540.000 minuten, 1.234.567,89 euro van de overheid en "
        "0,05 euro van de personen zelf. Wet sha256:ab"
    )


def test_parameters_and_scenarios_are_heard(tmp_path: Path, run: Run) -> None:
    source = parquet_file(tmp_path / "in.parquet", [an(seniority_months=60)])
    words = (source, tmp_path / "out.csv", *DAYS, "--set", "seniority_months_required=60", "credit_minutes=480")
    assert run(*words).returncode == 0
    assert read_csv(tmp_path / "out.csv")[0]["minutes"] == "480"
    refused = run(source, tmp_path / "out.csv", *DAYS, "--scenario", "later")
    assert (refused.returncode, "Wel bekend: draft" in refused.stderr) == (1, True)


@pytest.mark.parametrize(
    ("column", "good", "bad", "told"),
    [
        ("vouchers_used", 1, 21, "kolom 'vouchers_used', rij 2 (regel 3): 21 ligt buiten 0 tot en met 20."),
        ("schooling", "low", None, "kolom 'schooling', rij 2 (regel 3): de cel is leeg."),
        ("onbekend", 1, 1, "kolom 'onbekend': is geen feit"),
    ],
)
def test_refused_input_exits_with_1_and_keeps_the_older_output(
    tmp_path: Path, run: Run, column: str, good: object, bad: object, told: str
) -> None:
    source = csv_file(tmp_path / "in.csv", text_of([an() | {column: good}, an() | {column: bad}]))
    (tmp_path / "out.csv").write_text(YESTERDAY, encoding="utf-8")
    done = run(source, tmp_path / "out.csv", *DAYS)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    only_yesterday(tmp_path, source, "out.csv")


def only_yesterday(folder: Path, source: Path, target: str) -> None:
    assert sorted(os.listdir(folder)) == sorted([source.name, target])
    assert (folder / target).read_text(encoding="utf-8") == YESTERDAY


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("in.csv",),
        ("in.csv", "out.csv", "--engine", "abacus"),
        ("in.csv", "out.csv", "--on", "1 maart"),
        ("in.csv", "out.csv", "--set", "credit_minutes=zes"),
    ],
)
def test_wrong_usage_exits_with_2(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert (done.returncode, "usage:" in done.stderr) == (2, True)


def test_a_day_without_a_law_says_from_which_day_there_is_one(tmp_path: Path, run: Run) -> None:
    done = run(parquet_file(tmp_path / "in.parquet", [an()]), tmp_path / "out.csv", "--on", "2013-06-01")
    assert (done.returncode, "--on 2013-07-01" in done.stderr) == (1, True)


# ---- stopped, or out of room


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_a_stop_in_the_middle_leaves_nothing_half_written(tmp_path: Path, number: signal.Signals) -> None:
    source, target = many_people(tmp_path / "in.parquet", 5_000), tmp_path / "out.csv"
    target.write_text(YESTERDAY, encoding="utf-8")
    with subprocess.Popen(command(source, target, *DAYS), stderr=subprocess.PIPE, text=True) as working:
        until(lambda: any(path.stat().st_size > 100_000 for path in tmp_path.glob(".decide-many-*")))
        working.send_signal(number)
        _, told = working.communicate(timeout=30)
    assert (working.returncode, told) == (130, f"Gestopt. {target} is niet gewijzigd.\n")
    only_yesterday(tmp_path, source, "out.csv")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
@pytest.mark.parametrize(
    ("engine", "reached"),
    [
        pytest.param("dask", "facts/*", marks=pytest.mark.engine),
        pytest.param("dask", "answers/*", marks=pytest.mark.engine),
        pytest.param("spark", "facts/*", marks=pytest.mark.engine),
        pytest.param("spark", "answers/*", marks=pytest.mark.engine),
    ],
)
def test_a_stop_of_a_cluster_engine_leaves_no_copy_of_the_persons(
    tmp_path: Path, number: signal.Signals, engine: str, reached: str
) -> None:
    source, aside = many_people(tmp_path / "in.parquet", 2_200), tmp_path / "aside"
    aside.mkdir()
    words = command(source, tmp_path / "out.csv", *DAYS, "--engine", engine)
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env=os.environ | {"TMPDIR": str(aside)}) as working:
        until(lambda: any(aside.glob(f"loopbaankrediet-*/{reached}")))
        working.send_signal(number)
        _, told = working.communicate(timeout=30)
    assert (working.returncode, told) == (130, f"Gestopt. {tmp_path / 'out.csv'} is niet gewijzigd.\n")
    assert not list(aside.glob("loopbaankrediet-*"))
    assert sorted(os.listdir(tmp_path)) == ["aside", "in.parquet"]


def until(holds: Callable[[], bool]) -> None:
    patience = time.monotonic() + 90
    while not holds():
        assert time.monotonic() < patience, "the work never began"
        time.sleep(0.002)


@pytest.mark.parametrize("name", ["out.csv", "out.parquet"])
def test_a_full_disk_is_told_and_leaves_nothing_half_written(tmp_path: Path, name: str) -> None:
    source = many_people(tmp_path / "in.parquet", 1_000)
    (tmp_path / name).write_text(YESTERDAY, encoding="utf-8")
    words = command(source, tmp_path / name, *DAYS, program=SMALL_DISK)
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert f"{name}: niet te schrijven (" in done.stderr
    assert "Traceback" not in done.stderr
    only_yesterday(tmp_path, source, name)


@pytest.mark.engine
def test_a_full_folder_for_temporary_files_is_named_and_not_the_output(tmp_path: Path) -> None:
    source, aside = many_people(tmp_path / "in.parquet", 100), tmp_path / "aside"
    aside.mkdir()
    words = command(source, tmp_path / "out.csv", *DAYS, "--engine", "dask", program=SMALL_DISK)
    environment = os.environ | {"TMPDIR": str(aside)}
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60, env=environment)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert done.stderr.startswith(f"{aside}/loopbaankrediet-")
    assert "kies een andere map met TMPDIR" in done.stderr
    assert not list(aside.glob("loopbaankrediet-*"))


def test_a_stop_after_the_output_took_its_place_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.csv"

    def work() -> int:
        target.write_text("nieuw", encoding="utf-8")
        raise KeyboardInterrupt

    assert stopped_or(work, target) == 130
    assert capsys.readouterr().err == f"Gestopt, maar {target} was al klaar en staat op zijn plaats.\n"


def test_an_answer_that_nobody_reads_or_that_has_no_room_is_no_traceback() -> None:
    for taker, told in (("| true", ""), ("> /dev/full", "niet te schrijven")):
        words = shlex.join([sys.executable, "-c", PROGRAM, "law", "show", "--format", "json"])
        done = subprocess.run(f"{words} {taker}", shell=True, capture_output=True, text=True, check=False)
        assert told in done.stderr
        assert done.stderr.count("\n") == bool(told)


# ---- progress


def test_a_terminal_sees_how_far_the_work_is(tmp_path: Path) -> None:
    source = many_people(tmp_path / "in.parquet", 500)
    ours, theirs = pty.openpty()
    with subprocess.Popen(command(source, tmp_path / "out.parquet", *DAYS), stderr=theirs):
        os.close(theirs)
        shown = drained(ours)
    assert "\r\x1b[K[########################] 500.000 van 500.000 rijen, " in shown
    assert "500.000 rijen in " in shown.rpartition("\r\x1b[K")[2]


def drained(terminal: int) -> str:
    read = b""
    try:
        while part := os.read(terminal, 4096):
            read += part
    except OSError:  # what Linux answers once the other side is closed
        pass
    os.close(terminal)
    return read.decode()


def test_the_bar_says_how_fast_and_how_long_still() -> None:
    assert bar(2_500_000, 10_000_000, 5) == (
        "[######..................] 2.500.000 van 10.000.000 rijen, 500.000 per seconde, nog 15,0 s"
    )
    assert bar(0, 10, 0).endswith("nog ...")
    assert bar(12, 10, 1).endswith("nog 0,0 s")


def test_other_commands_do_not_wait_for_polars() -> None:
    program = (
        "import sys; from loopbaankrediet.cli import main; main(['law', 'list']); sys.exit('polars' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0
