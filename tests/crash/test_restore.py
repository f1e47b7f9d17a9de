"""The whole folder of the server is gone: the backup and the archive bring back everything up to a moment."""

import shutil
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, connections

from loopbaankrediet.kernel.clock import SystemClock
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.platform.backups.making import make_backup
from loopbaankrediet.platform.backups.restoring import restore
from loopbaankrediet.platform.postgres import SETTINGS, Server
from tests.crash.acting import Writers, recorded, signal_all
from tests.crash.conftest import LONG, Told

pytestmark = pytest.mark.crash
SECONDS = 10.0 if LONG else 1.0
PATIENCE_SECONDS = 60


@pytest.fixture(autouse=True)
def quick_archive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A segment is closed after a second, so that nobody waits a minute; backups in a folder of their own."""
    monkeypatch.setitem(SETTINGS, "archive_timeout", "1s")
    monkeypatch.setattr("loopbaankrediet.platform.backups.making.backups_folder", lambda: tmp_path / "backups")


def wait_until_archived(server: Server, writers: Writers, moment: datetime) -> None:
    """Until the archive goes past the moment; the writers must keep writing."""
    while not any(act.done_at and act.sent_at > moment for hand in writers.acts for act in hand[-9:]):
        time.sleep(0.01)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_walfile_name(pg_current_wal_lsn())")
        (segment,) = cursor.fetchone()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while segment not in server.archive.segments():
        assert time.monotonic() < deadline, f"{segment} is not archived"
        time.sleep(0.1)


def test_a_restore_to_a_moment_has_all_that_was_acknowledged_before_it_and_nothing_sent_after(
    server: Server, told: Told
) -> None:
    writers = Writers()
    time.sleep(SECONDS)
    backup, _ = make_backup(server, clock=SystemClock())
    time.sleep(SECONDS)
    moment = datetime.now(UTC)
    wait_until_archived(server, writers, moment)
    signal_all(server, signal.SIGKILL)
    writers.join()
    connections.close_all()
    server.stop()
    shutil.rmtree(server.folder)

    began = time.monotonic()
    restore(backup, server, archive=server.archive, to=moment)
    seconds = time.monotonic() - began
    server.start()

    acts = [act for hand in writers.acts for act in hand]
    done = {act.key for act in acts if act.done_at and act.done_at < moment}
    sent = {act.key for act in acts if act.sent_at <= moment}
    there = recorded().keys()
    told(
        acknowledged_before=len(done),
        acknowledged_after=len(writers.acknowledged - done),
        restored=len(there),
        lost=len(done - there),
        from_after=len(there - sent),
        restore_seconds=round(seconds, 2),
        backup_bytes=backup.stat().st_size,
    )
    assert (done - there, there - sent, prove().breaks) == (set(), set(), ())
    assert len(done) > 100
    assert writers.acknowledged - done
