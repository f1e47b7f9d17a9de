"""A module without a conversation: the citizen is reminded in time, and then it comes free again (default 12)."""

from datetime import date, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.counsellors.queries import names
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.decree.deciding.decide import months_later
from loopbaankrediet.guidance.course_models import StopKind, TrackStop, UnusedReminder
from loopbaankrediet.guidance.locks import lock_module
from loopbaankrediet.guidance.models import GuidanceModule, Track
from loopbaankrediet.guidance.pausing import moved, open_pause
from loopbaankrediet.guidance.queries import minutes_delivered
from loopbaankrediet.guidance.reservations import release_module
from loopbaankrediet.guidance.standing import UNDER_WAY
from loopbaankrediet.guidance.states import TRACK_TABLE, TrackState
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.messages.actions import send
from loopbaankrediet.people.policies import check_is_system


@transaction.atomic
def follow_unused(*, module_id: UUID, by: Actor, clock: Clock) -> bool:
    """Remind, or release, when that is due today; False when nothing is, or it was done already."""
    check_is_system(by)
    track, module = lock_module(module_id)
    if not _is_unused(track, module):
        return False
    reminder = UnusedReminder.objects.filter(module=module).first()
    if reminder is None:
        return _remind(module, track, by=by, clock=clock)
    if clock.today() < moved(track.id, reminder.shown_on, reminder.release_on):
        return False
    return _release(module, track, by=by, clock=clock)


def release_day(module: GuidanceModule) -> date:
    """The day on which a module without a conversation comes free, without the days of a pause."""
    months = term("first_conversation_months", on=module.reserved_on)
    return moved(module.track_id, module.reserved_on, months_later(module.reserved_on, months))


def _is_unused(track: Track, module: GuidanceModule) -> bool:
    running = track.state == TrackState.RUNNING and module.state in UNDER_WAY
    return running and not open_pause(track.id) and not minutes_delivered(module)


def _remind(module: GuidanceModule, track: Track, *, by: Actor, clock: Clock) -> bool:
    """However late the reminder comes, she keeps as many days after it."""
    today = clock.today()
    days = timedelta(days=term("unused_reminder_days", on=module.reserved_on))
    last, key = release_day(module), uuid5(module.id, "remind-unused")
    if today < last - days or done_before(key, by=by, about=("remind_unused", module.id)):
        return False
    release_on = max(last, today + days)
    UnusedReminder.objects.create(module=module, shown_on=today, shown_at=clock.now(), release_on=release_on)
    about = Subject("track", track.id, track.person_id)
    values = {"counsellor": names({track.counsellor_id})[track.counsellor_id], "release": day(release_on)}
    send("unused_reminder", to=track.person_id, about=about, clock=clock, key=key, values=values)
    record_act("remind_unused", about, key=key, by=by, clock=clock)
    return True


def _release(module: GuidanceModule, track: Track, *, by: Actor, clock: Clock) -> bool:
    """Her hours and the public money go back, and the agreement ends: she can begin again with whom she likes."""
    key = uuid5(module.id, "release-unused")
    if done_before(key, by=by, about=("release_unused", module.id)):
        return False
    release_module(module, by=by, clock=clock, key=key)
    track.state, track.ended_on = TRACK_TABLE.after(track.state, "end"), clock.today()
    track.save(update_fields=["state", "ended_on"])
    TrackStop.objects.create(track=track, kind=StopKind.UNUSED, reason="", stopped_at=clock.now())
    about = Subject("track", track.id, track.person_id)
    values = {"counsellor": names({track.counsellor_id})[track.counsellor_id]}
    send("unused_released", to=track.person_id, about=about, clock=clock, key=key, values=values)
    send("unused_released_counsellor", to=track.counsellor.person_id, about=about, clock=clock, key=key)
    record_act("release_unused", about, key=key, by=by, clock=clock)
    return True
