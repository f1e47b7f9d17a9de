"""The lab for analysts: numbers of the law are found and tried, a run is followed, stopped, read and compared."""

import re
from uuid import uuid4

import pytest

from loopbaankrediet.labruns.models import LabRun
from loopbaankrediet.labruns.working import fail, take
from tests.lab_results import LIMITS, asked, finish, question
from tests.story import Story
from tests.web.visitor import Visitor

NEW = "/medewerker/beleid/nieuw/"
LIST = "/medewerker/beleid/"


@pytest.fixture
def pelin(story: Story) -> Visitor:
    return Visitor("pelin")


def test_an_analyst_finds_a_number_of_the_law_and_asks_a_run_with_another(pelin: Visitor, story: Story) -> None:
    assert "Er is nog niets gevraagd" in pelin.page(LIST)
    found = pelin.page(f"{NEW}?zoek=module+duurt")
    assert 'value="module_minutes"' in found
    assert "We vinden geen getal" in pelin.page(f"{NEW}?zoek=koffie")
    page = pelin.page(f"{NEW}?getal=credit_minutes&getal=bestaat_niet")
    assert "Nu 360" in page
    assert "0 tot en met 6000 minuten" in page
    assert "Bron: " in page
    _, page = pelin.press(
        f"{NEW}?getal=credit_minutes", credit_minutes="480", scenarios=["draft", "more_hours"], draws="3"
    )
    assert "Vernieuw de stand" in page
    assert "8 uur (480 minuten)" in page
    run = LabRun.objects.get()
    assert (run.scenarios, run.amounts, run.draws) == (["draft", "more_hours"], [["credit_minutes", 480]], 3)
    assert "Pelin Verhaeghe" in pelin.page(LIST)
    finish(story)
    page = pelin.page(f"{LIST}{run.id}/")
    assert LIMITS in page
    assert "Vernieuw de stand" not in page
    assert 'hx-trigger="every' not in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"scenarios": []}, "Maak een keuze bij"),
        ({"scenarios": ["bestaat_niet"]}, "Dit scenario bestaat niet: bestaat_niet."),
        ({"years": "40"}, "Reken 1 tot en met 10 jaar vooruit."),
        ({"draws": "100000"}, "Vraag 1 tot en met 500 trekkingen."),
        ({"draws": "veel"}, "Vul een geheel getal in."),
        ({"seed": "-3"}, "Het begingetal is een geheel getal"),
        ({"known_on": "1/1/2020"}, "Op 1 januari 2020 was het voorontwerp nog niet bekend"),
        ({"credit_minutes": "6001"}, "6001 ligt buiten 0 tot en met 6000"),
        ({"credit_minutes": "1,5"}, "Vul een geheel getal in."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(pelin: Visitor, typed: dict[str, str], told: str) -> None:
    form = pelin.filled(f"{NEW}?getal=credit_minutes") | typed
    answer = pelin.client.post(f"{NEW}?getal=credit_minutes", form)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not LabRun.objects.exists()


def test_a_run_is_followed_stopped_and_asked_again(pelin: Visitor, story: Story) -> None:
    run = asked(story, question(story))
    page = f"{LIST}{run.id}/"
    taken = take(clock=story.clock)
    assert taken is not None
    LabRun.objects.update(done=1)
    part = pelin.client.get(page, headers={"HX-Request": "true"}).content.decode()
    assert "33 %: 1 van 3 trekkingen" in part
    assert "<html" not in part
    assert "Gestopt. Er is niets van bewaard." in pelin.press(page, f"{page}stoppen/")[1]
    assert pelin.client.get(page, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    late = pelin.client.post(f"{page}stoppen/", {"act_key": str(uuid4())})
    assert late.status_code == 422
    assert "intussen is er iets veranderd" in late.content.decode()
    assert "Opnieuw gevraagd." in pelin.press(page, f"{page}opnieuw/")[1]
    again = take(clock=story.clock)
    assert again is not None
    fail(again, "De schijf is vol.", clock=story.clock)
    assert "De schijf is vol." in pelin.page(page)


def test_two_runs_stand_beside_each_other_and_leave_as_a_spreadsheet(pelin: Visitor, story: Story) -> None:
    one, other = (asked(story, question(story, **change)) for change in ({"seed": 1}, {"seed": 2, "years": 3}))
    finish(story)
    page = pelin.page(f"{LIST}vergelijken/?een={one.id}&ander={other.id}&cijfer=public_euro")
    assert "De twee rekenen een ander aantal jaren samen." in page
    assert "Tweede: Scenario more_hours" in page
    assert LIMITS in page
    assert re.search(r"Begingetal.*?1.*?2", page, re.DOTALL)
    assert pelin.status(f"{LIST}vergelijken/") == 200
    assert pelin.status(f"{LIST}vergelijken/?een={one.id}") == 422
    assert pelin.status(f"{LIST}vergelijken/?een={one.id}&ander={other.id}&cijfer=niets") == 404
    lines = pelin.client.get(f"{LIST}{one.id}/bestand/").content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("draft;Scenario draft;mensen die beginnen;samen;6790,08;")
    assert len([line for line in lines if line.startswith("more_hours;")]) == 3 * (1 + 2)
    assert any(LIMITS in line for line in lines)


def test_own_numbers_are_told_in_words_and_cannot_run_in_a_spreadsheet(pelin: Visitor, story: Story) -> None:
    run = asked(story, question(story, "draft", amounts=(("credit_minutes", 480),)))
    finish(story)
    page = pelin.page(f"{LIST}{run.id}/?scenario=draft%2Bcredit_minutes%3D480")
    assert "8 uur (480 minuten)" in page
    assert "waaier-" in page
    assert pelin.status(f"{LIST}{run.id}/?scenario=niets") == 404
    assert pelin.status(f"{LIST}{run.id}/?cijfer=niets") == 404


def test_who_is_no_analyst_has_no_lab(story: Story) -> None:
    omar = Visitor("omar")
    assert omar.status(LIST) == 403
    assert "Beleidslab" not in omar.page("/medewerker/")
    assert "Beleidslab" in Visitor("pelin").page("/medewerker/")
