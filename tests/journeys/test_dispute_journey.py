"""Hours that are not right, in a browser: An says it, Dirk answers, Omar decides, and everybody reads it."""

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.test_story import an_and_dirk_sign, an_is_granted, dirk_delivers
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

WAYS = [
    pytest.param(1280, True, id="on-a-computer"),
    pytest.param(320, True, id="on-a-small-phone"),
    pytest.param(1280, False, id="without-javascript"),
]


@pytest.mark.parametrize(("width", "javascript"), WAYS)
def test_disputed_hours_are_decided_by_somebody_who_heard_both(visit: Visit, width: int, javascript: bool) -> None:
    with visit(width=width, javascript=javascript) as visitor:
        an_is_granted(visitor)
        an_and_dirk_sign(visitor)
        dirk_delivers(visitor)
        an_says_that_it_was_an_hour(visitor)
        dirk_answers(visitor)
        omar_decides(visitor)
        an_reads_the_decision(visitor)


def an_says_that_it_was_an_hour(visitor: Visitor) -> None:
    visitor.become("An")
    visitor.follow("Kijk je uren na")
    visitor.sees("Vraag 1: kloppen de uren?", "Vraag 2: klopt het verslag?")
    visitor.follow("Zeg hoeveel minuten het waren")
    visitor.fill("Hoeveel minuten was het?", "120")
    visitor.press("Verstuur")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Hoeveel minuten was het?", "60")
    visitor.fill("Wat klopt er niet?", "Het was maar één uur.")
    visitor.press("Verstuur")
    visitor.sees("Zo staat het met je betwisting", "ten laatste op 31 maart 2027")
    visitor.open("/mijn/")
    visitor.sees("Een medewerker beslist over de uren van module 1 bij Dirk Claes.")
    visitor.open("/mijn/uren/")


def dirk_answers(visitor: Visitor) -> None:
    visitor.become("Dirk")
    visitor.follow("Antwoord An Peeters over module 1")
    visitor.press("Verstuur je antwoord")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Jouw antwoord", "We belden nog een half uur.")
    visitor.press("Verstuur je antwoord")
    visitor.sees("We belden nog een half uur.")


def omar_decides(visitor: Visitor) -> None:
    visitor.become("Omar")
    visitor.follow("Vragen en herinneringen")
    visitor.sees("Niet iedereen krijgt een mail")
    visitor.follow("Betwiste uren")
    visitor.follow("An Peeters en Dirk Claes")
    visitor.press("Beslis")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Hoeveel minuten begeleiding waren er?", "90")
    visitor.fill("Waarom beslis je zo?", "Er was een gesprek van een uur, en een telefoongesprek van een half uur.")
    visitor.press("Beslis")
    visitor.sees("Beslist. De uren en het geld volgen je beslissing.")


def an_reads_the_decision(visitor: Visitor) -> None:
    visitor.become("An")
    visitor.follow("Dirk Claes")
    visitor.follow("Module 1")
    visitor.sees("Een medewerker besliste over deze uren.", "125,85 euro", "Omar Benali")
    visitor.open("/mijn/inzage/")
    visitor.sees("besliste over betwiste uren")
