"""Paying in a browser: one makes, another approves, the bank answers, money comes back and finds its new account."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.test_story import an_and_dirk_sign, an_is_granted, dirk_delivers_a_module_and_an_confirms
from tests.journeys.visitor import Visitor
from tests.payments.bank.camt_text import Booking, Line, Sheet, written

pytestmark = pytest.mark.browser
WAYS = [
    pytest.param(1280, id="on-a-computer"),
    pytest.param(320, id="on-a-small-phone"),
]
BANK = "/medewerker/betalingen/bank/"
PAYMENTS = "/medewerker/betalingen/"
OURS = "BE43068999999501"
NEW_ACCOUNT = "BE66 1030 1234 5643"
CENTS = 16_780


@pytest.mark.parametrize("width", WAYS)
def test_two_officers_pay_and_bring_home_what_came_back(visit: Visit, width: int, tmp_path: Path) -> None:
    with visit(width=width) as visitor:
        an_is_granted(visitor)
        an_and_dirk_sign(visitor)
        dirk_delivers_a_module_and_an_confirms(visitor)
        petra_makes_a_batch_that_she_cannot_approve(visitor)
        payment = quinten_approves_and_the_bank_pays(visitor)
        petra_reads_a_statement_with_a_line_nobody_knows(visitor, tmp_path / "uittreksel.xml")
        petra_proposes_and_quinten_agrees_that_it_came_back(visitor, payment)
        dirk_asks_another_account(visitor)
        the_account_changes_under_four_eyes(visitor)
        the_payment_is_late_and_everybody_reads_why(visitor)
        the_second_attempt_is_paid(visitor)


def move_the_clock(visitor: Visitor, day: str) -> None:
    visitor.open("/demo/klok/")
    visitor.fill("Nieuwe wettelijke dag", day)
    visitor.press("Verzet de dag")


def open_batch(visitor: Visitor) -> None:
    """The newest batch."""
    visitor.open(PAYMENTS)
    visitor.main.get_by_role("link", name=re.compile(r"^LK\d{8}")).first.click()
    visitor.check()


def petra_makes_a_batch_that_she_cannot_approve(visitor: Visitor) -> None:
    visitor.become("Petra")
    visitor.open(PAYMENTS)
    visitor.sees("167,80 euro")
    visitor.press("Maak een betaalopdracht")
    visitor.sees("Iemand anders moet dit goedkeuren")
    assert visitor.main.get_by_role("button", name="Keur goed en stuur naar de bank").count() == 0


def quinten_approves_and_the_bank_pays(visitor: Visitor) -> str:
    """The identifier of the payment."""
    visitor.become("Quinten")
    open_batch(visitor)
    visitor.press("Keur goed en stuur naar de bank")
    with visitor.page.expect_download() as download:
        visitor.main.get_by_role("link", name="Download het bankbestand").click()
    order = download.value.path().read_text(encoding="utf-8")
    visitor.sees_after_a_while("Betaald", press="Antwoorden van de bank ophalen")
    found = re.search(r"<EndToEndId>(LK\d{10}-1)</EndToEndId>", order)
    assert found is not None
    assert "pain.001.001.09" in order
    return found[1]


def petra_reads_a_statement_with_a_line_nobody_knows(visitor: Visitor, file: Path) -> None:
    back = Booking("BACK-1", CENTS, (Line("", CENTS, "Claes Loopbaanadvies BV"),))
    file.write_bytes(written(Sheet("N9", OURS, date(2027, 3, 3), (back,))))
    visitor.become("Petra")
    visitor.open(PAYMENTS)
    visitor.follow("Boekingen van de bank na te kijken: 0")
    visitor.sees("Er wacht geen boeking op een medewerker.")
    visitor.page.get_by_label("Bestand van de bank").set_input_files(file)
    visitor.press("Geef dit bestand")
    visitor.sees("Jij gaf dit bestand. Vraag een collega om het na te kijken.")
    visitor.become("Quinten")
    visitor.open(BANK)
    visitor.press("Dit komt van de bank: gebruik het")
    visitor.sees("1 na te kijken")
    visitor.become("Petra")
    visitor.open(BANK)


def petra_proposes_and_quinten_agrees_that_it_came_back(visitor: Visitor, payment: str) -> None:
    visitor.main.get_by_role("table").get_by_role("link").first.click()
    visitor.check()
    visitor.fill("Kenmerk van de betaling", "LK0000000000-1")
    how = visitor.page.get_by_label("Hoe weet je dat?", exact=True)
    how.fill("Gebeld met de bank: de rekening is gesloten.")
    visitor.press("Stel voor")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Kenmerk van de betaling", payment)
    visitor.press("Stel voor")
    visitor.sees("Een collega moet het goedkeuren.")
    visitor.main.get_by_role("table").get_by_role("link").first.click()
    visitor.check()
    visitor.sees("Iemand anders moet dit goedkeuren")
    line = visitor.page.url.removeprefix(visitor.address)
    visitor.become("Quinten")
    visitor.open(line)
    visitor.press("Keur goed")
    visitor.open(PAYMENTS)
    visitor.sees("teruggestort")


def dirk_asks_another_account(visitor: Visitor) -> None:
    visitor.become("Dirk")
    visitor.open("/begeleider/betalingen/")
    visitor.sees("Teruggekomen van de bank")
    visitor.open("/begeleider/betalingen/rekening/")
    visitor.fill("Rekeningnummer (IBAN)", "BE66 1030 1234 5644")
    visitor.press("Vraag deze rekening")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Rekeningnummer (IBAN)", NEW_ACCOUNT)
    visitor.press("Vraag deze rekening")
    visitor.sees("Er is een andere rekening gevraagd", "Vroeg jij dit niet?")


def the_account_changes_under_four_eyes(visitor: Visitor) -> None:
    visitor.become("Petra")
    visitor.open(f"{PAYMENTS}rekeningen/")
    visitor.follow("Claes Loopbaanadvies BV")
    change = visitor.page.url.removeprefix(visitor.address)
    visitor.fill("Hoe keek je het na?", "Gebeld op het nummer uit het register, met Dirk zelf.")
    visitor.press("Ik keek het na")
    visitor.sees("Iemand anders moet dit goedkeuren")
    move_the_clock(visitor, f"{date(2027, 3, 1) + timedelta(days=60):%d/%m/%Y}")
    visitor.become("Quinten")
    visitor.open(change)
    visitor.press("Betaal voortaan op deze rekening")
    visitor.sees("goedgekeurd door Quinten De Smedt")


def the_payment_is_late_and_everybody_reads_why(visitor: Visitor) -> None:
    visitor.open(PAYMENTS)
    visitor.follow("Betalingen te laat: 1")
    visitor.sees("Claes Loopbaanadvies BV", "Module 1", "31 maart 2027")


def the_second_attempt_is_paid(visitor: Visitor) -> None:
    visitor.open(PAYMENTS)
    visitor.press("Maak een betaalopdracht")
    visitor.become("Petra")
    open_batch(visitor)
    visitor.press("Keur goed en stuur naar de bank")
    visitor.sees_after_a_while("Betaald", press="Antwoorden van de bank ophalen")
    visitor.become("Dirk")
    visitor.open("/begeleider/betalingen/")
    visitor.main.get_by_role("link", name=re.compile("^betaald op ")).first.click()
    visitor.check()
    visitor.sees("Op rekening", "•••• 5643", "Betaald")
