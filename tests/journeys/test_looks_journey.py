"""Who looked, in a browser: Bart does not understand a look, Omar says why he looked, Fien answers."""

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

WAYS = [
    pytest.param(1280, True, id="on-a-computer"),
    pytest.param(320, True, id="on-a-small-phone"),
    pytest.param(1280, False, id="without-javascript"),
]


@pytest.mark.parametrize(("width", "javascript"), WAYS)
def test_a_citizen_asks_why_somebody_looked_and_reads_the_answer(visit: Visit, width: int, javascript: bool) -> None:
    with visit(width=width, javascript=javascript) as visitor:
        bart_applies(visitor)
        omar_looks(visitor)
        bart_asks_why(visitor)
        omar_says_why(visitor)
        fien_answers(visitor)
        bart_reads_the_answer(visitor)
        anybody_reads_what_is_kept(visitor)


def bart_applies(visitor: Visitor) -> None:
    visitor.become("Bart")
    visitor.follow("Vraag aan")
    visitor.press("Vraag aan")


def omar_looks(visitor: Visitor) -> None:
    visitor.become("Omar")
    visitor.follow("Bart D'Hondt")
    visitor.sees("Bart D'Hondt")


def bart_asks_why(visitor: Visitor) -> None:
    visitor.become("Bart")
    visitor.open("/mijn/inzage/")
    visitor.sees("Wie keek in mijn gegevens?", "Omar Benali", "opende je aanvraag", "om over je aanvraag te beslissen")
    visitor.follow("Wie iets deed")
    visitor.follow("Wie keek")
    visitor.follow("Ik begrijp niet waarom")
    visitor.press("Stel je vraag")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Wat begrijp je niet?", "Ik ken Omar niet. Waarom keek hij?")
    visitor.press("Stel je vraag")
    visitor.sees("Je vraag is bewaard", "Je krijgt antwoord ten laatste op")


def omar_says_why(visitor: Visitor) -> None:
    visitor.become("Omar")
    visitor.open("/medewerker/inzage/mijn/")
    visitor.follow("Een burger vraagt waarom")
    visitor.fill("Waarom keek je?", "Ik behandel deze aanvraag.")
    visitor.press("Verstuur je antwoord")
    visitor.sees("Je antwoord is bewaard")


def fien_answers(visitor: Visitor) -> None:
    visitor.become("Fien")
    visitor.follow("Vragen over inzage")
    visitor.follow("Een burger vraagt waarom")
    visitor.sees("Ik ken Omar niet. Waarom keek hij?", "Ik behandel deze aanvraag.")
    visitor.fill("Wat is je besluit, en waarom?", "Omar behandelt je aanvraag. Hij moest kijken.")
    visitor.press("Sluit de vraag af")
    visitor.sees("De vraag is afgesloten, met je reden.")


def bart_reads_the_answer(visitor: Visitor) -> None:
    visitor.become("Bart")
    visitor.open("/mijn/inzage/")
    visitor.sees("Omar behandelt je aanvraag. Hij moest kijken.", "Fien Van Hove, functionaris")


def anybody_reads_what_is_kept(visitor: Visitor) -> None:
    visitor.open("/privacy/")
    visitor.sees("Wat we doen, en waarom", "Je rechten")
