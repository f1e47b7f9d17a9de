"""The command line as an operator meets it: a database when one is needed, and an honest exit status."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loopbaankrediet.cli.backup_options import moment
from loopbaankrediet.platform.places import private_folder
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


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The var folder of a demonstration that was backed up, then sealed: the seals know more than the backup."""
    var = tmp_path_factory.mktemp("gegevens van Zoë")
    place = {**os.environ, "LOOPBAANKREDIET_VAR": str(var)}
    assert command(place, "db", "prepare").returncode == 0
    made = command(place, "db", "backup", str(var / "kopie"))
    assert (made.returncode, "backup_key" in made.stdout, "andere plaats" in made.stdout) == (0, True, True)
    assert command(place, "ledger", "seal").returncode == 0
    return var


@pytest.fixture
def restored(backed_up: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Restores into a folder of this test."""

    def restore(*words: str) -> subprocess.CompletedProcess[str]:
        (path,) = (backed_up / "kopie").glob("*.backup")
        into = ("--into", str(tmp_path / "oefening"))
        return command({**os.environ, "LOOPBAANKREDIET_VAR": str(backed_up)}, "db", "restore", str(path), *into, *words)

    return restore


@pytest.mark.database
def test_a_backup_comes_back_with_its_ledger_proven(
    restored: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    done = restored()
    assert (done.returncode, done.stderr, "--after-restore" in done.stdout) == (0, "", False)
    assert "every balance equals its transfers" in done.stdout
    again = restored()
    assert (again.returncode, "niet leeg" in again.stderr, running(str(tmp_path))) == (1, True, [])


@pytest.mark.database
def test_an_older_database_passes_the_proof_but_is_not_taken_for_the_real_one(
    restored: Callable[..., subprocess.CompletedProcess[str]], backed_up: Path, tmp_path: Path
) -> None:
    """Without the archive comes back what was there before the last seal."""
    roots = (backed_up / "seals" / "ledger.jsonl").read_bytes()
    done = restored("--without-archive")
    assert (done.returncode, done.stderr) == (0, "")
    assert "loopbaankrediet ledger seal --after-restore" in done.stdout
    assert (backed_up / "seals" / "ledger.jsonl").read_bytes() == roots
    place = {"LOOPBAANKREDIET_VAR": str(backed_up), "LOOPBAANKREDIET_SERVER": str(tmp_path / "oefening")}
    serious = command({**os.environ, **place}, "ledger", "verify")
    assert (serious.returncode, "ontbreekt in de databank" in serious.stderr) == (1, True)


@pytest.mark.parametrize("words", [("backup",), ("restore", "kopie.backup")])
def test_backups_of_a_server_that_is_not_ours_are_left_to_it(environment: dict[str, str], words: tuple[str]) -> None:
    elsewhere = {"DATABASE_URL": "postgresql:///l", "DATABASE_OWNER_URL": "postgresql:///l"}
    answer = command({**environment, **elsewhere}, "db", *words)
    assert (answer.returncode, "pg_basebackup" in answer.stderr) == (1, True)


def test_a_moment_that_is_none_is_wrong_usage(environment: dict[str, str]) -> None:
    answer = command(environment, "db", "restore", "kopie.backup", "--to", "gisteren")
    assert (answer.returncode, "'gisteren' is geen moment" in answer.stderr) == (2, True)


def test_a_moment_without_a_zone_is_brussels_time() -> None:
    assert moment("2027-07-01T14:30") == datetime(2027, 7, 1, 12, 30, tzinfo=UTC)
    assert moment("2027-07-01T14:30+00:00") == datetime(2027, 7, 1, 14, 30, tzinfo=UTC)


def test_an_operators_mistake_is_told_on_standard_error_with_status_1(environment: dict[str, str]) -> None:
    answer = command({**environment, "DATABASE_URL": "postgresql:///l"}, "db", "status")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "DATABASE_OWNER_URL" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_wrong_usage_has_status_2(environment: dict[str, str]) -> None:
    assert command(environment, "db", "opruimen").returncode == 2


@pytest.mark.database
def test_an_archive_that_is_not_there_is_refused_until_somebody_says_so(
    restored: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """A typing error must not throw away all that came after the backup."""
    done = restored("--archive", str(tmp_path / "tikfout"))
    assert (done.returncode, "tikfout is geen map" in done.stderr, "--without-archive" in done.stderr) == (
        1,
        True,
        True,
    )
    assert not (tmp_path / "oefening" / "data").exists()
    both = restored("--archive", str(tmp_path), "--without-archive")
    assert both.returncode == 2


@pytest.mark.database
def test_a_restore_into_a_file_is_refused_in_words(
    restored: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    (tmp_path / "oefening").write_text("geen map")
    done = restored()
    assert (done.returncode, "Traceback" in done.stderr, "is geen map" in done.stderr) == (1, False, True)


@pytest.mark.parametrize("name", ["DATABASE_URL", "DATABASE_OWNER_URL"])
def test_an_address_that_is_none_is_told_without_repeating_it(environment: dict[str, str], name: str) -> None:
    urls = {"DATABASE_URL": "postgresql:///l", "DATABASE_OWNER_URL": "postgresql:///l"}
    answer = command({**environment, **urls, name: "wachtwoord geheim"}, "db", "status")
    assert (answer.returncode, "Traceback" in answer.stderr, "geheim" in answer.stderr) == (1, False, False)
    assert f"{name} is not an address" in answer.stderr


def test_a_server_that_does_not_answer_is_told_without_a_trace(environment: dict[str, str]) -> None:
    nowhere = dict.fromkeys(("DATABASE_URL", "DATABASE_OWNER_URL"), "postgresql://a:geheim@127.0.0.1:1/l")
    answer = command({**environment, **nowhere}, "db", "status")
    assert (answer.returncode, "Traceback" in answer.stderr, "geheim" in answer.stderr) == (1, False, False)
    assert "Geen verbinding met de databank" in answer.stderr


def test_a_key_that_is_no_key_is_named_by_its_file(environment: dict[str, str], tmp_path: Path) -> None:
    private_folder(tmp_path / "secrets")
    (tmp_path / "secrets" / "backup_key").write_text("mijn sleutel")
    (tmp_path / "secrets" / "backup_key").chmod(0o600)
    answer = command(environment, "db", "backup")
    assert (answer.returncode, "Traceback" in answer.stderr, "mijn sleutel" in answer.stderr) == (1, False, False)
    assert str(tmp_path / "secrets" / "backup_key") in answer.stderr


def test_a_stray_file_among_the_backups_stops_nothing_and_a_broken_list_is_named(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "notities.json").write_text("[]")
    answer = command(environment, "db", "status")
    assert (answer.returncode, "nog geen back-up" in answer.stdout) == (0, True)
    (tmp_path / "backups" / "loopbaankrediet-20270301T020000.000000Z.json").write_text("{")
    answer = command(environment, "db", "status")
    assert (answer.returncode, "Traceback" in answer.stderr) == (1, False)
    assert "loopbaankrediet-20270301T020000.000000Z.json" in answer.stderr
