"""The supervisor of an embedded PostgreSQL: one folder, one server, ours to stop, never without fsync.

Every process of the server inherits the lock on one file of the folder, so that the kernel frees it when the
last one is gone. Whoever holds it knows that nothing of an earlier server lives, whatever `postmaster.pid`
says: after kill -9 that file stays behind, and its number may belong to a zombie or to a stranger.
"""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType, TracebackType
from typing import IO, Self

import psycopg
from psycopg.conninfo import make_conninfo

from loopbaankrediet.platform import rings
from loopbaankrediet.platform.addresses import (
    DATABASE,
    PORT,
    Role,
    archive_folder,
    embedded_address,
    server_folder,
    socket_folder,
)
from loopbaankrediet.platform.backups.archive import Archive, archive_command
from loopbaankrediet.platform.cluster import let_in, lets_in, make_cluster, refuse_other_version
from loopbaankrediet.platform.places import private_folder
from loopbaankrediet.platform.programs import Programs, ServerRefused, plain_environment
from loopbaankrediet.platform.promises import refuse_loss
from loopbaankrediet.platform.rings import Purpose

LOCK_SECONDS = 5.0
READY_SECONDS = 300.0  # crash recovery after a long run takes its time
STOP_SECONDS = 60.0
POLL_SECONDS = 0.02
SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "log_error_verbosity": "terse",  # details and statements may hold personal data
    "log_min_error_statement": "panic",
    "log_min_messages": "log",  # no refused statement at all: the application logs it, without its values
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "wal_level": "replica",
    "wal_keep_size": "512MB",  # what a base backup still needs while others write
    "archive_mode": "on",
    "archive_timeout": "60s",  # at most this much is lost with the whole folder
}


@dataclass(frozen=True)
class Handles:
    """Open files that every process of a server inherits: the lock on its folder, and the keys of its backups."""

    lock: int
    key: int


class AlreadyRuns(ServerRefused):
    """Another process serves this folder."""


class Server:
    """PostgreSQL in `folder` (default: in var). It stops with the thread that started it."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or server_folder()
        self.data = self.folder / "data"
        self.archive = Archive(archive_folder(self.folder))
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def pid(self) -> int | None:
        """Process id of the server we started; None when it does not run."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def dsn(self, role: Role, database: str = DATABASE) -> str:
        """Connection string for libpq, password included."""
        return make_conninfo("", **embedded_address(role, folder=self.folder, database=database))

    def turn_archive_on(self) -> None:
        """From now on keep every change, so that a backup can be restored to any moment after it."""
        self.archive.turn_on()
        Programs.find().identity.give(self.archive.folder)

    def answers(self) -> bool:
        """Whether a server in this folder accepts connections now, whoever started it."""
        try:
            psycopg.connect(self.dsn("app"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def start(self) -> None:
        """Make the cluster at first use and serve; ServerRefused when another runs or commits may be lost."""
        programs = Programs.find()
        with self.locked(programs) as handles:
            self._make_ready(programs)
            self._process = self.launch(self.data, programs, handles)
        try:
            self._wait_until_ready()
            self._check_durability()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Fast shutdown, waited for: open transactions are rolled back, what was committed is on disk."""
        process, self._process = self._process, None
        if process is not None:
            stop_server(process)

    @contextmanager
    def locked(self, programs: Programs) -> Iterator[Handles]:
        """The folder is ours alone, until no process that inherited the handles lives; AlreadyRuns."""
        lock = self._take_lock(private_folder(self.folder))
        try:
            programs.identity.give(self.folder)
            with _kept_keys() as keys:
                yield Handles(lock, keys.fileno())
        finally:
            os.close(lock)

    def _take_lock(self, folder: Path) -> int:
        lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline or self.answers():
                    os.close(lock)
                    raise AlreadyRuns(
                        f"A PostgreSQL server already runs in {self.folder}. Stop it first, "
                        "or choose another folder with LOOPBAANKREDIET_VAR."
                    ) from None
                time.sleep(POLL_SECONDS)
            else:
                return lock

    def _make_ready(self, programs: Programs) -> None:
        """Data of our version that lets our roles in; only called with the lock, so nothing of a server lives."""
        if not self.data.exists():
            make_cluster(self.data, programs)
        refuse_other_version(self.data, programs)
        for left in (self.data / "postmaster.pid", socket_folder(self.folder) / f".s.PGSQL.{PORT}.lock"):
            left.unlink(missing_ok=True)
        if not lets_in(self.data):
            let_in(self.data, programs)

    def launch(
        self, data: Path, programs: Programs, handles: Handles, more: Mapping[str, str] = MappingProxyType({})
    ) -> subprocess.Popen[str]:
        """Start on this data with our settings and `more`; the server and its programs inherit the handles."""
        sockets = socket_folder(self.folder)
        programs.identity.give(sockets)
        own = {"unix_socket_directories": str(sockets), "archive_command": archive_command(self.archive, handles.key)}
        settings = {**SETTINGS, **own, **more}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with open(self.log, "a") as log:
            return programs.identity.launch(
                [programs.binaries.program("postgres"), "-D", str(data), *options],
                dies_by=signal.SIGINT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=plain_environment(),
                pass_fds=(handles.lock, handles.key),
            )

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not self.answers():
            if self.pid is None or time.monotonic() > deadline:
                end = "\n".join(self.log.read_text().splitlines()[-5:])
                raise ServerRefused(f"PostgreSQL in {self.folder} did not start:\n{end}")
            time.sleep(POLL_SECONDS)

    def _check_durability(self) -> None:
        with psycopg.connect(self.dsn("app")) as connection, connection.cursor() as cursor:
            refuse_loss(cursor, f"Set it to `on` in {self.data}/postgresql.conf.")


@contextmanager
def _kept_keys() -> Iterator[IO[bytes]]:
    """A nameless file of all backup keys, the newest one that writes first; SecretBroken when one opens no backup.

    A server that runs keeps to the keys of its start.
    """
    number, newest = rings.newest(Purpose.BACKUPS)
    older = [key for other, key in rings.keys(Purpose.BACKUPS).items() if other != number]
    with TemporaryFile(dir=rings.path_of(Purpose.BACKUPS, number).parent) as file:
        file.write(b"".join(key.hex().encode() for key in (newest, *older)))
        file.flush()
        yield file


def stop_server(process: subprocess.Popen[str]) -> None:
    """Fast shutdown; when that does not end in time, at once."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait()
