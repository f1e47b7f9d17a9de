"""Who looks, told to the database: what row-level security goes by (`platform.row_rules`).

Every request says it once, when it is known who is signed in. Background work, commands and tests are started as the
system (`LOOPBAANKREDIET_VIEWER=system`). A process that says nothing sees no protected row.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.platform.addresses import process_viewer

NAMES = ("capacity", "person", "counsellor", "represents")
SETTINGS = (*(f"loopbaankrediet.{name}" for name in NAMES), "application_name")
SAY = "SELECT " + ", ".join(f"set_config('{name}', %s, false)" for name in SETTINGS)
NOBODY = ("",) * len(NAMES)
SEES_ALL = (Capacity.SYSTEM.value, Capacity.OFFICER.value)
SHOW_CODE = "SELECT set_config('loopbaankrediet.code', %s, true)"

Values = tuple[str, ...]
_now: ContextVar[Values | None] = ContextVar("viewer", default=None)


@contextmanager
def seen_by(actor: Actor | None, *, request_id: UUID | None = None) -> Iterator[None]:
    """Inside, the database shows this actor's rows; None: somebody who is not signed in. After it, as before.

    The log of the database calls the connection by the request, so that it can be laid beside the journal.
    """
    values = (*_values(actor), f"request {request_id}" if request_id else "")
    if values == _said():
        yield
        return
    with _saying(values):
        yield


@contextmanager
def signing_in() -> Iterator[None]:
    """Inside, a person can be found by the hash of the national number, or made known: nobody is signed in yet."""
    if _said()[0] in SEES_ALL:
        yield
        return
    with _saying(("sign_in", "", "", "", _said()[-1])):
        yield


def show_code(code_hashes: Iterable[bytes]) -> None:
    """Until the end of this transaction the counsellor who looks also sees the row of the code that he was given.

    One code has several hashes while keys rotate.
    """
    with connection.cursor() as cursor:
        cursor.execute(SHOW_CODE, [",".join(one.hex() for one in code_hashes)])


def _values(actor: Actor | None) -> Values:
    if actor is None:
        return NOBODY
    ids = (actor.person_id, actor.counsellor_id, actor.represents)
    return (actor.capacity.value, *(str(one) if one else "" for one in ids))


@contextmanager
def _saying(values: Values) -> Iterator[None]:
    _say(values)
    token = _now.set(values)
    try:
        yield
    finally:
        _now.reset(token)
        _say(_said())


def _said() -> Values:
    """What this connection was told last, or what the process was started as."""
    return _now.get() or (process_viewer(), "", "", "", "")


def _say(values: Values) -> None:
    """Straight to the driver: it is no question of a page. What failed is rolled back, and what was said with it."""
    connection.ensure_connection()
    raw: psycopg.Connection[Any] = connection.connection
    if raw.info.transaction_status is not psycopg.pq.TransactionStatus.INERROR:
        raw.execute(SAY, values)
