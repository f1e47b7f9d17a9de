"""The own contribution in a browser: noted, receipted, asked too much for, answered and decided."""

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.test_story import an_and_dirk_sign, an_is_granted
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

WAYS = [
    pytest.param(320, True, id="on-a-small-phone"),
    pytest.param(1280, False, id="without-javascript"),
]


@pytest.mark.parametrize(("width", "javascript"), WAYS)
def test_an_pays_her_share_and_reports_that_more_was_asked(visit: Visit, width: int, javascript: bool) -> None:
    with visit(width=width, javascript=javascript) as visitor:
        an_is_granted(visitor)
        an_and_dirk_sign(visitor)
        dirk_notes_what_he_got(visitor)
        an_keeps_her_receipt_and_reports(visitor)
        omar_takes_it_up(visitor)
        dirk_answers(visitor)
        omar_decides(visitor)
        petra_sees_that_nothing_waits(visitor)


def dirk_notes_what_he_got(visitor: Visitor) -> None:
    visitor.become("Dirk")
    visitor.open("/begeleider/bijdragen/")
    visitor.follow("An Peeters")
    visitor.fill("Bedrag", "60")
    visitor.choose("Contant")
    visitor.press("Noteer de betaling")
    visitor.sees("nog 50,00 euro te betalen")
    visitor.fill("Bedrag", "50")
    visitor.press("Noteer de betaling")
    visitor.sees("staat klaar voor je klant")
    visitor.follow("Zet bewijs")


def an_keeps_her_receipt_and_reports(visitor: Visitor) -> None:
    visitor.become("An")
    visitor.open("/mijn/betalingen/")
    visitor.follow("Module 1 bij Dirk Claes")
    visitor.follow("LB-2027")
    visitor.sees("Ontvangstbewijs", "50,00 euro")
    visitor.open("/mijn/betalingen/melding/")
    visitor.fill("Hoeveel vroeg die persoon extra?", "40")
    visitor.choose("Een test of materiaal")
    visitor.press("Verstuur je melding")
    visitor.sees("Ontvangen")


def omar_takes_it_up(visitor: Visitor) -> None:
    visitor.become("Omar")
    visitor.follow("Meldingen dat een begeleider te veel vroeg")
    visitor.follow("Een test of materiaal")
    visitor.press("Ik kijk dit na")
    visitor.sees("De begeleider horen")


def dirk_answers(visitor: Visitor) -> None:
    visitor.become("Dirk")
    visitor.open("/begeleider/bijdragen/")
    visitor.follow("Een test of materiaal")
    visitor.fill("Wat zeg jij hierop?", "Dat was een vergissing. Ik gaf het terug.")
    visitor.press("Verstuur je antwoord")
    visitor.sees("Gegeven")


def omar_decides(visitor: Visitor) -> None:
    visitor.become("Omar")
    visitor.open("/medewerker/meldingen/")
    visitor.follow("Een test of materiaal")
    visitor.choose("Ja: er is te veel gevraagd")
    visitor.fill("Waarom?", "De begeleider gaf het toe.")
    visitor.press("Beslis")
    visitor.sees("De begeleider gaf het toe.")


def petra_sees_that_nothing_waits(visitor: Visitor) -> None:
    visitor.become("Petra")
    visitor.open("/medewerker/betalingen/eigen-bijdrage/")
    visitor.sees("Niemand wacht op een terugbetaling.")
