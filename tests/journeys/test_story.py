"""The story of the README, played in a browser from application to bank answer and the next counsellor."""

import re

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

WAYS = [
    pytest.param("test-ACM", 1280, True, id="on-a-computer"),
    pytest.param("test-ACM", 320, True, id="on-a-small-phone"),
    pytest.param("test-ACM", 1280, False, id="without-javascript"),
    pytest.param("peer", 1280, True, id="at-the-second-provider", marks=pytest.mark.peer),
]
REPORT = "We bespraken wat An energie geeft. Ze maakt een lijst van taken. Volgende keer kijken we naar opleidingen."


@pytest.mark.parametrize(("provider", "width", "javascript"), WAYS)
def test_the_story_can_be_played(visit: Visit, width: int, javascript: bool) -> None:
    with visit(width=width, javascript=javascript) as visitor:
        an_is_granted(visitor)
        bart_reads_an_intention(visitor)
        chantal_lacks_one_fact_and_is_granted(visitor)
        zoe_declares_her_diploma_and_keeps_her_hours(visitor)
        noor_is_registered_and_stands_in_the_register(visitor)
        an_and_dirk_sign(visitor)
        dirk_delivers_a_module_and_an_confirms(visitor)
        petra_and_quinten_pay(visitor)
        dirk_sees_what_he_is_paid(visitor)
        an_goes_on_with_els(visitor)
        bart_is_refused_by_a_named_officer(visitor)
        the_ledger_adds_up(visitor)
        assert visitor.seen > 40


def an_is_granted(visitor: Visitor) -> None:
    visitor.become("An")
    visitor.follow("Vraag aan")
    visitor.press("Vraag aan")
    visitor.sees(
        "Je krijgt 6 uur loopbaanbegeleiding",
        "25,00 euro",
        "Artikel 4 (anciënniteit)",
        "Je werkte in totaal 12 jaar (144 maanden).",
    )
    visitor.picture("01-granted")


def bart_reads_an_intention(visitor: Visitor) -> None:
    visitor.become("Bart")
    visitor.follow("Vraag aan")
    visitor.press("Vraag aan")
    visitor.sees("1 maart 2028", "15 maart 2027", "Artikel 4 (anciënniteit)")
    visitor.picture("02-intention")
    visitor.fill("Je antwoord", "Ik werkte vroeger ook in Nederland.")
    visitor.press("Verstuur je antwoord")
    visitor.sees("Ik werkte vroeger ook in Nederland.")


def chantal_lacks_one_fact_and_is_granted(visitor: Visitor) -> None:
    visitor.become("Chantal")
    visitor.follow("Vraag aan")
    visitor.press("Vraag aan")
    visitor.sees("1700")
    visitor.picture("03-undetermined")
    visitor.become("Omar")
    visitor.follow("Chantal Lefèvre-Ngoma")
    visitor.main.get_by_role("link", name=re.compile("Vul|Noteer|Voeg")).first.click()
    visitor.check()
    visitor.page.locator("main input[type=number], main input[inputmode=numeric]").first.fill("96")
    visitor.fill("Uit welk stuk blijkt dit?", "Attest van de werkgever in Lyon, 12 februari 2027")
    visitor.press("Bewaar en beslis opnieuw")
    visitor.become("Chantal")
    visitor.sees("6 uur", "15,00 euro")


def zoe_declares_her_diploma_and_keeps_her_hours(visitor: Visitor) -> None:
    visitor.become("Zoë")
    visitor.follow("Vraag aan")
    visitor.press("Vraag aan")
    visitor.sees("Je krijgt 6 uur loopbaanbegeleiding", "Je prijs kennen we nog niet")
    visitor.follow("Vul je hoogste diploma in")
    visitor.choose("Ik heb geen diploma van het secundair onderwijs")
    visitor.press("Ik verklaar op eer dat dit klopt")
    visitor.sees("Je krijgt 6 uur loopbaanbegeleiding", "Op 1 maart 2027 legden we je prijs vast: 15,00 euro per uur")
    visitor.does_not_see("0 uur")


def noor_is_registered_and_stands_in_the_register(visitor: Visitor) -> None:
    visitor.become("Noor")
    visitor.sees("nog niet geregistreerd")
    visitor.become("Rita")
    visitor.open("/medewerker/register/nieuw/")
    visitor.fill("Rijksregisternummer of BIS-nummer", "86660808897")
    visitor.fill("Voornaam", "Noor")
    visitor.fill("Familienaam", "Vermeiren")
    visitor.choose("Natuurlijk persoon")
    visitor.fill("Rekeningnummer (IBAN)", "BE43 0689 9999 9500")
    visitor.fill("Gemeente", "Gent")
    visitor.fill("E-mailadres", "noor.vermeiren@begeleiding.example")
    visitor.choose("Online")
    visitor.fill("Methodieken", "Loopbaanankers")
    visitor.press("Registreer")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Rekeningnummer (IBAN)", "BE43 0689 9999 9501")
    visitor.press("Registreer")
    visitor.sees("LB-2027-00003")
    visitor.open("/register/")
    visitor.sees("Noor Vermeiren", "Dirk Claes", "Els Maertens")
    visitor.picture("04-register")


def open_with_code(visitor: Visitor, citizen: str, counsellor: str) -> None:
    visitor.become(citizen)
    visitor.open("/mijn/begeleider/")
    visitor.press(f"Kies {counsellor}")
    code = re.search(r"\b[2-9A-Z]{4}\s[2-9A-Z]{4}\b", visitor.main.inner_text())
    assert code is not None
    visitor.picture("05-code")
    visitor.become(counsellor)
    visitor.fill("Code van je klant", "AAAA AAAA")
    visitor.press("Open met deze code")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Code van je klant", code[0])
    visitor.press("Open met deze code")


def an_and_dirk_sign(visitor: Visitor, counsellor: str = "Dirk") -> None:
    open_with_code(visitor, "An", counsellor)
    visitor.press("Bewaar de kennismaking")
    visitor.fill("Waar?", "Stationsstraat 1, Mechelen")
    visitor.choose("Ik verklaar op eer: deze klant is niet mijn partner, geen familie")
    visitor.press("Teken en leg voor aan je klant")
    visitor.become("An")
    visitor.follow("overeenkomst")
    visitor.picture("06-agreement")
    visitor.choose("Ik vraag dat de gesprekken al beginnen")
    visitor.press("Ik ga akkoord en teken")
    visitor.open("/mijn/")
    visitor.sees("Gereserveerd", "2 uur")


def dirk_delivers(visitor: Visitor) -> None:
    visitor.become("Dirk")
    visitor.follow("Noteer het gesprek met An Peeters")
    visitor.fill("Hoeveel minuten?", "120")
    visitor.choose("Online")
    visitor.fill("Verslag van de module", REPORT)
    visitor.press("Bewaar")


def dirk_delivers_a_module_and_an_confirms(visitor: Visitor) -> None:
    dirk_delivers(visitor)
    visitor.become("An")
    visitor.follow("uren")
    visitor.sees(REPORT, "167,80 euro", "50,00 euro")
    visitor.picture("07-report")
    visitor.press("Ja, deze uren kloppen")


def petra_and_quinten_pay(visitor: Visitor) -> None:
    visitor.become("Petra")
    visitor.open("/medewerker/betalingen/")
    visitor.sees("167,80 euro")
    visitor.press("Maak een betaalopdracht")
    visitor.sees("Iemand anders moet dit goedkeuren")
    visitor.become("Quinten")
    visitor.open("/medewerker/betalingen/")
    visitor.main.get_by_role("link", name=re.compile(r"^LK\d{8}")).first.click()
    visitor.check()
    visitor.press("Keur goed en stuur naar de bank")
    visitor.sees_after_a_while("Betaald", press="Antwoorden van de bank ophalen")
    visitor.picture("08-batch")


def dirk_sees_what_he_is_paid(visitor: Visitor) -> None:
    visitor.become("Dirk")
    visitor.open("/begeleider/betalingen/")
    visitor.sees("167,80 euro", "50,00 euro", "Betaald")
    visitor.picture("09-earnings")


def an_goes_on_with_els(visitor: Visitor) -> None:
    visitor.become("An")
    visitor.follow("Dirk Claes")
    visitor.main.get_by_role("link", name=re.compile("[Ss]top")).first.click()
    visitor.check()
    visitor.press("Ja, ik stop")
    visitor.open("/mijn/")
    visitor.sees("4 uur")
    an_and_dirk_sign(visitor, counsellor="Els")
    visitor.open("/mijn/")
    visitor.picture("10-switch")
    visitor.open("/mijn/uren/")


def bart_is_refused_by_a_named_officer(visitor: Visitor) -> None:
    visitor.become("Omar")
    visitor.follow("Bart D'Hondt")
    visitor.does_not_see("Onderteken de weigering")
    visitor.open("/demo/klok/")
    visitor.fill("Nieuwe wettelijke dag", "16/3/2027")
    visitor.press("Verzet de dag")
    visitor.become("Omar")
    visitor.follow("Bart D'Hondt")
    visitor.follow("weiger")
    visitor.choose("Ik keek de gronden")
    visitor.press("Onderteken de weigering")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Waarom verandert het antwoord de beslissing niet?", "We kregen geen bewijs van je werk in Nederland.")
    visitor.press("Onderteken de weigering")
    visitor.become("Bart")
    visitor.main.get_by_role("link", name=re.compile("beslissing")).first.click()
    visitor.check()
    visitor.sees("Omar Benali", "Raad van State", "1 maart 2028", "We kregen geen bewijs van je werk in Nederland.")


def the_ledger_adds_up(visitor: Visitor) -> None:
    visitor.become("Aude")
    visitor.open("/medewerker/grootboek/")
    visitor.sees("klopt")
