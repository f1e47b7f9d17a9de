"""The home of a counsellor: nobody, one client and two hundred, each task with its day and why, the soonest first."""

import re
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from loopbaankrediet.credit.models import Wallet
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.journal.models import Entry
from tests.crowd import people
from tests.story import FIRST_DAY, Story
from tests.web.conftest import static_folder
from tests.web.visitor import Visitor, story_of_today

__all__ = ["static_folder"]
pytestmark = pytest.mark.django_db
HOME = "/begeleider/"
TITLE = re.compile(r'<a href="/begeleider/klant/[^"]+">([^<]+)</a>')
CLIENTS = 200


@pytest.fixture(name="story")
def story_() -> Story:
    return story_of_today()


def crowd(story: Story) -> list[Track]:
    """Two hundred clients who gave their code, one each day until today; the names are written with an accent."""
    counsellor, made = story.counsellor("dirk"), people(CLIENTS)
    wallets = Wallet.objects.bulk_create(
        [Wallet(person=one, opened_on=FIRST_DAY, opened_at=story.clock.now()) for one in made]
    )
    days = [story.clock.today() - timedelta(number) for number in range(CLIENTS)]
    return Track.objects.bulk_create(
        [
            Track(person=one, counsellor=counsellor, wallet=wallet, opened_on=day, opened_at=story.clock.now())
            for one, wallet, day in zip(made, wallets, days, strict=True)
        ]
    )


def test_without_a_client_the_page_says_how_to_get_one(story: Story) -> None:
    html = Visitor("dirk").page(HOME)
    assert "Je hebt nu niets te doen." in html
    assert "Vraag je klant een code voor jou te maken" in html
    assert 'name="naam"' not in html


def test_every_step_has_its_day_and_its_reason(story: Story) -> None:
    story.apply("an")
    track, dirk = story.propose("an", "dirk", modules=2), Visitor("dirk")
    assert "15 maart 2027" in dirk.page(HOME)
    story.pass_days(1)
    track = story.sign("an", "els", modules=2)
    els = Visitor("els")
    assert "1 juni 2027" in els.page(HOME) or "2 juni 2027" in els.page(HOME)
    module = story.module(track)
    story.talk("els", module.id)
    html = els.page(HOME)
    assert "Schrijf het verslag met An Peeters" in html
    assert "de module is vol" in html
    assert "16 maart 2027" in html
    story.report("els", module.id)
    assert "De stilte loopt tot minstens 16 maart 2027" in els.page(HOME)
    story.confirm("an", module.id)
    html = els.page(HOME)
    assert "Vraag 50,00 euro aan An Peeters" in html
    assert "Noteer het gesprek met An Peeters" in html


def test_two_hundred_clients_are_paged_searched_and_filtered_with_as_few_questions_as_one(
    story: Story, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    crowd(story)
    dirk, before = Visitor("dirk"), Entry.objects.count()
    with django_assert_max_num_queries(14):
        html = dirk.page(HOME)

    assert "200 lopende klanten, 200 taken." in html
    assert len(TITLE.findall(html)) == 25
    assert html.index("28 augustus 2026") < html.index("29 augustus 2026")
    assert "Deze dag is voorbij" in html
    assert Entry.objects.filter(verb="see_in_list", id__gt=before).count() <= 25
    assert len(TITLE.findall(dirk.page(f"{HOME}?naam=zoe&pagina=8"))) == 25
    assert "Geen taak met deze naam of deze soort." in dirk.page(f"{HOME}?naam=nergens")
    assert "200 taken" in dirk.page(f"{HOME}?stand=kennismaking")
    assert "0 taken" in dirk.page(f"{HOME}?stand=%27%22%3Cb%3E")
    assert "An Peeters" not in dirk.page(f"{HOME}?naam=peeters")
