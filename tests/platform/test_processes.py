"""The process runner: when one part dies nobody keeps looking at a platform that is half there."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from loopbaankrediet.platform.processes import (
    PortBusy,
    Program,
    ProgramEnded,
    refuse_busy_port,
    run_together,
    stoppable,
    wait_for_page,
)

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
END = [sys.executable, "-c", "import sys; sys.exit(3)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, subprocess, sys, time, pathlib\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    "pathlib.Path(sys.argv[1]).write_text(str(child.pid))\n"
    "time.sleep(60)",
]


def program(name: str, command: list[str]) -> Program:
    return Program(name, command, dict(os.environ))


def running(marker: str) -> list[str]:
    """Command lines of living processes that mention the marker."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(path.read_text())
        except OSError:
            continue
    return [line for line in lines if marker in line]


def test_when_one_program_ends_the_others_are_stopped(tmp_path: Path) -> None:
    marker = str(tmp_path)
    programs = [program("pagina's", [*SLEEP, marker]), program("bank", [*END, marker])]
    with pytest.raises(ProgramEnded, match="bank"):
        run_together(programs, alive={}, on_start=lambda alive: None)
    assert running(marker) == []


def test_when_the_database_ends_everything_is_stopped(tmp_path: Path) -> None:
    marker = str(tmp_path)
    with pytest.raises(ProgramEnded, match="databank"):
        run_together(
            [program("pagina's", [*SLEEP, marker])],
            alive={"databank": lambda: False},
            on_start=lambda alive: None,
        )
    assert running(marker) == []


def test_a_program_that_does_not_start_stops_those_before_it(tmp_path: Path) -> None:
    marker = str(tmp_path)
    with pytest.raises(FileNotFoundError):
        run_together(
            [program("pagina's", [*SLEEP, marker]), program("bank", [f"{marker}/bestaat-niet"])],
            alive={},
            on_start=lambda alive: None,
        )
    assert running(marker) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_being_told_to_stop_stops_all(tmp_path: Path, number: signal.Signals) -> None:
    marker = str(tmp_path)
    with pytest.raises(KeyboardInterrupt), stoppable():
        run_together(
            [program("pagina's", [*SLEEP, marker])],
            alive={},
            on_start=lambda alive: os.kill(os.getpid(), number),
        )
    assert running(marker) == []


def test_a_program_that_does_not_listen_is_ended_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loopbaankrediet.platform.processes.STOP_SECONDS", 0.2)
    note = tmp_path / "kind"

    def stop(alive: object) -> None:
        while not note.exists() or not note.read_text():
            time.sleep(0.01)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_together([program("doof", [*DEAF, str(note)])], alive={}, on_start=stop)
    time.sleep(0.1)
    assert running(str(note)) == []
    child = Path(f"/proc/{note.read_text()}/stat")
    assert not child.exists() or child.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_port_in_use_is_refused_with_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PortBusy, match="--port"):
            refuse_busy_port(taken.getsockname()[1])


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_page_is_awaited_until_it_comes(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL) as server:
        came = wait_for_page(port, lambda: server.poll() is None)
        server.terminate()
    assert (came, wait_for_page(port, lambda: False)) == (True, False)
