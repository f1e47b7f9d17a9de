"""The register finds people as visitors look for them and gives away nothing else; the law page tells the law."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from loopbaankrediet.counsellors.actions import RegistrationFile, register_counsellor
from loopbaankrediet.counsellors.models import Counsellor, LegalForm
from loopbaankrediet.demo.seed import actor_for, register_persona, seed
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.platform.legal_clock import current_clock

HTMX = {"HX-Request": "true"}
Found = Callable[[str], str]


@pytest.fixture
def registered(db: None) -> None:
    clock = current_clock()
    seed(clock=clock)
    register_persona("dirk", clock=clock)


@pytest.fixture
def found(client: Client, registered: None) -> Found:
    return lambda query: client.get(f"/register/?{query}").content.decode()


@pytest.mark.parametrize("query", ["zoek=Claes", "zoek=mechelen", "zoek=waarderend", "zoek=dirk+MECH", "wijze=online"])
def test_dirk_is_found_by_name_place_method_or_way_of_talking(found: Found, query: str) -> None:
    html = found(query)

    assert "1 begeleider gevonden" in html
    assert "Dirk Claes" in html
    assert "Els Maertens" not in html


def test_an_empty_search_shows_everyone_and_a_vain_one_says_so(found: Found) -> None:
    assert "2 begeleiders gevonden" in found("")
    assert "Niemand gevonden" in found("zoek=Timboektoe")
    assert "2 begeleiders gevonden" in found("wijze=telepathie&pagina=abc")


def test_what_was_typed_stays_in_the_field_and_cannot_break_the_page(found: Found) -> None:
    html = found('zoek="><b>Zoë')

    assert "<b>Zoë" not in html
    assert "Zoë" in html


def test_the_register_shows_no_account_and_no_national_number(found: Found) -> None:
    html = found("").replace(" ", "")

    assert "BE71" not in html
    assert "6769" not in html
    assert "74691835575" not in html


def test_the_register_says_how_to_reach_a_counsellor(found: Found) -> None:
    Counsellor.objects.filter(person__given_name="Dirk").update(phone="015 00 00 00")
    html = found("zoek=Claes")

    assert '<a href="tel:015000000">015 00 00 00</a>' in html
    assert '<a href="mailto:dirk@claes-loopbaanadvies.example">' in html


def test_a_counsellor_who_is_suspended_is_not_in_it(found: Found) -> None:
    Counsellor.objects.filter(person__given_name="Dirk").update(state="suspended")

    assert "Dirk Claes" not in found("")


def test_the_part_that_htmx_asks_for_is_the_same_part_of_the_full_page(client: Client, registered: None) -> None:
    full = client.get("/register/?zoek=claes")
    part = client.get("/register/?zoek=claes", headers=HTMX)
    back = client.get("/register/?zoek=claes", headers=HTMX | {"HX-History-Restore-Request": "true"})

    assert part.content.strip() in full.content
    assert b"<html" not in part.content
    assert b"<html" in back.content
    assert "HX-Request" in full["Vary"]


def test_a_visitor_who_is_not_signed_in_gets_no_button_to_choose(found: Found) -> None:
    assert "Kies Dirk" not in found("")


def test_a_long_register_has_pages_that_keep_the_search(found: Found) -> None:
    for number in range(21):
        file = RegistrationFile(
            number=_number(number),
            given_name="Jo",
            family_name=f"De Wolf-{number:02d}",
            legal_form=LegalForm.NATURAL_PERSON,
            enterprise_number="",
            organisation_name="",
            iban="BE62 5100 0754 7061",
            municipality="Sint-Niklaas",
            phone="",
            email=f"jo.{number}@begeleiding.example",
            modes=["online"],
            methods=["Loopbaanankers"],
        )
        register_counsellor(file=file, by=actor_for("rita"), clock=current_clock(), key=uuid4())

    first, last, beyond = found("zoek=wolf"), found("zoek=wolf&pagina=2"), found("zoek=wolf&pagina=99")

    assert "21 begeleiders gevonden" in first
    assert 'href="?zoek=wolf&amp;pagina=2"' in first
    assert "De Wolf-20" in last
    assert "De Wolf-20" in beyond


def _number(sequence: int) -> NationalNumber:
    body = f"806115{sequence + 1:03d}"
    return NationalNumber.parse(f"{body}{97 - int(body) % 97:02d}", allow_test=True)


@pytest.mark.django_db
def test_the_law_page_tells_every_article_its_amounts_and_how_firm_they_are(client: Client) -> None:
    html = client.get("/hoe-we-beslissen/").content.decode()

    for part in (
        "Artikel 3",
        "Artikel 4, 1°",
        "Artikel 4, 2°",
        "Artikel 4, 3°",
        "Artikel 16",
        "Artikel 17",
        "Artikel 43",
    ):
        assert part in html
    assert "Je hebt 7 jaar (84 maanden) nodig." in html
    assert "Je hebt 14 dagen om te antwoorden." in html
    assert "De eigen bijdrage is 25,00 euro per uur." in html
    assert '<span class="pill pill--info">ontwerp</span>' in html
    assert '<span class="pill pill--warn">nog open</span>' in html
    assert "De wet is nog een voorontwerp" in html
    assert "1 maart 2027" in html
