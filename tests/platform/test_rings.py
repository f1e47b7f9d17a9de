"""The runner of the rings: a green line must mean that something ran, in time, and that nothing was left out."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "rings.py"
EVERYTHING = "not nothing"


@pytest.fixture
def rings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, at work in an empty folder."""
    spec = importlib.util.spec_from_file_location("rings", SCRIPT)
    assert spec is not None and spec.loader is not None  # noqa: PT018
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "rings", module)
    spec.loader.exec_module(module)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REQUIRE_ALL", raising=False)
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -q -p no:django\n")
    (tmp_path / "var" / "rings").mkdir(parents=True)
    return module


def run(rings: ModuleType, test: str, minutes: int = 1) -> tuple[object, int]:
    Path("test_it.py").write_text(test)
    outcome = rings.timed(rings.Ring("unit", minutes, EVERYTHING))
    return outcome, rings.report([outcome])


def test_a_ring_that_passes_is_counted(rings: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    _, status = run(rings, "def test_a(): pass\ndef test_b(): pass\n")
    assert (status, capfd.readouterr().out.splitlines()[-1]) == (0, "2 passed, 0 failed")


def test_a_failing_test_fails_the_run(rings: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    _, status = run(rings, "def test_a(): assert False\ndef test_b(): pass\n")
    assert (status, capfd.readouterr().out.splitlines()[-1]) == (1, "1 passed, 1 failed")


def test_a_skipped_test_fails_the_run(rings: ModuleType) -> None:
    _, status = run(rings, "import pytest\ndef test_a(): pytest.skip('later')\n")
    assert status == 1


def test_a_ring_over_its_budget_fails_the_run(rings: ModuleType) -> None:
    outcome = rings.over_budget(rings.Outcome("unit", 6, seconds=361.0, passed=3))
    assert rings.report([outcome]) == 1


def test_a_ring_without_tests_is_named_and_fails_when_all_are_required(
    rings: ModuleType, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome, status = run(rings, "")
    monkeypatch.setenv("REQUIRE_ALL", "1")
    assert (status, rings.report([outcome])) == (0, 1)
    assert "unit: no test of this ring exists" in capfd.readouterr().out


def test_a_ring_whose_need_is_missing_is_not_run(rings: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    outcome = rings.timed(rings.Ring("browser", 1, EVERYTHING, lambda: "no chromium on this machine"))
    assert rings.report([outcome]) == 0
    assert "browser: no chromium on this machine" in capfd.readouterr().out


def test_every_test_belongs_to_exactly_one_ring(rings: ModuleType) -> None:
    marks = ("database", "race", "crash", "browser", "engine", "power", "peer")
    for number in range(2 ** len(marks)):
        held = {mark: bool(number >> place & 1) for place, mark in enumerate(marks)}
        homes = [ring.name for ring in rings.RINGS if eval(ring.marks, {}, held)]
        assert len(homes) == 1, (held, homes)


def test_with_all_required_only_what_an_installation_brings_may_not_lack(
    rings: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUIRE_ALL", "1")
    lacking = rings.Ring("engines", 1, EVERYTHING, lambda: "no java on this machine")
    impossible = rings.Ring("power", 1, EVERYTHING, lambda: "needs root", installable=False)
    assert [rings.report([rings.timed(ring)]) for ring in (lacking, impossible)] == [1, 0]
