"""A pause: either of the two, or the desk for the citizen, lets guidance stand still and go on again (default 12)."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.counsellors.queries import names
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.decree.deciding.decide import months_later
from loopbaankrediet.guidance.actions.tracks import open_module
from loopbaankrediet.guidance.course_errors import AlreadyPaused, NothingToPause, NotPaused
from loopbaankrediet.guidance.course_models import TrackPause
from loopbaankrediet.guidance.locks import lock_track
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.guidance.pausing import open_pause
from loopbaankrediet.guidance.policies import check_is_party
from loopbaankrediet.guidance.states import TrackState
from loopbaankrediet.guidance.stopping import end_pause
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Capacity, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.messages.actions import send
from loopbaankrediet.people.policies import check_is_system


@transaction.atomic
def pause_track(*, track_id: UUID, by: Actor, clock: Clock, key: UUID) -> Track:
    """From today no reminder comes and no term runs. Why is not asked: it would tell of somebody's health."""
    done = done_before(key, by=by, about=("pause_track", track_id))
    track = lock_track(track_id)
    check_is_party(by, track, to=Scope.SIGN, clock=clock)
    if done:
        return track
    if track.state != TrackState.RUNNING:
        raise NothingToPause
    if open_pause(track.id):
        raise AlreadyPaused
    today = clock.today()
    ask_on = months_later(today, term("pause_question_months", on=today))
    TrackPause.objects.create(
        track=track, started_on=today, started_at=clock.now(), started_by=by.capacity, ask_on=ask_on
    )
    if by.capacity is Capacity.COUNSELLOR:
        values = {"counsellor": names({track.counsellor_id})[track.counsellor_id]}
        send("guidance_paused", to=track.person_id, about=_subject(track), clock=clock, key=key, values=values)
    record_act("pause_track", _subject(track), key=key, by=by, clock=clock)
    return track


@transaction.atomic
def resume_track(*, track_id: UUID, by: Actor, clock: Clock, key: UUID) -> Track:
    """Guidance goes on: every term has as many days left as when the pause began."""
    done = done_before(key, by=by, about=("resume_track", track_id))
    track = lock_track(track_id)
    check_is_party(by, track, to=Scope.SIGN, clock=clock)
    if done:
        return track
    pause = open_pause(track.id)
    if pause is None:
        raise NotPaused
    end_pause(track, clock=clock)
    _move_next_step(track, since=pause.started_on, today=clock.today())
    record_act("resume_track", _subject(track), key=key, by=by, clock=clock)
    return track


@transaction.atomic
def ask_about_pause(*, pause_id: UUID, by: Actor, clock: Clock, key: UUID) -> bool:
    """A long pause asks the citizen, once, whether she wants to go on; False when it is over or asked already."""
    check_is_system(by)
    if done_before(key, by=by, about=("ask_about_pause", pause_id)):
        return False
    pause = TrackPause.objects.select_for_update(of=("self",)).select_related("track").get(id=pause_id)
    if pause.ended_on or pause.asked_on or clock.today() < pause.ask_on:
        return False
    pause.asked_on = clock.today()
    pause.save(update_fields=["asked_on"])
    send("pause_question", to=pause.track.person_id, about=_subject(pause.track), clock=clock, key=key)
    record_act("ask_about_pause", _subject(pause.track), key=key, by=by, clock=clock)
    return True


def _move_next_step(track: Track, *, since: date, today: date) -> None:
    """A question or reminder that was planned comes as many days later as the pause lasted since the report."""
    module = open_module(track)
    if module is None or module.next_step_on is None or module.reported_on is None:
        return
    module.next_step_on += max(today - max(since, module.reported_on), timedelta(0))
    module.save(update_fields=["next_step_on"])


def _subject(track: Track) -> Subject:
    return Subject("track", track.id, track.person_id)
