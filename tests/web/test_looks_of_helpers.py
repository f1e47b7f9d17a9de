"""Who looked for a citizen stands under his own name, also in her question about it; a helper asks nothing for her."""

from dataclasses import replace
from uuid import UUID

import pytest

from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Actor, Capacity, Representation
from loopbaankrediet.oversight.models import LookQuestion
from loopbaankrediet.people.mandates.scopes import scopes_of
from tests.people.mandating import acting, called, helped, words
from tests.story import Story
from tests.web.visitor import Visitor, story_of_today
from tests.web.visitor_session import signed_in_as

MINE = "/mijn/inzage/"
ASK = "Ik begrijp niet waarom"


@pytest.fixture
def story(db: None) -> Story:
    return story_of_today()


def looks_as(actor: Actor, person: UUID) -> int:
    """The one line that a page of hers leaves when this actor opens it."""
    before = Entry.objects.filter(kind="look", person_id=person).count()
    assert signed_in_as(actor).get("/mijn/").status_code == 200
    [*_, line] = Entry.objects.filter(kind="look", person_id=person).order_by("id")
    assert Entry.objects.filter(kind="look", person_id=person).count() == before + 1
    return line.id


def asks_about(line: int) -> str:
    an = Visitor("an")
    assert an.press(f"{MINE}{line}/vraag/", words="Wat deed je?")[0] == 200
    return words(an.page(MINE)).split("Je vragen")[1]


def test_a_question_about_a_helper_names_the_helper(story: Story) -> None:
    _, mia = helped(story)
    line = looks_as(mia, story.person("an").id)
    assert "Mia De Smet" in asks_about(line)
    assert LookQuestion.objects.get().looker_id == story.person("mia").id
    assert "Mia De Smet" in Visitor("fien").page("/medewerker/inzage/vragen/")


def test_a_question_about_the_desk_goes_to_the_officer_at_the_desk(story: Story) -> None:
    call = called(story)
    desk = replace(
        story.actor("desi"),
        capacity=Capacity.CITIZEN,
        represents=call.person_id,
        representation=Representation.DESK,
        mandate_id=call.id,
        scopes=scopes_of(Representation.DESK, []),
    )
    assert "Desi Aerts" in asks_about(looks_as(desk, call.person_id))
    question = LookQuestion.objects.get()
    answered = Visitor("desi").press(f"/medewerker/inzage/mijn/{question.id}/", words="An belde.")
    assert "Je antwoord is bewaard" in answered[1]


def test_a_helper_asks_nothing_about_looks_for_her(story: Story) -> None:
    bart, omar = story.apply("bart"), Visitor("omar")
    omar.page(f"/medewerker/aanvragen/{bart.id}/")
    line = Entry.objects.get(verb="open_application").id
    _, mia = helped(story, citizen="bart")
    browser = signed_in_as(mia)
    assert browser.get(MINE).status_code == 403
    assert browser.get(f"{MINE}{line}/vraag/").status_code == 403
    assert browser.post(f"{MINE}{line}/vraag/", {"words": "Wie?"}).status_code == 403


def test_who_gave_the_power_can_ask_on_its_page_and_the_helper_cannot(story: Story) -> None:
    mandate, mia = helped(story)
    looks_as(mia, story.person("an").id)
    address = f"/mijn/helpers/{mandate.id}/"
    assert ASK in Visitor("an").page(address)
    page = Visitor("mia").page(address)
    assert "opende een pagina van je dossier" in page
    assert ASK not in page
    assert "<th" in page
    assert ">Vraag<" not in page


def test_a_page_that_was_refused_to_a_helper_is_said_so(story: Story) -> None:
    mandate, _ = helped(story)
    signed_in_as(acting(story, "mia", mandate)).get(MINE)
    assert "probeerde een pagina te openen die niet mocht" in Visitor("an").page(MINE)
