"""The receipt that a case officer takes from the dossier: the citizen can see that it was taken."""

import subprocess
import sys
from uuid import uuid4

import pytest

from loopbaankrediet.credit.models import Application
from loopbaankrediet.journal.models import Entry
from tests.story import Story
from tests.web.visitor import Visitor


@pytest.fixture
def bart(story: Story) -> Application:
    return story.apply("bart")


def address_of(application: Application) -> str:
    return f"/medewerker/aanvragen/{application.id}/bewijs/"


def test_the_dossier_offers_a_receipt_that_the_command_computes_again(bart: Application) -> None:
    omar = Visitor("omar")
    link = f'<a href="{address_of(bart)}">Bewijs van deze beslissing (voor wie het wil narekenen)</a>'
    assert link in omar.page(f"/medewerker/aanvragen/{bart.id}/")

    answer = omar.client.get(address_of(bart))

    assert f"bewijs-LK-{bart.number // 1000}-{bart.number % 1000:03}.json" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    line = [sys.executable, "-m", "loopbaankrediet.cli", "replay", "-"]
    done = subprocess.run(line, input=answer.content, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_who_takes_a_receipt_is_noted_about_the_applicant(bart: Application) -> None:
    omar = Visitor("omar")
    omar.page(address_of(bart))

    [look] = Entry.objects.filter(kind="look", capacity="officer")
    assert (look.verb, look.subject_id, look.person_id) == ("download_receipt", bart.id, bart.person_id)
    assert "haalde het bewijs van je beslissing op" in Visitor("bart").page("/mijn/inzage/")


@pytest.mark.parametrize("name", ["petra", "rita", "aude", "dirk", "an"])
def test_who_may_not_open_the_dossier_gets_no_receipt(bart: Application, name: str) -> None:
    assert Visitor(name).status(address_of(bart)) == 403
    assert not Entry.objects.filter(kind="look", verb="download_receipt").exists()


def test_a_receipt_of_an_application_that_does_not_exist_is_not_found(story: Story) -> None:
    assert Visitor("omar").status(f"/medewerker/aanvragen/{uuid4()}/bewijs/") == 404
