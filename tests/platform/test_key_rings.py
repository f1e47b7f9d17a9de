"""Rings of keys: a folder of before goes on working, older keys still open, and none goes while something needs it."""

import io
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core import signing

from loopbaankrediet.journal.keys import findable_hashes, numbered_hash, unwrap
from loopbaankrediet.kernel import crypto
from loopbaankrediet.platform import rings
from loopbaankrediet.platform.backups.errors import SealedFileBroken
from loopbaankrediet.platform.backups.sealed_files import Sealer, unsealed
from loopbaankrediet.platform.places import SecretBroken, secret_text
from loopbaankrediet.platform.rings import KeyGone, Purpose
from loopbaankrediet.platform.sealing import roots

BEFORE: dict[str, Any] = json.loads(Path(__file__).with_name("keys_of_before.json").read_text())
SALT = "django.contrib.sessions.SessionStore"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the release before the rings left it."""
    monkeypatch.setenv("LOOPBAANKREDIET_VAR", str(tmp_path))
    (tmp_path / "secrets").mkdir(mode=0o700)
    for name, text in BEFORE["secrets"].items():
        path = tmp_path / "secrets" / name
        path.touch(mode=0o600)
        path.write_text(text)
    return tmp_path / "secrets"


def rotate(purpose: Purpose) -> int:
    number = rings.make_ready(purpose)
    rings.let_write(purpose, number)
    return number


def opens_what_was() -> None:
    """Everything that the release before wrote: a person's key and text, hashes, a root, a backup, a sign-in."""
    person = UUID(BEFORE["person"])
    key = unwrap(bytes.fromhex(BEFORE["wrapped"]), 1, person)
    text = crypto.unseal(key, bytes.fromhex(BEFORE["sealed"]), context=f"national-number:{person}")
    assert json.loads(text) == "Zoë D'Hoore"
    asked = {Purpose.NUMBERS: "27030112345", Purpose.CODES: "ABCD2345", Purpose.ACTS: '["citizen"]'}
    names = {Purpose.NUMBERS: "national-number", Purpose.CODES: "access-code", Purpose.ACTS: "act"}
    for purpose, question in asked.items():
        assert findable_hashes(purpose, question)[1].hex() == BEFORE["hashes"][names[purpose]]
    sealed = io.BytesIO(bytes.fromhex(BEFORE["backup"]))
    assert list(unsealed(sealed, list(rings.keys(Purpose.BACKUPS).values()), context="proef")) == [
        b"inhoud van voor de sleutelbos"
    ]
    first, *others = rings.texts(Purpose.SESSIONS)
    signed = signing.loads(BEFORE["session"], key=first, salt=SALT, fallback_keys=[*others])
    assert signed == {"persona": "an"}


def test_what_a_folder_of_before_wrote_still_opens_and_its_files_stay_as_they_were(folder: Path) -> None:
    opens_what_was()
    for name, text in BEFORE["secrets"].items():
        assert (folder / name).read_text() == text


def test_what_was_written_before_opens_after_every_ring_was_rotated_twice(folder: Path) -> None:
    for purpose in Purpose:
        assert (rotate(purpose), rotate(purpose)) == (2, 3)
    opens_what_was()


def test_the_root_of_before_and_one_of_a_newer_key_prove_each_other(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_text(BEFORE["root_line"])
    rotate(Purpose.SEALS)
    roots.append(path, {"number": 2, "root": "cd" * 32})
    assert roots.read(path) == ({1: "ab" * 32, 2: "cd" * 32}, [])
    roots.retire_key(1)
    assert not (folder / "seal_key").exists()
    assert roots.read(path)[1] == []


def test_an_older_key_that_leaked_signs_nothing_after_the_newer_one(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    roots.append(path, {"number": 1, "root": "ab" * 32})
    rotate(Purpose.SEALS)
    roots.append(path, {"number": 2, "root": "cd" * 32})
    newer = folder / "seal_key.2"
    hidden = newer.rename(tmp_path / "weg")
    roots.append(path, {"number": 3, "root": "ef" * 32})
    hidden.rename(newer)
    assert [found.what for found in roots.read(path)[1]] == ["handtekening klopt niet"]


def test_a_stranger_does_not_sign_for_us(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    roots.append(path, {"number": 1, "root": "ab" * 32})
    (folder / "seal_key").write_text("12" * 32)
    assert [found.what for found in roots.read(path)[1]] == ["handtekening klopt niet"]


def test_a_key_that_is_made_ready_opens_and_does_not_write_yet(folder: Path) -> None:
    assert rings.make_ready(Purpose.NUMBERS) == rings.make_ready(Purpose.NUMBERS) == 2
    assert numbered_hash(Purpose.NUMBERS, "x")[0] == 1
    assert list(findable_hashes(Purpose.NUMBERS, "x")) == [2, 1]
    rings.let_write(Purpose.NUMBERS, 2)
    assert numbered_hash(Purpose.NUMBERS, "x")[0] == 2
    assert list(findable_hashes(Purpose.NUMBERS, "x")) == [2, 1]


def test_rings_do_not_share_a_key_once_they_were_rotated(folder: Path) -> None:
    new = [rings.key(purpose, rotate(purpose)) for purpose in Purpose]
    assert len(set(new)) == len(new)


def test_a_key_that_is_gone_is_an_error_that_names_its_file_and_never_another_key(folder: Path) -> None:
    rotate(Purpose.PERSON_KEYS)
    (folder / "master_key.2").unlink()
    with pytest.raises(KeyGone, match=r"master_key\.2 ontbreekt"):
        rings.key(Purpose.PERSON_KEYS, 2)


def test_a_backup_names_its_key_and_opens_with_no_other(folder: Path) -> None:
    rotate(Purpose.BACKUPS)
    file = io.BytesIO()
    sealer = Sealer(file, rings.newest(Purpose.BACKUPS)[1], context="proef")
    sealer.close()
    file.seek(0)
    with pytest.raises(SealedFileBroken, match="andere sleutel"):
        list(unsealed(file, [rings.key(Purpose.BACKUPS, 1)], context="proef"))
    file.seek(0)
    assert list(unsealed(file, list(rings.keys(Purpose.BACKUPS).values()), context="proef")) == []


@pytest.mark.parametrize("opened", ["secrets", "master_key"])
def test_a_key_that_others_of_this_machine_can_read_is_refused_with_what_mends_it(folder: Path, opened: str) -> None:
    place = folder if opened == "secrets" else folder / opened
    place.chmod(0o755 if place.is_dir() else 0o640)
    with pytest.raises(SecretBroken, match=r"chmod (700|600)"):
        secret_text("master_key")
    with pytest.raises(SecretBroken):
        rings.newest(Purpose.PERSON_KEYS)
