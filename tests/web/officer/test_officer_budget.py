"""The budget page: figures with a chart and its table, alerts, costs seen by two, draws computed again."""

from datetime import date
from html import unescape
from xml.etree import ElementTree

import pytest
from django.test import Client

from loopbaankrediet.budget.costs import enter_cost
from loopbaankrediet.budget.models import CostKind, DepartmentCost
from loopbaankrediet.platform.legal_clock import move_to
from tests.draws import announce, go_to, hold
from tests.story import Story
from tests.web.visitor import Visitor

BUDGET = "/medewerker/begroting/2027/"


@pytest.fixture
def petra(story: Story) -> Visitor:
    return Visitor("petra")


def cost(story: Story, source: str = "Factuur 2027/14", cents: int = 1_250_000) -> DepartmentCost:
    return enter_cost(year=2027, kind=CostKind.IT, cents=cents, source=source, **story.act("petra"))


def test_an_empty_year_shows_noughts_and_says_how_little_the_forecast_knows(petra: Visitor) -> None:
    html = unescape(petra.page("/medewerker/begroting/"))
    assert "10.700.000,00 euro" in html
    assert "Nog niet te zeggen: te weinig weken" in html
    assert "De raming steunt op 0 volle weken" in html
    assert "Er is nog geen volle week met een vastlegging" in html
    assert "Er is nog geen bedrag ingevuld" in html


def test_what_is_granted_reserved_and_paid_stands_apart(petra: Visitor, story: Story) -> None:
    story.apply("an")
    story.sign("an", "dirk")
    html = unescape(petra.page(BUDGET))
    assert "167,80 euro" in html
    assert "4 uur in alle portefeuilles samen" in html


def test_the_chart_is_a_picture_with_a_name_and_its_numbers_stand_in_a_table(petra: Visitor, story: Story) -> None:
    story.apply("an")
    story.sign("an", "dirk")
    go_to(story, date(2027, 3, 22))
    move_to(date(2027, 3, 22))
    html = petra.page(BUDGET)
    svg = ElementTree.fromstring(html[html.index("<svg viewBox=") : html.index("</svg>") + 6])
    assert svg.get("role") == "img"
    named = (svg.get("aria-labelledby") or "").split()
    assert [part.get("id") for part in svg[:2]] == named
    assert all(part.text for part in svg[:2])
    assert "style=" not in html
    assert "Week van 1 maart 2027" in html
    assert "Week van 15 maart 2027" in html


def test_a_cost_counts_after_a_colleague_confirmed_it(petra: Visitor, story: Story) -> None:
    status, html = petra.press(
        BUDGET, f"{BUDGET}kosten/", kind="it", cents="12.500,00", source="Factuur 2027/14 van d'Hondt"
    )
    assert (status, DepartmentCost.objects.get().cents) == (200, 1_250_000)
    assert "Iemand anders moet dit bedrag bevestigen" in html
    made = DepartmentCost.objects.get()
    address = f"{BUDGET}kosten/{made.id}/bevestigen/"
    with pytest.raises(KeyError):
        petra.filled(BUDGET, address)
    status, html = Visitor("quinten").press(BUDGET, address)
    assert status == 200
    assert "Het bedrag telt nu mee" in unescape(html)


def test_the_officer_who_entered_it_is_told_to_ask_a_colleague(petra: Visitor, story: Story) -> None:
    made = cost(story)
    status, html = petra.press(BUDGET, f"{BUDGET}kosten/{made.id}/intrekken/")
    assert status == 200
    other = cost(story)
    sent = petra.filled(BUDGET, f"{BUDGET}kosten/{other.id}/intrekken/")
    status, html = petra.send(f"{BUDGET}kosten/{other.id}/bevestigen/", sent)
    assert status == 422
    assert "Iemand anders moet het bevestigen" in html


@pytest.mark.parametrize("typed", ["", "abc", "0", "-5", "1.23", "12,5", "1,000.00"])
def test_an_amount_that_is_none_is_refused_at_its_field(petra: Visitor, typed: str) -> None:
    status, html = petra.press(BUDGET, f"{BUDGET}kosten/", kind="staff", cents=typed, source="Loonstaat")
    assert status == 422
    assert 'href="#id_cents"' in html
    assert DepartmentCost.objects.count() == 0


@pytest.mark.parametrize("count", [1, 12])
def test_every_cost_is_a_line(petra: Visitor, story: Story, count: int) -> None:
    for number in range(count):
        cost(story, source=f"Factuur {number}")
    assert petra.page(BUDGET).count("Wacht op een tweede medewerker") == count


def test_an_auditor_sees_the_figures_and_enters_nothing(story: Story) -> None:
    aude = Visitor("aude")
    assert "Een kost invullen" not in aude.page(BUDGET)
    assert aude.client.post(f"{BUDGET}kosten/", {}).status_code == 403
    assert Visitor("omar").status(BUDGET) == 403


def test_a_year_without_a_budget_is_said_or_not_found(petra: Visitor) -> None:
    move_to(date(2035, 1, 1))
    assert "nog geen begroting ingeschreven" in petra.page("/medewerker/begroting/")
    assert petra.status("/medewerker/begroting/2041/") == 404


def test_the_figures_come_as_a_file_that_a_spreadsheet_cannot_run(petra: Visitor, story: Story) -> None:
    cost(story, source="=cmd|' /C calc'!A0")
    answer = petra.client.get(f"{BUDGET}bestand/")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    assert "10.700.000,00 euro" in text
    assert not any(cell.startswith("=") for line in text.splitlines() for cell in line.split(";"))


def test_the_draws_page_tells_that_there_is_none(petra: Visitor) -> None:
    html = petra.page("/medewerker/begroting/lotingen/")
    assert "Er is nog geen loting aangekondigd" in html
    assert "Er is nog geen loting gehouden" in html
    assert petra.status("/medewerker/begroting/lotingen/?controle=2027-04-01") == 404
    assert petra.status("/medewerker/begroting/lotingen/?controle=morgen") == 404


def test_a_draw_is_computed_again_on_request(petra: Visitor, story: Story) -> None:
    announce(story, date(2027, 4, 1), date(2027, 4, 30), 100_000)
    assert petra.status("/medewerker/begroting/lotingen/?controle=2027-04-01") == 404
    hold(story, date(2027, 5, 1))
    assert "Deze loting klopt" in petra.page("/medewerker/begroting/lotingen/?controle=2027-04-01")


def test_the_auditor_reads_the_accounts_of_a_draw_in_words(story: Story) -> None:
    announce(story, date(2027, 4, 1), date(2027, 4, 30), 100_000)
    hold(story, date(2027, 5, 1))
    html = Visitor("aude").page("/medewerker/grootboek/rekening/envelope:2027-04-01/")
    assert "Bedrag van de loting vanaf 1 april 2027" in html
    assert Client().get("/medewerker/grootboek/rekening/envelope:x/").status_code in (302, 404)
