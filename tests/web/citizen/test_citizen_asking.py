"""A citizen says no, is answered by somebody else, is warned of her day, and speaks with a named person."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from loopbaankrediet.credit.actions import sign_refusal
from loopbaankrediet.flows.tell_wishes import tell_wishes
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.platform.legal_clock import move_to
from loopbaankrediet.web.public.guide import NEEDS, PLACES, Answer, Question
from tests.story import Story
from tests.web.visitor import Visitor, story_of_today

WORDS = "Ik werkte ook 3 jaar in Nederland. <b>José</b> 'weet' het."

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db: None) -> Story:
    return story_of_today()


def read(visitor: Visitor, address: str) -> str:
    return unescape(visitor.page(address)).replace("\u00ad", "")


def sent(visitor: Visitor, address: str, action: str = "", **typed: Any) -> str:
    status, html = visitor.press(address, action, **typed)
    assert status == 200
    return unescape(html).replace("\u00ad", "")


def link(html: str, start: str) -> str:
    """The first address on the page below this one."""
    found = re.search(f'href="({start}[^"]+)"', html)
    assert found, start
    return found.group(1)


def later(story: Story, days: int) -> None:
    story.pass_days(days)
    move_to(story.clock.today())


def refused(story: Story) -> str:
    application = story.apply("bart")
    later(story, 15)
    sign_refusal(application_id=application.id, **story.act("omar"))
    return f"/mijn/beslissing/{application.id}/"


def test_a_refusal_offers_a_day_other_routes_and_a_way_to_say_no_that_a_colleague_answers(story: Story) -> None:
    decision, bart = refused(story), Visitor("bart")
    page = read(bart, decision)
    assert all(text in page for text in ("Verwittig mij dan", "VDAB helpt je gratis", "Maak een afspraak"))
    contest = link(read(bart, "/mijn/niet-akkoord/"), "/mijn/niet-akkoord/beslissing/")
    assert Visitor("an").status(contest) == 404
    assert bart.press(contest, words=" ")[0] == 422
    answer = sent(bart, contest, words=WORDS)
    assert "We kregen dit. Je nummer is HB 100" in answer
    assert "Ontvangen" in answer
    own = link(read(bart, "/mijn/"), "/mijn/niet-akkoord/")
    omar, lot = Visitor("omar"), Visitor("lot")
    file = link(read(lot, "/medewerker/niet-akkoord/"), "/medewerker/niet-akkoord/")
    assert "Jij besliste hier mee over" in read(omar, file)
    assert omar.send(f"{file}nemen/", lot.filled(file, f"{file}nemen/"))[0] == 422
    assert "<b>José" not in lot.page(file)
    assert "Bij " in sent(lot, file, f"{file}nemen/")
    assert "In behandeling bij" in read(bart, own)
    sent(lot, file, outcome="well_founded", grounds="Het attest uit Nederland telt mee.")
    page = read(bart, own)
    assert all(text in page for text in ("Je krijgt gelijk", "Het attest uit Nederland telt mee.", "Raad van State"))
    assert "We bekijken je aanvraag opnieuw" in read(bart, decision)
    assert "We bekijken je aanvraag opnieuw" in read(bart, "/mijn/")
    assert Entry.objects.filter(verb="open_disagreement", person_id=story.person("bart").id).exists()


def test_the_wish_to_be_warned_is_seen_taken_back_and_kept_on_the_day(story: Story) -> None:
    decision, bart = refused(story), Visitor("bart")
    wish = f"{decision}verwittig/"
    assert "Op " in sent(bart, wish)
    back = link(read(bart, "/mijn/"), "/mijn/verwittigen/")
    assert "We verwittigen je niet" in sent(bart, back)
    assert "We verwittigen je op" not in read(bart, "/mijn/")
    sent(bart, wish)
    assert "Je vroeg ons al" in read(bart, wish)
    later(story, 4_000)
    assert len(tell_wishes(clock=story.clock)) == 1
    assert "Je kan nu loopbaanbegeleiding aanvragen" in read(bart, "/mijn/")
    assert Visitor("an").status(wish) == 404


def test_she_complains_speaks_with_a_named_officer_and_either_side_cancels(story: Story) -> None:
    an, desi = Visitor("an"), Visitor("desi")
    assert an.press("/mijn/klacht/", words="x")[0] == 422
    assert "Je nummer is KL 100" in sent(an, "/mijn/klacht/", topic="waiting", words=WORDS)
    speak = "/mijn/spreken/"
    assert an.press(speak, way="phone", slot="2027-03-03/540")[0] == 422
    assert an.press(speak, way="visit", slot="2027-03-06/540")[0] == 422
    page = sent(an, speak, way="phone", slot="2027-03-03/540", phone="0470 12 34 56", about="Mijn prijs")
    assert "Je spreekt met" in page
    assert "woensdag 3 maart 2027 om 9 uur" in page
    assert "Je spreekt met" in read(an, "/mijn/")
    assert all(text in read(desi, "/medewerker/afspraken/") for text in ("An Peeters", "0470 12 34 56", "Mijn prijs"))
    cancel = link(read(desi, "/medewerker/afspraken/"), "/medewerker/afspraken/")
    assert "Je hebt geen afspraken." in sent(desi, cancel)
    assert desi.status(cancel) == 404
    assert "de afspraak van woensdag 3 maart 2027 om 9 uur af" in read(an, speak)
    assert "Iemand spreken" in read(an, "/mijn/uren/")


def test_the_career_question_is_read_by_her_counsellor_and_that_look_is_in_the_journal(story: Story) -> None:
    an, dirk = Visitor("an"), Visitor("dirk")
    story.apply("an")
    sent(an, "/mijn/loopbaanvraag/", text=WORDS)
    track = story.sign("an", "dirk")
    assert "Ik werkte ook 3 jaar" in read(dirk, f"/begeleider/klant/{track.id}/")
    looks = Entry.objects.filter(verb="see_career_question", person_id=story.person("an").id)
    assert set(looks.values_list("purpose", flat=True)) == {"career_question"}
    assert "las waar je het over wil hebben" in read(an, "/mijn/inzage/")
    page = read(an, "/mijn/uren/")
    assert all(text in page for text in ("Per module van 2 uur", "Samen", "goed voor 2 modules", "Vlaanderen"))


def test_every_choice_of_the_guide_leads_somewhere_and_every_place_can_be_reached(client: Client) -> None:
    seen, ahead = set[str](), [need.url for need in NEEDS]
    while ahead:
        url = ahead.pop()
        if url in seen or not url.startswith("/waar-kunnen"):
            continue
        seen.add(url)
        place = PLACES[url.strip("/").split("/")[-1]]
        choices = place.choices if isinstance(place, Question) else place.actions
        ahead += [choice.url for choice in choices]
        assert client.get(url).status_code == 200
    assert len(seen) == len(PLACES)
    assert all(place.actions for place in PLACES.values() if isinstance(place, Answer))
    assert client.get("/waar-kunnen-we-helpen/nergens/").status_code == 404
