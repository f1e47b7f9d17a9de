"""A platform of its own in a temporary folder, with fsync on; import this before anything of the platform."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

FOLDER = tempfile.mkdtemp(prefix="loopbaankrediet-bench-")
os.environ["LOOPBAANKREDIET_VAR"] = FOLDER
os.environ["LOOPBAANKREDIET_VIEWER"] = "system"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loopbaankrediet.settings.demo")

import django

django.setup()

from django.core.management import call_command
from django.db import connection, connections
from tests.story import Story

from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.ledger import accounts
from loopbaankrediet.platform import transitions
from loopbaankrediet.platform.postgres import Server

IBAN = "BE38096199999772"
COUNSELLOR = """
INSERT INTO counsellors_counsellor (id, person_id, state, register_number, legal_form, iban_sealed, iban_end,
  municipality, phone, email, modes, methods, registered_on, registered_at, registered_by_id)
SELECT %s, %s, 'registered', %s, 'natural_person', %s, '9772', 'Leuven', '', 'x@voorbeeld.example', '{online}',
       '{Narratief,Waarderend}', '2027-01-01', now(), %s
"""


@contextmanager
def platform() -> Iterator[Server]:
    """The running server with every table laid. Everything is gone afterwards."""
    try:
        with Server() as server:
            call_command("migrate", database="owner", verbosity=0)
            transitions.sync(using="owner")
            yield server
            leave_database()
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)


def leave_database() -> None:
    """End every connection of this process: one that two processes share belongs to neither."""
    for alias in connections:
        connections[alias].close()
        connections[alias].close_pool()  # type: ignore[attr-defined]


def counsellors(story: Story, count: int) -> list[UUID]:
    """So many natural persons who are paid on an account of their own, and are owed nothing yet."""
    officer = story.person("rita").id
    found = []
    for number in range(count):
        person_id, counsellor_id = uuid4(), uuid4()
        sealed = seal_for(person_id, IBAN, context="iban")
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO people_person VALUES (%s, 'Zoë', %s, '', %s, now())",
                [person_id, f"D'Hoore {number}", person_id.bytes * 2],
            )
            cursor.execute(COUNSELLOR, [counsellor_id, person_id, f"LB-2026-{number:05d}", sealed, officer])
        accounts.payable(counsellor_id).open()
        accounts.minutes_delivered(counsellor_id).open()
        found.append(counsellor_id)
    return found
