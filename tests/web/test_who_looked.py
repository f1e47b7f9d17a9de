"""A citizen reads who looked and why, asks about it, and an officer answers for his look."""

import pytest

from loopbaankrediet.credit.models import Application
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.oversight.models import LookQuestion
from loopbaankrediet.processing.records import records
from tests.story import Story
from tests.web.visitor import Visitor, story_of_today

MINE = "/mijn/inzage/"
OFFICER = "/medewerker/inzage/"


@pytest.fixture
def story(db: None) -> Story:
    return story_of_today()


@pytest.fixture
def seen(story: Story) -> Application:
    """Omar saw Bart in his list, and opened his application twice."""
    bart, omar = story.apply("bart"), Visitor("omar")
    omar.page("/medewerker/")
    for _ in range(2):
        omar.page(f"/medewerker/aanvragen/{bart.id}/")
    return bart


def line_of(application: Application, verb: str = "open_application") -> str:
    entry = Entry.objects.filter(person_id=application.person_id, verb=verb).latest("id")
    return f"{MINE}{entry.id}/vraag/"


def asked(application: Application) -> LookQuestion:
    assert Visitor("bart").press(line_of(application), words="Ik ken Omar niet.")[0] == 200
    return LookQuestion.objects.get()


def test_each_line_says_who_in_which_capacity_what_and_why(seen: Application) -> None:
    page = Visitor("bart").page(MINE)
    for text in (
        "Omar Benali",
        "medewerker van het departement",
        "zag je naam in een lijst met werk",
        "om te zien welk werk wacht",
        "opende je aanvraag",
        "om over je aanvraag te beslissen, dossier: LK",
        "2 keer die dag",
        "kreeg gegevens over jou van",
    ):
        assert text in page, text


def test_looks_and_acts_can_be_read_apart(seen: Application) -> None:
    bart = Visitor("bart")
    looks, acts = bart.page(f"{MINE}?soort=inzage"), bart.page(f"{MINE}?soort=handeling")
    assert "opende je aanvraag" in looks
    assert "opende je aanvraag" not in acts
    assert "vroeg loopbaanbegeleiding aan" in acts
    assert "opende je aanvraag" in bart.page(f"{MINE}?soort=onzin")


def test_what_she_did_herself_needs_no_question(story: Story) -> None:
    story.apply("an")
    assert "/vraag/" not in Visitor("an").page(f"{MINE}?soort=handeling").split("<table")[1].split("</table>")[0]


def test_a_question_goes_to_the_privacy_officer_and_the_answer_comes_back_signed(seen: Application) -> None:
    question = asked(seen)
    bart, fien = Visitor("bart"), Visitor("fien")
    assert "Je krijgt antwoord ten laatste op" in bart.page(MINE)
    assert "Vragen over inzage" in fien.page("/medewerker/")
    assert "Een burger vraagt waarom" in fien.page(f"{OFFICER}vragen/")
    page = fien.page(f"{OFFICER}vragen/{question.id}/")
    assert "Ik ken Omar niet." in page
    close = f"{OFFICER}vragen/{question.id}/afsluiten/"
    assert fien.press(f"{OFFICER}vragen/{question.id}/", close, reason="")[0] == 422
    assert fien.press(f"{OFFICER}vragen/{question.id}/", close, reason="Dit was zijn dossier.")[0] == 200
    page = bart.page(MINE)
    assert "Dit was zijn dossier." in page
    assert "Fien Van Hove, functionaris voor gegevensbescherming" in page
    assert "las een vraag over een inzage" in page


def test_who_is_asked_reads_neither_who_asked_nor_the_words(seen: Application) -> None:
    question = asked(seen)
    omar = Visitor("omar")
    page = omar.page(f"{OFFICER}mijn/{question.id}/")
    assert "Ik ken Omar niet." not in page
    assert "D&#x27;Hondt" not in page
    assert "Je antwoord is bewaard" in omar.press(f"{OFFICER}mijn/{question.id}/", words="Mijn werk.")[1]
    assert "Mijn werk." in Visitor("fien").page(f"{OFFICER}vragen/{question.id}/")
    assert "Mijn werk." not in Visitor("bart").page(MINE)


@pytest.mark.parametrize("name", ["rita", "petra", "aude", "fien"])
def test_a_question_to_a_colleague_does_not_exist_for_others(seen: Application, name: str) -> None:
    assert Visitor(name).status(f"{OFFICER}mijn/{asked(seen).id}/") == 404


@pytest.mark.parametrize("name", ["omar", "rita", "petra", "aude", "dirk", "bart"])
def test_only_the_privacy_officer_reads_the_questions(seen: Application, name: str) -> None:
    question = asked(seen)
    assert Visitor(name).status(f"{OFFICER}vragen/") == 403
    assert Visitor(name).status(f"{OFFICER}vragen/{question.id}/") == 403


def test_a_line_about_somebody_else_does_not_exist(seen: Application) -> None:
    assert Visitor("an").status(line_of(seen)) == 404
    assert Visitor("an").send(line_of(seen), {"words": "Wie?"})[0] == 404


def test_the_same_line_is_asked_about_once(seen: Application) -> None:
    asked(seen)
    status, page = Visitor("bart").press(line_of(seen), words="Nog eens.")
    assert status == 422
    assert "Je vroeg dit al." in page


def test_the_privacy_page_says_every_purpose_who_sees_it_and_how_long(story: Story) -> None:
    page = Visitor("an").page("/privacy/")
    for record in records().values():
        assert record.title in page
        assert f"{record.retention.years} jaar na {record.retention.starts}" in page
    assert "nog te beslissen" in page
    assert "1700" in page
