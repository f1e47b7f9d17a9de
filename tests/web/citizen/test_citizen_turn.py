"""Who waits for a place reads that her right stands, when the draw is, and that being quick is of no use."""

from datetime import date
from html import unescape

import pytest
from pytest_django.fixtures import Settings

from loopbaankrediet.credit.models import Turn
from loopbaankrediet.platform.legal_clock import move_to
from tests.draws import announce, hold
from tests.story import Story
from tests.web.visitor import Visitor, story_of_today

APPLY = "/mijn/aanvraag/"


@pytest.fixture
def story(db: None, settings: Settings) -> Story:
    settings.CAP_SCENARIO = "cap_monthly_envelope"
    return story_of_today()


@pytest.fixture
def an(story: Story) -> Visitor:
    return Visitor("an")


def read(visitor: Visitor, address: str) -> str:
    return unescape(visitor.page(address)).replace("\u00ad", "")


def decision_page() -> str:
    return f"/mijn/beslissing/{Turn.objects.get().application_id}/"


def test_the_answer_comes_at_once_with_the_day_of_the_draw_and_the_lot_number(an: Visitor, story: Story) -> None:
    announce(story, date(2027, 4, 1), date(2027, 4, 30), 50_340)
    status, html = an.press(APPLY)
    html = unescape(html).replace("\u00ad", "")
    assert status == 200
    assert "Je hebt recht op 6 uur loopbaanbegeleiding" in html
    assert "Snel zijn helpt niet" in html
    assert "1 mei 2027" in html
    assert Turn.objects.get().ticket in html
    assert "De loting is op 1 mei 2027." in read(an, "/mijn/")


def test_without_an_announced_draw_she_reads_that_her_application_is_kept(an: Visitor, settings: Settings) -> None:
    settings.CAP_SCENARIO = "cap_stop"
    _, html = an.press(APPLY)
    assert "Je aanvraag blijft bewaard" in html
    assert "We bewaren je aanvraag." in read(an, "/mijn/")


@pytest.mark.parametrize(("cents", "found"), [(50_340, "je kreeg een plaats"), (1, "er was geld voor 0 plaatsen")])
def test_after_the_draw_she_reads_her_place_and_can_compute_it_again(
    an: Visitor, story: Story, cents: int, found: str
) -> None:
    announce(story, date(2027, 4, 1), date(2027, 4, 30), cents)
    an.press(APPLY)
    hold(story, date(2027, 5, 1))
    move_to(date(2027, 5, 1))
    html = read(an, decision_page())
    assert f"plaats 1 van 1, {found}" in html
    address = f"/loting/2027-04-01/?lotnummer={Turn.objects.get().ticket}"
    assert address in html
    assert "1 van 1" in an.page(address)
    if cents == 1:
        assert "Je aanvraag is niet geweigerd." in html


def test_applying_again_shows_the_application_that_waits(an: Visitor, story: Story) -> None:
    an.press(APPLY)
    assert "Je hebt al een aanvraag lopen" in an.page(APPLY)


def test_an_officer_sees_that_it_waits_for_money_and_not_for_him(an: Visitor, story: Story) -> None:
    an.press(APPLY)
    omar = Visitor("omar")
    assert "Er wacht geen enkele aanvraag." in omar.page("/medewerker/")
    html = omar.page(f"/medewerker/aanvragen/{Turn.objects.get().application_id}/")
    assert "wacht op een plaats in het budget" in html


def test_who_still_owes_her_diploma_can_fill_it_in_while_she_waits(story: Story) -> None:
    zoe = Visitor("zoe")
    _, html = zoe.press(APPLY)
    assert "Vul je hoogste diploma in" in html
