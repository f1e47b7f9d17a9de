"""The supervisor: what the platform confirmed is on disk, and nothing of it is left running."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from loopbaankrediet.kernel.clock import SystemClock
from loopbaankrediet.platform.addresses import server_users, socket_folder
from loopbaankrediet.platform.backups.making import make_backup
from loopbaankrediet.platform.postgres import AlreadyRuns, Server
from loopbaankrediet.platform.programs import Programs, ServerRefused

pytestmark = pytest.mark.database

ABANDON = """
import sys, time
from pathlib import Path
from loopbaankrediet.platform.postgres import Server
server = Server(Path(sys.argv[1]))
server.start()
print(server.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "postgres")
    yield server
    server.stop()


def gone(pid: int) -> bool:
    """No such process, or a zombie whose parent did not look yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def ask(server: Server, statement: str) -> object:
    with psycopg.connect(server.dsn("app")) as connection:
        row = connection.execute(statement).fetchone()
    return row[0] if row else None


def test_a_stopped_server_leaves_no_process_and_starts_again(server: Server) -> None:
    server.start()
    pid = server.pid
    assert pid is not None
    family = [pid, *children(pid)]
    server.stop()
    assert (all(gone(member) for member in family), server.answers()) == (True, False)
    server.start()
    assert server.answers()


def test_a_second_start_in_the_same_folder_is_refused(server: Server) -> None:
    server.start()
    with pytest.raises(AlreadyRuns, match="already runs"):
        Server(server.folder).start()
    assert server.answers()


@pytest.mark.parametrize("name", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_server_that_may_lose_confirmed_work_is_refused(server: Server, name: str) -> None:
    server.start()
    server.stop()
    with (server.data / "postgresql.conf").open("a") as file:
        file.write(f"{name} = off\n")
    with pytest.raises(ServerRefused, match=f"{name}=off"):
        server.start()
    assert (server.pid, server.answers()) == (None, False)


def test_a_database_that_may_lose_confirmed_work_is_refused_too(server: Server) -> None:
    """The setting of a database overrides that of the server, and its owner may change it."""
    server.start()
    with psycopg.connect(server.dsn("owner")) as connection:
        connection.execute("ALTER DATABASE loopbaankrediet SET synchronous_commit = off")
    server.stop()
    with pytest.raises(ServerRefused, match="synchronous_commit=off"):
        server.start()
    assert (server.pid, server.answers()) == (None, False)


def test_only_this_user_can_reach_the_socket(server: Server) -> None:
    server.start()
    folder = socket_folder(server.folder)
    assert [path.stat().st_mode & 0o777 for path in (folder, folder / ".s.PGSQL.5432")] == [0o700, 0o700]


def test_the_server_is_our_own_child_and_never_root_in_its_own_eyes(server: Server) -> None:
    server.start()
    assert server.pid in children(os.getpid())
    inside, outside, _ = map(int, Path(f"/proc/{server.pid}/uid_map").read_text().split())
    assert (inside == 0, os.geteuid() == 0) != (True, True)
    assert outside == (os.geteuid() if inside else 0)


def test_the_files_stay_ours_and_no_folder_above_is_opened_up(server: Server) -> None:
    server.start()
    found = server.data / "PG_VERSION"
    assert (found.stat().st_uid, server.data.stat().st_mode & 0o777) == (os.geteuid(), 0o700)
    assert server.folder.parent.stat().st_mode & 0o077 == 0


def test_where_root_may_make_no_user_namespace_nobody_runs_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """As an ordinary user there is nothing to leave, and the server runs as that user."""
    monkeypatch.setattr("loopbaankrediet.platform.children.namespace_works", lambda command: False)
    folder = Path(tempfile.mkdtemp(prefix="loopbaankrediet-"))
    try:
        folder.chmod(0o755)
        with Server(folder / "postgres") as server:
            assert Path(f"/proc/{server.pid}").stat().st_uid in server_users() - {0}
            assert server.answers()
    finally:
        shutil.rmtree(folder)


def test_data_of_an_earlier_release_lets_the_backups_in(server: Server, tmp_path: Path) -> None:
    server.start()
    server.stop()
    Programs.find().run(
        "postgres", "--single", "-D", str(server.data), "postgres", text="DROP ROLE loopbaankrediet_backup;\n"
    )
    (server.data / "pg_hba.conf").write_text("local all postgres reject\nlocal all all scram-sha-256\n")
    server.start()
    path, _ = make_backup(server, clock=SystemClock(), target=tmp_path / "backups")
    assert path.exists()


def test_a_broken_configuration_is_explained(server: Server) -> None:
    server.start()
    server.stop()
    (server.data / "postgresql.conf").write_text("max_connections = veel\n")
    with pytest.raises(ServerRefused, match="max_connections"):
        server.start()


def test_data_of_another_major_version_is_refused(server: Server) -> None:
    server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("14\n")
    with pytest.raises(ServerRefused, match="pg_upgrade"):
        server.start()


def test_the_application_role_can_make_nothing(server: Server) -> None:
    server.start()
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(server, "CREATE TABLE schaduw (id integer)")


def test_nobody_can_sign_in_as_superuser_or_without_password(server: Server) -> None:
    server.start()
    host = psycopg.conninfo.conninfo_to_dict(server.dsn("app"))["host"]
    for user in ("postgres", "loopbaankrediet_app"):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(host=host, user=user, dbname="loopbaankrediet", password="")


def test_the_server_does_not_listen_on_the_network(server: Server) -> None:
    server.start()
    assert ask(server, "SHOW listen_addresses") == ""


def test_a_folder_that_lies_too_deep_still_works(tmp_path: Path) -> None:
    with Server(tmp_path / ("diep" * 30)) as server:
        socket = Path(str(psycopg.conninfo.conninfo_to_dict(server.dsn("app"))["host"]))
        assert (server.answers(), socket.is_relative_to(tmp_path)) == (True, False)
    socket.rmdir()


@pytest.mark.crash
def test_after_a_killed_postmaster_the_server_starts_again_with_what_was_committed(server: Server) -> None:
    server.start()
    with psycopg.connect(server.dsn("owner")) as connection:
        connection.execute("CREATE TABLE bewijs AS SELECT 42 AS waarde")
    pid = server.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    with Server(server.folder) as second, psycopg.connect(second.dsn("owner")) as connection:
        assert connection.execute("SELECT waarde FROM bewijs").fetchone() == (42,)


@pytest.mark.crash
def test_a_dead_server_that_nobody_looked_at_is_not_taken_for_a_living_one(server: Server) -> None:
    """Killed and not reaped it is a zombie: its number still answers to a signal."""
    server.start()
    pid = server.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]:
        time.sleep(0.01)
    assert str(pid) in (server.data / "postmaster.pid").read_text()
    assert (server.answers(), Path(f"/proc/{pid}").exists()) == (False, True)
    with Server(server.folder) as second:
        assert second.answers()


@pytest.mark.crash
def test_a_pid_file_that_names_a_living_stranger_does_not_stop_a_start(server: Server) -> None:
    server.start()
    server.stop()
    (server.data / "postmaster.pid").write_text(f"{os.getppid()}\n{server.data}\n1\n5432\n\n\n\n")
    server.start()
    assert server.answers()


@pytest.mark.crash
def test_the_server_does_not_outlive_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "postgres"
    supervisor = subprocess.Popen([sys.executable, "-c", ABANDON, folder], stdout=subprocess.PIPE, text=True)
    assert supervisor.stdout is not None
    pid = int(supervisor.stdout.readline())
    supervisor.kill()
    supervisor.communicate()
    deadline = time.monotonic() + 20
    while not gone(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert gone(pid)
    with Server(folder) as server:
        assert server.answers()


@pytest.mark.crash
def test_a_first_start_that_was_cut_short_is_made_anew(server: Server) -> None:
    (server.folder / "data.new" / "base").mkdir(parents=True)
    (server.folder / "data.new" / "PG_VERSION").write_text("18\n")
    server.start()
    assert server.answers()
