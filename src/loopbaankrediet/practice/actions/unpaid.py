"""Unpaid minutes by two taps (default 18): noted for one client, corrected by taking back, never paid."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.policies import check_is_this_counsellor
from loopbaankrediet.practice.errors import MinutesOutOfRange, WorkBeforeClient, WorkInFuture
from loopbaankrediet.practice.models import MOST_MINUTES, UnpaidWork, WorkKind
from loopbaankrediet.practice.policies import check_own_track


@dataclass(frozen=True)
class Unpaid:
    """What was done, for how many minutes, on which day."""

    kind: WorkKind
    minutes: int
    done_on: date


@transaction.atomic
def note_unpaid(*, track_id: UUID, work: Unpaid, by: Actor, clock: Clock, key: UUID) -> UnpaidWork:
    """The counsellor notes unpaid minutes for a client, also after the end (aftercare)."""
    done = done_before(key, by=by, about=("note_unpaid", track_id, work))
    track = check_own_track(by, track_id)
    if done is not None:
        return UnpaidWork.objects.get(id=done)
    if not 1 <= work.minutes <= MOST_MINUTES:
        raise MinutesOutOfRange(most=MOST_MINUTES)
    first = track.opened_on - timedelta(days=term("intake_days_before_code", on=clock.today()))
    if work.done_on > clock.today():
        raise WorkInFuture
    if work.done_on < first:
        raise WorkBeforeClient(first=day(first))
    noted = UnpaidWork.objects.create(
        counsellor_id=track.counsellor_id,
        track=track,
        kind=work.kind,
        minutes=work.minutes,
        done_on=work.done_on,
        noted_at=clock.now(),
    )
    record_act("note_unpaid", Subject("unpaid_work", noted.id, track.person_id), key=key, by=by, clock=clock)
    return noted


@transaction.atomic
def take_back_unpaid(*, work_id: UUID, by: Actor, clock: Clock, key: UUID) -> UnpaidWork:
    """It was a mistake: the line no longer counts. Once it was taken back, nothing changes any more."""
    done = done_before(key, by=by, about=("take_back_unpaid", work_id))
    noted = UnpaidWork.objects.select_for_update(of=("self",)).select_related("track").filter(id=work_id).first()
    if noted is None:
        raise NotFound
    check_is_this_counsellor(by, noted.counsellor_id)
    if done is not None or noted.taken_back_at is not None:
        return noted
    noted.taken_back_at = clock.now()
    noted.save(update_fields=["taken_back_at"])
    record_act("take_back_unpaid", Subject("unpaid_work", noted.id, noted.track.person_id), key=key, by=by, clock=clock)
    return noted
