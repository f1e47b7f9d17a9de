"""Who chose English reads whole pages in English, and is told so where a page is only in Dutch."""

import pytest
from django.test import Client
from django.urls import reverse

from loopbaankrediet.web.english_pages import PAGES
from loopbaankrediet.web.public.guide import PLACES
from tests.story import Story
from tests.web.public.checker import ADDRESS, EMPLOYEE, Checker
from tests.web.reading import dutch_words
from tests.web.visitor import Visitor, story_of_today

ONLY_DUTCH = "This page is only in Dutch"


def english(client: Client | None = None) -> Client:
    """A visitor who chose English with the button."""
    client = client or Client()
    assert client.post("/taal/", {"taal": "en", "terug": "/"}).status_code == 302
    return client


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def story() -> Story:
    return story_of_today()


def public_addresses(story: Story) -> list[str]:
    parts: dict[str, list[list[object]]] = {
        "public:profile": [[story.counsellor("dirk").id]],
        "public:guide": [[place] for place in PLACES],
    }
    names = sorted(name for name in PAGES if name.startswith("public:") and not name.startswith("public:prove"))
    return [reverse(name, args=part) for name in names for part in parts.get(name, [[]])]


@pytest.mark.django_db
def test_every_public_page_that_exists_in_english_is_english_as_a_whole(story: Story) -> None:
    client = english()
    addresses = [*public_addresses(story), "/register/?waar=Mechelen&afstand=20", "/register/?zoek=xyz&wijze=online"]
    for address in addresses:
        read = page(client, address)
        assert '<html lang="en">' in read, address
        assert dutch_words(read) == [], address


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other", [{}, {"residence": "elsewhere"}, {"seniority_months": 60}, {"seniority_months": None}, {"schooling": None}]
)
def test_the_check_is_english_from_the_first_question_to_the_reasons(other: dict[str, object]) -> None:
    checker = Checker()
    english(checker.client)
    checker.show(checker.client.get(ADDRESS))
    while checker.question:
        assert dutch_words(checker.html) == []
        checker.reply((EMPLOYEE | other)[checker.question])

    assert dutch_words(checker.html) == []
    assert "Am I entitled?" in checker.html


@pytest.mark.django_db
def test_a_wrong_answer_is_explained_in_english() -> None:
    checker = Checker()
    english(checker.client)
    checker.show(checker.client.get(ADDRESS))
    checker.send(stap="volgende")

    assert "Fill in a number." in checker.html
    assert dutch_words(checker.html) == []


@pytest.mark.django_db
def test_dutch_is_what_everybody_gets_who_chose_nothing(client: Client) -> None:
    answer = client.get("/", headers={"accept-language": "en"})

    assert '<html lang="nl">' in answer.content.decode()
    assert not answer.cookies


@pytest.mark.django_db
def test_the_button_leads_back_to_the_same_page_in_the_other_language(client: Client) -> None:
    address = "/register/?waar=Mechelen"
    there = client.post("/taal/", {"taal": "en", "terug": address}, follow=True)
    assert there.redirect_chain == [(address, 302)]
    assert ">Nederlands</button>" in there.content.decode()

    back = client.post("/taal/", {"taal": "nl", "terug": address}, follow=True)
    assert back.redirect_chain == [(address, 302)]
    assert ">English</button>" in back.content.decode()


@pytest.mark.django_db
def test_answers_of_the_check_go_along_when_the_language_changes() -> None:
    checker = Checker()
    checker.reply(EMPLOYEE[checker.question])
    carried = checker.form["antwoord"]

    form = {"taal": "en", "terug": ADDRESS, "antwoord": carried}
    checker.show(checker.client.post("/taal/", form, follow=True))

    assert checker.form["antwoord"] == carried
    assert "Question 2." in checker.html


@pytest.mark.django_db
def test_the_button_leads_to_no_other_website(client: Client) -> None:
    answer = client.post("/taal/", {"taal": "en", "terug": "https://elders.example/"})

    assert answer["Location"] == "/"


@pytest.mark.django_db
def test_a_page_that_is_only_dutch_says_so_in_english_and_has_no_button() -> None:
    read = page(english(), "/hoe-we-beslissen/")

    assert '<html lang="nl">' in read
    assert ONLY_DUTCH in read
    assert ">English</button>" not in read
    assert ONLY_DUTCH not in page(Client(), "/hoe-we-beslissen/")


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_refused_in_english() -> None:
    read = page(english(), "/bestaat-niet/")

    assert "We cannot find this page" in read
    assert dutch_words(read) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["omar", "dirk"])
def test_who_works_here_works_in_dutch(story: Story, name: str) -> None:
    visitor = Visitor(name)
    english(visitor.client)

    assert '<html lang="nl">' in visitor.page("/")
    assert ">English</button>" not in visitor.page("/")
