"""A draw in a browser: An waits with a lot number, reads her place, and anybody computes it again."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.conftest import Visit, environment_of
from tests.journeys.test_payer_journey import move_the_clock
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
TAKE_TURNS = """
import django
django.setup()
from loopbaankrediet.credit.tasks import take_turns_now
print(*take_turns_now())
"""


@pytest.fixture
def cap_scenario() -> str:
    return "cap_lottery"


def test_who_waits_in_a_draw_reads_her_place_and_computes_it_again(visit: Visit, platform_folder: Path) -> None:
    with visit(width=320) as visitor:
        take_turns(platform_folder)
        anybody_reads_how_it_works(visitor)
        move_the_clock(visitor, "2/3/2027")
        decision, ticket = an_waits_with_a_lot_number(visitor)
        move_the_clock(visitor, "3/3/2027")
        take_turns(platform_folder)
        an_reads_her_place_and_computes_it_again(visitor, decision, ticket)
        petra_checks_the_draw(visitor)


def take_turns(folder: Path) -> None:
    """What the background work does every ten minutes, now."""
    environment = environment_of(folder, LOOPBAANKREDIET_CAP_SCENARIO="cap_lottery")
    environment["DJANGO_SETTINGS_MODULE"] = "loopbaankrediet.settings.demo"
    subprocess.run([sys.executable, "-c", TAKE_TURNS], env=environment, check=True)


def anybody_reads_how_it_works(visitor: Visitor) -> None:
    visitor.open("/loting/")
    visitor.sees("Nu geldt een grens", "Snel klikken helpt niet.")
    visitor.main.get_by_role("table").get_by_role("link").first.click()
    visitor.check()
    visitor.sees("Tot dan kent niemand de volgorde.")


def an_waits_with_a_lot_number(visitor: Visitor) -> tuple[str, str]:
    """Where her decision stands, and her lot number."""
    visitor.become("An")
    visitor.follow("Vraag aan")
    visitor.press("Vraag aan")
    visitor.sees("Snel zijn helpt niet", "3 maart 2027")
    found = re.search(r"([0-9a-f]+)\s+is je lotnummer", visitor.main.inner_text())
    assert found is not None
    decision = visitor.page.url.removeprefix(visitor.address)
    visitor.open("/mijn/")
    visitor.sees("De loting is op 3 maart 2027.")
    return decision, found[1]


def an_reads_her_place_and_computes_it_again(visitor: Visitor, decision: str, ticket: str) -> None:
    visitor.become("An")
    visitor.open(decision)
    visitor.sees("Je krijgt 6 uur", "plaats 1 van 1, je kreeg een plaats")
    visitor.open("/loting/")
    visitor.open("/loting/2027-03-02/")
    visitor.fill("Lotnummer", ticket.upper())
    visitor.press("Reken na")
    visitor.sees("Dit lotnummer kreeg een plaats", "1 van 1")
    visitor.fill("Lotnummer", "niets")
    visitor.press("Reken na")
    with visitor.page.expect_download() as download:
        visitor.main.get_by_role("link", name="Alle lotnummers met hun plaats").click()
    assert ticket in download.value.path().read_text(encoding="utf-8-sig")


def petra_checks_the_draw(visitor: Visitor) -> None:
    visitor.become("Petra")
    visitor.open("/medewerker/begroting/lotingen/")
    visitor.main.get_by_role("list").get_by_role("link").first.click()
    visitor.check()
    visitor.sees("Deze loting klopt")
    visitor.open("/medewerker/begroting/")
