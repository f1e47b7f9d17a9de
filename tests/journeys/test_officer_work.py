"""Officers at work, in a browser: a question, work that is passed on, letters, alike files, an incident."""

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser


def test_officers_carry_a_file_from_question_to_letter_and_stop_in_an_incident(visit: Visit) -> None:
    with visit(width=320) as visitor:
        chantal_applies(visitor)
        omar_asks(visitor)
        chantal_answers(visitor)
        omar_passes_it_on(visitor)
        a_letter_gets_a_new_text(visitor)
        alike_files_are_counted(visitor)
        an_incident_starts_and_ends(visitor)
        visitor.open("/hoe-we-beslissen/stand/")
        visitor.sees("Wat de regering nog kan invullen")


def chantal_applies(visitor: Visitor) -> None:
    visitor.become("Chantal")
    visitor.follow("Vraag aan")
    visitor.press("Vraag aan")


def omar_asks(visitor: Visitor) -> None:
    visitor.become("Omar")
    visitor.open("/medewerker/werk/")
    visitor.follow("Chantal")
    visitor.sees("Wat elk antwoord verandert", "Meteen 6 uur")
    visitor.follow("Vraag het aan de aanvrager")
    visitor.press("Stel de vraag")
    visitor.sees("De termijn om te beslissen staat stil")
    visitor.follow("Bekijk de brief")
    visitor.sees("Er is nog geen brief")


def chantal_answers(visitor: Visitor) -> None:
    visitor.become("Chantal")
    visitor.follow("Lees en antwoord")
    visitor.press("Verstuur je antwoord")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Je antwoord", "Acht jaar, in Kinshasa.")
    visitor.press("Verstuur je antwoord")
    visitor.sees("Je antwoordde")


def omar_passes_it_on(visitor: Visitor) -> None:
    visitor.become("Omar")
    visitor.open("/medewerker/werk/?soort=gegeven")
    visitor.follow("Nog niemand")
    visitor.press("Neem dit werk")
    visitor.follow("Geef dit aan een collega")
    visitor.choose("Lot Janssens")
    visitor.fill("Waarom?", "Verlof")
    visitor.press("Geef door")
    visitor.sees("Dit werk ligt bij Lot Janssens")


def a_letter_gets_a_new_text(visitor: Visitor) -> None:
    visitor.open("/medewerker/brieven/")
    visitor.fill("Waarom verander je dit?", "Korter")
    visitor.press("Bewaar als voorstel")
    visitor.sees("Zo leest een voorbeeld")
    visitor.become("Lot")
    visitor.open("/medewerker/brieven/")
    visitor.follow("Weigering")
    visitor.press("Keur goed")
    visitor.sees("Goedgekeurd")


def alike_files_are_counted(visitor: Visitor) -> None:
    visitor.open("/medewerker/herbekijken/")
    visitor.choose("De wet zoals we ze nu kennen")
    visitor.fill("Welke fout was er?", "Een bedrag was fout")
    visitor.page.get_by_label("Welke beslissing?").select_option("grant")
    visitor.press("Tel de dossiers")
    visitor.sees("Verslag in aantallen")


def an_incident_starts_and_ends(visitor: Visitor) -> None:
    visitor.open("/medewerker/incidenten/")
    visitor.choose("Automatisch beslissen")
    visitor.fill("Wat leest wie dit treft?", "We beslissen even niet. Morgen weten we meer.")
    visitor.fill("Wat is er mis?", "Een artikel is fout")
    visitor.press("Zet dit nu stil")
    visitor.sees("Staat stil", "Wat blijft werken")
    visitor.fill("Wat is hersteld?", "Het artikel is juist")
    visitor.press("Stel voor om weer te starten")
    visitor.become("Omar")
    visitor.open("/medewerker/incidenten/")
    visitor.press("Start weer")
    visitor.sees("Vroegere incidenten", "Dit werkt weer.")
