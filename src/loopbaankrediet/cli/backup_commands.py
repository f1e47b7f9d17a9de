"""`loopbaankrediet db backup` and `db restore`, and what `db status` says of them."""

import argparse
import sys
from datetime import datetime

from loopbaankrediet.cli.database_commands import database
from loopbaankrediet.cli.restore_proof import prove
from loopbaankrediet.kernel.clock import BRUSSELS, SystemClock
from loopbaankrediet.platform.addresses import archive_folder, server_folder, uses_own_server
from loopbaankrediet.platform.backups.archive import Archive
from loopbaankrediet.platform.backups.errors import BackupRefused, RestoreRefused
from loopbaankrediet.platform.backups.making import forget_old, make_backup
from loopbaankrediet.platform.backups.restoring import Restored, restore
from loopbaankrediet.platform.places import secret_path
from loopbaankrediet.platform.postgres import Server
from loopbaankrediet.platform.sealing.roots import seals_folder


def backup(options: argparse.Namespace) -> int:
    """One sealed file of the whole server; from the first one on its changes are archived too."""
    if not uses_own_server():
        raise BackupRefused(_not_ours())
    server, clock = Server(), SystemClock()
    with database():
        path, manifest = make_backup(server, clock=clock, target=options.target)
    _say(f"Back-up: {path} ({_size(path.stat().st_size)}, tot {_moment(manifest.finished)}).")
    _say(f"SHA-256: {manifest.sha256}")
    _say(f"Wijzigingen komen in {server.archive.folder}. Leg een kopie van beide op een andere plaats.")
    if options.keep is not None:
        backups, segments = forget_old(server, days=options.keep, clock=clock)
        _say(f"Weggegooid: {backups} oude back-ups, {segments} stukken van het archief.")
    _say(_warning())
    return 0


def _warning() -> str:
    return (
        "LET OP. Bewaar dit op een andere plaats dan de back-ups, want het zit er niet in:\n"
        f"  {secret_path('backup_key').parent}: alle sleutels. Zonder backup_key opent niemand een back-up, ook jij "
        "niet; zonder master_key, number_key en index_key blijven de gegevens van personen onleesbaar.\n"
        f"  {seals_folder()}: zonder deze map en seal_key zijn de zegels niet na te gaan.\n"
        "  Bewaar van elke sleutel ook de oudere nummers, zolang er back-ups van toen zijn."
    )


def restore_backup(options: argparse.Namespace) -> int:
    """Lay a backup in an empty folder and serve it, which checks durability; then the proof: 1 when it fails."""
    if not uses_own_server():
        raise RestoreRefused(_not_ours())
    server = Server(options.into.absolute() if options.into else None)
    archive = None if options.without_archive else Archive(options.archive or archive_folder(server_folder()))
    done = restore(options.source, server, archive=archive, to=options.to)
    _say(f"Teruggezet in {server.folder}: {_reached(done)}.")
    status = prove(server)
    _say("Neem daarna terug wat al naar de bank ging: loopbaankrediet payments recover-orders.")
    _say("Maak nu een nieuwe back-up: loopbaankrediet db backup.")
    return status


def _reached(done: Restored) -> str:
    if done.reached is None:
        return f"de back-up van {_moment(done.manifest.finished)}, zonder latere wijzigingen"
    return f"tot en met de laatste handeling, van {_moment(done.reached)}"


def _not_ours() -> str:
    return (
        "DATABASE_URL noemt een server die niet van dit platform is. Maak en herstel de back-ups daar, met "
        "pg_basebackup of het gereedschap van die server."
    )


def _moment(instant: datetime) -> str:
    return f"{instant.astimezone(BRUSSELS):%d-%m-%Y %H:%M:%S}"


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB".replace(".", ",")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
