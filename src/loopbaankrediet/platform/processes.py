"""Several programs as one: started in order, watched together, stopped in reverse, nothing left behind."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from loopbaankrediet.platform.children import Identity
from loopbaankrediet.platform.errors import OperatorError

LOOPBACK = "127.0.0.1"
POLL_SECONDS = 0.2
STOP_SECONDS = 10.0
READY_SECONDS = 60.0
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Alive = Callable[[], bool]


class PortBusy(OperatorError):
    """Another program listens where the pages should be."""


class ProgramEnded(OperatorError):
    """One of the programs ended by itself; the others were stopped."""


@dataclass(frozen=True)
class Program:
    """A command of the platform; `environment` is complete, not an addition."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]


@contextmanager
def stoppable() -> Iterator[None]:
    """SIGTERM and a closed terminal stop us as Ctrl-C does: by KeyboardInterrupt, in order."""
    before = {number: signal.signal(number, signal.default_int_handler) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def refuse_busy_port(port: int, *, option: str = "--port") -> None:
    """PortBusy when something else listens on this port of the loopback address; names the option to change it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            raise PortBusy(
                f"Poort {port} is niet vrij ({error.strerror}). Stop het andere programma, of kies een andere "
                f"poort: loopbaankrediet run {option} {port + 1}."
            ) from error


def run_together(programs: Sequence[Program], *, alive: Mapping[str, Alive], on_start: Callable[[Alive], None]) -> None:
    """Runs until interrupted (KeyboardInterrupt) or until one ends (ProgramEnded); by then all are stopped.

    `alive` watches what others started, such as the database; `on_start` is called once all have been
    started, with a test that turns false as soon as one ended.
    """
    with ExitStack() as started:
        watched = dict(alive)
        for program in programs:
            watched[program.name] = started.enter_context(_running(program))
        on_start(lambda: all(lives() for lives in watched.values()))
        while True:
            for name, lives in watched.items():
                if not lives():
                    raise ProgramEnded(f"Het onderdeel '{name}' is gestopt. Ook de rest is nu gestopt.")
            time.sleep(POLL_SECONDS)


@contextmanager
def _running(program: Program) -> Iterator[Alive]:
    process = Identity().launch(
        list(program.command), dies_by=signal.SIGTERM, stdin=subprocess.DEVNULL, env=dict(program.environment)
    )
    try:
        yield lambda: process.poll() is None
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[str]) -> None:
    """Asks first; whatever is left of its session after that is killed."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def wait_for_page(port: int, alive: Alive) -> bool:
    """Whether the web server answers, waited for while `alive`; an answer of 500 or above is none."""
    deadline = time.monotonic() + READY_SECONDS
    while alive() and time.monotonic() < deadline:
        if _answers(port):
            return True
        time.sleep(POLL_SECONDS)
    return False


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()
