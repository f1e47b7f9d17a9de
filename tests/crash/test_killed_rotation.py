"""A rotation that is killed in the middle leaves nothing unreadable, and the same command goes on."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from loopbaankrediet.flows.rotate_keys import older_keys, retire_old
from loopbaankrediet.journal.keys import seal_for, unseal_for
from loopbaankrediet.platform.rings import Purpose
from tests.secrets_folder import copied_secrets

pytestmark = pytest.mark.crash

PEOPLE = 400
ROTATE = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "loopbaankrediet.settings.test"
django.setup()
from django.db import connections
for alias in ("default", "owner"):
    connections.settings[alias]["NAME"] = sys.argv[1]
from loopbaankrediet.flows import rotate_keys
from loopbaankrediet.journal import rotation
from loopbaankrediet.platform.rings import Purpose
rotation.BATCH = 20
rotate_keys.take_new_key(Purpose.PERSON_KEYS)
print("key", flush=True)
for moved in rotate_keys.move_rows(Purpose.PERSON_KEYS):
    print(moved, flush=True)
"""


def killed_after(database: str, lines: int) -> None:
    process = subprocess.Popen([sys.executable, "-c", ROTATE, database], stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout is not None
        for _ in range(lines):
            assert process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)


def test_nothing_is_unreadable_wherever_a_rotation_is_killed(
    committed_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied_secrets(tmp_path, monkeypatch)
    people: dict[UUID, bytes] = {}
    for number in range(PEOPLE):
        person = uuid4()
        people[person] = seal_for(person, f"dag {number}", context="proef")
    left = [PEOPLE]
    for lines in (1, 3, 7):
        killed_after(committed_database, lines)
        for number, (person, sealed) in enumerate(people.items()):
            assert unseal_for(person, sealed, context="proef") == f"dag {number}"
        left += [held.uses for held in older_keys(Purpose.PERSON_KEYS)]
        assert left[-1] < left[-2] or lines == 1
    assert not [held for held in retire_old(Purpose.PERSON_KEYS) if not held.uses], "a key that is needed stays"
    finished = subprocess.run([sys.executable, "-c", ROTATE, committed_database], check=True, capture_output=True)
    assert finished.stdout
    assert [held.uses for held in retire_old(Purpose.PERSON_KEYS)] == [0]
    for number, (person, sealed) in enumerate(people.items()):
        assert unseal_for(person, sealed, context="proef") == f"dag {number}"
