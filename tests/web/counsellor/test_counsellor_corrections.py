"""What the counsellor can put right, and what he is told when somebody stops or thinks again."""

import pytest

from loopbaankrediet.guidance.actions.tracks import end_track
from loopbaankrediet.guidance.models import Conversation, ConversationStrike, Track
from tests.story import Story
from tests.web.visitor import Visitor


def address_of(track: Track, *parts: str) -> str:
    return "/".join(["/begeleider/klant", str(track.id), *parts, ""])


def strike_address(track: Track) -> str:
    return address_of(track, "gesprek", str(Conversation.objects.get().id), "schrappen")


@pytest.fixture
def running(story: Story) -> Track:
    return story.sign("an", "dirk")


@pytest.fixture
def talked(story: Story, running: Track) -> Track:
    story.talk("dirk", story.module(running).id, 45)
    return running


def test_the_minutes_of_a_conversation_are_never_filled_in_beforehand(
    story: Story, dirk: Visitor, running: Track
) -> None:
    form = dirk.filled(address_of(running), address_of(running, "module", str(story.module(running).id), "gesprek"))

    assert form.get("minutes", [""]) == [""]


def test_a_conversation_noted_wrongly_is_struck_and_stays_to_be_read(dirk: Visitor, talked: Track) -> None:
    assert f'href="{strike_address(talked)}"' in dirk.page(address_of(talked))
    assert "45 minuten met An Peeters op 1 maart 2027" in dirk.page(strike_address(talked))

    status, html = dirk.press(strike_address(talked), reason="Dat was een andere klant")

    assert status == 200
    assert "Het gesprek is geschrapt." in html
    assert "gesprek van 45 minuten, geschrapt" in html
    assert "Op 1 maart 2027: Dat was een andere klant" in html
    assert "0 uur van 2 uur genoteerd" in html
    assert "Schrap dit gesprek" not in html


def test_a_strike_without_a_reason_is_refused_at_its_field(dirk: Visitor, talked: Track) -> None:
    status, html = dirk.press(strike_address(talked), reason=" ")

    assert status == 422
    assert '<a href="#id_reason">Schrijf in één regel waarom' in html
    assert not ConversationStrike.objects.exists()


def test_a_double_click_strikes_once_and_a_second_window_is_told(dirk: Visitor, talked: Track) -> None:
    address = strike_address(talked)
    data, other = (dirk.filled(address) | {"reason": "Verkeerde dag"} for _ in range(2))

    assert dirk.send(address, data)[0] == dirk.send(address, data)[0] == 200
    status, html = dirk.send(address, other)
    assert status == 422
    assert "Dit gesprek is al geschrapt." in html


def test_after_the_report_nothing_is_struck(story: Story, dirk: Visitor, running: Track) -> None:
    story.talk("dirk", story.module(running).id)
    story.report("dirk", story.module(running).id)

    assert "Schrap dit gesprek" not in dirk.page(address_of(running))
    assert dirk.press(strike_address(running), reason="Te laat")[0] == 422


def test_the_conversation_of_another_counsellors_client_does_not_exist(talked: Track, story: Story) -> None:
    assert Visitor("els").status(strike_address(talked)) == 404


def test_who_stopped_when_and_what_to_do_stand_in_the_task_on_the_page_and_in_the_timeline(
    story: Story, dirk: Visitor, talked: Track
) -> None:
    end_track(track_id=talked.id, **story.act("an"))
    words = "An Peeters stopte op 1 maart 2027. Schrijf het verslag van de 45 minuten."

    assert words in dirk.page("/begeleider/")
    html = dirk.page(address_of(talked))
    assert words in html
    assert "Gestopt door je klant" in html


def test_when_he_stopped_himself_the_page_says_so(story: Story, dirk: Visitor, talked: Track) -> None:
    end_track(track_id=talked.id, **story.act("dirk"))

    assert "Je stopte op 1 maart 2027. Schrijf het verslag" in dirk.page(address_of(talked))


def test_stopping_after_the_report_asks_for_no_report_again(story: Story, dirk: Visitor, running: Track) -> None:
    story.talk("dirk", story.module(running).id)
    story.report("dirk", story.module(running).id)
    html = dirk.page(address_of(running, "stoppen"))

    assert "je verslag is ingediend" in html
    assert "na je verslag" not in html


def test_a_track_that_stopped_and_lost_its_last_conversation_is_rounded_off(
    story: Story, dirk: Visitor, talked: Track
) -> None:
    end_track(track_id=talked.id, **story.act("an"))
    story.strike("dirk", story.module(talked).id)

    assert "Rond de begeleiding met An Peeters af" in dirk.page("/begeleider/")
    assert "Er telt geen gesprek" in dirk.page(address_of(talked))
    status, html = dirk.press(address_of(talked, "stoppen"))
    assert status == 200
    assert "Deze begeleiding is afgelopen" in html
    assert story.balance("an").available == 360


def test_a_double_click_on_stopping_is_one_stop(story: Story, dirk: Visitor) -> None:
    track = story.open("an", "dirk")
    data = dirk.filled(address_of(track, "stoppen"))

    assert [dirk.send(address_of(track, "stoppen"), data)[0] for _ in range(2)] == [200, 200]


def test_the_first_possible_day_is_said_before_and_at_the_field(story: Story, dirk: Visitor) -> None:
    track = story.sign("an", "dirk", early_start=False)
    talk = address_of(track, "module", str(story.module(track).id), "gesprek")

    assert "Eerste gesprek vanaf 16 maart 2027" in dirk.page("/begeleider/")
    assert "Het eerste gesprek kan vanaf 16 maart 2027." in dirk.page(address_of(track))
    status, html = dirk.press(address_of(track), talk, minutes="60")
    assert status == 422
    assert '<a href="#gesprek-held_on">Je klant vroeg niet om al te beginnen' in html
    assert Conversation.objects.count() == 0


def test_an_intake_of_last_week_is_noted(story: Story, dirk: Visitor) -> None:
    track = story.open("an", "dirk")

    status, _ = dirk.press(address_of(track), address_of(track, "kennismaking"), held_on="22/2/2027")

    assert status == 200
    assert str(Track.objects.get().intake_on) == "2027-02-22"
