"""A citizen finds her way by need, is refused, says no, is warned, and speaks with somebody: on a phone, then wide."""

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
PAGES = (
    "/",
    "/waar-kunnen-we-helpen/werk/",
    "/waar-kunnen-we-helpen/opleidingsbalans/",
    "/waar-kunnen-we-helpen/spreken/",
    "/mijn/",
    "/mijn/niet-akkoord/",
    "/mijn/klacht/",
    "/mijn/loopbaanvraag/",
    "/mijn/spreken/",
    "/mijn/uren/",
)


def test_who_is_not_sure_of_anything_is_helped_on(visit: Visit) -> None:
    with visit(width=320) as visitor:
        an_finds_her_way(visitor)
        an_says_no(visitor)
        lot_answers(visitor)
        an_speaks_with_somebody(visitor)
        desi_sees_who_comes(visitor)
        bart_asks_to_be_warned(visitor)
    with visit(width=1280) as visitor:
        visitor.become("An")
        for address in PAGES:
            visitor.open(address)
        visitor.sees("Wat kost het?", "Samen", "Je kreeg loopbaankrediet")


def an_finds_her_way(visitor: Visitor) -> None:
    visitor.open("/")
    visitor.sees("Waar kunnen we je mee helpen?")
    visitor.follow("Ik wil een opleiding volgen")
    visitor.follow("Nee, ik wil eerst weten wat bij mij past")
    visitor.follow("Ja, voor een werkgever")
    visitor.sees("Loopbaanbegeleiding past bij jou")
    visitor.become("An")
    visitor.follow("Vraag aan")
    visitor.press("Vraag aan")
    visitor.open("/mijn/loopbaanvraag/")
    visitor.fill("Waar wil je het over hebben?", "Ik wil minder avondwerk.")
    visitor.press("Bewaar")
    visitor.sees("Alleen jij en de begeleider die je koos, lezen dit.")


def an_says_no(visitor: Visitor) -> None:
    visitor.open("/mijn/niet-akkoord/")
    visitor.follow("Vraag om dit opnieuw te bekijken")
    visitor.press("Verstuur je vraag")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Wat klopt er niet?", "Mijn prijs is te hoog.")
    visitor.press("Verstuur je vraag")
    visitor.sees("Ontvangen", "HB 100")


def lot_answers(visitor: Visitor) -> None:
    visitor.become("Lot")
    visitor.follow("Vragen om opnieuw te bekijken, en klachten")
    visitor.follow("An Peeters")
    visitor.press("Ik behandel dit")
    visitor.choose("Niet gegrond")
    visitor.fill("Waarom?", "Je diploma bepaalt de prijs.")
    visitor.press("Beantwoord")
    visitor.sees("Je diploma bepaalt de prijs.", "Ombudsdienst")


def an_speaks_with_somebody(visitor: Visitor) -> None:
    visitor.become("An")
    visitor.open("/mijn/spreken/")
    visitor.choose("Ik kom langs")
    visitor.page.get_by_label("Wanneer?").select_option(index=2)
    visitor.press("Leg de afspraak vast")
    visitor.sees("Je spreekt met")


def desi_sees_who_comes(visitor: Visitor) -> None:
    visitor.become("Desi")
    visitor.follow("Afspraken")
    visitor.sees("An Peeters", "Komt langs")


def bart_asks_to_be_warned(visitor: Visitor) -> None:
    visitor.become("Bart")
    visitor.follow("Vraag aan")
    visitor.press("Vraag aan")
    visitor.follow("Verwittig mij dan")
    visitor.press("Verwittig mij")
    visitor.sees("We verwittigen je op")
