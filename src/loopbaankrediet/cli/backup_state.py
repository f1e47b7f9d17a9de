"""What `db status` says of the backups: how old the last is, and whether changes are archived."""

import sys
from datetime import datetime

import psycopg

from loopbaankrediet.kernel.clock import SystemClock
from loopbaankrediet.platform.backups.archive import position
from loopbaankrediet.platform.backups.making import backups_folder
from loopbaankrediet.platform.backups.manifests import register
from loopbaankrediet.platform.postgres import Server

ARCHIVER = """
SELECT pg_walfile_name(pg_current_wal_lsn()), last_failed_wal,
       coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false)
  FROM pg_stat_archiver
"""


def tell_backups() -> None:
    """The age of the last backup and the state of the archive; starts nothing."""
    made = register(backups_folder())
    if made:
        _say(f"Laatste back-up: {_age(made[-1].finished)} geleden ({made[-1].name}). Back-ups: {len(made)}.")
    else:
        _say("Er is nog geen back-up. Maak er een met: loopbaankrediet db backup.")
    server = Server()
    if server.archive.on:
        _say(_archive_state(server))


def _archive_state(server: Server) -> str:
    newest, folder = server.archive.newest(), server.archive.folder
    since = f", het laatste stuk {_age(newest[1])} geleden" if newest else ", nog leeg"
    if not server.answers():
        return f"Archief {folder}{since}."
    with psycopg.connect(server.dsn("app")) as connection:
        current, failed, failing = connection.execute(ARCHIVER).fetchone() or ("", "", False)
    waiting = position(current) - position(newest[0]) - 1 if newest else 0
    if failing:
        return f"Archief FAALT bij {failed}: de reden staat in {server.log}. {waiting} stukken wachten{since}."
    if waiting > 0:
        return f"Archief loopt achter: {waiting} stukken wachten{since}."
    return f"Archief {folder} is bij{since}."


def _age(then: datetime) -> str:
    seconds = int((SystemClock().now() - then).total_seconds())
    for size, name in ((86400, "dagen"), (3600, "uur"), (60, "minuten")):
        if seconds >= 2 * size:
            return f"{seconds // size} {name}"
    return f"{seconds} seconden"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
