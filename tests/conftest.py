"""What every test may lean on: a real PostgreSQL, a migrated template, the application role on clones of it.

`db` (or the mark `django_db`) gives a test a transaction that is rolled back. `committed_database` gives it a
database of its own, for what commits: races, journeys, jobs. Tests that use neither need no server.
"""

import os
import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo
from pytest_django.plugin import DjangoDbBlocker
from scripts import translations

from loopbaankrediet.platform import transitions
from loopbaankrediet.platform.addresses import SYSTEM, VIEWER, address, django_databases, uses_own_server
from loopbaankrediet.platform.postgres import Server

# A slow moment of the machine is no fault of the code: benchmarks time, tests do not.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")
LOOPBACK = ["127.0.0.1", "::1"]
DATABASE_FIXTURES = {"db", "django_db_setup", "template_database", "committed_database", "database_server"}

Act = Callable[[], object]
AtOnce = Callable[[Sequence[Act]], list[object]]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Sockets off, and a var folder of its own: tests never meet the demonstration's data or secrets."""
    config.option.disable_socket = config.option.allow_unix_socket = True
    if not translations.is_compiled():
        translations.compile_catalogue()
    folder = tempfile.mkdtemp(prefix="loopbaankrediet-tests-")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ["LOOPBAANKREDIET_VAR"] = folder
    os.environ[VIEWER] = SYSTEM
    settings.BANK_OUTBOX = Path(folder, "bank", "out")
    settings.BANK_INBOX = Path(folder, "bank", "in")
    settings.VOUCHER_INBOX = Path(folder, "vouchers", "in")
    settings.STATIC_ROOT = Path(folder, "static")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks follow from what a test uses; only browser tests may open a socket, and only to this machine."""
    for item in items:
        if DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db"):
            item.add_marker("database")
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))


@pytest.fixture(autouse=True)
def no_files_of_another_test() -> Iterator[None]:
    """What went to the bank, what was sealed and who was erased is told in files, beside a database that goes."""
    yield
    shutil.rmtree(Path(os.environ["LOOPBAANKREDIET_VAR"], "bank"), ignore_errors=True)
    for told in Path(os.environ["LOOPBAANKREDIET_VAR"], "seals").glob("*.jsonl"):
        told.unlink()


@pytest.fixture(scope="session")
def database_server() -> Iterator[None]:
    """The server of DATABASE_URL (its owner needs CREATEDB), else one of our own that ends with the run."""
    if not uses_own_server():
        yield
        return
    with Server():
        yield


@pytest.fixture(scope="session")
def template_database(database_server: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Name of a database with every migration applied, as the owner. Never connect to it: it is cloned."""
    for alias, database in django_databases().items():
        database["OPTIONS"].pop("pool", None)
        connections.settings[alias].update(database)
    with _database(None) as name, django_db_blocker.unblock():
        with _pointed_at(name):
            call_command("migrate", database="owner", verbosity=0)
            transitions.sync(using="owner")
        with django_db_blocker.block():
            yield name


@pytest.fixture(scope="session")
def django_db_setup(template_database: str) -> Iterator[None]:
    """What pytest-django's `db` stands on: one clone for all tests that roll back."""
    with _database(template_database) as name, _pointed_at(name):
        yield


@pytest.fixture
def committed_database(template_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Name of a fresh clone behind Django's connections, in every thread; dropped after the test."""
    with _database(template_database) as name, _pointed_at(name), django_db_blocker.unblock():
        yield name


@pytest.fixture
def at_once(committed_database: str) -> AtOnce:
    """Runs acts at the same moment, each on a connection of its own; their results or errors, in order."""

    def run(acts: Sequence[Act]) -> list[object]:
        gate = threading.Barrier(len(acts))
        outcomes: list[object] = [None] * len(acts)
        threads = [
            threading.Thread(target=_act_at_gate, args=(gate, act, outcomes, number)) for number, act in enumerate(acts)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return outcomes

    return run


def _act_at_gate(gate: threading.Barrier, act: Act, outcomes: list[object], number: int) -> None:
    try:
        connections["default"].ensure_connection()
        gate.wait()
        outcomes[number] = act()
    except Exception as error:  # noqa: BLE001
        outcomes[number] = error
    finally:
        connections.close_all()


@contextmanager
def _pointed_at(database: str) -> Iterator[None]:
    """Django's connections, also those that threads open later, go to this database for a while."""
    before = {alias: connections.settings[alias]["NAME"] for alias in connections.settings}
    connections.close_all()
    for alias in before:
        connections.settings[alias]["NAME"] = database
    try:
        yield
    finally:
        connections.close_all()
        for alias, name in before.items():
            connections.settings[alias]["NAME"] = name


@contextmanager
def _database(template: str | None) -> Iterator[str]:
    name = f"test_{secrets.token_hex(6)}"
    source = sql.SQL("TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
    _as_owner(sql.SQL("CREATE DATABASE {} {}").format(sql.Identifier(name), source))
    try:
        yield name
    finally:
        _as_owner(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _as_owner(statement: sql.Composed) -> None:
    with psycopg.connect(make_conninfo("", **address("owner")), autocommit=True) as connection:
        connection.execute(statement)
