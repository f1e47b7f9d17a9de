"""The public check in a browser: three visitors find out whether they have a right, and correct themselves."""

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
def test_visitors_find_out_whether_they_have_a_right(visit: Visit, width: int, javascript: bool) -> None:
    with visit(width=width, javascript=javascript) as visitor:
        an_employee_hears_yes_and_corrects_her_diploma(visitor)
        a_beginner_hears_no_and_from_when_it_is_yes(visitor)
        somebody_who_does_not_know_hears_what_is_missing(visitor)
        a_mistake_is_explained_and_mended(visitor)
        assert visitor.page.context.cookies() == []
        assert visitor.page.url == f"{visitor.address}/heb-ik-er-recht-op/"


def an_employee_hears_yes_and_corrects_her_diploma(visitor: Visitor) -> None:
    visitor.open("/heb-ik-er-recht-op/")
    visitor.sees("Hoelang heb je in je loopbaan gewerkt?", "We bewaren niets.")
    visitor.picture("10-check-question")
    number(visitor, Jaren="12", Maanden="3")
    number(visitor, **{"Aantal loopbaancheques": "0"})
    number(visitor, Uren="0")
    choice(visitor, "Waar woon je?", "Vlaanderen")
    visitor.press("Vorige vraag")
    visitor.sees("Waar woon je?")
    choice(visitor, "Waar woon je?", "Brussel")
    choice(visitor, "Werk je met een arbeidsovereenkomst?", "Ja")
    choice(visitor, "Wat is je hoogste diploma?", "Een diploma van het hoger onderwijs")
    visitor.sees("Ja, het ziet ernaar uit dat je recht hebt", "25,00 euro", "Brussel")
    visitor.sees("Dit is geen beslissing. De regels zijn nog een voorontwerp.", "1700")
    visitor.picture("11-check-yes")
    visitor.press("Verander je hoogste diploma")
    choice(visitor, "Wat is je hoogste diploma?", "Geen diploma van het secundair onderwijs")
    visitor.sees("15,00 euro")


def a_beginner_hears_no_and_from_when_it_is_yes(visitor: Visitor) -> None:
    visitor.follow("Begin opnieuw")
    number(visitor, Jaren="6")
    visitor.sees("Nee, nu niet", "Je hebt 7 jaar (84 maanden) nodig.", "1 maart 2028", "VDAB")
    visitor.picture("12-check-no")


def somebody_who_does_not_know_hears_what_is_missing(visitor: Visitor) -> None:
    visitor.follow("Begin opnieuw")
    visitor.press("Ik weet het niet precies")
    visitor.main.get_by_role("group", name="Minstens").get_by_label("Jaren").fill("6")
    visitor.main.get_by_role("group", name="Hoogstens").get_by_label("Jaren").fill("9")
    visitor.press("Volgende")
    visitor.press("Weet ik niet")
    visitor.press("Weet ik niet")
    choice(visitor, "Waar woon je?", "Vlaanderen")
    choice(visitor, "Werk je met een arbeidsovereenkomst?", "Ja")
    choice(visitor, "Wat is je hoogste diploma?", "Weet ik niet")
    visitor.sees("We weten het nog niet", "Je werkte in totaal minstens 6 jaar (72 maanden)", "hangt af van je diploma")


def a_mistake_is_explained_and_mended(visitor: Visitor) -> None:
    visitor.open("/heb-ik-er-recht-op/")
    number(visitor, Jaren="zeven")
    visitor.sees("Vul bij 'Jaren' een geheel getal in, zoals 7.")
    number(visitor, Jaren="7")
    visitor.sees("Hoeveel loopbaancheques")


def number(visitor: Visitor, **boxes: str) -> None:
    for label, text in boxes.items():
        visitor.fill(label, text)
    visitor.press("Volgende")


def choice(visitor: Visitor, question: str, answer: str) -> None:
    visitor.main.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    visitor.press("Volgende")
