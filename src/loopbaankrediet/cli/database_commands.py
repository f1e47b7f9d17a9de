"""Commands that need the database; when no server runs, the embedded one runs for their duration."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import django
from django.conf import settings
from django.core import checks
from django.core.management import call_command, execute_from_command_line
from django.db import OperationalError, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from loopbaankrediet.cli.backup_state import tell_backups
from loopbaankrediet.platform.addresses import SYSTEM, VIEWER, address, server_folder, uses_own_server
from loopbaankrediet.platform.binaries import find_binaries
from loopbaankrediet.platform.errors import OperatorError
from loopbaankrediet.platform.postgres import AlreadyRuns, Server
from loopbaankrediet.platform.promises import refuse_loss, refuse_strong_application

SETTINGS = "DJANGO_SETTINGS_MODULE"


class SettingsRefused(OperatorError):
    """The platform may not start with these settings; the message says what to change."""


class NoConnection(OperatorError):
    """The server that the addresses name does not answer, or not to these roles."""


def settings_for(demo: bool) -> str:
    """The settings module of the demonstration or of production."""
    return f"loopbaankrediet.settings.{'demo' if demo else 'production'}"


@contextmanager
def database() -> Iterator[None]:
    """The configured server, the embedded one that already runs, or one of our own while this lasts."""
    server = _start_unless_running() if uses_own_server() else None
    choose_settings()
    os.environ[VIEWER] = SYSTEM
    try:
        yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) is not None:
            raise
        raise NoConnection(f"Geen verbinding met de databank: {str(error).splitlines()[0]}") from error
    finally:
        if settings.configured:
            _let_go()
        if server:
            server.stop()


def choose_settings() -> None:
    """Those of the environment; else the demonstration's, or production's on a server that is not ours."""
    os.environ.setdefault(SETTINGS, settings_for(uses_own_server()))


def _let_go() -> None:
    """Close every connection, so that the server's stop is not answered by attempts to reconnect."""
    connections.close_all()
    for connection in connections.all(initialized_only=True):
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()


def _start_unless_running() -> Server | None:
    server = Server()
    try:
        server.start()
    except AlreadyRuns:
        return None
    return server


def migrate(options: argparse.Namespace) -> int:
    """Bring the tables up to date as the owner, then the database's copy of the transition tables."""
    with database():
        django.setup()
        _migrate()
    return 0


def _migrate() -> None:
    call_command("migrate", database="owner", verbosity=0)
    import_module("loopbaankrediet.platform.transitions").sync(using="owner")
    import_module("loopbaankrediet.platform.known_keys").refuse_absent()


def prepare(options: argparse.Namespace) -> int:
    """All before the first page: tables, in the demonstration its data, and the files pages refer to."""
    with database():
        django.setup()
        _refuse_what_cannot_serve()
        _refuse_loss()
        _migrate()
        with connections["default"].cursor() as cursor:
            refuse_strong_application(cursor)
        if settings.DEMO:
            _main_of("loopbaankrediet.demo.seed")
        call_command("collectstatic", interactive=False, verbosity=0)
    return 0


def _refuse_what_cannot_serve() -> None:
    """No table is touched for a platform that may not start, for example without a sign-in."""
    serious = [message for message in checks.run_checks() if message.is_serious()]
    if serious:
        raise SettingsRefused("\n".join(f"{message.msg} {message.hint or ''}".strip() for message in serious))


def _refuse_loss() -> None:
    """On both connections: a role or an address may carry a setting of its own."""
    for alias in ("owner", "default"):
        with connections[alias].cursor() as cursor:
            refuse_loss(cursor, "Set it to `on` for the server, and take it out of the addresses and the roles.")


def status(options: argparse.Namespace) -> int:
    """Say where the database is, whether it runs, how many migrations wait, and how backed up it is; starts nothing."""
    keywords = address("app")
    names = [keywords.get(key, "(standaard)") for key in ("dbname", "host", "user")]
    _say("Databank {} op {}, rol {}".format(*names))
    if uses_own_server():
        tell_backups()
    if uses_own_server() and not Server().answers():
        _say(f"De server in {server_folder()} draait niet.")
        return 0
    with database():
        django.setup()
        executor = MigrationExecutor(connections["owner"])
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        _say(f"De server draait. Migraties die nog moeten: {len(waiting)}.")
    return 0


def shell(options: argparse.Namespace) -> int:
    """psql as the application role, or as the owner."""
    if uses_own_server():
        os.environ["PATH"] = f"{find_binaries().folder}{os.pathsep}{os.environ.get('PATH', '')}"
    with database():
        django.setup()
        call_command("dbshell", database="owner" if options.owner else "default")
    return 0


def verify_ledger(options: argparse.Namespace) -> int:
    """Recompute every balance and look at every seal; 1 when something differs."""
    with database():
        django.setup()
        return _main_of("loopbaankrediet.ledger.verification")


def seed_demo(options: argparse.Namespace) -> int:
    """Lay the demonstration's data; may be repeated."""
    with database():
        django.setup()
        return _main_of("loopbaankrediet.demo.seed")


def manage(options: argparse.Namespace) -> int:
    """Pass `options.words` on to Django's own commands."""
    with database():
        execute_from_command_line(["loopbaankrediet manage", *options.words])
    return 0


def _main_of(module: str) -> int:
    """Modules that import models load only once Django is ready."""
    status: int = import_module(module).main()
    return status


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
