"""The command line as an operator meets it: a database when one is needed, and an honest exit status."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.platform.test_processes import running


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "LOOPBAANKREDIET_VAR": str(tmp_path)}


def command(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "loopbaankrediet.cli", *words]
    return subprocess.run(line, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.database
def test_a_command_starts_the_database_it_needs_and_stops_it_again(environment: dict[str, str], tmp_path: Path) -> None:
    assert command(environment, "db", "migrate").returncode == 0
    verified = command(environment, "ledger", "verify")
    assert (verified.returncode, running(str(tmp_path))) == (0, [])


@pytest.mark.database
def test_the_status_of_a_database_that_does_not_run_is_told_without_starting_it(
    environment: dict[str, str], tmp_path: Path
) -> None:
    answer = command(environment, "db", "status")
    assert (answer.returncode, (tmp_path / "postgres" / "data").exists()) == (0, False)
    assert "draait niet" in answer.stdout


def test_an_operators_mistake_is_told_on_standard_error_with_status_1(environment: dict[str, str]) -> None:
    answer = command({**environment, "DATABASE_URL": "postgresql:///l"}, "db", "status")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "DATABASE_OWNER_URL" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_wrong_usage_has_status_2(environment: dict[str, str]) -> None:
    assert command(environment, "db", "opruimen").returncode == 2
