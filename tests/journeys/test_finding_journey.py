"""Finding a counsellor: Dirk fills in his profile, An searches by her wishes, reads it, and gets a code."""

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser


def test_a_citizen_finds_a_counsellor_by_her_wishes_and_gets_a_code(visit: Visit) -> None:
    with visit(width=320) as visitor:
        dirk_tells_of_himself(visitor)
        an_lets_a_wish_go(visitor)
        an_reads_and_chooses(visitor)


def dirk_tells_of_himself(visitor: Visitor) -> None:
    visitor.become("Dirk")
    visitor.open("/begeleider/profiel/")
    visitor.fill("In je eigen woorden", "Een korting voor jou")
    visitor.press("Bewaar je profiel")
    assert "Fout: " in visitor.page.title()
    visitor.fill("In je eigen woorden", "Ik begeleid je loopbaan na een burn-out, rustig en op jouw tempo.")
    visitor.fill("Vanaf wanneer heb je plaats", "15/3/2027")
    visitor.choose("Mensen met stress of een burn-out")
    visitor.choose("Toegankelijk met een rolstoel")
    visitor.choose("Frans")
    visitor.press("Bewaar je profiel")
    visitor.sees("Je profiel is bewaard")
    visitor.follow("Bekijk je profiel")
    visitor.sees("Heeft plaats vanaf 15 maart 2027", "Helpt ook in: Frans", "is niet officieel")


def an_lets_a_wish_go(visitor: Visitor) -> None:
    visitor.become("An")
    visitor.follow("Vraag aan")
    visitor.press("Vraag aan")
    visitor.open("/mijn/begeleider/?waar=Leuven&zoek=loopbaanbegeleiding+burnout&toegang=wheelchair&taal=uk")
    visitor.sees("Niemand gevonden", "Laat één wens los")
    visitor.follow("Zonder 'Oekraïens'")
    visitor.sees("1 begeleider gevonden", "Dirk Claes")
    visitor.unfold("Toon de kaart")


def an_reads_and_chooses(visitor: Visitor) -> None:
    visitor.follow("Meer over Dirk Claes")
    visitor.sees("op 23 km in vogelvlucht van Leuven", "Toegankelijk met een rolstoel")
    visitor.follow("Terug naar de lijst")
    visitor.sees("1 begeleider gevonden")
    visitor.follow("Meer over Dirk Claes")
    visitor.follow("Kies Dirk Claes")
    visitor.press("Maak")
    visitor.sees("Dirk Claes")
