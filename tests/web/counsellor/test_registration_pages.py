"""The pages of a registration: whose they are, what a manager sees of an enterprise, and how a measure is read."""

import pytest
from django.conf import LazySettings
from django.urls import reverse

from loopbaankrediet.counsellors.measures.actions import open_measure
from loopbaankrediet.counsellors.organisations.actions import give_role
from loopbaankrediet.demo.personas import BY_KEY
from tests.registering import METHOD, accepted_method, filled, registration_number
from tests.story import Story
from tests.web.visitor import Visitor, story_of_today

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return story_of_today()


def test_a_file_is_the_candidates_own_and_what_she_typed_stays(story: Story) -> None:
    accepted_method(story)
    case = filled(story)
    page = reverse("counsellor:registration_case", args=[case.id])
    assert METHOD in Visitor("noor").page(page)
    assert Visitor("els").status(page) == 404
    offer = reverse("counsellor:registration_offer", args=[case.id])
    noor = Visitor("noor")
    odd = {
        "municipality": "Łódź",
        "organisation_name": "\u202e<b>O'Neill & zonen</b>",
        "other_methods": "Eigen; methode",
    }
    assert "Je gegevens zijn bewaard." in noor.press(offer, **odd)[1]
    assert "&lt;b&gt;O&#x27;Neill &amp; zonen&lt;/b&gt;" in noor.page(page)
    evidence = reverse("counsellor:registration_evidence", args=[case.id, "iets"])
    assert noor.status(evidence) == 404
    letter = reverse("counsellor:registration_letter", args=[case.id])
    assert noor.status(letter) == 404


def test_a_manager_sees_what_was_paid_and_nothing_of_clients(story: Story, settings: LazySettings) -> None:
    settings.REGISTRATION_SCENARIO = "employees_allowed"
    story.apply("an")
    track = story.sign("an", "dirk", modules=1)
    story.deliver("an", "dirk", track)
    organisation = story.counsellor("dirk").organisation_id
    assert organisation is not None
    noor = BY_KEY["noor"]
    give_role(
        organisation_id=organisation,
        number=registration_number("noor"),
        given_name=noor.given_name,
        family_name=noor.family_name,
        part="manager",
        **story.act("rita"),
    )
    page = reverse("counsellor:organisation", args=[organisation])
    shown = Visitor("noor").page(page)
    assert "Dirk Claes" in shown
    assert "167,80" in shown
    assert "Peeters" not in shown
    assert Visitor("els").status(page) == 404


def test_a_counsellor_reads_why_and_answers_before_anybody_decides(story: Story) -> None:
    dirk = story.counsellor("dirk").id
    measure = open_measure(
        counsellor_id=dirk,
        kind="suspension",
        ground="conditions_lost",
        why="De kwalificatie verviel.",
        **story.act("rita"),
    )
    page = reverse("counsellor:measure", args=[measure.id])
    assert Visitor("els").status(page) == 404
    visitor = Visitor("dirk")
    assert "De kwalificatie verviel." in visitor.page(page)
    assert "Je antwoord is bewaard." in visitor.press(page, answer="Ik vraag ze opnieuw aan.")[1]
    file = reverse("officer:measure", args=[measure.id])
    assert "Jij opende dit dossier. Een collega beslist." in Visitor("rita").page(file)
    decide = reverse("officer:measure_act", args=[measure.id, "impose"])
    status, text = Visitor("rik").press(file, decide, from_on="1/3/2027", reasons="Niet vervuld.")
    assert (status, "Vanaf die dag volgt het register." in text) == (200, True)
    assert "Raad van State" in visitor.page(page)
    assert "Dirk Claes" not in Visitor("els").page("/register/")
