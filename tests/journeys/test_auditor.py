"""The auditor in a browser: the proof, a wallet as a statement, the postings behind an act, and the file."""

import re

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

HOME = "/medewerker/grootboek/"
WAYS = [
    pytest.param(1280, True, id="on-a-computer"),
    pytest.param(320, True, id="on-a-small-phone"),
    pytest.param(1280, False, id="without-javascript"),
]


@pytest.mark.parametrize(("width", "javascript"), WAYS)
def test_the_auditor_follows_hours_and_euros_to_their_source(visit: Visit, width: int, javascript: bool) -> None:
    with visit(width=width, javascript=javascript) as visitor:
        number = an_is_granted(visitor)
        visitor.become("Aude")
        visitor.follow("Reken het grootboek na")
        the_proof_is_asked_and_comes(visitor)
        a_citizen_has_no_name_here(visitor)
        a_wallet_is_read(visitor, number)
        the_act_behind_it_is_read(visitor)
        the_budget_is_read_on_another_day(visitor)
        an_sees_who_looked(visitor)


def an_is_granted(visitor: Visitor) -> str:
    """The file number, as An can say it on the phone."""
    visitor.become("An")
    visitor.follow("Vraag aan")
    visitor.press("Vraag aan")
    found = re.search(r"LK \d{3} \d{3}", visitor.main.inner_text())
    assert found is not None
    return found[0]


def the_proof_is_asked_and_comes(visitor: Visitor) -> None:
    visitor.sees("Nog niet nagerekend")
    visitor.press("Reken nu na")
    for _ in range(40):
        if visitor.main.get_by_text("Alles klopt").count():
            break
        visitor.page.wait_for_timeout(500)
        visitor.open(HOME)
    visitor.sees("Alles klopt", "Nog niet verzegeld", "Verschillen")


def a_citizen_has_no_name_here(visitor: Visitor) -> None:
    visitor.fill("Dossiernummer", "An Peeters")
    visitor.press("Zoek de rekening")
    assert "Fout: " in visitor.page.title()
    visitor.sees("We vinden niets.")


def a_wallet_is_read(visitor: Visitor, number: str) -> None:
    visitor.fill("Dossiernummer", number)
    visitor.press("Zoek de rekening")
    visitor.sees(f"Portefeuille van dossier {number}", "Beginsaldo", "Recht op begeleiding toegekend", "Eindsaldo")
    visitor.does_not_see("An Peeters")
    with visitor.page.expect_download() as download:
        visitor.main.get_by_role("link", name="Download voor een rekenblad").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert re.search(r"^Boeking;Geldt voor;.*\n;;;Beginsaldo;.*toegekend;.*;360;360;0;", text, re.DOTALL)


def the_act_behind_it_is_read(visitor: Visitor) -> None:
    visitor.follow("Recht op begeleiding toegekend")
    visitor.sees("De burger van dit dossier", "Aanvraag ingediend", "Toegekende uren", "6 uur")
    visitor.follow("Portefeuille van dossier")
    visitor.sees("Bewegingen")


def the_budget_is_read_on_another_day(visitor: Visitor) -> None:
    visitor.follow("Naar het grootboek")
    visitor.follow("Vastleggingskrediet van 2027")
    visitor.sees("10.700.000,00 euro")
    visitor.unfold("Saldo op een andere dag")
    visitor.fill("Saldo op het einde van deze dag", "gisteren")
    visitor.press("Toon het saldo")
    visitor.sees("Schrijf de dag zo: 1/3/2027.")
    visitor.fill("Saldo op het einde van deze dag", "28/2/2027")
    visitor.press("Toon het saldo")
    visitor.sees("Saldo op 28 februari 2027", "0,00 euro")


def an_sees_who_looked(visitor: Visitor) -> None:
    visitor.become("An")
    visitor.open("/mijn/inzage/")
    visitor.sees("bekeek een rekening met je uren of geld")
