"""The fixtures keep their promises: without them a green test would say nothing."""

import socket

import pytest
from django.db import connection
from pytest_socket import SocketBlockedError

from tests.conftest import AtOnce

ROLE = "SELECT current_user"


def one(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return row[0] if row else None


def test_a_unit_test_cannot_reach_the_network() -> None:
    with pytest.raises((SocketBlockedError, UserWarning)):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)


def test_tests_see_the_database_as_the_role_that_owns_nothing(db: None) -> None:
    owned = one("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
    assert (one(ROLE), owned) == ("loopbaankrediet_app", 0)


def test_the_migrations_have_run(db: None) -> None:
    assert one("SELECT count(*) > 0 FROM django_migrations") is True


def test_a_database_of_its_own_is_seen_by_every_thread(committed_database: str, at_once: AtOnce) -> None:
    names = at_once([lambda: one("SELECT current_database()"), lambda: one("SELECT current_database()")])
    assert names == [committed_database, committed_database]


def test_acts_at_once_run_on_connections_of_their_own(at_once: AtOnce) -> None:
    pids = at_once([lambda: one("SELECT pg_backend_pid()") for _ in range(8)])
    assert len(set(pids)) == len(pids)


def test_the_limits_on_waiting_hold_for_the_application_role(db: None) -> None:
    assert (one("SHOW lock_timeout"), one("SHOW statement_timeout")) == ("5s", "30s")
