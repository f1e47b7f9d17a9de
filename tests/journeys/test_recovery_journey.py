"""Money asked back in a browser: heard, decided by a second officer, told by letter, paid by plan and by set-off."""

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.test_payer_journey import open_batch
from tests.journeys.test_story import (
    an_and_dirk_sign,
    an_is_granted,
    dirk_delivers_a_module_and_an_confirms,
    petra_and_quinten_pay,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
OFFICER, COUNSELLOR = "/medewerker/terugvorderingen/", "/begeleider/terugvorderingen/"


def test_what_was_paid_too_much_is_heard_decided_and_paid_back(visit: Visit) -> None:
    with visit(width=320) as visitor:
        an_is_granted(visitor)
        an_and_dirk_sign(visitor)
        dirk_delivers_a_module_and_an_confirms(visitor)
        petra_and_quinten_pay(visitor)
        petra_asks_an_hour_back(visitor)
        dirk_reads_the_intention_and_answers(visitor)
        quinten_decides_and_tells_it(visitor)
        dirk_reads_the_decision_and_asks_for_a_plan(visitor)
        quinten_agrees_with_the_plan_and_later_ends_it(visitor)
        dirk_has_a_part_kept_back(visitor)
        dirk_delivers_a_module_and_an_confirms(visitor)
        petra_and_quinten_pay_the_rest(visitor)
        dirk_sees_what_was_kept_back(visitor)


def petra_asks_an_hour_back(visitor: Visitor) -> None:
    visitor.become("Petra")
    visitor.open("/medewerker/betalingen/")
    visitor.follow("Terugvorderingen")
    visitor.sees("Er is geen enkele terugvordering.")
    visitor.fill("Nummer van de betaling", "1")
    visitor.fill("Hoeveel minuten waren niet juist?", "60")
    visitor.choose("Het gesprek ging niet door.")
    visitor.fill("Leg uit wat je vaststelde", "Het tweede uur ging niet door, zegt het centrum.")
    visitor.press("Open een terugvordering")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Nummer van de betaling", "1001")
    visitor.press("Open een terugvordering")
    visitor.sees("Iemand anders moet beslissen", "83,90 euro")


def dirk_reads_the_intention_and_answers(visitor: Visitor) -> None:
    visitor.become("Dirk")
    visitor.open(COUNSELLOR)
    visitor.follow("TV-")
    visitor.sees("Hierover is nog niet beslist")
    visitor.follow("We willen geld terugvragen")
    visitor.sees("83,90 euro")
    visitor.follow("Terug naar de terugvordering")
    visitor.fill("Je antwoord", "Dat klopt. Ik was het vergeten.")
    visitor.press("Verstuur je antwoord")
    visitor.sees("Dat klopt. Ik was het vergeten.")


def quinten_decides_and_tells_it(visitor: Visitor) -> None:
    visitor.become("Quinten")
    visitor.open(OFFICER)
    visitor.follow("TV-")
    visitor.press("Onderteken de beslissing")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Waarom vorderen we terug?", "De begeleider zegt zelf dat het uur er niet was.")
    visitor.press("Onderteken de beslissing")
    visitor.sees("Beslist door")
    visitor.choose("Gebeld en gesproken")
    visitor.fill("Op welke dag?", "1/3/2027")
    visitor.press("Meld de beslissing")
    visitor.sees("De beslissing is gemeld.")


def dirk_reads_the_decision_and_asks_for_a_plan(visitor: Visitor) -> None:
    visitor.become("Dirk")
    visitor.open(COUNSELLOR)
    visitor.follow("TV-")
    visitor.follow("Je moet geld terugbetalen")
    visitor.sees("Raad van State", "De begeleider zegt zelf dat het uur er niet was.", "Quinten De Smedt")
    visitor.follow("Terug naar de terugvordering")
    visitor.fill("In hoeveel maanden?", "3")
    visitor.fill("Op welke dag betaal je de eerste keer?", "1/4/2027")
    visitor.press("Stel dit plan voor")
    visitor.sees("Het plan")


def quinten_agrees_with_the_plan_and_later_ends_it(visitor: Visitor) -> None:
    visitor.become("Quinten")
    visitor.open(OFFICER)
    visitor.follow("TV-")
    visitor.press("Ga akkoord met het plan")
    visitor.sees("Het plan is afgesproken")
    visitor.follow("Ons plan om terug te betalen")
    visitor.sees("Vlaamse Ombudsdienst")
    visitor.follow("Terug naar de terugvordering")
    visitor.press("Beëindig het plan")


def dirk_has_a_part_kept_back(visitor: Visitor) -> None:
    visitor.become("Dirk")
    visitor.open(COUNSELLOR)
    visitor.follow("TV-")
    visitor.choose("Ja, houd van elke volgende betaling een deel in")
    visitor.press("Houd een deel in")
    visitor.sees("We houden nu hoogstens 25 % in van elke betaling.")


def petra_and_quinten_pay_the_rest(visitor: Visitor) -> None:
    visitor.become("Petra")
    visitor.open("/medewerker/betalingen/")
    visitor.press("Maak een betaalopdracht")
    visitor.become("Quinten")
    open_batch(visitor)
    visitor.press("Keur goed en stuur naar de bank")
    visitor.sees_after_a_while("Betaald", press="Antwoorden van de bank ophalen")


def dirk_sees_what_was_kept_back(visitor: Visitor) -> None:
    visitor.become("Dirk")
    visitor.open("/begeleider/betalingen/")
    visitor.follow("op ")
    visitor.sees("41,95 euro ingehouden")
    visitor.open(COUNSELLOR)
    visitor.follow("TV-")
    visitor.sees("Ingehouden in", "41,95 euro")
