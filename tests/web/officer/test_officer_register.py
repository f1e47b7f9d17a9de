"""The registrar: entering a counsellor, with every mistake at its field and nothing typed lost."""

import re
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from loopbaankrediet.counsellors.models import Counsellor
from tests.story import Story
from tests.web.visitor import Visitor

NEW = "/medewerker/register/nieuw/"
NOOR = f"{NEW}?proefpersoon=noor"


@pytest.fixture
def rita(story: Story) -> Visitor:
    return Visitor("rita")


def noor(rita: Visitor, **typed: Any) -> dict[str, Any]:
    return rita.filled(NOOR) | typed


def test_a_new_counsellor_gets_a_number_and_stands_in_the_register(rita: Visitor) -> None:
    status, html = rita.send(NEW, noor(rita))

    assert status == 200
    assert re.search(r"LB-2027-\d{5}", html)
    assert "Noor Vermeiren" in rita.page("/medewerker/register/")
    assert Counsellor.objects.filter(municipality="Gent").count() == 1


def test_after_registration_she_can_work_from_her_next_sign_in(story: Story, rita: Visitor) -> None:
    earlier = Visitor("noor")
    rita.send(NEW, noor(rita))

    assert "Meld je af en opnieuw aan" in earlier.page("/begeleider/")
    assert "Mijn klanten" in Visitor("noor").page("/begeleider/")


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("national_number", "86.66.08-088.98", "De laatste twee cijfers passen niet"),
        ("national_number", "123", "telt 11 cijfers"),
        ("iban", "BE43 0689 9999 9502", "De controlecijfers van dit rekeningnummer kloppen niet."),
        ("iban", "geen rekening!", "Dit is geen geldig rekeningnummer"),
        ("iban", "geenrekening", "Dit is geen geldig rekeningnummer"),
        ("phone", "bel maar", "Schrijf een telefoonnummer"),
        ("email", "noor@", "Dit is geen geldig e-mailadres."),
        ("enterprise_number", "0403.019.262", "Dit is geen geldig ondernemingsnummer."),
        ("methods", " ", "Vul &#x27;Methodieken&#x27; in."),
        ("modes", [], "Maak een keuze bij &#x27;Begeleidt&#x27;."),
    ],
)
def test_a_wrong_number_is_refused_at_its_field_and_nothing_typed_is_lost(
    rita: Visitor, field: str, typed: Any, message: str
) -> None:
    data = noor(rita, given_name="Noor-Ève", **{field: typed})

    status, html = rita.send(NEW, data)

    assert status == 422
    assert re.search(rf'<a href="#id_{field}(_0)?">[^<]*{message}', html)
    assert 'value="Noor-Ève"' in html
    assert not typed or not typed.strip() or typed in html
    assert not Counsellor.objects.filter(municipality="Gent").exists()


def test_all_mistakes_are_said_at_once(rita: Visitor) -> None:
    data = noor(rita, national_number="123", iban="x", enterprise_number="1", municipality="")

    status, html = rita.send(NEW, data)

    assert status == 422
    assert len(re.findall(r'<li><a href="#id_', html)) == 4


def test_one_way_to_reach_her_is_enough_and_none_is_refused(rita: Visitor) -> None:
    status, html = rita.send(NEW, noor(rita, phone="", email=""))
    assert status == 422
    assert '<a href="#id_phone">Vul een telefoonnummer of een e-mailadres in.' in html

    status, html = rita.send(NEW, noor(rita, phone="015/00.00.00", email=""))
    assert status == 200
    assert "015 00 00 00" in html


def test_the_number_of_another_company_is_refused_at_the_number(rita: Visitor) -> None:
    typed = {"legal_form": "own_company", "enterprise_number": "1999.999.943", "organisation_name": "Vermeiren BV"}

    status, html = rita.send(NEW, noor(rita, **typed))

    assert status == 422
    assert '<a href="#id_enterprise_number">Dit nummer hoort bij Claes Loopbaanadvies BV. Kijk het nummer na.' in html


def test_an_own_company_needs_a_number_and_a_name(rita: Visitor) -> None:
    status, html = rita.send(NEW, noor(rita, legal_form="own_company"))

    assert status == 422
    assert '<a href="#id_enterprise_number">Vul het ondernemingsnummer in' in html
    assert '<a href="#id_organisation_name">Vul de naam van de vennootschap in.' in html


def test_somebody_registered_already_is_refused_with_her_number(rita: Visitor) -> None:
    data = rita.filled(f"{NEW}?proefpersoon=els")

    status, html = rita.send(NEW, data)

    assert status == 422
    assert '<a href="#id_national_number">Deze persoon staat al in het register, met nummer LB-2027-' in html


def test_a_double_click_registers_once(rita: Visitor) -> None:
    data = noor(rita)

    first, second = rita.send(NEW, data), rita.send(NEW, data)

    assert first[0] == second[0] == 200
    assert Counsellor.objects.filter(municipality="Gent").count() == 1


def test_the_data_of_personas_exist_only_in_the_demonstration(rita: Visitor, settings: Settings) -> None:
    settings.DEMO = False
    html = rita.page(NOOR)

    assert "proefpersoon" not in html
    assert "Vermeiren" not in html


def test_the_national_number_stands_in_no_address_and_on_no_page_after_registration(rita: Visitor) -> None:
    answer = rita.client.post(NEW, noor(rita), follow=True)

    assert "86660808897" not in "".join(address for address, _ in answer.redirect_chain)
    assert "86660808897" not in answer.content.decode()


def test_the_register_is_searched_and_costs_few_questions_to_the_database(
    rita: Visitor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        html = rita.page("/medewerker/register/?zoek=Leuven")
    assert "Els Maertens" in html
    assert "Dirk Claes" not in html
    with django_assert_max_num_queries(12):
        rita.page(NEW)
    assert "Niemand gevonden." in rita.page("/medewerker/register/?zoek=Xyz&pagina=abc")
