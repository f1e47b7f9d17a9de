"""A server of somebody else is held to the promises of our own: it keeps what it confirmed, for two roles."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, connections
from psycopg.conninfo import make_conninfo

from loopbaankrediet.platform.postgres import Server
from loopbaankrediet.platform.programs import ServerRefused
from loopbaankrediet.platform.promises import refuse_loss, refuse_strong_application
from tests.platform.test_commands import command

Prepare = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def prepare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Prepare]:
    """`db prepare` on a server that a DATABASE_URL names, with these words changed in its addresses."""
    monkeypatch.setenv("LOOPBAANKREDIET_VAR", str(tmp_path))
    with Server() as server:

        def prepare(*, app: str = "", owner: str = "", one_role: bool = False) -> subprocess.CompletedProcess[str]:
            urls = {
                "DATABASE_URL": make_conninfo(server.dsn("owner" if one_role else "app"), options=app),
                "DATABASE_OWNER_URL": make_conninfo(server.dsn("owner"), options=owner),
                "DJANGO_SETTINGS_MODULE": "loopbaankrediet.settings.demo",
            }
            return command({**os.environ, **urls}, "db", "prepare")

        yield prepare


@pytest.mark.database
def test_a_server_or_role_without_the_promises_is_not_served(prepare: Prepare) -> None:
    off = "-c synchronous_commit=off"
    for weak in (prepare(app=off), prepare(owner=off)):
        assert (weak.returncode, "synchronous_commit=off" in weak.stderr, "Traceback" in weak.stderr) == (
            1,
            True,
            False,
        )
    strong = prepare(one_role=True)
    assert (strong.returncode, "could rewrite the ledger" in strong.stderr) == (1, True)
    assert prepare().returncode == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("value", "keeps"), [("on", True), ("remote_apply", True), ("local", False), ("off", False)])
def test_only_a_commit_that_is_on_disk_counts(value: str, keeps: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL synchronous_commit = {value}")
        if keeps:
            refuse_loss(cursor, "")
            return
        with pytest.raises(ServerRefused, match=f"synchronous_commit={value}"):
            refuse_loss(cursor, "")


STRENGTHS = [
    "GRANT UPDATE ON ledger.account TO loopbaankrediet_app",
    "GRANT UPDATE (credits_posted) ON ledger.account TO loopbaankrediet_app",
]


@pytest.mark.parametrize("strength", STRENGTHS)
def test_a_role_that_may_change_a_balance_may_not_serve(committed_database: str, strength: str) -> None:
    with connection.cursor() as cursor:
        refuse_strong_application(cursor)
        with connections["owner"].cursor() as owner:
            owner.execute(strength)
        with pytest.raises(ServerRefused, match="could rewrite"):
            refuse_strong_application(cursor)
    connection.close()


def test_the_role_that_owns_the_tables_may_not_serve(committed_database: str) -> None:
    with connections["owner"].cursor() as cursor, pytest.raises(ServerRefused, match="could rewrite"):
        refuse_strong_application(cursor)
