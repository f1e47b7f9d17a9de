"""A day of a counsellor: tasks by date, one screen by keyboard alone, own time, the year, the calculator, the end."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.test_story import an_and_dirk_sign, an_is_granted
from tests.journeys.visitor import Visitor
from tests.story import REPORT

pytestmark = pytest.mark.browser
MOST_KEYS = 20


def test_dirk_does_his_work_in_few_taps_and_hands_over_his_client_on_a_small_phone(visit: Visit) -> None:
    with visit(width=320) as visitor:
        an_is_granted(visitor)
        an_and_dirk_sign(visitor)
        dirk_sees_what_to_do_first(visitor)
        dirk_chooses_to_measure(visitor)
        what_dirk_types_is_kept_while_he_is_away(visitor)
        dirk_sends_minutes_and_report_by_keyboard(visitor)
        dirk_notes_unpaid_work_in_two_taps(visitor)
        dirk_reads_his_time_and_his_year(visitor)
        anybody_calculates(visitor)
        dirk_stops_and_an_keeps_her_hours(visitor)


def dirk_sees_what_to_do_first(visitor: Visitor) -> None:
    visitor.become("Dirk")
    visitor.sees("Te doen, het eerste bovenaan", "Noteer het gesprek met An Peeters", "Gereserveerd op 1 maart 2027")
    visitor.picture("21-tasks")
    visitor.open("/begeleider/?naam=zoe")
    visitor.sees("Geen taak met deze naam of deze soort.")
    visitor.follow("Toon alles")


def dirk_chooses_to_measure(visitor: Visitor) -> None:
    visitor.open("/begeleider/administratie/")
    visitor.choose("Ik meet hoelang administratie duurt")
    visitor.fill("Hoeveel minuten administratie kostten", "40")
    visitor.press("Bewaar mijn keuze")
    visitor.sees("Je doet mee. Na je volgende gesprek")


def what_dirk_types_is_kept_while_he_is_away(visitor: Visitor) -> None:
    visitor.open("/begeleider/")
    visitor.follow("Noteer het gesprek met An Peeters")
    with visitor.page.expect_response(lambda answer: answer.url.endswith("/klad/")) as kept:
        visitor.page.get_by_label("Verslag van de module").type("We begonnen")
    assert kept.value.status == 204
    visitor.open("/begeleider/")
    visitor.follow("Noteer het gesprek met An Peeters")
    visitor.sees("Je klad staat er nog")
    expect(visitor.page.get_by_label("Verslag van de module")).to_have_value("We begonnen")


def dirk_sends_minutes_and_report_by_keyboard(visitor: Visitor) -> None:
    """Nothing but Tab and typing, from the day of the conversation on."""
    page = visitor.page
    page.get_by_label("Dag van het gesprek").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("120")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type(REPORT)
    for _ in range(MOST_KEYS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == "Bewaar en verstuur":
            break
    page.keyboard.press("Enter")
    visitor.sees("Wacht op bevestiging", "Het verslag is ingediend.")
    visitor.check()
    visitor.press("10 minuten")
    visitor.sees("10 minuten administratie is opgeteld.")


def dirk_notes_unpaid_work_in_two_taps(visitor: Visitor) -> None:
    visitor.unfold("Noteer onbetaald werk")
    visitor.choose("Nazorg")
    visitor.press("45 minuten")
    visitor.sees("45 minuten onbetaald werk is genoteerd: nazorg.")
    visitor.picture("22-client")
    visitor.press("Schrap")
    visitor.sees("De minuten zijn geschrapt.")


def dirk_reads_his_time_and_his_year(visitor: Visitor) -> None:
    visitor.open("/begeleider/administratie/")
    visitor.sees("administratie per module", "40 minuten", "zodra er 10 begeleiders gemeten zijn")
    visitor.picture("23-burden")
    visitor.open("/begeleider/tijd/")
    visitor.sees("Gesprekken met klanten")
    visitor.follow("Wat houd je over van een uur?")
    visitor.open("/begeleider/betalingen/")
    visitor.follow("Je jaaroverzicht")
    visitor.sees("Deel van de overheid, bevestigd")
    visitor.picture("24-year")
    with visitor.page.expect_download() as download:
        visitor.main.get_by_role("link", name="Download voor een rekenblad").click()
    assert "Modules bevestigd;aantal" in download.value.path().read_text(encoding="utf-8-sig")


def anybody_calculates(visitor: Visitor) -> None:
    visitor.open("/wat-houdt-een-begeleider-over/")
    visitor.fill("Hoeveel uren begeleiding geef je per jaar?", "veel")
    visitor.press("Reken uit")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Hoeveel uren begeleiding geef je per jaar?", "400")
    visitor.fill("Welke kosten heb je per jaar?", "9.500")
    visitor.press("Reken uit")
    visitor.sees("53,00 euro", "Naast de kostenstudie", "58,5 %", "Wat we niet weten")
    visitor.picture("25-income")


def dirk_stops_and_an_keeps_her_hours(visitor: Visitor) -> None:
    visitor.open("/begeleider/")
    visitor.follow("Stoppen als loopbaanbegeleider")
    visitor.fill("Wat is de laatste werkdag?", "1/3/2027")
    visitor.press("Ik stop op deze dag")
    visitor.sees("Nog over te dragen: 1 van de 1.")
    visitor.picture("26-departure")
    visitor.press("Aan de telefoon")
    visitor.become("An")
    visitor.follow("Kies hoe je verder wil")
    visitor.choose("Ik ga verder met iemand anders")
    visitor.press("Bewaar mijn keuze")
    visitor.sees("Je keuze is bewaard.", "Je begeleider stopt")
    visitor.open("/mijn/")
    visitor.follow("Kijk je uren na")
    visitor.press("Ja, deze uren kloppen")
    visitor.become("Dirk")
    visitor.open("/begeleider/stoppen/")
    visitor.sees("Ik ga verder met iemand anders")
    visitor.press("Rond de begeleiding af")
    visitor.sees("Alle klanten zijn overgedragen.")
    visitor.become("Rita")
    visitor.open("/medewerker/register/")
    visitor.follow("Dirk Claes")
    visitor.follow("Deze begeleider stopt of gaat uit het register")
    visitor.press("Haal uit het register")
    visitor.sees("Deze begeleider staat niet meer in het register.")
