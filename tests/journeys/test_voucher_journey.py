"""Earlier vouchers in a browser: Hanne sees them, says that one is wrong, and the decision follows the officer."""

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser


def test_a_voucher_contested_before_applying_decides_what_she_gets(visit: Visit) -> None:
    with visit(width=320) as visitor:
        hanne_sees_her_vouchers_and_contests_one(visitor)
        hanne_applies_and_hears_that_it_is_looked_at(visitor)
        omar_decides_after_looking_at_the_files(visitor)
        hanne_reads_the_answer_and_the_decision(visitor)


def hanne_sees_her_vouchers_and_contests_one(visitor: Visitor) -> None:
    visitor.become("Hanne")
    visitor.follow("loopbaancheques")
    visitor.sees("Er tellen 2 loopbaancheques mee.", "uittreksel van 4 januari 2027")
    visitor.follow("LC2025-020954")
    visitor.sees("Deze cheque telt mee.")
    visitor.press("Betwist deze cheque")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Wat klopt er niet?", "Ik bestelde deze cheque, maar ik ging er nooit heen.")
    visitor.fill("Heb je een bewijs?", "Een mail van het centrum")
    visitor.press("Betwist deze cheque")
    visitor.sees("Je betwist deze cheque.", "Een mail van het centrum")


def hanne_applies_and_hears_that_it_is_looked_at(visitor: Visitor) -> None:
    visitor.open("/mijn/aanvraag/")
    visitor.press("Vraag aan")
    visitor.sees("Je zei dat dit niet klopt voor cheque LC2025-020954.")


def omar_decides_after_looking_at_the_files(visitor: Visitor) -> None:
    visitor.become("Omar")
    visitor.sees("Er wordt 1 cheque betwist.")
    visitor.follow("Bestanden van VDAB")
    visitor.main.get_by_role("table").get_by_role("link").first.click()
    visitor.check()
    visitor.open("/medewerker/loopbaancheques/betwist/")
    visitor.follow("Hanne D'Hooghe")
    visitor.press("Onderteken je beslissing")
    assert "Fout: " in visitor.page.title()
    visitor.choose("De burger heeft gelijk")
    visitor.fill("Waarom?", "Het centrum bevestigt dat er geen gesprek was.")
    visitor.press("Onderteken je beslissing")
    visitor.open("/medewerker/loopbaancheques/betwist/")


def hanne_reads_the_answer_and_the_decision(visitor: Visitor) -> None:
    visitor.become("Hanne")
    visitor.sees("2 uur")
    visitor.open("/mijn/loopbaancheques/LC2025-020954/")
    visitor.sees("Je kreeg gelijk.", "Het centrum bevestigt dat er geen gesprek was.")
    visitor.open("/mijn/loopbaancheques/")
    visitor.open("/mijn/inzage/")
    visitor.sees("betwistte een loopbaancheque")
