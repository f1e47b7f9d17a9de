"""The home page, the hours and who looked; and what every page of the citizen keeps to."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.journal.actions import Subject, record_look
from loopbaankrediet.web.citizen.presenters.asking import ASKED
from tests.web.citizen.conftest import Story

Words = Callable[[str], str]
MOST_QUERIES = 18


def busy_an(story: Story) -> list[str]:
    """An with a full life behind her; the addresses of all her pages."""
    application_id = story.applied("an")
    first = story.signed("an", "dirk", modules=1)
    story.reported(first, "dirk")
    story.post("an", f"/mijn/begeleiding/{first}/module/1/")
    second = story.signed("an", "els", modules=2)
    story.reported(second, "els")
    story.post("an", f"/mijn/begeleiding/{second}/module/1/")
    story.talked(second, "els", 60)
    story.talked(second, "els", 60)
    story.reported(second, "els", minutes=0)
    tracks = [f"{track}/{page}" for track in (first, second) for page in ("", "overeenkomst/", "module/1/", "stoppen/")]
    return [
        "/mijn/",
        "/mijn/uren/",
        "/mijn/inzage/",
        "/mijn/aanvraag/",
        f"/mijn/beslissing/{application_id}/",
        "/mijn/begeleider/",
        *(f"/mijn/begeleiding/{address}" for address in tracks),
        f"/mijn/begeleiding/{second}/module/2/",
    ]


def test_no_page_asks_the_database_more_than_eighteen_times(
    story: Story, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for address in busy_an(story):
        with django_assert_max_num_queries(MOST_QUERIES, info=address):
            assert story.browser("an").get(address).status_code == 200, address


@pytest.mark.parametrize("persona", ["bart", "chantal", "zoe"])
def test_the_pages_of_the_others_stay_within_it_too(
    story: Story, persona: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    application_id, browser = story.applied(persona), story.browser(persona)
    if persona == "bart":
        for number in range(6):
            story.post("bart", f"/mijn/beslissing/{application_id}/", text=f"Antwoord {number}.")
    for address in ("/mijn/", "/mijn/uren/", f"/mijn/beslissing/{application_id}/"):
        with django_assert_max_num_queries(MOST_QUERIES, info=address):
            browser.get(address)


def test_choosing_and_the_code_stay_within_it_too(
    story: Story, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    story.applied("an")
    story.coded("an", "dirk")
    story.coded("an", "els")
    an, dirk = story.browser("an"), story.counsellor("dirk")
    for address in ("/mijn/begeleider/", f"/mijn/begeleider/{dirk}/code/", "/mijn/"):
        with django_assert_max_num_queries(MOST_QUERIES, info=address):
            assert an.get(address).status_code == 200


def test_a_page_of_the_citizen_is_closed_to_strangers_counsellors_and_officers(story: Story) -> None:
    addresses = busy_an(story)

    for address in addresses:
        assert Client().get(address)["Location"].startswith("/aanmelden/?next=")
        assert story.browser("dirk").get(address).status_code == 403
        assert story.browser("omar").get(address).status_code == 403


def test_a_newcomer_reads_one_thing_to_do(story: Story, words: Words) -> None:
    page = words(story.get("an", "/mijn/"))

    assert page.startswith("Wat je nu kan doen Vraag loopbaanbegeleiding aan")
    assert "Je uren" not in page


def test_the_wallet_says_its_hours_and_prices_in_words(story: Story, words: Words) -> None:
    story.applied("an")
    story.signed("an", "dirk")

    page = words(story.get("an", "/mijn/"))

    assert "4 uur zijn nog vrij" in page
    assert "Vrij 4 uur Gereserveerd 2 uur Gebruikt 0 uur Gekregen 6 uur" in page
    assert "Jij betaalt per uur 25,00 euro" in page
    assert "Vlaanderen betaalt per module van 2 uur 167,80 euro" in page
    assert "Module 1 loopt bij Dirk Claes." in page
    assert "Bel gratis 1700" in page


def test_the_statement_adds_up_to_the_free_hours_and_links_to_its_causes(story: Story, words: Words) -> None:
    application_id = story.applied("an")
    track_id = story.signed("an", "dirk")
    story.talked(track_id, "dirk", 45)
    story.post("an", f"/mijn/begeleiding/{track_id}/stoppen/")
    story.reported(track_id, "dirk", minutes=0)
    story.post("an", f"/mijn/begeleiding/{track_id}/module/1/")

    html = story.get("an", "/mijn/uren/")
    page = words(html)

    assert "Je kreeg loopbaankrediet + 6 uur 6 uur" in page
    assert "Een module werd voor jou gereserveerd bij Dirk Claes - 2 uur 4 uur" in page
    assert "45 minuten gebruikt 1 uur en 15 minuten weer vrij 5 uur en 15 minuten" in page
    assert "5 uur en 15 minuten zijn nog vrij" in page
    assert f'href="/mijn/beslissing/{application_id}/"' in html
    assert f'href="/mijn/begeleiding/{track_id}/"' in html


def test_without_a_wallet_the_hours_page_says_what_to_do(story: Story, words: Words) -> None:
    assert "Vraag eerst loopbaanbegeleiding aan." in words(story.get("an", "/mijn/uren/"))


def test_who_looked_names_people_and_their_capacity_in_words(story: Story, words: Words) -> None:
    application_id = story.applied("an")
    story.opened("an", "dirk")
    subject = Subject("application", application_id, story.person("an"))
    record_look("look_at_application", subject, by=story.actor("omar"), clock=story.clock)

    page = words(story.get("an", "/mijn/inzage/"))

    assert "Omar Benali medewerker van het departement bekeek je gegevens" in page
    assert "Dirk Claes loopbaanbegeleider opende je dossier met jouw code" in page
    assert "Jij vroeg loopbaanbegeleiding aan" in page
    assert "wettelijke dag: 1 maart 2027" in page


def test_a_long_journal_is_read_page_by_page(story: Story, words: Words) -> None:
    subject = Subject("application", uuid4(), story.person("an"))
    for _ in range(51):
        record_look("look_at_application", subject, by=story.actor("omar"), clock=story.clock)

    assert "Pagina 1 van 2" in words(story.get("an", "/mijn/inzage/"))
    assert words(story.get("an", "/mijn/inzage/?pagina=2")).count("Omar Benali") == 1


def test_every_fact_the_law_reads_is_announced_before_it_is_fetched(story: Story) -> None:
    announced = {name for names, _ in ASKED for name in names}

    assert announced == set(policy_on(story.clock.today(), story.clock.today()).facts)
