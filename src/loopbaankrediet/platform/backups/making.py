"""Making a backup: the whole server as one sealed file, while everybody keeps working."""

import hashlib
import io
import re
import signal
import subprocess
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, cast

from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.platform import rings
from loopbaankrediet.platform.addresses import embedded_address
from loopbaankrediet.platform.backups.archive import position
from loopbaankrediet.platform.backups.errors import BackupRefused
from loopbaankrediet.platform.backups.manifests import Manifest, digest_of, register
from loopbaankrediet.platform.backups.sealed_files import CHUNK_BYTES, Sealer, key_name, written_whole
from loopbaankrediet.platform.binaries import Binaries, find_binaries
from loopbaankrediet.platform.children import Identity
from loopbaankrediet.platform.places import private_folder, var_folder
from loopbaankrediet.platform.postgres import Server
from loopbaankrediet.platform.programs import plain_environment
from loopbaankrediet.platform.rings import Purpose

CONTEXT = "base backup"
SUFFIX = ".backup"
FASTEST = 1
START = re.compile(r"write-ahead log start point: (\S+) on timeline (\d+)")
END = re.compile(r"write-ahead log end point: (\S+)")


def backups_folder() -> Path:
    """Where backups go by default, and where the register of all backups lies."""
    return var_folder() / "backups"


def make_backup(server: Server, *, clock: Clock, target: Path | None = None) -> tuple[Path, Manifest]:
    """The sealed file in `target` (default: in var) and its manifest. The server must run; BackupRefused.

    From the first backup on the server archives its changes, so that it can be restored to any later moment.
    """
    folder = target or backups_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        server.turn_archive_on()
        path, manifest = _sealed_copy(server, clock, folder)
        for place in {private_folder(backups_folder()), folder}:
            manifest.write_to(place)
    except OSError as error:
        raise BackupRefused(f"{error.filename or folder}: {error.strerror}. Er is geen back-up gemaakt.") from error
    return path, manifest


def _sealed_copy(server: Server, clock: Clock, folder: Path) -> tuple[Path, Manifest]:
    started = clock.now()
    path = folder / f"{started:loopbaankrediet-%Y%m%dT%H%M%S.%fZ}{SUFFIX}"
    with written_whole(path) as file:
        sealer = Sealer(file, rings.newest(Purpose.BACKUPS)[1], context=CONTEXT)
        manifest = _copy(server, sealer, path.stem, started, clock)
        sealer.close(manifest.to_json().encode())
    return path, replace(manifest, sha256=digest_of(path))


def _copy(server: Server, sealer: Sealer, name: str, started: datetime, clock: Clock) -> Manifest:
    binaries = find_binaries()
    packer, digest, size = zlib.compressobj(FASTEST), hashlib.sha256(), 0
    with tempfile.TemporaryFile("w+") as said:
        for chunk in _base_backup(server, binaries, said):
            digest.update(chunk)
            size += len(chunk)
            sealer.add(packer.compress(chunk))
        sealer.add(packer.flush())
        said.seek(0)
        start, end = _places(said.read())
    return Manifest(
        name=name,
        started_at=started.isoformat(),
        finished_at=clock.now().isoformat(),
        postgresql=binaries.major,
        timeline=int(start[2]),
        start_lsn=start[1],
        end_lsn=end[1],
        content_bytes=size,
        content_sha256=digest.hexdigest(),
        key=key_name(rings.newest(Purpose.BACKUPS)[1]).hex(),
    )


def _base_backup(server: Server, binaries: Binaries, said: IO[str]) -> Iterator[bytes]:
    """One tar with all files, the log up to the end of the copy, and PostgreSQL's own manifest."""
    keywords = embedded_address("backup", folder=server.folder)
    with _password_file(keywords["password"]) as passwords:
        yield from _copied_by(binaries, keywords, passwords, said)


@contextmanager
def _password_file(password: str) -> Iterator[str]:
    """For libpq: a file that only we can read and that is gone afterwards; an environment can be listed."""
    with tempfile.NamedTemporaryFile("w", dir=private_folder(backups_folder())) as file:
        file.write(f"*:*:*:*:{password}\n")
        file.flush()
        yield file.name


def _copied_by(binaries: Binaries, keywords: Mapping[str, str], passwords: str, said: IO[str]) -> Iterator[bytes]:
    options = ["-D", "-", "-F", "tar", "-X", "fetch", "-c", "fast", "-v", "-w", "-U", keywords["user"]]
    process = Identity().launch(
        [binaries.program("pg_basebackup"), *options, "-h", keywords["host"], "-p", keywords["port"]],
        dies_by=signal.SIGKILL,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=said,
        env=plain_environment() | {"PGPASSFILE": passwords},
    )
    with process:
        output = cast("io.BufferedReader", cast("io.TextIOWrapper", process.stdout).buffer)
        while chunk := output.read(CHUNK_BYTES):
            yield chunk
    if process.returncode != 0:
        said.seek(0)
        raise BackupRefused(f"pg_basebackup is mislukt; er is geen back-up gemaakt.\n{said.read().strip()}")


def _places(said: str) -> tuple[re.Match[str], re.Match[str]]:
    start, end = START.search(said), END.search(said)
    if start is None or end is None:
        raise BackupRefused(f"pg_basebackup zegt niet waar de kopie begint of eindigt:\n{said.strip()}")
    return start, end


def forget_old(server: Server, *, days: int, clock: Clock) -> tuple[int, int]:
    """Remove our backups older than `days`, never the last one, and the changes that no other needs; how many."""
    *earlier, last = register(backups_folder())
    limit = clock.now() - timedelta(days=days)
    old = [manifest for manifest in earlier if manifest.finished < limit]
    for manifest in old:
        (backups_folder() / f"{manifest.name}{SUFFIX}").unlink(missing_ok=True)
        manifest.file_in(backups_folder()).unlink()
    kept = [manifest for manifest in [*earlier, last] if manifest not in old]
    first = min((manifest.first_segment for manifest in kept), key=position)
    return len(old), server.archive.forget_before(first)
