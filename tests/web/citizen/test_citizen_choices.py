"""What the citizen decides for herself: to begin early or not, to keep or renew a code, to go on or to stop."""

from collections.abc import Callable
from uuid import UUID

import pytest

from loopbaankrediet.guidance.models import AccessCode, GuidanceAgreement, GuidanceModule, Track
from tests.web.citizen.conftest import Story

Words = Callable[[str], str]


def on_track(track_id: UUID, page: str = "") -> str:
    return f"/mijn/begeleiding/{track_id}/{page}"


def test_beginning_within_the_days_to_think_is_her_own_wish_and_never_ticked_beforehand(story: Story) -> None:
    story.applied("an")
    track_id = story.proposed("an", "dirk")
    html = story.get("an", on_track(track_id, "overeenkomst/"))
    box = html[html.index('name="early_start"') :].split(">", 1)[0]

    assert "checked" not in box
    story.post("an", on_track(track_id, "overeenkomst/"), version="1")
    assert GuidanceAgreement.objects.get().early_start is False


def test_her_wish_is_kept_with_the_agreement_and_said_on_it(story: Story, words: Words) -> None:
    story.applied("an")
    track_id = story.proposed("an", "dirk")
    story.post("an", on_track(track_id, "overeenkomst/"), version="1", early_start="on")

    assert GuidanceAgreement.objects.get().early_start is True
    page = words(story.get("an", on_track(track_id, "overeenkomst/")))
    assert "Je vroeg om al te beginnen tijdens de bedenktijd." in page
    assert "Dat kan tot en met 15 maart 2027" in page


def test_without_that_wish_her_pages_say_from_which_day_the_talks_begin(story: Story, words: Words) -> None:
    story.applied("an")
    track_id = story.proposed("an", "dirk")
    signed = words(story.post("an", on_track(track_id, "overeenkomst/"), version="1").content.decode())

    assert "Spreek samen een dag af, vanaf 16 maart 2027." in signed
    assert "De gesprekken beginnen vanaf 16 maart 2027." in words(story.get("an", on_track(track_id, "overeenkomst/")))


def test_choosing_dirk_again_shows_the_same_code_and_renewing_is_another_button(story: Story, words: Words) -> None:
    story.applied("an")
    address = f"/mijn/begeleider/{story.counsellor('dirk')}/code/"
    first = words(story.post("an", address).content.decode())
    again = words(story.post("an", address).content.decode())

    assert first == again
    assert AccessCode.objects.count() == 1
    assert "Maak een nieuwe code (de oude werkt dan niet meer)" in again
    assert "dirk@claes-loopbaanadvies.example" in again
    renewed = words(story.post("an", f"{address}nieuw/").content.decode())
    assert renewed != first
    assert AccessCode.objects.count() == 2


def test_when_the_agreed_modules_are_done_she_reads_both_ways_to_go_on(story: Story, words: Words) -> None:
    story.applied("an")
    track_id = story.signed("an", "dirk", modules=1)
    story.reported(track_id, "dirk")
    html = story.post("an", on_track(track_id, "module/1/")).content.decode()

    page = words(html)
    assert "Je overeenkomst van 1 module met Dirk Claes is klaar." in page
    assert "Wil je verder met Dirk Claes? Maak een nieuwe code." in page
    assert f'href="/mijn/begeleider/{story.counsellor("dirk")}/code/"' in html
    assert "Kies iemand anders" in page


def test_who_stopped_is_not_told_that_the_agreement_is_done(story: Story, words: Words) -> None:
    story.applied("an")
    track_id = story.signed("an", "dirk")
    page = words(story.post("an", on_track(track_id, "stoppen/")).content.decode())

    assert "is klaar" not in page
    assert "De begeleiding bij Dirk Claes stopte op 1 maart 2027." in page


@pytest.mark.parametrize("before", ["opened", "signed"])
def test_steps_never_show_conversations_as_done_that_were_not_held(story: Story, before: str) -> None:
    story.applied("an")
    track_id = {"opened": story.opened, "signed": story.signed}[before]("an", "dirk")
    html = story.post("an", on_track(track_id, "stoppen/")).content.decode()

    assert "Gesprekken" not in html[html.index("<main") :]


def test_a_struck_conversation_stays_to_be_read_and_counts_for_nothing(story: Story, words: Words) -> None:
    story.applied("an")
    track_id = story.signed("an", "dirk")
    story.talked(track_id, "dirk", 60)
    story.struck(track_id, "dirk")
    page = words(story.get("an", on_track(track_id, "module/1/")))

    assert "Geschrapt op 1 maart 2027: Verkeerde dag. Telt niet mee." in page
    assert "0 uur gesproken van 2 uur." in page
    assert "schrapte een gesprek" in words(story.get("an", "/mijn/inzage/"))


def test_who_stopped_and_has_no_conversation_left_can_round_it_off(story: Story, words: Words) -> None:
    story.applied("an")
    track_id = story.signed("an", "dirk")
    story.talked(track_id, "dirk", 60)
    story.post("an", on_track(track_id, "stoppen/"))
    story.struck(track_id, "dirk")

    assert "Was er echt geen gesprek?" in words(story.get("an", on_track(track_id)))
    story.post("an", on_track(track_id, "stoppen/"))
    assert Track.objects.get().state == "ended"


def test_stopping_when_the_report_is_in_asks_only_to_look_at_the_hours(story: Story, words: Words) -> None:
    story.applied("an")
    track_id = story.signed("an", "dirk")
    story.reported(track_id, "dirk")

    assert "Het verslag is er al." in words(story.get("an", on_track(track_id, "stoppen/")))
    story.post("an", on_track(track_id, "stoppen/"))
    assert "Kijk nog de uren van module 1 na." in words(story.get("an", on_track(track_id, "stoppen/")))


def test_terms_that_changed_while_she_read_are_read_again_before_she_signs(story: Story) -> None:
    story.applied("an")
    track_id = story.proposed("an", "dirk")
    story.acts.change_terms("dirk", track_id, modules=1)

    answer = story.post("an", on_track(track_id, "overeenkomst/"), version="1")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "De overeenkomst is intussen gewijzigd." in page
    assert 'name="version" value="2"' in page
    assert GuidanceModule.objects.count() == 0
