"""The register finds people as visitors look for them and gives away nothing else; the law page tells the law."""

from collections.abc import Callable
from datetime import date
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from loopbaankrediet.counsellors.actions import RegistrationFile, register_counsellor
from loopbaankrediet.counsellors.models import Counsellor, LegalForm
from loopbaankrediet.decree.dated.procedure import choices
from loopbaankrediet.decree.dated.remedies import remedies_for
from loopbaankrediet.decree.saying.open_points import open_points, points_of
from loopbaankrediet.decree.saying.show import KINDS
from loopbaankrediet.decree.scenario import DRAFT, scenarios
from loopbaankrediet.demo.seed import actor_for, register_persona, seed
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.platform.legal_clock import current_clock, move_to

ON = date(2027, 3, 1)
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
    nobody = found("zoek=Timboektoe")
    assert "Niemand gevonden" in nobody
    assert "Kies verder weg of online, of bel gratis 1700." in nobody
    assert "Vul eerst een gemeente in." in found("afstand=10")
    assert "Vul eerst een gemeente in." not in found("afstand=10&waar=Leuven")
    assert "2 begeleiders gevonden" in found("wijze=telepathie&pagina=abc")


def test_the_nearest_counsellor_comes_first_with_her_distance(found: Found) -> None:
    near_leuven, near_mechelen = found("waar=3000"), found("waar=Mechelen")

    assert near_leuven.index("Els Maertens") < near_leuven.index("Dirk Claes")
    assert near_mechelen.index("Dirk Claes") < near_mechelen.index("Els Maertens")
    assert "(in Leuven)" in near_leuven
    assert "(op 23 km in vogelvlucht van Leuven)" in near_leuven


def test_who_will_not_travel_far_sees_who_is_near_or_talks_online(found: Found) -> None:
    Counsellor.objects.filter(person__given_name="Els").update(modes=["in_person"])

    assert "Els Maertens" not in found("waar=Brugge&afstand=20")
    assert "Dirk Claes" in found("waar=Brugge&afstand=20")
    assert "Dirk Claes" not in found("waar=Brugge&afstand=20&wijze=in_person")
    assert "Els Maertens" in found("waar=Heverlee&afstand=5")


def test_a_place_that_we_do_not_know_is_said_and_hides_nobody(found: Found) -> None:
    html = found("waar=Timboektoe&afstand=5")

    assert "We vinden geen gemeente of postcode 'Timboektoe'" in unescape(html)
    assert "2 begeleiders gevonden" in html


@pytest.mark.parametrize("slip", ["Klaes", "Maartens", "loopbaanankres", "waarderend+intervieuw"])
def test_a_slip_of_the_pen_still_finds_somebody(found: Found, slip: str) -> None:
    html = found(f"zoek={slip}")

    assert "Niemand met precies die woorden. Dit lijkt erop: 1" in html
    assert "Niemand gevonden" not in html


def test_accents_do_not_stand_between_a_visitor_and_a_counsellor(found: Found) -> None:
    Counsellor.objects.filter(person__given_name="Dirk").update(methods=["Reflexieve coaché"])

    assert "Dirk Claes" in found("zoek=coache")


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
    assert {name for name in (f"De Wolf-{number:02d}" for number in range(21)) if name in first + last} == {
        f"De Wolf-{number:02d}" for number in range(21)
    }
    assert sum(f"De Wolf-{number:02d}" in last for number in range(21)) == 1
    assert beyond == last.replace("pagina=2", "pagina=99")


def _number(sequence: int) -> NationalNumber:
    body = f"806115{sequence + 1:03d}"
    return NationalNumber.parse(f"{body}{97 - int(body) % 97:02d}", allow_test=True)


@pytest.mark.django_db
def test_the_law_page_tells_every_article_its_amounts_and_how_firm_they_are(client: Client) -> None:
    html = client.get("/hoe-we-beslissen/").content.decode()

    for part in (
        "Artikel 3",
        "Artikel 4 (woonplaats)",
        "Artikel 4, 2°",
        "Artikel 4 (anciënniteit)",
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


@pytest.mark.django_db
def test_the_law_page_shows_the_question_of_the_serv_beside_the_article_and_the_amount_it_is_about(
    client: Client,
) -> None:
    html = client.get("/hoe-we-beslissen/").content.decode()
    article = html.split(">Artikel 17</h3>")[1].split('<div class="card">')[0]
    amount = html.split("De eigen bijdrage is 25,00 euro per uur.")[1].split("</tr>")[0]
    firm = html.split(">Artikel 4 (anciënniteit)</h3>")[1].split('<div class="card">')[0]

    question = "De SERV vraagt: Volstaat 15 in plaats van 25 euro om kwetsbare groepen te bereiken?"
    assert question in article
    assert question in amount
    assert "De SERV vraagt" not in firm


@pytest.mark.django_db
def test_the_law_page_lists_every_open_question_with_what_we_do_meanwhile(client: Client) -> None:
    html = unescape(client.get("/hoe-we-beslissen/").content.decode())
    section = html.split(">Vragen die nog open staan</h2>")[1].split("</table>")[0]

    for point in open_points():
        assert f"{point.number}. {point.question}" in section
        assert f"SERV-advies, deel {point.section}" in section
    assert "Begeleiden mag wie alleen werkt, ook met een eigen vennootschap." in section
    assert "Uitstel voor de beroepskwalificatie loopt tot en met 31 december 2029." in section
    assert "Een voortgangsrapport telt hoogstens 20.000 tekens." in section
    assert "Elke waarde met de status open wacht op een uitvoeringsbesluit." in section


@pytest.mark.django_db
def test_the_page_of_wishes_tells_apart_what_the_social_partners_ask_and_what_we_read_into_it(client: Client) -> None:
    html = unescape(client.get("/hoe-we-beslissen/wat-kan-er-anders/").content.decode())

    for kind, heading in KINDS.items():
        section = html.split(f">{heading}</h2>")[1].split("</table>")[0]
        for scenario in scenarios():
            is_here = scenario.kind == kind and scenario.name != DRAFT
            assert (f"{scenario.title}<small" in section) == is_here
            assert (scenario.request in section) == is_here


@pytest.mark.django_db
def test_the_choices_that_nobody_asked_about_are_told_and_what_one_can_do(client: Client) -> None:
    html = unescape(client.get("/hoe-we-beslissen/").content.decode())
    assert 'href="/hoe-we-beslissen/stand/"' in html
    folded = html.split("<summary>Wat je tegen een beslissing kan doen</summary>")[1]
    pages = (client.get(f"/hoe-we-beslissen/stand/?pagina={number}").content.decode() for number in range(1, 9))
    stand = unescape("".join(pages))
    unasked = [record for record in choices().values() if not points_of(record.name)]

    assert {"residence_rule", "equalised_periods", "no_show_rule", "credit_validity"} <= {r.name for r in unasked}
    for record in unasked:
        assert record.sentence(record.on(ON, ON).value) in stand
    for remedy in remedies_for("refused", ON, ON):
        assert remedy.text in folded


@pytest.mark.django_db
def test_the_law_page_claims_no_more_than_the_opinion_tells(client: Client) -> None:
    html = unescape(client.get("/hoe-we-beslissen/").content.decode())

    assert "De tekst van het voorontwerp kennen we niet." in html
    assert "zo beschrijft het SERV-advies het voorontwerp" in html
    assert "zo staat het in het voorontwerp" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2013, 7, 1), date(2025, 9, 1), date(2026, 12, 31)])
def test_before_2027_the_law_page_tells_the_law_of_the_loopbaancheques(client: Client, day: date) -> None:
    move_to(day)

    html = client.get("/hoe-we-beslissen/").content.decode()

    assert "BVR 17-05-2013 (woonplaats)" in html
    assert "Op deze dag gelden nog de loopbaancheques" in html
    assert "Wie krijgt een loopbaancheque?" in html
    assert "De wet is nog een voorontwerp" not in html
    assert "De termijnen van de procedure" not in html
    assert "Vragen die nog open staan" in html


@pytest.mark.django_db
def test_the_law_page_stays_small(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(12):
        page = client.get("/hoe-we-beslissen/")

    assert len(page.content) < 100_000
