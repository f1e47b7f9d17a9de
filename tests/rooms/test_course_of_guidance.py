"""On the way: withdrawing, pausing, a module that nobody uses, a report that she wants mended, papers at the end."""

from datetime import date, timedelta

import pytest
from django.db.models import Q
from tests.story import REPORT, Story

from loopbaankrediet.guidance.actions.papers import answer_paper, hand_in_paper
from loopbaankrediet.guidance.actions.pauses import pause_track, resume_track
from loopbaankrediet.guidance.actions.reports import ask_correction, hand_in_version, keep_report, note_disagreement
from loopbaankrediet.guidance.actions.tracks import end_track
from loopbaankrediet.guidance.course_errors import (
    AlreadyPaused,
    CorrectionWaits,
    NotTheLastModule,
    PaperAnswered,
    PausedThen,
    ReportRenewed,
    SameReport,
    StopReasonUnknown,
    TooLateToWithdraw,
)
from loopbaankrediet.guidance.course_models import StopKind, StopReason, TrackPause
from loopbaankrediet.guidance.errors import NoteMissing
from loopbaankrediet.guidance.following import follow_course
from loopbaankrediet.guidance.models import GuidanceModule, Track
from loopbaankrediet.guidance.module_texts import report_history
from loopbaankrediet.guidance.paper_queries import paper_for, papers_of
from loopbaankrediet.guidance.papers import PersonalisedCertificate, StepPlan
from loopbaankrediet.guidance.queries import track_for
from loopbaankrediet.guidance.states import ModuleState, TrackState
from loopbaankrediet.guidance.stopping import Stop
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.messages.models import Message
from loopbaankrediet.messages.queries import view_of

pytestmark = pytest.mark.django_db
PLAN = StepPlan("Werken met planten", ("Bel twee tuincentra, voor 1 juni", "Schrijf in voor de cursus"), "VDAB")


@pytest.fixture(name="story")
def story_() -> Story:
    story = Story()
    story.apply("an")
    return story


def follow(story: Story) -> int:
    return follow_course(by=SYSTEM, clock=story.clock)


def told(story: Story, name: str) -> list[str]:
    """Which messages on the way somebody got, in order."""
    on_the_way = Q(template__contains="unused") | Q(template__contains="pause") | Q(template="guidance_ended")
    rows = Message.objects.filter(on_the_way, person=story.person(name)).order_by("sent_at")
    return list(rows.values_list("template", flat=True))


def at_day(story: Story, day: date) -> None:
    story.pass_days((day - story.clock.today()).days)


def test_within_the_days_to_think_she_withdraws_and_all_her_hours_are_free_again(story: Story) -> None:
    track = story.sign("an", "dirk")
    withdrawn = Stop(StopKind.WITHDRAWN)
    with pytest.raises(StopReasonUnknown):
        end_track(track_id=track.id, stop=withdrawn, **story.act("dirk"))
    story.pass_days(14)
    end_track(track_id=track.id, stop=withdrawn, **story.act("an"))
    view = track_for(track.id, by=story.actor("an"))
    assert (view.state, view.course.kind, view.is_done) == (TrackState.ENDED, StopKind.WITHDRAWN, False)
    assert story.balance("an").available == 360

    again = story.sign("an", "els")
    story.pass_days(15)
    with pytest.raises(TooLateToWithdraw, match="29 maart"):
        end_track(track_id=again.id, stop=withdrawn, **story.act("an"))
    with pytest.raises(StopReasonUnknown):
        end_track(track_id=again.id, stop=Stop(reason=StopReason.NO_CONTACT), **story.act("an"))
    switch = Stop(StopKind.SWITCHED, StopReason.OTHER_COUNSELLOR)
    end_track(track_id=again.id, stop=switch, **story.act("an"))
    assert track_for(again.id, by=story.actor("els")).course.reason == StopReason.OTHER_COUNSELLOR


def test_who_is_left_by_her_counsellor_hears_it_at_once_and_who_stops_herself_gets_no_mail(story: Story) -> None:
    track = story.sign("an", "dirk")
    end_track(track_id=track.id, stop=Stop(reason=StopReason.CANNOT_GO_ON), **story.act("dirk"))
    assert told(story, "an") == ["guidance_ended"]
    again = story.sign("an", "els")
    end_track(track_id=again.id, **story.act("an"))
    assert told(story, "an") == ["guidance_ended"]


def test_a_withdrawal_after_an_early_start_leaves_the_talks_to_be_reported(story: Story) -> None:
    track = story.sign("an", "dirk")
    story.talk("dirk", story.module(track).id, 60)
    end_track(track_id=track.id, stop=Stop(StopKind.WITHDRAWN), **story.act("an"))
    assert Track.objects.get(id=track.id).state == TrackState.ENDING
    story.report("dirk", story.module(track).id)
    story.confirm("an", story.module(track).id)
    assert story.balance("an").available == 300


def test_a_module_without_a_talk_is_reminded_of_in_time_and_then_comes_free(story: Story) -> None:
    track = story.sign("an", "dirk")
    at_day(story, date(2027, 5, 17))
    assert follow(story) == 0
    story.pass_days(1)
    assert (follow(story), follow(story)) == (1, 0)
    assert track_for(track.id, by=story.actor("an")).course.free_on == date(2027, 6, 1)
    assert told(story, "an") == ["unused_reminder"]
    (reminder,) = Message.objects.filter(template="unused_reminder")
    assert "voor 1 juni 2027" in view_of(reminder).paragraphs[1]
    at_day(story, date(2027, 5, 31))
    assert follow(story) == 0
    story.pass_days(1)
    assert (follow(story), follow(story)) == (1, 0)
    view = track_for(track.id, by=story.actor("an"))
    assert (view.state, view.course.is_unused, view.modules[0].state) == ("ended", True, ModuleState.RELEASED)
    assert told(story, "an") == ["unused_reminder", "unused_released"]
    assert told(story, "dirk") == ["unused_released_counsellor"]
    assert story.balance("an").available == 360


def test_a_late_reminder_leaves_as_many_days_and_a_talk_stops_it(story: Story) -> None:
    track = story.sign("an", "dirk")
    at_day(story, date(2027, 8, 1))
    assert follow(story) == 1
    assert track_for(track.id, by=story.actor("an")).course.free_on == date(2027, 8, 15)
    story.talk("dirk", story.module(track).id, 60)
    at_day(story, date(2027, 12, 1))
    assert follow(story) == 0
    assert Track.objects.get(id=track.id).state == TrackState.RUNNING


def test_while_she_is_ill_no_term_runs_and_a_long_pause_asks_once(story: Story) -> None:
    track = story.sign("an", "dirk")
    at_day(story, date(2027, 5, 1))
    pause_track(track_id=track.id, **story.act("dirk"))
    with pytest.raises(AlreadyPaused):
        pause_track(track_id=track.id, **story.act("an"))
    with pytest.raises(PausedThen):
        story.talk("dirk", story.module(track).id, 60)
    at_day(story, date(2027, 8, 1))
    assert (follow(story), follow(story)) == (1, 0)
    assert track_for(track.id, by=story.actor("an")).course.asks
    assert told(story, "an") == ["guidance_paused", "pause_question"]
    at_day(story, date(2028, 1, 1))
    assert follow(story) == 0
    resume_track(track_id=track.id, **story.act("an"))
    pause = TrackPause.objects.get()
    assert (pause.started_on, pause.ended_on) == (date(2027, 5, 1), date(2028, 1, 1))
    left = date(2027, 6, 1) - date(2027, 5, 1)
    at_day(story, date(2028, 1, 1) + left - timedelta(days=14))
    assert follow(story) == 1
    assert track_for(track.id, by=story.actor("an")).course.free_on == date(2028, 1, 1) + left


def test_silence_during_a_pause_is_no_silence(story: Story) -> None:
    track = story.sign("an", "dirk")
    module = story.module(track)
    story.talk("dirk", module.id)
    story.report("dirk", module.id)
    planned = GuidanceModule.objects.get(id=module.id).next_step_on
    pause_track(track_id=track.id, **story.act("an"))
    story.pass_days(40)
    resume_track(track_id=track.id, **story.act("an"))
    moved = GuidanceModule.objects.get(id=module.id).next_step_on
    assert planned is not None
    assert moved == planned + timedelta(days=40)


def test_a_note_travels_with_its_version_and_what_she_asks_is_answered(story: Story) -> None:
    track = story.sign("an", "dirk", modules=1)
    module = story.deliver("an", "dirk", track)
    an, dirk = story.actor("an"), story.actor("dirk")
    note_disagreement(module_id=module.id, text="Ik zei dat niet.", version=1, **story.act("an"))
    ask_correction(module_id=module.id, text="Laat mijn buurman weg.", **story.act("an"))
    with pytest.raises(CorrectionWaits):
        ask_correction(module_id=module.id, text="En nog iets.", **story.act("an"))
    assert track_for(track.id, by=dirk).asks_correction
    with pytest.raises(SameReport):
        hand_in_version(module_id=module.id, text=REPORT, reply="Zo is het.", **story.act("dirk"))
    hand_in_version(module_id=module.id, text="Korter.", reply="Weggelaten.", **story.act("dirk"))
    with pytest.raises(ReportRenewed):
        note_disagreement(module_id=module.id, text="Nog niet.", version=1, **story.act("an"))
    note_disagreement(module_id=module.id, text="Te kort.", version=2, **story.act("an"))
    shown = track_for(track.id, by=dirk).modules[0]
    assert (shown.report, shown.report_note, shown.report_version) == ("Korter.", "Te kort.", 2)
    history = report_history(module.id, by=an)
    assert [(version.text, version.note) for version in history.versions] == [
        ("Korter.", "Te kort."),
        (REPORT, "Ik zei dat niet."),
    ]
    story.pass_days(1)
    ask_correction(module_id=module.id, text="Langer graag.", **story.act("an"))
    keep_report(module_id=module.id, reply="Kort is beter.", **story.act("dirk"))
    assert [asked.mended for asked in report_history(module.id, by=an).corrections] == [False, True]
    with pytest.raises(NotFound):
        report_history(module.id, by=story.actor("els"))


def test_plan_and_certificate_come_with_the_last_module_and_she_says_what_she_thinks(story: Story) -> None:
    track = story.sign("an", "dirk", modules=2)
    story.deliver("an", "dirk", track)
    story.talk("dirk", story.module(track, 2).id)
    plan = hand_in_paper(track_id=track.id, paper=PLAN, **story.act("dirk"))
    with pytest.raises(NoteMissing):
        answer_paper(paper_id=plan, agrees=False, note=" ", **story.act("an"))
    answer_paper(paper_id=plan, agrees=False, note="Ik wil geen cursus.", **story.act("an"))
    with pytest.raises(PaperAnswered):
        answer_paper(paper_id=plan, agrees=True, note="", **story.act("an"))
    hand_in_paper(track_id=track.id, paper=PersonalisedCertificate("Luisteren", "Buiten werken"), **story.act("dirk"))
    an = story.actor("an")
    assert [(line.title, line.agrees) for line in papers_of(track.id, by=an)] == [
        ("Stappenplan", False),
        ("Persoonlijk attest", None),
    ]
    assert paper_for(plan, by=an).note == "Ik wil geen cursus."
    with pytest.raises(NotFound):
        paper_for(plan, by=story.actor("els"))


def test_a_plan_before_the_last_module_is_refused(story: Story) -> None:
    track = story.sign("an", "dirk", modules=2)
    story.talk("dirk", story.module(track).id)
    with pytest.raises(NotTheLastModule):
        hand_in_paper(track_id=track.id, paper=PLAN, **story.act("dirk"))
