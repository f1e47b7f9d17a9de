"""The privacy page tells what the European rules ask, in plain words, and promises only what the code does."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from loopbaankrediet.journal.models import Entry
from loopbaankrediet.processing.columns import held_for, tables
from loopbaankrediet.processing.page import AUDIENCES
from loopbaankrediet.processing.records import records
from tests.people.mandating import words
from tests.web.visitor import Visitor, story_of_today

ADDRESS = "/privacy/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client) -> str:
    return words(client.get(ADDRESS).content.decode())


@pytest.mark.parametrize(
    "told",
    [
        "Verantwoordelijk is het departement Werk, Economie, Wetenschap, Innovatie en Sociale Economie (WEWIS)",
        "functionaris voor gegevensbescherming",
        "Bel gratis 1700",
        "Gegevensbeschermingsautoriteit",
        "Weigeren kan het nooit: dat beslist altijd een medewerker",
        "10 jaar is een voorstel van dit project",
        "Je rijksregisternummer : we gebruiken het om je te herkennen",
        "AVG art. 9",
        "hoogstens 8 uur aangemeld, of 30 minuten zonder iets te doen",
        "een helper met jouw volmacht",
        "je bewindvoerder",
        "een loketmedewerker, zolang die met jou spreekt",
    ],
)
def test_it_tells_who_why_and_what_is_still_open(page: str, told: str) -> None:
    assert told in page


@pytest.mark.parametrize(
    "table",
    ["people_mandate", "people_deskcall", "people_identity", "credit_revocation", "guidance_declarationobjection"],
)
def test_what_is_held_about_somebody_is_named(page: str, table: str) -> None:
    assert tables()[table].what in page


def test_how_to_reach_the_department_is_a_setting(client: Client, settings: object) -> None:
    settings.CONTACT_PHONE, settings.CONTACT_EMAIL = "02 000 00 00", "gegevens@voorbeeld.example"  # type: ignore[attr-defined]
    page = client.get(ADDRESS).content.decode()
    assert "02 000 00 00" in page
    assert "gegevens@voorbeeld.example" in page


def test_no_officer_is_a_reader_of_reports() -> None:
    record = records()["guidance_reports"]
    assert [one for one in record.audiences if one.startswith("officer") or one in ("desk", "public")] == []
    assert {table.name for table in held_for("guidance_reports")} == {
        "guidance_progressreport",
        "guidance_reportnote",
        "guidance_correctionrequest",
        "guidance_correctionreply",
        "guidance_reportversion",
        "guidance_versionnote",
        "guidance_closingpaper",
        "guidance_paperanswer",
        "practice_talkdraft",
    }


def test_every_reader_of_a_record_has_its_words() -> None:
    assert {one for record in records().values() for one in record.audiences} <= set(AUDIENCES)


def test_how_long_one_stays_signed_in_is_what_the_page_says() -> None:
    assert (settings.SESSION_SECONDS, settings.SESSION_IDLE_SECONDS) == (8 * 3600, 30 * 60)


def test_a_message_about_somebody_stands_in_no_cookie() -> None:
    story = story_of_today()
    application, omar, bart = story.apply("bart"), Visitor("omar"), Visitor("bart")
    omar.page(f"/medewerker/aanvragen/{application.id}/")
    line = Entry.objects.get(verb="open_application").id
    assert (
        bart.client.post(f"/mijn/inzage/{line}/vraag/", {"words": "Waarom?", "act_key": str(uuid4())}).status_code
        == 302
    )
    assert set(bart.client.cookies) <= {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    assert "Je vraag is bewaard" in bart.page("/mijn/inzage/")
