"""What goes wrong is told in words, and nothing half-written stays: impossible figures, no law, a full disk, a stop."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from loopbaankrediet.cli import main
from loopbaankrediet.policylab import margins
from loopbaankrediet.policylab.strata import strata

SIMULATE = ["simulate", "--known-on", "2026-11-23"]
PROGRAM = "import sys; from loopbaankrediet.cli import main; sys.exit(main())"
SMALL_DISK = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (400, 400)); {PROGRAM}"


@pytest.fixture
def nobody_studied(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Figures by which nobody of any age has studied, and more than half of all who work have."""
    known = dict(margins.figures())
    known["high_by_age"] = known["high_by_age"] | {"shares": dict.fromkeys(known["high_by_age"]["shares"], 0)}
    strata.cache_clear()
    monkeypatch.setattr(margins, "figures", lambda: known)
    yield
    strata.cache_clear()


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main([*SIMULATE, *words]) == 1
    found = capsys.readouterr()
    assert "Traceback" not in found.err
    assert found.out == ""
    return found.err


@pytest.mark.usefixtures("nobody_studied")
@pytest.mark.parametrize("words", [["--draws", "1"], ["--persons", "10"]])
def test_figures_that_no_population_has_are_refused(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "de bevolking niet kan hebben" in refused(capsys, *words, "--to", str(tmp_path / "antwoord.json"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--set", "bestaat_niet=3"], "bestaat_niet"),
        (["--set", "seniority_months_required=-5"], "seniority_months_required"),
        (["--known-on", "2013-01-01"], "2013"),
        (["--scenario", "bestaat_niet"], "bestaat_niet"),
        (["--years", "11"], "Reken 1 tot en met 10 jaar"),
        (["--to", "antwoord.doc"], "eindigt op .json"),
        (["--to", "nergens/antwoord.csv"], "de map nergens bestaat niet"),
    ],
)
@pytest.mark.parametrize("kind", ["--draws", "--persons"])
def test_what_cannot_be_run_is_refused_before_it_is_computed(
    kind: str, words: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reason in refused(capsys, kind, "1", *words)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--persons", "0"], "Vraag 1 tot en met 100000000 personen"),
        (["--persons", "10", "--draws", "2"], "Kies --draws of --persons"),
        (["--persons", "10", "--scenario", "draft", "more_hours"], "één scenario tegelijk"),
    ],
)
def test_lives_that_cannot_be_drawn_are_refused(
    words: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reason in refused(capsys, *words)


@pytest.mark.parametrize("ending", [".json", ".csv", ".parquet"])
@pytest.mark.parametrize("words", [["--draws", "2"], ["--persons", "1000"]])
def test_an_answer_is_kept_whole(words: list[str], ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"café d'antwoord{ending}"
    assert main([*SIMULATE, "--years", "1", *words, "--to", str(target)]) == 0
    assert [one.name for one in tmp_path.iterdir()] == [target.name]
    if ending != ".json":
        assert (pl.read_csv if ending == ".csv" else pl.read_parquet)(target).height > 6


@pytest.mark.parametrize("ending", [".json", ".csv", ".parquet"])
def test_a_full_disk_is_told_and_an_older_answer_stays(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"antwoord{ending}"
    target.write_text("ouder")
    words = [*SIMULATE, "--persons", "1000", "--years", "1", "--to", str(target)]
    done = subprocess.run([sys.executable, "-c", SMALL_DISK, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Er is niets bewaard. Maak plaats" in done.stderr
    assert "Traceback" not in done.stderr
    assert [one.read_text() for one in tmp_path.iterdir()] == ["ouder"]


@pytest.mark.parametrize(
    "words", [["--persons", "90000000"], ["--draws", "2000", "--processes", "2"]], ids=["lives", "draws"]
)
def test_a_run_that_is_stopped_half_way_leaves_nothing(words: list[str], tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, *SIMULATE, *words, "--to", str(tmp_path / "antwoord.parquet")]
    run = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert run.stderr is not None
    heard = run.stderr.read(1) + run.stderr.read(20)
    run.send_signal(signal.SIGINT)
    _, rest = run.communicate(timeout=60)
    assert run.returncode == 130
    assert b" van " in heard + rest
    assert "Gestopt." in rest.decode()
    assert b"Traceback" not in rest
    assert list(tmp_path.iterdir()) == []


def test_a_parameter_of_ones_own_changes_what_comes_out(capsys: pytest.CaptureFixture[str]) -> None:
    words = [*SIMULATE, "--persons", "20000", "--years", "1"]
    assert main(words) == main([*words, "--set", "seniority_months_required=12"]) == 0
    once, twice = capsys.readouterr().out.split("20.000 getrokken levens")[1:]
    (past, ahead), (same, other) = (told.rsplit(" 2027 ", 1) for told in (once, twice))
    assert past.split("overheid\n")[1] == same.split("overheid\n")[1]
    assert ahead != other
