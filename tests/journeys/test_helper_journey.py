"""Somebody who helps, in a browser at 320 pixels: she activates, applies for An, hands out a code, and is stopped."""

import re

import pytest

from tests.journeys.conftest import PROVIDERS, Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
CODE = re.compile(r"\b[2-9A-Z]{4}\s[2-9A-Z]{4}\s[2-9A-Z]{4}\b")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_mia_helps_an_until_an_stops_it(visit: Visit) -> None:
    with visit(width=320) as an, visit(width=320) as mia:
        code = an_gives_power_of_attorney(an)
        mia_takes_it_up(mia, code)
        mia_applies_and_makes_a_code(mia)
        an_sees_what_mia_did_and_stops_it(an)
        mia_is_refused_and_is_herself_again(mia)


def an_gives_power_of_attorney(visitor: Visitor) -> str:
    visitor.become("An")
    visitor.open("/mijn/helpers/")
    visitor.follow("Geef iemand volmacht")
    visitor.press("Geef volmacht")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Voornaam van je helper", "Mia")
    visitor.fill("Familienaam van je helper", "de smet")
    visitor.press("Geef volmacht")
    visitor.sees("is de code", "Wat niet mag")
    code = CODE.search(visitor.main.inner_text())
    assert code is not None
    visitor.follow("Druk dit af als brief")
    visitor.sees(code[0])
    return code[0]


def mia_takes_it_up(visitor: Visitor, code: str) -> None:
    visitor.become("Mia")
    visitor.open("/mijn/ik-help/")
    visitor.fill("Code van de volmacht", "AAAA AAAA AAAA")
    visitor.press("Begin te helpen")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Code van de volmacht", code.lower())
    visitor.press("Begin te helpen")
    visitor.press("Handel voor An Peeters")
    assert "Je handelt voor An Peeters" in visitor.page.locator(".acts-for").inner_text()


def mia_applies_and_makes_a_code(visitor: Visitor) -> None:
    visitor.open("/mijn/aanvraag/")
    visitor.press("Vraag aan")
    visitor.sees("Je krijgt 6 uur loopbaanbegeleiding")
    visitor.open("/mijn/begeleider/")
    visitor.press("Kies Dirk")
    visitor.sees("is je code")
    visitor.open("/mijn/begeleider/")


def an_sees_what_mia_did_and_stops_it(visitor: Visitor) -> None:
    visitor.open("/mijn/inzage/")
    visitor.sees("Mia De Smet", "je helper", "maakte een code voor een loopbaanbegeleider")
    visitor.open("/mijn/helpers/")
    visitor.follow("Mia De Smet")
    visitor.sees("vroeg loopbaanbegeleiding aan")
    visitor.press("Stop deze volmacht")
    visitor.sees("De volmacht is gestopt. Dat geldt meteen.")


def mia_is_refused_and_is_herself_again(visitor: Visitor) -> None:
    """The page with the counsellors is still open: its button no longer does anything for An."""
    visitor.page.get_by_role("button", name="Kies Els").first.click()
    visitor.page.wait_for_load_state()
    visitor.sees("Je handelt niet meer voor deze persoon")
    visitor.complaints.clear()
    visitor.open("/mijn/ik-help/")
    visitor.sees("Je helpt nu niemand.")


def test_the_desk_helps_somebody_without_a_computer(visit: Visit) -> None:
    with visit() as visitor:
        visitor.become("Desi")
        visitor.follow("Handel voor wie belt, schrijft of langskomt")
        visitor.press("Begin het gesprek")
        assert "Fout: " in visitor.page.title()
        visitor.fill("Rijksregisternummer of BIS-nummer van de burger", "88.63.14-124.96")
        visitor.fill("Voornaam, zoals de burger die zegt", "An")
        visitor.fill("Familienaam, zoals de burger die zegt", "Peeters")
        visitor.choose("Telefoon")
        visitor.choose("Zei het rijksregisternummer zelf")
        visitor.choose("Teruggebeld op een nummer dat we al kenden")
        visitor.fill("Wat vraagt de burger?", "Wil aanvragen, heeft geen computer.")
        visitor.press("Begin het gesprek")
        visitor.open("/mijn/aanvraag/")
        visitor.press("Vraag aan")
        visitor.sees("6 uur")
        visitor.open("/mijn/helpers/geven/")
        visitor.fill("Voornaam van je helper", "Mia")
        visitor.fill("Familienaam van je helper", "De Smet")
        visitor.press("Geef volmacht")
        visitor.sees("De code komt met een brief")
        visitor.press("Stop met handelen voor An Peeters")
        visitor.fill("Wat deed je?", "Aangevraagd, en een volmacht voor Mia De Smet.")
        visitor.press("Sluit het gesprek af")
        visitor.become("Ibo")
        visitor.open("/medewerker/loket/")
        visitor.follow("Druk de brief aan An Peeters af")
        visitor.sees("Dag An Peeters,")
        visitor.open("/medewerker/loket/")
        visitor.press("De brief is verstuurd")
        visitor.sees("Er wacht geen brief.")
