"""What can be put right: a conversation, a code, a day; and what happens when somebody stops halfway."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.story import Story

from loopbaankrediet.guidance.actions.codes import make_code
from loopbaankrediet.guidance.actions.modules import log_conversation, strike_conversation
from loopbaankrediet.guidance.actions.tracks import cancel_track, end_track, note_intake
from loopbaankrediet.guidance.errors import (
    AlreadyStruck,
    DayInFuture,
    IntakeTooLongAgo,
    ModuleNotFull,
    StrikeReasonMissing,
    StrikeReasonTooLong,
    TimeToThink,
)
from loopbaankrediet.guidance.models import AccessCode, Conversation, ConversationStrike, GuidanceModule, Track
from loopbaankrediet.guidance.queries import track_for
from loopbaankrediet.kernel.errors import NotFound, WrongState
from loopbaankrediet.ledger.verification import prove

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    story = Story()
    story.apply("an")
    return story


@pytest.fixture
def track(story: Story) -> Track:
    return story.sign("an", "dirk")


@pytest.fixture
def module(story: Story, track: Track) -> GuidanceModule:
    return story.talk("dirk", story.module(track).id, 60)


def test_a_struck_conversation_counts_no_more_and_both_still_read_why(
    story: Story, track: Track, module: GuidanceModule
) -> None:
    story.strike("dirk", module.id, reason="  Verkeerde\n dag ")
    for party in ("an", "dirk"):
        [shown] = track_for(track.id, by=story.actor(party)).modules
        [talk] = shown.conversations
        assert (shown.delivered, shown.minutes_left) == (0, 120)
        assert (talk.minutes, talk.struck_on, talk.strike_reason) == (60, story.clock.day, "Verkeerde dag")


def test_after_a_strike_the_right_conversation_fills_the_module(story: Story, module: GuidanceModule) -> None:
    story.strike("dirk", module.id)
    story.talk("dirk", module.id, 45)
    with pytest.raises(ModuleNotFull):
        story.report("dirk", module.id)
    story.talk("dirk", module.id, 75)
    story.report("dirk", module.id)
    story.confirm("an", module.id)
    assert (story.balance("an").spent, prove().breaks) == (120, ())


def test_a_conversation_is_struck_once_and_only_before_the_report(story: Story, module: GuidanceModule) -> None:
    story.talk("dirk", module.id, 60)
    story.strike("dirk", module.id)
    with pytest.raises(AlreadyStruck):
        story.strike("dirk", module.id)
    story.talk("dirk", module.id, 60)
    story.report("dirk", module.id)
    with pytest.raises(WrongState):
        story.strike("dirk", module.id)


@pytest.mark.parametrize("stranger", ["an", "els", "omar"])
def test_nobody_else_strikes_a_conversation(story: Story, module: GuidanceModule, stranger: str) -> None:
    with pytest.raises(NotFound):
        story.strike(stranger, module.id)
    assert not ConversationStrike.objects.exists()


@pytest.mark.parametrize(("reason", "error"), [(" \n ", StrikeReasonMissing), ("x" * 201, StrikeReasonTooLong)])
def test_a_strike_says_why_in_one_line(
    story: Story, module: GuidanceModule, reason: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        strike_conversation(conversation_id=Conversation.objects.get().id, reason=reason, **story.act("dirk"))


def test_rows_of_strikes_are_never_changed_or_removed(story: Story, module: GuidanceModule) -> None:
    story.strike("dirk", module.id)
    with pytest.raises(DatabaseError), transaction.atomic():
        ConversationStrike.objects.update(struck_on=date(2027, 1, 1))
    with pytest.raises(DatabaseError), transaction.atomic():
        ConversationStrike.objects.all().delete()


def test_why_a_conversation_was_struck_is_sealed(story: Story, module: GuidanceModule) -> None:
    story.strike("dirk", module.id, reason="Verkeerde dag")
    assert b"Verkeerde dag" not in bytes(ConversationStrike.objects.get().reason_sealed)


def test_a_module_of_which_every_conversation_was_struck_is_released_when_the_track_ends(
    story: Story, track: Track, module: GuidanceModule
) -> None:
    story.strike("dirk", module.id)
    assert end_track(track_id=track.id, **story.act("an")).state == "ended"
    assert story.module(track).state == "released"
    assert (story.balance("an").available, story.balance("an").held, prove().breaks) == (360, 0, ())


@pytest.mark.parametrize("party", ["an", "dirk"])
def test_who_stopped_before_the_strike_does_not_hang(
    story: Story, track: Track, module: GuidanceModule, party: str
) -> None:
    assert end_track(track_id=track.id, **story.act("an")).state == "ending"
    story.strike("dirk", module.id)
    story.pass_days(3)
    ended = end_track(track_id=track.id, **story.act(party))
    assert (ended.state, ended.stopped_by) == ("ended", "citizen")
    assert ended.stopped_on == story.clock.day - timedelta(days=3)
    assert story.balance("an").available == 360


def test_who_stopped_and_when_is_kept_and_an_agreement_that_is_done_was_stopped_by_nobody(story: Story) -> None:
    story.apply("fatima")
    done = story.sign("fatima", "dirk", modules=1)
    story.deliver("fatima", "dirk", done)
    opened = story.open("an", "els")
    cancel_track(track_id=opened.id, **story.act("els"))
    done.refresh_from_db()
    opened.refresh_from_db()
    assert (done.state, done.stopped_on, done.stopped_by) == ("ended", None, "")
    assert (opened.stopped_on, opened.stopped_by) == (story.clock.day, "counsellor")


def test_without_her_express_wish_no_conversation_lies_in_the_days_to_change_her_mind(story: Story) -> None:
    module = story.module(story.sign("an", "dirk", early_start=False))
    with pytest.raises(TimeToThink, match="vanaf 16 maart 2027") as refusal:
        story.talk("dirk", module.id)
    assert refusal.value.field == "held_on"
    story.pass_days(14)
    with pytest.raises(TimeToThink):
        story.talk("dirk", module.id)
    story.pass_days(1)
    story.talk("dirk", module.id)


def test_a_conversation_noted_later_still_may_not_lie_in_those_days(story: Story) -> None:
    module = story.module(story.sign("an", "dirk", early_start=False))
    story.pass_days(30)
    with pytest.raises(TimeToThink):
        log_conversation(module_id=module.id, held_on=date(2027, 3, 10), minutes=60, mode="online", **story.act("dirk"))


@pytest.mark.parametrize("days", [1, 30, 365])
def test_the_first_talk_may_lie_before_the_code(story: Story, days: int) -> None:
    track = story.open("an", "dirk")
    held_on = story.clock.day - timedelta(days=days)
    note_intake(track_id=track.id, held_on=held_on, minutes=30, **story.act("dirk"))
    assert Track.objects.get().intake_on == held_on


@pytest.mark.parametrize(("days", "error"), [(366, IntakeTooLongAgo), (-1, DayInFuture)])
def test_the_first_talk_was_within_the_last_year_and_never_tomorrow(
    story: Story, days: int, error: type[Exception]
) -> None:
    track = story.open("an", "dirk")
    with pytest.raises(error):
        note_intake(track_id=track.id, held_on=story.clock.day - timedelta(days=days), minutes=30, **story.act("dirk"))


def test_choosing_dirk_again_gives_the_running_code_and_only_an_express_wish_renews_it(story: Story) -> None:
    first = story.code("an", "dirk")
    assert story.code("an", "dirk") == first
    assert AccessCode.objects.count() == 1
    assert story.code("an", "dirk", renew=True) != first


def test_a_click_that_is_repeated_after_the_code_was_used_still_answers(story: Story) -> None:
    act, dirk = story.act("an"), story.counsellor("dirk").id
    made = make_code(person_id=story.person("an").id, counsellor_id=dirk, **act)
    AccessCode.objects.update(used_at=story.clock.instant)
    assert make_code(person_id=story.person("an").id, counsellor_id=dirk, **act).id == made.id
