"""The budget in a browser: figures with their chart, a cost that two officers see, and how a draw works."""

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
WAYS = [
    pytest.param(1280, True, id="on-a-computer"),
    pytest.param(320, True, id="on-a-small-phone"),
    pytest.param(1280, False, id="without-javascript"),
]


@pytest.mark.parametrize(("width", "javascript"), WAYS)
def test_officers_follow_the_budget_and_anybody_reads_how_a_draw_works(
    visit: Visit, width: int, javascript: bool
) -> None:
    with visit(width=width, javascript=javascript) as visitor:
        petra_enters_a_cost(visitor)
        visitor.become("Quinten")
        visitor.follow("Begroting en ramingen")
        visitor.press("Bevestig dit bedrag")
        visitor.sees("Het bedrag telt nu mee", "12.500,00 euro")
        visitor.follow("Lotingen")
        visitor.sees("Er is nog geen loting gehouden.")
        visitor.follow("Hoe de loting werkt, voor iedereen")
        visitor.sees("Snel klikken helpt niet.", "openssl")


def petra_enters_a_cost(visitor: Visitor) -> None:
    visitor.become("Petra")
    visitor.follow("Begroting en ramingen")
    visitor.sees("10.700.000,00 euro", "Vastgelegd per week")
    assert visitor.main.get_by_role("img", name="Vastleggingskrediet van 2027").count() == 1
    visitor.main.get_by_label("IT: bouwen en laten werken").check()
    visitor.fill("Bedrag in euro", "12.500,00")
    visitor.fill("Waar komt dit bedrag vandaan?", "Factuur 2027/14")
    visitor.press("Vul dit bedrag in")
    visitor.sees("Iemand anders moet dit bedrag bevestigen.")
