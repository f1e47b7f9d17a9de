"""Rotation on a living platform: everything stays readable and findable, and a key goes only when nothing needs it."""

import argparse
import threading
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, connection, connections, transaction
from tests.secrets_folder import copied_secrets
from tests.story import Story

from loopbaankrediet.cli import keys_commands
from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.flows.rotate_keys import move_rows, older_keys, retire_old, take_new_key
from loopbaankrediet.guidance.actions.codes import open_with_code
from loopbaankrediet.journal.actions import done_before
from loopbaankrediet.journal.errors import KeyReused
from loopbaankrediet.journal.keys import seal_for, unseal_for
from loopbaankrediet.journal.models import SubjectKey
from loopbaankrediet.journal.verification import check_and_keep
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.ledger.verification import main as ledger_holds
from loopbaankrediet.people.actions import know_person
from loopbaankrediet.people.models import Person
from loopbaankrediet.platform import rings
from loopbaankrediet.platform.known_keys import KeysAbsent, refuse_absent
from loopbaankrediet.platform.rings import Purpose


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return copied_secrets(tmp_path, monkeypatch)


@pytest.fixture
def story(committed_database: str, folder: Path) -> Story:
    return Story()


def rotate(purpose: Purpose) -> int:
    number = take_new_key(purpose)
    for _ in move_rows(purpose):
        continue
    return number


def gone(purpose: Purpose) -> list[int]:
    """The keys that could be destroyed."""
    return [held.number for held in retire_old(purpose) if not held.uses]


def test_after_all_rings_were_rotated_and_emptied_the_story_goes_on(story: Story, folder: Path) -> None:
    story.apply("an")
    code = story.code("an", "dirk")
    bart = story.apply("bart")
    for purpose in (Purpose.PERSON_KEYS, Purpose.NUMBERS, Purpose.CODES, Purpose.ACTS):
        rotate(purpose)
    assert gone(Purpose.PERSON_KEYS) == gone(Purpose.NUMBERS) == [1]
    assert not (folder / "master_key").exists()
    assert not (folder / "number_key").exists()
    track = open_with_code(code=code, **story.act("dirk"))
    assert track.person == story.person("an")
    assert story.person("bart").id == bart.person_id
    assert Person.objects.count() == Person.objects.filter(key_number=2).count()
    assert ledger_holds() == 0
    assert check_and_keep()


def test_a_code_that_was_given_before_works_and_keeps_its_key_until_it_is_used(story: Story) -> None:
    story.apply("an")
    code = story.code("an", "dirk")
    rotate(Purpose.CODES)
    assert gone(Purpose.CODES) == []
    open_with_code(code=code, **story.act("dirk"))
    assert gone(Purpose.CODES) == [1]


def test_a_form_that_was_sent_before_is_recognised_after_and_never_done_twice(story: Story) -> None:
    key, bart = uuid4(), story.actor("bart")
    with transaction.atomic():
        assert done_before(key, by=bart, about=("x",)) is None
    rotate(Purpose.ACTS)
    with pytest.raises(KeyReused), transaction.atomic():
        done_before(key, by=bart, about=("y",))
    assert gone(Purpose.ACTS) in ([], [1])
    for path in [rings.path_of(Purpose.ACTS, 1)]:
        path.unlink(missing_ok=True)
    with pytest.raises(KeyReused), transaction.atomic():
        done_before(key, by=bart, about=("x",))


def test_a_person_who_comes_during_a_rotation_is_known_once(story: Story) -> None:
    """Between the new key and the last row both hashes stand in the table."""
    known = Person.objects.count()
    take_new_key(Purpose.NUMBERS)
    for name, persona in BY_KEY.items():
        number = NationalNumber.parse(persona.national_number, allow_test=True)
        again = know_person(number=number, given_name="Anders", family_name="Anders", clock=story.clock)
        assert again.given_name != "Anders", name
    assert Person.objects.count() == known


def test_new_people_during_a_rotation_stay_readable_whoever_wraps_their_key(story: Story) -> None:
    stop, made = threading.Event(), list[UUID]()

    def come() -> None:
        while not stop.is_set():
            person = uuid4()
            seal_for(person, "dag", context="proef")
            made.append(person)
        connections.close_all()

    visitors = threading.Thread(target=come)
    visitors.start()
    for _ in range(3):
        rotate(Purpose.PERSON_KEYS)
    stop.set()
    visitors.join()
    rotate(Purpose.PERSON_KEYS)
    assert made
    for person in made:
        row = SubjectKey.objects.get(subject_id=person)
        assert row.wrapped_key is not None
        assert bytes(row.wrapped_key)
        assert rings.key(Purpose.PERSON_KEYS, row.key_number)
    assert gone(Purpose.PERSON_KEYS)


def test_the_application_can_neither_wrap_a_key_anew_nor_make_one_known(story: Story) -> None:
    for statement in (
        "UPDATE journal_subjectkey SET key_number = 1",
        "DELETE FROM journal_subjectkey",
        "INSERT INTO platform_ringkey (purpose, number, mark, made_at) VALUES ('numbers', 9, '', now())",
        "UPDATE platform_ringkey SET retired_at = NULL",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(statement)


def test_nothing_can_be_written_any_more_with_a_key_that_was_destroyed(story: Story) -> None:
    rotate(Purpose.PERSON_KEYS)
    assert gone(Purpose.PERSON_KEYS) == [1]
    with pytest.raises(DatabaseError, match="is retired or was never made known"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_subjectkey (subject_id, wrapped_key, made_at, key_number)"
            " VALUES (gen_random_uuid(), 'x', now(), 1)"
        )


def test_a_key_that_rows_need_is_not_destroyed(story: Story, folder: Path) -> None:
    take_new_key(Purpose.PERSON_KEYS)
    assert gone(Purpose.PERSON_KEYS) == []
    assert (folder / "master_key").exists()
    assert [held.number for held in older_keys(Purpose.PERSON_KEYS)] == [1]
    assert take_new_key(Purpose.PERSON_KEYS) == 2, "an unfinished rotation goes on and makes no third key"


def test_a_folder_with_another_key_than_the_database_was_written_with_does_not_start(
    story: Story, folder: Path
) -> None:
    refuse_absent()
    (folder / "master_key").write_text("ab" * 32)
    with pytest.raises(KeysAbsent, match="niet de sleutel waarmee deze databank"):
        refuse_absent()
    (folder / "master_key").unlink()
    (folder / "master_key.7").touch(mode=0o600)
    with pytest.raises(KeysAbsent, match="ontbreekt"):
        refuse_absent()


def test_a_sign_in_keeps_the_key_that_signed_it(story: Story, settings: object) -> None:
    session = SessionStore()
    session["persona"] = "an"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "SECRET_KEY", rings.texts(Purpose.SESSIONS)[0])
        session.save()
    rotate(Purpose.SESSIONS)
    assert gone(Purpose.SESSIONS) == []
    session.flush()
    assert gone(Purpose.SESSIONS) == [1]


def test_the_commands_tell_what_they_did_and_no_byte_of_a_key(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("rotate", "retire"):
        options = argparse.Namespace(purpose=Purpose.PERSON_KEYS)
        assert getattr(keys_commands, name)(options) == 0
    said = capsys.readouterr().out
    assert "rijen staan nu onder sleutel 2" in said
    assert "Sleutel 1 van person-keys: vernietigd" in said
    assert not [text for purpose in Purpose for text in rings.texts(purpose) if text in said]


def test_what_was_sealed_before_reads_the_same_after(story: Story) -> None:
    person = story.person("an").id
    sealed = seal_for(person, "Zoë's vraag", context="report")
    for _ in range(3):
        rotate(Purpose.PERSON_KEYS)
        gone(Purpose.PERSON_KEYS)
        assert unseal_for(person, sealed, context="report") == "Zoë's vraag"
