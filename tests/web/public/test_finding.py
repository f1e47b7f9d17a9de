"""Who looks for a counsellor finds her by what she offers, in any form of the word, and in a fair order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client

from loopbaankrediet.counsellors.errors import FreeDayTooFar, WordsAboutMoney, WordsTooMany
from loopbaankrediet.counsellors.models import Counsellor, SearchText
from loopbaankrediet.counsellors.places import place_of
from loopbaankrediet.counsellors.profiles import ProfileTerms, change_profile, told_by
from loopbaankrediet.counsellors.search import Wanted, search
from loopbaankrediet.journal.models import Entry
from tests.story import Story
from tests.web.visitor import Visitor

pytestmark = pytest.mark.django_db
Found = Callable[[str], str]
TERMS = ProfileTerms("Begeleiding bij je loopbaan, na stress of burn-out.", ["burn_out"], ["fr"], ["wheelchair"], None)


@pytest.fixture(name="story")
def story_() -> Story:
    story = Story()
    terms = replace(TERMS, free_from=story.clock.today() + timedelta(days=10))
    change_profile(terms=terms, **story.act("dirk"))
    return story


@pytest.fixture
def names(story: Story) -> Callable[..., list[str]]:
    """The names that are found, in order."""

    def found(**wanted: Any) -> list[str]:
        asked = Wanted(**({"today": story.clock.today()} | wanted))
        return [one.entry.name for one in search(asked).page]

    return found


@pytest.mark.parametrize(
    "words",
    ["loopbaanbegeleiding", "loopbaan begeleiding", "loopbanen", "burnout", "burn-out", "stress burn-out", "BURN-OUT"],
)
def test_a_compound_is_found_in_one_word_or_two(words: str, names: Callable[..., list[str]]) -> None:
    assert "Dirk Claes" in names(text=words)


def test_a_wrong_cut_of_a_compound_finds_nobody(names: Callable[..., list[str]]) -> None:
    assert names(text="loopbaanvergoeding") == []


@pytest.mark.parametrize(
    "wish",
    [
        {"group": "burn_out"},
        {"access": "wheelchair"},
        {"language": "fr"},
        {"method": "Loopbaanankers"},
        {"province": "antwerpen"},
        {"free_weeks": 2},
    ],
)
def test_each_wish_finds_who_offers_it_and_nobody_else(
    wish: dict[str, object], names: Callable[..., list[str]]
) -> None:
    assert names(**wish) == ["Dirk Claes"]


def test_a_free_moment_that_was_said_long_ago_is_unknown(story: Story, names: Callable[..., list[str]]) -> None:
    dirk = story.counsellor("dirk").id
    assert names(free_weeks=1) == []
    assert told_by([dirk], today=story.clock.today())[dirk].free_from is not None
    story.pass_days(29)
    assert told_by([dirk], today=story.clock.today())[dirk].free_from is None
    assert names(today=story.clock.today(), free_weeks=8) == []


def test_who_is_equally_near_takes_turns_and_who_is_nearer_always_comes_first(story: Story) -> None:
    Counsellor.objects.update(municipality="Leuven")
    today, near = story.clock.today(), place_of("Leuven")
    firsts = {search(Wanted(today + timedelta(days=day), near=near)).page[0].entry.name for day in range(20)}
    assert firsts == {"Dirk Claes", "Els Maertens"}
    Counsellor.objects.filter(person=story.person("dirk")).update(municipality="Mechelen")
    wanted = [Wanted(today + timedelta(days=day), near=near) for day in range(5)]
    assert {search(one).page[0].entry.name for one in wanted} == {"Els Maertens"}


def test_what_was_typed_in_a_profile_is_searched_until_the_counsellor_is_gone(
    story: Story, names: Callable[..., list[str]]
) -> None:
    change_profile(terms=replace(TERMS, own_words="Ik wandel met je."), **story.act("els"))
    assert names(text="wandelen") == ["Els Maertens"]
    Counsellor.objects.filter(person=story.person("els")).update(state="suspended")
    assert names(text="wandelen") == []
    assert SearchText.objects.count() == 2


def test_a_profile_says_nothing_of_money_nor_too_much_and_every_change_is_in_the_journal(story: Story) -> None:
    for terms, error in (
        (replace(TERMS, own_words="Eerste uur gratis!"), WordsAboutMoney),
        (replace(TERMS, own_words="Zie www.beter.example"), WordsAboutMoney),
        (replace(TERMS, own_words="a" * 601), WordsTooMany),
        (replace(TERMS, free_from=story.clock.today() + timedelta(days=400)), FreeDayTooFar),
    ):
        with pytest.raises(error):
            change_profile(terms=terms, **story.act("dirk"))
    act = story.act("dirk")
    assert change_profile(terms=TERMS, **act) == change_profile(terms=TERMS, **act)
    assert Entry.objects.filter(verb="change_profile", act_key=act["key"]).count() == 1


def test_nothing_found_says_which_wish_to_let_go_and_keeps_the_others(story: Story, client: Client) -> None:
    html = unescape(client.get("/register/?waar=Mechelen&taal=uk&wijze=in_person").content.decode())
    assert "Niemand gevonden" in html
    assert "Zonder 'Oekraïens'" in html
    assert 'href="/register/?waar=Mechelen&wijze=in_person"' in html


def test_a_profile_tells_everything_keeps_the_way_back_and_lets_a_citizen_choose(story: Story, client: Client) -> None:
    dirk = story.counsellor("dirk").id
    html = unescape(client.get(f"/register/{dirk}/?waar=3000&taal=fr").content.decode())
    for text in (
        "Dirk Claes",
        "LB-2027-",
        "op 23 km in vogelvlucht van Leuven",
        "Mensen met stress of een burn-out",
        "Toegankelijk met een rolstoel",
        "Helpt ook in: Frans",
        "is niet officieel",
        "Heeft plaats vanaf 11 maart 2027",
        "Begeleiding bij je loopbaan",
        "/register/?waar=3000&taal=fr",
    ):
        assert text in html, text
    assert client.get(f"/register/{uuid4()}/").status_code == 404
    story.apply("an")
    page = Visitor("an").client.get(f"/register/{dirk}/").content.decode()
    assert f"/mijn/begeleider/{dirk}/code/" in page


def test_a_counsellor_fills_in_the_profile_and_sees_a_refusal_at_its_field(story: Story) -> None:
    browser = Visitor("els").client
    fresh = browser.get("/begeleider/profiel/")
    sent = {"act_key": str(uuid4()), "own_words": "Bel me, 10 euro korting", "languages": ["en"]}
    refused = browser.post("/begeleider/profiel/", sent)
    assert (fresh.status_code, refused.status_code) == (200, 422)
    assert "niets over geld" in unescape(refused.content.decode())
    done = browser.post("/begeleider/profiel/", sent | {"own_words": "<b>Zoë</b>", "free_from": "15/3/2027"})
    assert done.status_code == 302
    shown = browser.get(f"/register/{story.counsellor('els').id}/?zoek={quote('<i>')}").content.decode()
    assert "&lt;b&gt;Zoë&lt;/b&gt;" in shown
    assert "<b>Zoë" not in shown
