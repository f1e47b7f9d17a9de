"""On the way, on a small phone: An pauses, disagrees, answers a plan, answers a survey, and withdraws in time."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.conftest import Visit, environment_of
from tests.journeys.test_story import an_and_dirk_sign, an_is_granted, dirk_delivers
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
INVITE = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "loopbaankrediet.settings.demo"
django.setup()
from loopbaankrediet.evaluation.inviting import invite_all
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.platform.legal_clock import current_clock
invite_all(by=SYSTEM, clock=current_clock())
"""


def test_an_finds_her_way_when_guidance_does_not_go_as_planned(visit: Visit, platform_folder: Path) -> None:
    with visit(width=320) as visitor:
        an_is_granted(visitor)
        an_and_dirk_sign(visitor)
        an_answers_two_questions(visitor, platform_folder)
        an_pauses_and_dirk_goes_on(visitor)
        dirk_delivers(visitor)
        an_does_not_agree_with_the_report(visitor)
        dirk_writes_a_new_version(visitor)
        an_withdraws(visitor)
        dirk_makes_a_plan(visitor)
        an_answers_the_plan(visitor)
        counts_are_shown(visitor)


def an_answers_two_questions(visitor: Visitor, folder: Path) -> None:
    subprocess.run([sys.executable, "-c", INVITE], env=environment_of(folder), check=True)
    visitor.open("/mijn/")
    visitor.follow("Bekijk de vragen")
    visitor.press("Verstuur")
    assert "Fout: " in visitor.page.title()
    visitor.choose("Ontevreden")
    visitor.choose("Eerder niet waar")
    visitor.press("Verstuur")
    visitor.sees("Bedankt. Je antwoord staat apart van je dossier.")
    visitor.open("/mijn/geen-vragenlijsten/")
    visitor.press("Vraag me dit nooit meer")


def an_pauses_and_dirk_goes_on(visitor: Visitor) -> None:
    visitor.follow("Dirk Claes")
    visitor.follow("Zet je begeleiding op pauze")
    visitor.press("Zet op pauze")
    visitor.sees("Je begeleiding staat op pauze")
    visitor.become("Dirk")
    visitor.follow("De begeleiding met An Peeters staat op pauze")
    visitor.fill("Hoeveel minuten?", "60")
    visitor.choose("Online")
    visitor.press("Bewaar")
    assert "Fout: " in visitor.page.title()
    visitor.sees("op pauze. Zet ze eerst weer verder")
    visitor.press("Ga weer verder")
    visitor.sees("De begeleiding gaat verder.")


def an_does_not_agree_with_the_report(visitor: Visitor) -> None:
    visitor.become("An")
    visitor.follow("Kijk je uren na")
    visitor.follow("Schrijf je nota erbij")
    visitor.press("Bewaar")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Waar ben je het niet mee eens?", "Ik zei dat niet over mijn collega's.")
    visitor.press("Bewaar")
    visitor.follow("Vraag om het te verbeteren")
    visitor.fill("Wat moet er anders in het verslag?", "Laat de zin over mijn collega's weg.")
    visitor.press("Verstuur")
    visitor.sees("Je vroeg een verbetering op 1 maart 2027", "Dirk Claes antwoordt je nog.")
    visitor.press("Ja, deze uren kloppen")


def dirk_writes_a_new_version(visitor: Visitor) -> None:
    visitor.become("Dirk")
    visitor.follow("Antwoord An Peeters over het verslag")
    visitor.follow("Verslag van module 1: versies en vragen")
    visitor.sees("Laat de zin over mijn collega's weg.", "Ik zei dat niet over mijn collega's.")
    visitor.fill("Het verslag", "We bespraken wat energie geeft. De volgende stap is een lijst.")
    visitor.press("Dien de nieuwe versie in")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Je antwoord aan je klant", "De zin is weg.")
    visitor.press("Dien de nieuwe versie in")
    visitor.sees("De nieuwe versie is ingediend.")


def an_withdraws(visitor: Visitor) -> None:
    visitor.become("An")
    visitor.follow("Dirk Claes")
    visitor.follow("Module 1")
    visitor.sees("Het verslag van Dirk Claes, versie 2", "De zin is weg.")
    visitor.follow("Terug naar je begeleiding")
    visitor.follow("Stoppen bij Dirk Claes")
    visitor.follow("Herroep je overeenkomst")
    visitor.sees("Voor module 2 betaal je niets.", "Voor de uren die al bevestigd zijn, betaal je nog 50,00 euro.")
    visitor.press("Ja, herroep mijn overeenkomst")
    visitor.sees("Je overeenkomst is herroepen.")


def dirk_makes_a_plan(visitor: Visitor) -> None:
    visitor.become("Dirk")
    visitor.sees("Vraag 50,00 euro aan An Peeters")
    visitor.unfold("Afgelopen begeleidingen")
    visitor.main.get_by_role("link", name="An Peeters", exact=True).click()
    visitor.arrive()
    visitor.follow("Stappenplan")
    visitor.press("Dien in")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Waar wil je klant naartoe?", "Werken met planten")
    visitor.fill("De stappen", "Bel twee tuincentra, voor 1 juni\nSchrijf in voor de cursus")
    visitor.press("Dien in")
    visitor.follow("Persoonlijk attest")
    visitor.fill("Wat kan je klant goed?", "Luisteren en plannen")
    visitor.fill("Wat ontdekte je klant?", "Buiten werken geeft energie")
    visitor.press("Dien in")


def an_answers_the_plan(visitor: Visitor) -> None:
    visitor.become("An")
    visitor.follow("Lees en antwoord")
    visitor.follow("Stappenplan")
    visitor.sees("Nog geen rechtsgevolg", "Bel twee tuincentra, voor 1 juni")
    visitor.choose("Nee, ik ben het niet eens")
    visitor.press("Bewaar")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Wil je er iets bij schrijven?", "Ik wil geen cursus.")
    visitor.press("Bewaar")
    visitor.sees("Ik wil geen cursus.")
    with visitor.page.expect_download() as download:
        visitor.main.get_by_role("link", name="Haal dit op als bestand").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert "nog geen rechtsgevolg" in text
    assert "Ik wil geen cursus." in text


def counts_are_shown(visitor: Visitor) -> None:
    visitor.become("Aude")
    visitor.open("/medewerker/vragenlijsten/")
    visitor.sees("te weinig antwoorden", "1 persoon wil geen vragenlijsten.")
