"""Where one officer is not enough: a judge's decision, which a colleague reads again before it counts."""

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser


def test_what_omar_read_in_a_judgment_counts_once_lot_confirmed_it(visit: Visit) -> None:
    with visit(width=320) as visitor:
        visitor.become("Omar")
        omar_enters_a_judgment_for_hanne(visitor)
        lot_confirms_it(visitor)


def omar_enters_a_judgment_for_hanne(visitor: Visitor) -> None:
    visitor.open("/medewerker/bewindvoerders/")
    visitor.sees("Er is nog geen wettelijke vertegenwoordiger genoteerd.")
    visitor.press("Noteer")
    assert "Fout: " in visitor.page.title()
    visitor.fill("Rijksregisternummer of BIS-nummer van de burger", "84.65.17-418.30")
    visitor.fill("Voornaam van de burger", "Hanne")
    visitor.fill("Familienaam van de burger", "D'Hooghe")
    visitor.fill("Rijksregisternummer of BIS-nummer van de bewindvoerder", "98.65.14-212.38")
    visitor.fill("Voornaam van de bewindvoerder", "Mia")
    visitor.fill("Familienaam van de bewindvoerder", "De Smet")
    visitor.fill("Welk vredegerecht of welke rechtbank?", "Vredegerecht Mechelen")
    visitor.fill("Rolnummer", "27A123")
    visitor.fill("Dag van de beslissing", "1/3/2027")
    visitor.choose("De goederen")
    visitor.choose("Vertegenwoordiging: in de plaats van de burger")
    visitor.fill("Eerste dag", "1/3/2027")
    visitor.press("Noteer")
    visitor.sees("Genoteerd. Het telt als een collega de beslissing van de rechter naleest en bevestigt.")


def lot_confirms_it(visitor: Visitor) -> None:
    visitor.become("Lot")
    visitor.open("/medewerker/bewindvoerders/")
    visitor.press("Bevestig voor Hanne D'Hooghe", prove=False)
    visitor.follow("Aanmelden en verdergaan")
    visitor.press("Bevestig met eID")
    visitor.sees("Bevestig nog één keer", "Hanne D'Hooghe", "Mia De Smet", "van 1 maart 2027, zonder einde")
    visitor.press("Bevestigen")
    visitor.sees("Bevestigd. De bewindvoerder kan nu handelen.")
