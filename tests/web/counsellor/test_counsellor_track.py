"""One client from the first talk to the end, each stage on one screen."""

import pytest
from pytest_django import DjangoAssertNumQueries

from loopbaankrediet.guidance.models import Conversation, GuidanceAgreement, ProgressReport, Track
from tests.story import REPORT, Story
from tests.web.visitor import Visitor


def address_of(track: Track, *parts: str) -> str:
    return "/".join(["/begeleider/klant", str(track.id), *parts, ""])


def in_module(story: Story, track: Track, act: str) -> str:
    return address_of(track, "module", str(story.module(track).id), act)


@pytest.fixture
def running(story: Story) -> Track:
    return story.sign("an", "dirk")


def test_the_intake_is_one_press_with_today_filled_in(story: Story, dirk: Visitor) -> None:
    track = story.open("an", "dirk")

    status, html = dirk.press(address_of(track), address_of(track, "kennismaking"))

    assert status == 200
    assert "Stel de overeenkomst op" in html
    assert Track.objects.get().intake_on == story.clock.day


def test_an_intake_in_the_future_keeps_what_was_typed(story: Story, dirk: Visitor) -> None:
    track = story.open("an", "dirk")

    status, html = dirk.press(address_of(track), address_of(track, "kennismaking"), held_on="2/3/2027", minutes="45")

    assert status == 422
    assert '<a href="#id_held_on">Deze dag ligt in de toekomst.' in html
    assert 'value="2/3/2027"' in html
    assert 'value="45"' in html
    assert html.count("<title>Fout: ") == 1


def test_the_proposal_is_filled_in_from_the_register_and_shows_both_prices(story: Story, dirk: Visitor) -> None:
    track = story.open("an", "dirk")
    dirk.press(address_of(track), address_of(track, "kennismaking"))
    propose = address_of(track, "overeenkomst")
    html = dirk.page(propose)

    assert "3 modules, 6 uur: 503,40 euro van de overheid, 150,00 euro van je klant" in html
    assert dirk.filled(propose, propose)["methods"] == ["Loopbaanankers", "Waarderend interview"]
    status, html = dirk.press(propose, propose, modules="2", unrelated="on")
    assert status == 200
    assert "Wacht op je klant" in html
    agreement = GuidanceAgreement.objects.get()
    assert (agreement.modules, agreement.place, agreement.mode) == (2, "Mechelen", "in_person")


def test_a_proposal_without_place_says_so_and_keeps_the_rest(story: Story, dirk: Visitor) -> None:
    track = story.propose("an", "dirk")
    propose = address_of(track, "overeenkomst")

    status, html = dirk.press(propose, propose, place="", methods=["Loopbaanankers"])

    assert status == 422
    assert '<a href="#id_place">' in html
    assert html.count("checked") == 3  # modules, mode and one method


def test_a_client_whose_price_is_unknown_gets_no_proposal_but_a_reason(story: Story, dirk: Visitor) -> None:
    story.apply("zoe")
    track = story.open("zoe", "dirk")
    dirk.press(address_of(track), address_of(track, "kennismaking"))

    assert "De prijs is nog niet bekend" in dirk.page(address_of(track))


def test_one_screen_takes_the_conversation_and_the_report(story: Story, dirk: Visitor, running: Track) -> None:
    status, html = dirk.press(address_of(running), in_module(story, running, "gesprek"), minutes="120", text=REPORT)

    assert status == 200
    assert "Wacht op bevestiging" in html
    assert "167,80 euro" in html
    assert "Wacht op bevestiging door An Peeters sinds 1 maart 2027" in dirk.page("/begeleider/")
    assert REPORT in dirk.page(address_of(running))


def test_a_report_of_a_module_that_is_not_full_keeps_both_and_saves_neither(
    story: Story, dirk: Visitor, running: Track
) -> None:
    status, html = dirk.press(address_of(running), in_module(story, running, "gesprek"), minutes="60", text=REPORT)

    assert status == 422
    assert '<a href="#gesprek-text">Deze module heeft nog 60 minuten.' in html
    assert REPORT in html
    assert Conversation.objects.count() == 0


def test_part_of_a_module_shows_what_is_left_and_then_asks_for_the_report(
    story: Story, dirk: Visitor, running: Track
) -> None:
    _, html = dirk.press(address_of(running), in_module(story, running, "gesprek"), minutes="75")
    assert "1 uur en 15 minuten van 2 uur genoteerd" in html
    _, html = dirk.press(address_of(running), in_module(story, running, "gesprek"), minutes="45")

    assert "Schrijf het verslag" in html
    status, html = dirk.press(address_of(running), in_module(story, running, "verslag"), text=REPORT)
    assert status == 200
    assert "Wacht op bevestiging" in html


@pytest.mark.parametrize(
    ("minutes", "message"),
    [("50", "Vul minuten in per 15"), ("135", "ten hoogste 120 minuten"), ("veel", "Schrijf een heel getal")],
)
def test_minutes_that_do_not_fit_are_refused_at_their_field(
    story: Story, dirk: Visitor, running: Track, minutes: str, message: str
) -> None:
    status, html = dirk.press(address_of(running), in_module(story, running, "gesprek"), minutes=minutes)

    assert status == 422
    assert '<a href="#gesprek-minutes">' in html
    assert message in html
    assert f'value="{minutes}"' in html


def test_a_report_before_a_conversation_is_refused_at_its_field(story: Story, dirk: Visitor, running: Track) -> None:
    data = {"act_key": "9b8f9b6e-4b5a-4c39-8e0d-7c2c1d8d1f11", "text": REPORT}

    status, html = dirk.send(in_module(story, running, "verslag"), data)

    assert status == 422
    assert '<a href="#id_text">Er is nog geen gesprek genoteerd in deze module.' in html
    assert REPORT in html
    assert ProgressReport.objects.count() == 0


def test_a_double_click_logs_one_conversation_and_one_report(story: Story, dirk: Visitor, running: Track) -> None:
    address = in_module(story, running, "gesprek")
    data = dirk.filled(address_of(running), address) | {"minutes": "120", "text": REPORT}

    first, second = dirk.send(address, data), dirk.send(address, data)

    assert first[0] == second[0] == 200
    assert Conversation.objects.count() == ProgressReport.objects.count() == 1


def test_stopping_says_what_happens_and_gives_the_hours_back(story: Story, dirk: Visitor, running: Track) -> None:
    stop = address_of(running, "stoppen")

    assert "Uren die nog niet gebruikt zijn, gaan terug naar je klant." in dirk.page(stop)
    status, html = dirk.press(stop, reason="no_contact")
    assert status == 200
    assert "Deze begeleiding is afgelopen" in html
    assert story.balance("an").available == 360


def test_stopping_halfway_first_asks_for_the_report_of_what_was(story: Story, dirk: Visitor, running: Track) -> None:
    story.talk("dirk", story.module(running).id, 60)

    _, html = dirk.press(address_of(running, "stoppen"))
    assert "Kies waarom je stopt." in html
    _, html = dirk.press(address_of(running, "stoppen"), reason="cannot_go_on")

    assert "Schrijf het verslag" in html
    assert "Was er nog een gesprek?" in html
    assert "Stoppen met deze klant" not in html
    status, html = dirk.press(address_of(running), in_module(story, running, "verslag"), text=REPORT)
    assert status == 200
    assert "83,90 euro" in html


def test_nothing_signed_is_cancelled_without_a_reason(story: Story, dirk: Visitor) -> None:
    track = story.open("an", "dirk")

    _, html = dirk.press(address_of(track, "stoppen"))

    assert "Deze begeleiding is afgelopen" in html
    assert Track.objects.get().state == "cancelled"


def test_a_client_with_a_long_history_costs_few_questions_to_the_database(
    story: Story, dirk: Visitor, running: Track, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    story.deliver("an", "dirk", running)
    story.deliver("an", "dirk", running, number=2)

    with django_assert_max_num_queries(14):
        assert "Noteer het gesprek" in dirk.page(address_of(running))
    with django_assert_max_num_queries(14):
        dirk.page(address_of(running, "stoppen"))


def test_a_proposal_costs_few_questions_to_the_database(
    story: Story, dirk: Visitor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    track = story.propose("an", "dirk")

    with django_assert_max_num_queries(14):
        dirk.page(address_of(track, "overeenkomst"))
