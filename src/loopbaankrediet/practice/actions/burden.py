"""Measuring what administration costs: only who chose to take part, and wiped when she stops (B3.14)."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.counsellors.queries import person_behind
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.people.policies import check_is_counsellor
from loopbaankrediet.practice.burden import takes_part
from loopbaankrediet.practice.errors import MinutesOutOfRange, NotMeasured
from loopbaankrediet.practice.models import MOST_MINUTES, BurdenChoice, BurdenMeasure, BurdenWay
from loopbaankrediet.practice.policies import check_own_module

MOST_SCREEN_SECONDS = 3_600


@transaction.atomic
def choose_burden(*, takes_part: bool, old_minutes: int | None, by: Actor, clock: Clock, key: UUID) -> BurdenChoice:
    """Take part or not, with her own estimate of before. Who stops, has all her measurements wiped at once."""
    counsellor_id = check_is_counsellor(by)
    done = done_before(key, by=by, about=("choose_burden", takes_part, old_minutes))
    if done is not None:
        return BurdenChoice.objects.get(id=done)
    if old_minutes is not None and not 1 <= old_minutes <= MOST_MINUTES:
        raise MinutesOutOfRange(most=MOST_MINUTES)
    choice = BurdenChoice.objects.create(
        counsellor_id=counsellor_id,
        takes_part=takes_part,
        old_minutes=old_minutes if takes_part else None,
        chosen_on=clock.today(),
        chosen_at=clock.now(),
    )
    if not takes_part:
        _wipe(counsellor_id, clock)
    subject = Subject("burden_choice", choice.id, person_behind(counsellor_id))
    record_act("choose_burden", subject, key=key, by=by, clock=clock)
    return choice


@transaction.atomic
def tell_burden(*, module_id: UUID, minutes: int, by: Actor, clock: Clock, key: UUID) -> BurdenMeasure:
    """Minutes of administration that a module took besides the screen. NotMeasured when she takes no part."""
    done = done_before(key, by=by, about=("tell_burden", module_id, minutes))
    module = check_own_module(by, module_id)
    if done is not None:
        return BurdenMeasure.objects.get(id=done)
    if not takes_part(module.track.counsellor_id):
        raise NotMeasured
    if not 1 <= minutes <= MOST_MINUTES:
        raise MinutesOutOfRange(most=MOST_MINUTES)
    told = _measure(module_id, module.track.counsellor_id, BurdenWay.TOLD, minutes * 60, clock)
    subject = Subject("burden_measure", told.id, person_behind(module.track.counsellor_id))
    record_act("tell_burden", subject, key=key, by=by, clock=clock)
    return told


@transaction.atomic
def measure_screen(*, module_id: UUID, seconds: int, by: Actor, clock: Clock, key: UUID) -> None:
    """The seconds that a screen was open before it was sent.

    Nothing is kept of who takes no part, nor of a screen that stayed open for longer than work can take.
    """
    module = check_own_module(by, module_id)
    counsellor_id = module.track.counsellor_id
    if not 1 <= seconds <= MOST_SCREEN_SECONDS or not takes_part(counsellor_id):
        return
    if done_before(key, by=by, about=("measure_screen", module_id)) is not None:
        return
    timed = _measure(module_id, counsellor_id, BurdenWay.TIMED, seconds, clock)
    subject = Subject("burden_measure", timed.id, person_behind(counsellor_id))
    record_act("measure_screen", subject, key=key, by=by, clock=clock)


def _measure(module_id: UUID, counsellor_id: UUID, way: BurdenWay, seconds: int, clock: Clock) -> BurdenMeasure:
    return BurdenMeasure.objects.create(
        counsellor_id=counsellor_id,
        module_id=module_id,
        way=way,
        seconds=seconds,
        measured_on=clock.today(),
        measured_at=clock.now(),
    )


def _wipe(counsellor_id: UUID, clock: Clock) -> None:
    kept = BurdenMeasure.objects.filter(counsellor_id=counsellor_id, wiped_at=None)
    kept.update(seconds=None, wiped_at=clock.now())
