"""The lab in a browser: Pelin tries another number and reads what it does; anybody reads the standard scenarios."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.conftest import Visit, environment_of
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser


def test_an_analyst_tries_a_number_and_a_visitor_reads_the_standard(visit: Visit, platform_folder: Path) -> None:
    """With scripts on a wide screen; then without them on a narrow one, where the same question is done already."""
    with visit(width=1280) as visitor:
        visitor.open("/beleid/")
        visitor.sees("De berekening is nog bezig")
        visitor.become("Pelin")
        pelin_asks(visitor)
        pelin_reads(visitor)
    ask_standard(platform_folder)
    for width, javascript in ((1280, True), (320, False)):
        with visit(width=width, javascript=javascript) as visitor:
            anybody_reads(visitor)
    with visit(width=320, javascript=False) as visitor:
        visitor.become("Pelin")
        pelin_asks(visitor)
        pelin_reads(visitor)
        pelin_compares(visitor)


def pelin_asks(visitor: Visitor) -> None:
    visitor.follow("Nieuwe berekening")
    visitor.fill("Zoek een getal van de wet", "credit_minutes")
    visitor.press("Zoek en kies")
    visitor.main.locator("input[type=checkbox][value=credit_minutes]").check()
    visitor.press("Zoek en kies")
    visitor.sees("Nu 360")
    visitor.main.locator("#id_credit_minutes").fill("6001")
    visitor.press("Vraag de berekening")
    visitor.sees("6001 ligt buiten 0 tot en met 6000")
    visitor.main.locator("#id_credit_minutes").fill("480")
    visitor.fill("Hoeveel jaar?", "2")
    visitor.fill("Hoeveel trekkingen?", "2")
    visitor.press("Vraag de berekening")


def pelin_reads(visitor: Visitor) -> None:
    """With scripts the page itself asks how far the run is."""
    visitor.main.get_by_role("heading", name="Welk cijfer?").wait_for(timeout=90_000)
    visitor.check()
    visitor.sees("Wat dit model niet zegt", "Alle scenario's naast elkaar, van 2027 tot en met 2028")
    visitor.follow("Het voorontwerp, met eigen getallen")
    visitor.sees("8 uur (480 minuten)", "per jaar, in getallen")
    visitor.open("/medewerker/beleid/")
    visitor.sees("klaar")


def pelin_compares(visitor: Visitor) -> None:
    visitor.follow("Vergelijk twee berekeningen")
    visitor.main.get_by_label("Eerste berekening").select_option(index=0)
    visitor.main.get_by_label("Tweede berekening").select_option(index=1)
    visitor.press("Vergelijk")
    visitor.sees("Wat anders gevraagd is", "Wat dit model niet zegt", "Let op met sommen")


def ask_standard(folder: Path) -> None:
    """What the platform asks by itself each legal day, with one draw."""
    command = [sys.executable, "-m", "loopbaankrediet.cli", "lab", "standard", "--draws", "1"]
    subprocess.run(command, env=environment_of(folder), check=True)


def anybody_reads(visitor: Visitor) -> None:
    for _ in range(120):
        visitor.page.goto(f"{visitor.address}/beleid/")
        if visitor.main.get_by_role("table").count():
            break
        visitor.page.wait_for_timeout(1_000)
    visitor.check()
    visitor.sees("Het advies noemt 153,82 euro per uur", "Wat dit model niet zegt")
    visitor.follow("Vergoeding van 153,82 euro zonder btw")
    visitor.sees("Wat dit model niet zegt", "SERV-advies zegt (deel 2.5")
    visitor.unfold("Kies een scenario")
    visitor.follow("Alle scenario's naast elkaar")
