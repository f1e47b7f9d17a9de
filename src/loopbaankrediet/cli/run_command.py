"""`loopbaankrediet run`: database, pages, background work, and the demonstration's stand-ins, as one program."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from loopbaankrediet.cli.database_commands import SETTINGS, settings_for
from loopbaankrediet.cli.stand_ins import bank, sign_in
from loopbaankrediet.platform.addresses import SYSTEM, THREADS, VIEWER, uses_own_server
from loopbaankrediet.platform.errors import OperatorError
from loopbaankrediet.platform.postgres import Server
from loopbaankrediet.platform.processes import (
    LOOPBACK,
    Alive,
    Program,
    refuse_busy_port,
    run_together,
    stoppable,
    wait_for_page,
)

WORKERS = 2


class PreparationFailed(OperatorError):
    """The tables or the demonstration's data could not be laid; the reason stands above."""


class PagesSilent(OperatorError):
    """Every program runs, but no page came in time."""


def run(options: argparse.Namespace) -> int:
    """Serve on the loopback address until Ctrl-C or SIGTERM (0), or until a part ends by itself (1)."""
    demo = uses_own_server() if options.demo is None else options.demo
    environment = {**os.environ, SETTINGS: settings_for(demo), VIEWER: ""}
    acm = sign_in(environment, port=options.acm_port, pages=options.port) if demo else None
    refuse_busy_port(options.port)
    if acm:
        refuse_busy_port(options.acm_port, option="--acm-port")
        environment |= acm.settings
    programs = [
        *_programs(options.port, environment),
        *([acm.program] if acm else []),
        *(bank(environment) if demo else []),
    ]
    ports = [options.port, *([options.acm_port] if acm else [])]
    try:
        with stoppable(), _server() as alive:
            _prepare(environment)
            run_together(programs, alive=alive, on_start=lambda lives: _announce(ports, lives))
    except KeyboardInterrupt:
        _say("Gestopt.")
    return 0


@contextmanager
def _server() -> Iterator[Mapping[str, Alive]]:
    """The embedded server, watched and stopped last; nothing when DATABASE_URL names one."""
    if not uses_own_server():
        yield {}
        return
    with Server() as server:
        yield {"databank": lambda: server.pid is not None}


def _prepare(environment: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "loopbaankrediet.cli", "db", "prepare"]
    if subprocess.run(command, env=environment, check=False).returncode != 0:  # noqa: S603
        raise PreparationFailed("De databank kon niet klaargezet worden. De reden staat hierboven.")


def _programs(port: int, environment: Mapping[str, str]) -> list[Program]:
    return [
        Program("pagina's", _web_command(port), environment),
        Program(
            "achtergrondwerk",
            [sys.executable, "-m", "django", "procrastinate", "worker", "--delete-jobs", "successful"],
            {**environment, VIEWER: SYSTEM},
        ),
        Program("beleidslab", [sys.executable, "-m", "loopbaankrediet.cli", "lab", "work"], environment),
    ]


def _web_command(port: int) -> list[str]:
    options = {
        "--bind": f"{LOOPBACK}:{port}",
        "--worker-class": "gthread",
        "--workers": str(WORKERS),
        "--threads": str(THREADS),
        "--graceful-timeout": "5",
        "--log-level": "warning",
    }
    words = [word for option in options.items() for word in option]
    return [
        sys.executable,
        "-m",
        "gunicorn",
        *words,
        "--no-control-socket",
        "loopbaankrediet.web.wsgi:application",
    ]


def _announce(ports: list[int], alive: Alive) -> None:
    """Once every port answers: the pages first, then (in the demonstration) the sign-in."""
    if all(wait_for_page(port, alive) for port in ports):
        _say(f"Het platform draait op http://localhost:{ports[0]} (stoppen: Ctrl-C).")
        for port in ports[1:]:
            _say(f"Aanmelden met een proefpersoon gaat via http://localhost:{port} (nagebootst).")
    elif alive():
        raise PagesSilent("De pagina's antwoorden niet. De reden staat hierboven.")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
