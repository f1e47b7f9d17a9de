"""`db status` on backups: an archive that fails or lags must be seen before somebody needs it."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from loopbaankrediet.cli.backup_state import tell_backups
from loopbaankrediet.kernel.clock import SystemClock
from loopbaankrediet.platform.backups.archive import position, segment_name
from loopbaankrediet.platform.backups.making import make_backup
from loopbaankrediet.platform.postgres import Server
from tests.platform.test_postgres import children

pytestmark = pytest.mark.database
PATIENCE_SECONDS = 30


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("LOOPBAANKREDIET_VAR", str(tmp_path))
    with Server() as server:
        yield server


@pytest.fixture
def said_at_last(capsys: pytest.CaptureFixture[str]) -> Callable[[str], bool]:
    """Whether `db status` comes to say this within half a minute."""

    def wait(words: str) -> bool:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            tell_backups()
            if words in capsys.readouterr().out:
                return True
            time.sleep(0.1)
        return False

    return wait


def current_segment(server: Server) -> str:
    with psycopg.connect(server.dsn("app")) as connection:
        row = connection.execute("SELECT pg_walfile_name(pg_current_wal_lsn())").fetchone()
    assert row is not None
    return str(row[0])


def archiver(server: Server) -> int:
    assert server.pid is not None
    return next(pid for pid in children(server.pid) if "archiver" in Path(f"/proc/{pid}/cmdline").read_text())


def test_before_the_first_backup_it_says_how_to_make_one(said_at_last: Callable[[str], bool], server: Server) -> None:
    assert said_at_last("nog geen back-up. Maak er een met: loopbaankrediet db backup")


def test_after_a_backup_it_says_how_old_it_is_and_that_the_archive_is_up_to_date(
    said_at_last: Callable[[str], bool], server: Server
) -> None:
    _, manifest = make_backup(server, clock=SystemClock())
    assert said_at_last(f"seconden geleden ({manifest.name})")
    assert said_at_last("is bij")


def test_an_archive_that_fails_is_told_with_the_place_of_the_reason(
    said_at_last: Callable[[str], bool], server: Server
) -> None:
    server.turn_archive_on()
    place = position(current_segment(server))
    for number in range(place, place + 4):
        (server.archive.folder / f"{segment_name(1, number)}.sealed").write_bytes(b"van een ander")
    make_backup(server, clock=SystemClock())
    assert said_at_last(f"FAALT bij {segment_name(1, place)}: de reden staat in {server.log}")
    assert "geen back-up van dit platform" in server.log.read_text()


def test_an_archive_that_lags_is_told(said_at_last: Callable[[str], bool], server: Server) -> None:
    make_backup(server, clock=SystemClock())
    assert said_at_last("is bij")
    stuck = archiver(server)
    os.kill(stuck, signal.SIGSTOP)
    try:
        make_backup(server, clock=SystemClock())
        assert said_at_last("loopt achter")
    finally:
        os.kill(stuck, signal.SIGCONT)
    assert said_at_last("is bij")
