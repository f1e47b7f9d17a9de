"""After a conversation: one screen, one act, nothing typed is lost, and unpaid minutes that stay unpaid."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core import signing
from django.db import ProgrammingError, transaction

from loopbaankrediet.flows.after_conversation import Told, finish_conversation
from loopbaankrediet.guidance.models import Conversation, ProgressReport, Track
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.models import Claim
from loopbaankrediet.practice.actions.drafts import Typed, save_draft
from loopbaankrediet.practice.actions.unpaid import Unpaid, note_unpaid, take_back_unpaid
from loopbaankrediet.practice.errors import MinutesOutOfRange, WorkInFuture
from loopbaankrediet.practice.models import BurdenMeasure, TalkDraft, UnpaidWork, WorkKind
from loopbaankrediet.practice.queries import draft_of, unpaid_totals
from loopbaankrediet.web.sign_in import SEEN
from tests.story import REPORT, Story
from tests.web.conftest import static_folder
from tests.web.visitor import FormReader, Visitor, story_of_today

__all__ = ["static_folder"]
pytestmark = pytest.mark.django_db


@pytest.fixture(name="story")
def story_() -> Story:
    story = story_of_today()
    story.apply("an")
    return story


@pytest.fixture(name="track")
def track_(story: Story) -> Track:
    return story.sign("an", "dirk")


def page_of(track: Track) -> str:
    return f"/begeleider/klant/{track.id}/"


def module_page(story: Story, track: Track, act: str) -> str:
    return f"{page_of(track)}module/{story.module(track).id}/{act}/"


def test_one_form_and_two_things_typed_log_report_and_send_in_one_act(story: Story, track: Track) -> None:
    dirk = Visitor("dirk")
    talk = module_page(story, track, "gesprek")
    shown = {
        name: value for name, value in dirk.filled(page_of(track), talk).items() if name not in ("act_key", "opened")
    }
    assert [name for name, value in shown.items() if not "".join(value).strip()] == ["minutes", "text"]

    status, html = dirk.press(page_of(track), talk, minutes="120", text=REPORT, kind="reporting", unpaid="15")

    assert (status, "Wacht op bevestiging" in html) == (200, True)
    assert Conversation.objects.count() == ProgressReport.objects.count() == UnpaidWork.objects.count() == 1
    assert BurdenMeasure.objects.count() == 0


def test_a_report_that_cannot_be_sent_takes_back_the_minutes_too(story: Story, track: Track) -> None:
    status, html = Visitor("dirk").press(
        page_of(track), module_page(story, track, "gesprek"), minutes="60", text=REPORT, kind="complex", unpaid="30"
    )

    assert (status, REPORT in html) == (422, True)
    assert Conversation.objects.count() == UnpaidWork.objects.count() == 0


def test_half_a_choice_of_unpaid_work_is_a_slip_and_says_so(story: Story, track: Track) -> None:
    status, html = Visitor("dirk").press(
        page_of(track), module_page(story, track, "gesprek"), minutes="60", kind="complex"
    )

    assert status == 422
    assert "Kies ook hoeveel minuten het onbetaalde werk duurde." in html
    assert re.search(r"<details[^>]* open", html)


def test_what_is_kept_as_a_draft_comes_back_and_is_sealed_and_nobody_else_gets_it(story: Story, track: Track) -> None:
    dirk, keep = Visitor("dirk"), module_page(story, track, "klad")
    status, html = dirk.press(page_of(track), module_page(story, track, "gesprek"), minutes="12O")
    assert status == 422

    status, html = dirk.send(keep, {"held_on": "1/3/2027", "minutes": "12O", "mode": "online", "text": "Half een zin"})
    assert (status, "Je klad staat er nog" in html) == (200, True)
    back = dirk.filled(page_of(track), module_page(story, track, "gesprek"))
    assert (back["minutes"], back["mode"], back["text"]) == (["12O"], ["online"], ["\nHalf een zin"])
    row = TalkDraft.objects.get()
    assert b"Half een zin" not in bytes(row.typed_sealed or b"")
    assert Visitor("els").send(keep, {"text": "van mij"})[0] == 404
    assert not Entry.objects.filter(verb__contains="draft").exists()

    dirk.press(page_of(track), module_page(story, track, "gesprek"), minutes="120", text=REPORT)
    assert draft_of(story.module(track).id, by=story.actor("dirk")) is None
    assert TalkDraft.objects.get().typed_sealed is None


def test_what_is_typed_while_the_session_runs_out_waits_after_signing_in(story: Story, track: Track) -> None:
    dirk, talk = Visitor("dirk"), module_page(story, track, "gesprek")
    form = dirk.filled(page_of(track), talk) | {"minutes": "90", "text": "Nog niet klaar"}
    session = dirk.client.session
    session[SEEN] = int(story.clock.now().timestamp()) - settings.SESSION_IDLE_SECONDS - 1
    session.save()

    answer = dirk.client.post(talk, form)

    assert answer["Location"] == f"/aanmelden/?next=%2Fbegeleider%2Fklant%2F{track.id}%2F"
    typing = dirk.client.post(module_page(story, track, "klad"), form, headers={"HX-Request": "true"})
    assert typing["HX-Redirect"] == answer["Location"]
    assert Conversation.objects.count() == 0
    again = Visitor("dirk")
    assert "Je klad staat er nog" in again.page(page_of(track))
    kept = again.filled(page_of(track), talk)
    assert (kept["minutes"], kept["text"]) == (["90"], ["\nNog niet klaar"])


def test_unpaid_minutes_take_two_taps_are_corrected_and_never_become_money(story: Story, track: Track) -> None:
    dirk, here = Visitor("dirk"), f"{page_of(track)}onbetaald/"
    reader = FormReader()
    reader.feed(dirk.page(page_of(track)))
    form = {name: value for name, value in reader.forms[here].items() if name != "csrfmiddlewaretoken"}
    _, html = dirk.send(here, form | {"kind": "aftercare", "minutes": "45"})
    assert "45 minuten onbetaald werk is genoteerd: nazorg." in html
    _, html = dirk.send(here, form | {"act_key": str(uuid4()), "minutes": "45"})
    assert "Kies eerst welk werk je deed" in html

    line = UnpaidWork.objects.get()
    _, html = dirk.press(page_of(track), f"{here}{line.id}/schrappen/")
    assert "De minuten zijn geschrapt." in html
    story.unpaid("dirk", track, WorkKind.COMPLEX, 60)
    story.deliver("an", "dirk", track)

    totals = unpaid_totals(story.counsellor("dirk").id)
    assert (totals.by_kind[WorkKind.AFTERCARE], totals.by_kind[WorkKind.COMPLEX]) == (0, 60)
    assert totals.by_kind[WorkKind.INTAKE] == 30
    assert (totals.guidance_minutes, totals.per_hour) == (120, 45)
    assert Claim.objects.get().minutes == 120
    assert "45 minuten" in dirk.page("/begeleider/tijd/")


def test_unpaid_minutes_that_cannot_be_are_refused_and_no_line_changes_twice(story: Story, track: Track) -> None:
    today, act = story.clock.today(), story.act("dirk")
    with pytest.raises(WorkInFuture):
        note_unpaid(track_id=track.id, work=Unpaid(WorkKind.CLOSING, 15, today + timedelta(1)), **act)
    with pytest.raises(MinutesOutOfRange):
        note_unpaid(track_id=track.id, work=Unpaid(WorkKind.CLOSING, 0, today), **story.act("dirk"))
    with pytest.raises(NotFound):
        note_unpaid(track_id=track.id, work=Unpaid(WorkKind.CLOSING, 15, today), **story.act("els"))
    line = story.unpaid("dirk", track)
    with pytest.raises(NotFound):
        take_back_unpaid(work_id=line.id, **story.act("els"))
    with pytest.raises(ProgrammingError), transaction.atomic():
        UnpaidWork.objects.filter(id=line.id).update(minutes=600)


def test_a_double_click_with_everything_on_it_is_one_of_each(story: Story, track: Track) -> None:
    module, act = story.module(track), story.act("dirk")
    told = Told(story.clock.today(), 120, "online", REPORT, ((WorkKind.REPORTING, 15),), seconds=60)
    save_draft(module_id=module.id, typed=Typed(text="half"), by=act["by"], clock=story.clock)

    for _ in range(2):
        finish_conversation(module_id=module.id, told=told, **act)

    assert (Conversation.objects.count(), ProgressReport.objects.count(), UnpaidWork.objects.count()) == (1, 1, 1)


def test_a_moment_that_the_platform_never_gave_measures_nothing(story: Story, track: Track) -> None:
    dirk = Visitor("dirk")
    dirk.press("/begeleider/administratie/", takes_part="on", old_minutes="40")
    talk = module_page(story, track, "gesprek")
    dirk.press(page_of(track), talk, minutes="60", opened=signing.dumps(1, salt="something else"))
    assert BurdenMeasure.objects.count() == 0
    dirk.press(page_of(track), talk, minutes="60", text=REPORT)
    assert BurdenMeasure.objects.count() == 1

    told = module_page(story, track, "administratie")
    form = dirk.filled(page_of(track), told)
    dirk.send(told, form | {"burden-minutes": "10"})
    html = dirk.page("/begeleider/administratie/")
    assert "10 minuten" in html
    assert "40 minuten" in html
    assert "zodra er 10 begeleiders gemeten zijn" in html
    dirk.send("/begeleider/administratie/", dirk.filled("/begeleider/administratie/") | {"takes_part": ""})
    assert set(BurdenMeasure.objects.values_list("seconds", flat=True)) == {None}
    assert dirk.send(told, form | {"burden-act_key": str(uuid4()), "burden-minutes": "10"})[1].count("Je doet niet mee")
