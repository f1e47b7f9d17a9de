"""The supervisor of an embedded PostgreSQL: one folder, one server, ours to stop, never without fsync.

Every process of the server inherits the lock on one file of the folder, so that the kernel frees it when the
last one is gone. Whoever holds it knows that nothing of an earlier server lives, whatever `postmaster.pid`
says: after kill -9 that file stays behind, and its number may belong to a zombie or to a stranger.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg.conninfo import make_conninfo

from loopbaankrediet.platform.addresses import (
    DATABASE,
    PORT,
    ROLES_SQL,
    Role,
    embedded_address,
    server_folder,
    socket_folder,
)
from loopbaankrediet.platform.binaries import Binaries, find_binaries
from loopbaankrediet.platform.children import Identity, ordinary_identity
from loopbaankrediet.platform.errors import OperatorError
from loopbaankrediet.platform.places import private_folder, secret_text

DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
BUILTIN_LOCALE_SINCE = 17
LOCK_SECONDS = 5.0
READY_SECONDS = 300.0  # crash recovery after a long run takes its time
STOP_SECONDS = 60.0
POLL_SECONDS = 0.02
HBA = "local all postgres reject\nlocal all all scram-sha-256\n"
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "log_error_verbosity": "terse",  # details and statements may hold personal data
    "log_min_error_statement": "panic",
}


class ServerRefused(OperatorError):
    """The server does not start or may not serve; the message says why and how to mend it."""


class AlreadyRuns(ServerRefused):
    """Another process serves this folder."""


class Server:
    """PostgreSQL in `folder` (default: in var). It stops with the thread that started it."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or server_folder()
        self.data = self.folder / "data"
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

    def answers(self) -> bool:
        """Whether a server in this folder accepts connections now, whoever started it."""
        try:
            psycopg.connect(self.dsn("app"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def start(self) -> None:
        """Make the cluster at first use and serve; ServerRefused when another runs or commits may be lost."""
        binaries = find_binaries()
        identity = ordinary_identity([binaries.program("postgres"), "--version"])
        lock = self._take_lock(private_folder(self.folder))
        try:
            identity.give(self.folder)
            self._make_cluster(binaries, identity)
            self._forget_dead_server()
            self._process = self._launch(binaries, identity, lock)
        finally:
            os.close(lock)
        try:
            self._wait_until_ready()
            self._check_durability()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Fast shutdown, waited for: open transactions are rolled back, what was committed is on disk."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGQUIT)
            process.wait()

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

    def _make_cluster(self, binaries: Binaries, identity: Identity) -> None:
        """Whole or absent: made aside and renamed when roles and database exist."""
        if self.data.exists():
            self._check_version(binaries)
            return
        draft = self.folder / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        self._initdb(binaries, identity, draft)
        self._make_roles(binaries, identity, draft)
        draft.rename(self.data)

    def _check_version(self, binaries: Binaries) -> None:
        version = (self.data / "PG_VERSION").read_text().strip()
        if version != str(binaries.major):
            raise ServerRefused(
                f"{self.data} was made by PostgreSQL {version}, the programs found are {binaries.major}. "
                "Convert it with pg_upgrade, or name the older programs in PG_BIN."
            )

    def _initdb(self, binaries: Binaries, identity: Identity, data: Path) -> None:
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        locale = builtin if binaries.major >= BUILTIN_LOCALE_SINCE else ["--locale=C.UTF-8"]
        options = ["-k", "-A", "reject", "-U", "postgres", "-E", "UTF8", *locale]
        _run(identity, [binaries.program("initdb"), "-D", str(data), *options])
        (data / "pg_hba.conf").write_text(HBA)

    def _make_roles(self, binaries: Binaries, identity: Identity, data: Path) -> None:
        """In single-user mode: the superuser exists but nobody can sign in with it."""
        sql = ROLES_SQL.format(owner_password=secret_text("owner_password"), app_password=secret_text("app_password"))
        trouble = _run(identity, [binaries.program("postgres"), "--single", "-D", str(data), "postgres"], sql)
        if "ERROR" in trouble or "FATAL" in trouble:
            raise ServerRefused(f"The roles could not be made: {trouble}")

    def _forget_dead_server(self) -> None:
        """Only called with the lock: no process of an earlier server is left."""
        sockets = socket_folder(self.folder)
        for left in (self.data / "postmaster.pid", sockets / f".s.PGSQL.{PORT}.lock"):
            left.unlink(missing_ok=True)

    def _launch(self, binaries: Binaries, identity: Identity, lock: int) -> subprocess.Popen[str]:
        sockets = socket_folder(self.folder)
        identity.give(sockets)
        settings = {**SETTINGS, "unix_socket_directories": str(sockets), "port": PORT}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with open(self._log, "a") as log:
            return identity.launch(
                [binaries.program("postgres"), "-D", str(self.data), *options],
                dies_by=signal.SIGINT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=_plain_environment(),
                pass_fds=(lock,),
            )

    @property
    def _log(self) -> Path:
        return self.folder / "log"

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not self.answers():
            if self.pid is None or time.monotonic() > deadline:
                end = "\n".join(self._log.read_text().splitlines()[-5:])
                raise ServerRefused(f"PostgreSQL in {self.folder} did not start:\n{end}")
            time.sleep(POLL_SECONDS)

    def _check_durability(self) -> None:
        with psycopg.connect(self.dsn("app")) as connection:
            rows = connection.execute(
                "SELECT name, setting FROM pg_settings WHERE name = ANY(%s) AND setting <> 'on' ORDER BY 1",
                [list(DURABLE)],
            ).fetchall()
        if rows:
            found = ", ".join(f"{name}={value}" for name, value in rows)
            raise ServerRefused(
                f"This server may lose what it confirmed ({found}). Set it to `on` in {self.data}/postgresql.conf."
            )


def _plain_environment() -> dict[str, str]:
    """Without the PG... variables meant for clients, and with messages we can read."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}


def _run(identity: Identity, command: list[str], text: str | None = None) -> str:
    """Run to the end; what it complained about. ServerRefused when it failed."""
    try:
        process = identity.launch(
            command,
            dies_by=signal.SIGKILL,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_plain_environment(),
        )
    except PermissionError as error:
        raise ServerRefused(
            f"{command[0]} cannot be reached by the user `nobody`, who runs the server where root may make "
            "no user namespace. Run as an ordinary user, or from a folder that everyone may enter."
        ) from error
    _, trouble = process.communicate(text)
    if process.returncode != 0:
        raise ServerRefused(f"{Path(command[0]).name} failed:\n{trouble.strip()}")
    return trouble
