"""Servers of their own with a migrated database, and the figures of the long form."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from loopbaankrediet.platform import transitions
from loopbaankrediet.platform.addresses import Role, embedded_address
from loopbaankrediet.platform.postgres import Server
from tests.crash.acting import CarelessServer

LONG = os.environ.get("LOOPBAANKREDIET_LONG") == "1"
FIGURES = Path(__file__).parents[2] / "var" / "reliability"
ROLE_OF: dict[str, Role] = {"default": "app", "owner": "owner"}
AS_SYSTEM = "-c loopbaankrediet.capacity=system"

Told = Callable[..., None]


@pytest.fixture(scope="session")
def migrated_folder(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Path:
    """A stopped server with every migration applied; it is copied, never started again."""
    server = Server(tmp_path_factory.mktemp("migrated") / "postgres")
    with server, django_db_blocker.unblock(), pointed_at(server):
        call_command("migrate", database="owner", verbosity=0)
        transitions.sync(using="owner")
    return server.folder


@contextmanager
def pointed_at(server: Server, *, socket: Path | None = None) -> Iterator[None]:
    """Django's connections, in every thread, go to this server, or to what listens in `socket` in its place."""
    before = {alias: dict(connections.settings[alias]) for alias in ROLE_OF}
    connections.close_all()
    for alias, role in ROLE_OF.items():
        where = embedded_address(role, folder=server.folder)
        own: dict[str, object] = {"HOST": str(socket or where["host"]), "PORT": where["port"], "NAME": where["dbname"]}
        own |= {"USER": where["user"], "PASSWORD": where["password"], "OPTIONS": {"options": AS_SYSTEM}}
        connections.settings[alias].update(own)
    try:
        yield
    finally:
        connections.close_all()
        for alias, settings in before.items():
            connections.settings[alias].update(settings)


@pytest.fixture
def server(migrated_folder: Path, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Server]:
    """A server with an empty ledger, started, with Django's connections on it."""
    yield from _serving(Server(_copied(migrated_folder, tmp_path)), django_db_blocker)


@pytest.fixture
def server_that_answers_too_early(
    migrated_folder: Path, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[Server]:
    """The control: it confirms an act before the act is on disk."""
    server = CarelessServer(_copied(migrated_folder, tmp_path), "synchronous_commit")
    yield from _serving(server, django_db_blocker)


def _copied(migrated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(migrated, tmp_path / "postgres", ignore=shutil.ignore_patterns("socket")))


def _serving(server: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[Server]:
    server.start()
    with pointed_at(server), django_db_blocker.unblock():
        yield server
    server.stop()


@pytest.fixture
def told(request: pytest.FixtureRequest) -> Told:
    """Notes the counts of one test; the long form keeps them as a line of JSON in var/reliability."""

    def tell(**counts: object) -> None:
        line = json.dumps({"test": request.node.name, **counts})
        sys.stdout.write(f"{line}\n")
        if LONG:
            FIGURES.mkdir(parents=True, exist_ok=True)
            (FIGURES / f"{request.node.name}.json").write_text(f"{line}\n")

    return tell


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "power: cuts the power of a disk image; needs root and a loop device")
