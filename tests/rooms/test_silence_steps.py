"""After a module: asked, reminded twice, and only then does silence pay; to the day, and for one person only once."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from procrastinate.contrib.django import app
from tests.story import FIRST_DAY, Story

from loopbaankrediet.flows import follow_silence as flow
from loopbaankrediet.flows.follow_silence import follow_silence
from loopbaankrediet.guidance.actions.silence import pass_notice_on
from loopbaankrediet.guidance.actions.tracks import end_track
from loopbaankrediet.guidance.errors import NoticeDayWrong, NoticeOver
from loopbaankrediet.guidance.models import (
    Conversation,
    ConversationStrike,
    Dispute,
    GuidanceModule,
    Notice,
    Track,
)
from loopbaankrediet.guidance.open_hours import asked, notices_to_pass_on
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.claims import is_drawn
from loopbaankrediet.payments.models import Claim
from loopbaankrediet.platform.legal_clock import move_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    story = Story()
    story.apply("an")
    return story


@pytest.fixture
def module(story: Story) -> GuidanceModule:
    return reported(story, story.sign("an", "dirk"))


def reported(story: Story, track: Track, number: int = 1, minutes: int = 120) -> GuidanceModule:
    module = story.module(track, number)
    story.talk("dirk", module.id, minutes)
    return story.report("dirk", module.id)


def nightly(story: Story, days: int = 0) -> int:
    """The job of a day, and the citizens open the page of every module that waits for them."""
    taken = unseen(story, days)
    for module in GuidanceModule.objects.filter(state="reported").select_related("track"):
        story.see("an" if module.track.person_id == story.person("an").id else "fatima", module.id)
    return taken


def unseen(story: Story, days: int = 0) -> int:
    """The job of a day on which nobody opens a page."""
    story.pass_days(days)
    return follow_silence(by=SYSTEM, clock=story.clock)


def told(module: GuidanceModule) -> list[tuple[str, int]]:
    """Kind and day of each notice, counted from the report."""
    return [(notice.kind, (notice.shown_on - FIRST_DAY).days) for notice in asked(module.id, today=FIRST_DAY).told]


def test_the_question_comes_on_day_0_the_reminders_on_day_5_and_10_and_silence_pays_on_day_14(
    story: Story, module: GuidanceModule
) -> None:
    for day in range(15):
        module.refresh_from_db()
        assert module.state == "reported", day
        nightly(story)
        story.pass_days(1)
    module.refresh_from_db()
    assert told(module) == [("question", 0), ("first_reminder", 5), ("second_reminder", 10)]
    assert (module.state, module.confirmed_on) == ("silent", FIRST_DAY + timedelta(days=14))
    claim = Claim.objects.get(module=module)
    assert (claim.basis, claim.minutes, claim.public_cents) == ("silent", 120, 16780)
    assert story.balance("an").spent == 120
    assert prove().breaks == ()


def test_doing_the_job_again_changes_nothing(story: Story, module: GuidanceModule) -> None:
    assert [nightly(story) for _ in range(3)] == [1, 0, 0]
    assert Notice.objects.count() == 1


def test_who_answers_in_time_is_left_alone(story: Story, module: GuidanceModule) -> None:
    nightly(story)
    nightly(story, 5)
    story.confirm("an", module.id)
    assert nightly(story, 60) == 0
    assert [claim.basis for claim in Claim.objects.all()] == ["confirmed"]


def test_after_days_without_the_job_every_step_still_gets_its_time(story: Story, module: GuidanceModule) -> None:
    """Silence never counts by the calendar alone: a reminder that was shown late moves what follows."""
    nightly(story, 13)
    nightly(story, 1)
    module.refresh_from_db()
    assert (module.state, told(module)) == ("reported", [("question", 13)])
    nightly(story, 17)
    nightly(story, 5)
    nightly(story, 3)
    module.refresh_from_db()
    assert told(module)[1:] == [("first_reminder", 31), ("second_reminder", 36)]
    assert module.state == "reported"
    nightly(story, 1)
    module.refresh_from_db()
    assert module.state == "silent"


def test_a_letter_counts_from_the_third_working_day_after_it_was_posted(story: Story, module: GuidanceModule) -> None:
    nightly(story)
    nightly(story, 5)
    nightly(story, 5)
    [waiting] = notices_to_pass_on()
    story.pass_days(1)
    friday = date(2027, 3, 12)
    assert story.clock.today() == friday
    pass_notice_on(notice_id=waiting.id, channel="letter", passed_on=friday, **story.act("omar"))
    assert Notice.objects.get(id=waiting.id).reached_on == date(2027, 3, 17)
    module.refresh_from_db()
    assert module.next_step_on == date(2027, 3, 21)
    assert nightly(story, 8) == 0
    assert nightly(story, 1) == 1


def test_a_call_is_noted_once_by_a_case_officer_and_nobody_else(story: Story, module: GuidanceModule) -> None:
    nightly(story)
    [waiting] = notices_to_pass_on()
    day = story.clock.today()
    with pytest.raises(NotAllowed):
        pass_notice_on(notice_id=waiting.id, channel="phone", passed_on=day, **story.act("petra"))
    with pytest.raises(NoticeDayWrong):
        pass_notice_on(notice_id=waiting.id, channel="phone", passed_on=day + timedelta(days=1), **story.act("omar"))
    act = story.act("omar")
    for _ in range(2):
        pass_notice_on(notice_id=waiting.id, channel="phone", passed_on=day, **act)
    assert notices_to_pass_on() == ()
    with pytest.raises(NoticeOver):
        pass_notice_on(notice_id=waiting.id, channel="phone", passed_on=day, **story.act("omar"))


def test_who_was_called_about_the_reminder_is_not_listed_for_the_question_before_it(
    story: Story, module: GuidanceModule
) -> None:
    nightly(story)
    nightly(story, 5)
    [waiting] = notices_to_pass_on()
    assert waiting.kind == "first_reminder"
    pass_notice_on(notice_id=waiting.id, channel="phone", passed_on=story.clock.today(), **story.act("omar"))
    assert notices_to_pass_on() == ()


def test_the_worker_has_the_job_and_the_job_takes_the_step(story: Story, module: GuidanceModule) -> None:
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    assert ("flows.follow_silence", "") in app.periodic_registry.periodic_tasks
    move_to(FIRST_DAY)
    app.tasks["flows.follow_silence"](timestamp=0)
    assert told(module) == [("question", 0)]


def test_silence_holds_the_next_module_or_ends_the_track_as_a_confirmation_does(
    story: Story, module: GuidanceModule
) -> None:
    for days in (0, 5, 5, 4):
        nightly(story, days)
    assert story.module(module.track, 2).state == "reserved"
    assert (story.balance("an").spent, story.balance("an").held) == (120, 120)


def test_a_module_half_used_gives_the_rest_back(story: Story) -> None:
    track = story.sign("an", "dirk")
    module = story.module(track)
    story.talk("dirk", module.id, 45)
    end_track(track_id=track.id, **story.act("an"))
    story.report("dirk", module.id)
    for days in (0, 5, 5, 4):
        nightly(story, days)
    assert (story.balance("an").spent, story.balance("an").available) == (45, 315)


def test_where_silence_means_nothing_an_officer_gets_the_module_and_everything_stays_held(
    story: Story, module: GuidanceModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "choice", lambda name, on: "none")
    for days in (0, 5, 5, 4):
        nightly(story, days)
    dispute = Dispute.objects.get(module=module)
    assert (dispute.cause, dispute.agreed_minutes, dispute.disputed_minutes) == ("silence", 0, 120)
    assert Claim.objects.count() == 0
    assert story.balance("an").held == 240
    assert prove().breaks == ()


def test_one_module_that_the_law_refuses_does_not_stop_the_others(
    story: Story, module: GuidanceModule, caplog: pytest.LogCaptureFixture
) -> None:
    story.apply("fatima")
    other = reported(story, story.sign("fatima", "dirk", modules=1))
    for days in (0, 5, 5):
        nightly(story, days)
    talk = Conversation.objects.get(module=module)
    now = story.clock.now()
    ConversationStrike.objects.create(conversation=talk, reason_sealed=b"", struck_on=FIRST_DAY, struck_at=now)
    assert nightly(story, 4) == 1
    other.refresh_from_db()
    assert other.state == "silent"
    assert "not followed" in caplog.text
    module.refresh_from_db()
    assert module.state == "reported"


def test_the_steps_stand_in_the_journal_of_the_citizen_as_the_platforms_own(
    story: Story, module: GuidanceModule
) -> None:
    for days in (0, 5, 5, 4):
        nightly(story, days)
    entries = Entry.objects.filter(subject_id=module.id, capacity="system").order_by("id")
    verbs = ["show_question", "show_first_reminder", "show_second_reminder", "fall_silent"]
    assert [entry.verb for entry in entries] == verbs


def test_the_sample_is_drawn_by_a_keyed_hash_at_the_share_of_the_day() -> None:
    drawn = sum(is_drawn(uuid4(), FIRST_DAY) for _ in range(2000))
    assert 130 <= drawn <= 270
    same = uuid4()
    assert len({is_drawn(same, FIRST_DAY) for _ in range(3)}) == 1


def test_silence_of_somebody_who_never_opened_the_page_pays_nothing_and_an_officer_decides(
    story: Story, module: GuidanceModule
) -> None:
    for days in (0, 5, 5, 4):
        unseen(story, days)
    dispute = Dispute.objects.get(module=module)
    assert (dispute.cause, dispute.agreed_minutes, dispute.disputed_minutes) == ("silence", 0, 120)
    assert Claim.objects.count() == 0
    assert prove().breaks == ()


def test_one_reminder_that_reached_nobody_is_enough_to_leave_it_to_an_officer(
    story: Story, module: GuidanceModule
) -> None:
    nightly(story)
    nightly(story, 5)
    unseen(story, 5)
    unseen(story, 4)
    assert Dispute.objects.get(module=module).cause == "silence"


def test_who_saw_everything_only_on_day_12_has_the_whole_term_from_that_day(
    story: Story, module: GuidanceModule
) -> None:
    for days in (0, 5, 5):
        unseen(story, days)
    story.pass_days(2)
    story.see("an", module.id)
    assert asked(module.id, today=story.clock.today()).counts_from == FIRST_DAY + timedelta(days=26)
    assert [unseen(story, days) for days in (2, 11, 1)] == [0, 0, 1]
    module.refresh_from_db()
    assert (module.state, module.confirmed_on) == ("silent", FIRST_DAY + timedelta(days=26))


def test_who_was_called_about_every_step_was_reached_without_opening_a_page(
    story: Story, module: GuidanceModule
) -> None:
    for days in (0, 5, 5):
        unseen(story, days)
        [waiting] = notices_to_pass_on()
        day = story.clock.today()
        pass_notice_on(notice_id=waiting.id, channel="phone", passed_on=day, **story.act("omar"))
    unseen(story, 4)
    module.refresh_from_db()
    assert module.state == "silent"
