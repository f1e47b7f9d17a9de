"""The receipt that a citizen downloads: hers alone, kept nowhere, and computed again by the command itself."""

import json
import random
import subprocess
import sys
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from loopbaankrediet.cli import main
from loopbaankrediet.credit.actions import sign_refusal
from loopbaankrediet.credit.models import Application
from tests.web.citizen.conftest import Story

LINK = "Bewijs van deze beslissing (voor wie het wil narekenen)"


def address_of(application_id: UUID) -> str:
    return f"/mijn/beslissing/{application_id}/bewijs/"


def downloaded(story: Story, persona: str) -> str:
    """The file behind the link of the decision's own page."""
    address = address_of(story.applied(persona))
    page = story.get(persona, address.removesuffix("bewijs/"))
    assert f'<a href="{address}">{LINK}</a>' in page
    return story.get(persona, address)


def replay(text: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "loopbaankrediet.cli", "replay", "-"]
    return subprocess.run(line, input=text, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("persona", ["an", "bart", "chantal", "fatima", "zoe"])
def test_everybody_downloads_a_receipt_that_the_command_computes_again(story: Story, persona: str) -> None:
    done = replay(downloaded(story, persona))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Het bewijs klopt")


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"outcome": "refused"', '"outcome": "granted"', "uitkomst: in het bewijs staat granted"),
        ('"value": 72', '"value": 92', "uitkomst"),
        ('"value": 72', '"value": 73', "spoor"),
        ('"value": "middle"', '"value": "biddle"', "schooling"),
        ("RSZ en RSVZ", "RSZ en RSVX", "vingerafdruk van het bestand"),
        ('"fingerprint"', '"fingerprind"', "'fingerprind' hoort hier niet"),
        ('"format": 1', '"format": 2', "vorm 2 kennen we niet"),
    ],
)
def test_a_changed_character_is_named(story: Story, old: str, new: str, named: str) -> None:
    text = downloaded(story, "bart")
    assert old in text

    done = replay(text.replace(old, new, 1))

    assert (done.returncode, done.stdout) == (1, "")
    assert named in done.stderr
    assert "Traceback" not in done.stderr


def test_no_character_of_a_receipt_can_change_unseen(
    story: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, file = downloaded(story, "bart"), tmp_path / "bewijs.json"
    places = [place for place, character in enumerate(text) if not character.isspace()]
    for place in random.Random(8).sample(places, 60):
        other = "7" if text[place] != "7" else "8"
        file.write_text(text[:place] + other + text[place + 1 :], encoding="utf-8")
        assert main(["replay", str(file)]) == 1, text[place - 20 : place + 20]
        assert capsys.readouterr().err


def test_the_file_is_named_after_the_dossier_and_kept_nowhere(story: Story) -> None:
    application = Application.objects.get(id=story.applied("an"))

    answer = story.browser("an").get(address_of(application.id))

    name = f"bewijs-LK-{application.number // 1000}-{application.number % 1000}.json"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Content-Type"] == "application/json"
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))


def test_the_receipt_says_what_was_known_from_whom_and_when_and_nothing_else(story: Story) -> None:
    content = json.loads(downloaded(story, "chantal"))

    assert content["facts"]["seniority_months"]["value"] == {"min": 60}
    assert all(fact["origin"].keys() == {"source", "service", "at"} for fact in content["facts"].values())
    assert "Chantal" not in json.dumps(content, ensure_ascii=False)


def test_nobody_else_gets_the_receipt(story: Story) -> None:
    address = address_of(story.applied("bart"))

    assert story.browser("an").get(address).status_code == 404
    assert story.browser("an").get(address_of(uuid4())).status_code == 404
    assert story.browser("dirk").get(address).status_code == 403
    assert story.browser("omar").get(address).status_code == 403
    story.browser("bart").cookies.clear()
    assert story.browser("bart").get(address).status_code == 302
    assert story.browser("an").post(address).status_code == 405


def test_a_signed_refusal_has_a_receipt_too(story: Story) -> None:
    bart = story.applied("bart")
    story.later(15)
    sign_refusal(application_id=bart, by=story.actor("omar"), clock=story.clock, key=uuid4())

    assert LINK in story.get("bart", f"/mijn/beslissing/{bart}/")
    assert replay(story.get("bart", address_of(bart))).returncode == 0
