"""From a first registration file to the register in a browser: proof that fell short, a new one, a signature."""

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
METHOD = "Loopbaanankers"


def test_a_candidate_becomes_a_counsellor_of_the_register_on_a_small_phone(visit: Visit) -> None:
    with visit(width=320) as visitor:
        noor_proposes_a_method_and_the_panel_accepts_it(visitor)
        noor_fills_in_her_file(visitor)
        rita_does_not_accept_the_diploma(visitor)
        noor_shows_another_diploma(visitor)
        rita_signs(visitor)
        noor_reads_her_letter_and_everybody_finds_her(visitor)


def noor_proposes_a_method_and_the_panel_accepts_it(visitor: Visitor) -> None:
    visitor.become("Noor")
    visitor.open("/begeleider/")
    visitor.follow("registratiedossier")
    visitor.sees("Alleen geregistreerde loopbaanbegeleiders kunnen hier werken.")
    visitor.follow("Methodieken voorstellen")
    visitor.press("Stel ze voor")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Naam van de methodiek", METHOD)
    visitor.fill("Waarop steunt ze?", "Schein, 1990: Career Anchors. Getest in tien landen.")
    visitor.press("Stel ze voor")
    visitor.sees("Je voorstel is bij het expertenpanel.")
    for expert in ("Ilse", "Joris"):
        visitor.become(expert)
        visitor.open("/medewerker/")
        visitor.follow("Beoordeel methodieken")
        visitor.follow(METHOD)
        visitor.choose("Ja, onderbouwd")
        visitor.fill("Waarom?", "Het onderzoek is herhaald.")
        visitor.press("Bewaar je oordeel")
    visitor.sees("Aanvaard")


def noor_fills_in_her_file(visitor: Visitor) -> None:
    visitor.become("Noor")
    visitor.open("/begeleider/registratie/")
    visitor.press("Begin je dossier")
    visitor.press("Dien je dossier in")
    visitor.sees("Vul eerst je gegevens in")
    visitor.follow("Vul je gegevens in of pas ze aan")
    visitor.choose("Natuurlijk persoon")
    visitor.fill("Rekeningnummer (IBAN)", "BE66 1030 1234 5643")
    visitor.fill("Gemeente waar je begeleidt", "Gent")
    visitor.fill("E-mailadres", "noor@begeleiding.example")
    visitor.choose("Online")
    visitor.choose(METHOD)
    visitor.press("Bewaar")
    visitor.sees("Je gegevens zijn bewaard.")
    show(visitor, "Diploma", "Bachelor of master in de psychologie", "Diploma 2011/334")
    show(visitor, "Beroepskwalificatie", "De beroepskwalificatie loopbaanbegeleider", "LED 4471")
    show(visitor, "Gedragscode", "Ik onderteken de gedragscode en hou me eraan", "")
    visitor.press("Dien je dossier in")
    visitor.sees("Een registerbeheerder kijkt het na.")


def show(visitor: Visitor, label: str, claim: str, words: str) -> None:
    visitor.main.get_by_role("link", name=f": {label.lower()}").click()
    visitor.arrive()
    visitor.choose(claim)
    if words:
        visitor.fill("Welk stuk is het?", words)
    visitor.press("Bewaar")


def rita_does_not_accept_the_diploma(visitor: Visitor) -> None:
    open_as_rita(visitor)
    judge(visitor, "Nee, niet aanvaard", "Dit diploma staat niet op de lijst.")
    judge(visitor, "Ja, aanvaard", "")
    visitor.sees("Voldoet niet")
    visitor.page.get_by_label("Waarom?", exact=True).last.fill("Je diploma staat niet op de lijst.")
    visitor.press("Stuur het voornemen")
    visitor.sees("Weigeren kan na het antwoord")


def open_as_rita(visitor: Visitor) -> None:
    visitor.become("Rita")
    visitor.open("/medewerker/registraties/")
    visitor.follow("Noor Vermeiren")


def judge(visitor: Visitor, verdict: str, why: str) -> None:
    """The first evidence that waits: what was judged is folded away."""
    visitor.page.get_by_role("radio", name=verdict).first.check()
    if why:
        visitor.page.get_by_role("textbox", name="Waarom niet?").first.fill(why)
    visitor.press("Bewaar je oordeel")


def noor_shows_another_diploma(visitor: Visitor) -> None:
    visitor.become("Noor")
    visitor.open("/begeleider/registratie/")
    visitor.follow("Eerste registratie")
    visitor.sees("We denken eraan je registratie te weigeren", "Dit diploma staat niet op de lijst.")
    show(visitor, "Diploma", "Bachelor of master in het sociaal werk", "Diploma 2015/12")


def rita_signs(visitor: Visitor) -> None:
    open_as_rita(visitor)
    judge(visitor, "Ja, aanvaard", "")
    visitor.sees("Voldoet aan alle voorwaarden")
    visitor.press("Onderteken de registratie")
    visitor.sees("De brief staat klaar")


def noor_reads_her_letter_and_everybody_finds_her(visitor: Visitor) -> None:
    visitor.become("Noor")
    visitor.open("/begeleider/registratie/")
    visitor.follow("Eerste registratie")
    visitor.follow("Lees de brief")
    visitor.sees("Je bent geregistreerd als loopbaanbegeleider", "Ondertekend door Rita Goossens", "Raad van State")
    visitor.open("/register/?zoek=Vermeiren")
    visitor.sees("Noor Vermeiren")
    visitor.open("/methodieken/")
    visitor.sees(METHOD)
