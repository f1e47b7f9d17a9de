"""What happens inside a module: conversations, the progress report, the confirmation of its hours."""

from datetime import date
from uuid import UUID

from django.db import transaction

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.actions.silence import question_day
from loopbaankrediet.guidance.actions.tracks import check_day
from loopbaankrediet.guidance.course_errors import PausedThen
from loopbaankrediet.guidance.errors import (
    AfterTheStop,
    AlreadyStruck,
    ModuleNotFull,
    MoreThanModule,
    NoConversationYet,
    ReportEmpty,
    ReportTooLong,
    StepOfMinutes,
    StrikeReasonMissing,
    StrikeReasonTooLong,
    TimeToThink,
)
from loopbaankrediet.guidance.known import Known, known_of
from loopbaankrediet.guidance.lawful import minutes_to_pay
from loopbaankrediet.guidance.locks import lock_conversation, lock_module
from loopbaankrediet.guidance.models import (
    Conversation,
    ConversationStrike,
    GuidanceModule,
    ProgressReport,
    Track,
)
from loopbaankrediet.guidance.policies import check_is_own_counsellor
from loopbaankrediet.guidance.states import MODULE_TABLE, TrackState
from loopbaankrediet.guidance.withdrawal import first_conversation_on
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.platform.rows import Rows

REPORT_CHARACTERS = 20_000
STRIKE_CHARACTERS = 200


@transaction.atomic
def log_conversation(
    *, module_id: UUID, held_on: date, minutes: int, mode: str, by: Actor, clock: Clock, key: UUID
) -> GuidanceModule:
    """The counsellor logs a conversation: its day, its minutes in steps, online or in person."""
    done = done_before(key, by=by, about=("log_conversation", module_id, held_on, minutes, mode))
    track, module = lock_module(module_id)
    check_is_own_counsellor(by, track)
    if done:
        return module
    known, rows = known_of(module), Rows()
    module.state = MODULE_TABLE.after(module.state, "log")
    check_day(held_on, not_before=known.signed_on or module.reserved_on, clock=clock)
    if track.stopped_on is not None and held_on > track.stopped_on:
        raise AfterTheStop(day=day(track.stopped_on))
    _check_time_to_think(known, held_on)
    if known.paused_on is not None and held_on >= known.paused_on:
        raise PausedThen(since=day(known.paused_on))
    _check_minutes(module, minutes, known.delivered)
    rows.insert(Conversation(module=module, held_on=held_on, minutes=minutes, mode=mode, logged_at=clock.now()))
    rows.update(module, "state")
    _note("log_conversation", module, track, rows, by=by, clock=clock, key=key)
    return module


@transaction.atomic
def strike_conversation(*, conversation_id: UUID, reason: str, by: Actor, clock: Clock, key: UUID) -> GuidanceModule:
    """The counsellor takes a conversation back, until the report is in. It stays readable; its minutes do not count."""
    done = done_before(key, by=by, about=("strike_conversation", conversation_id, reason))
    track, module, conversation = lock_conversation(conversation_id)
    check_is_own_counsellor(by, track)
    if done:
        return module
    module.state = MODULE_TABLE.after(module.state, "strike")
    if ConversationStrike.objects.filter(conversation=conversation).exists():
        raise AlreadyStruck
    rows, why = Rows(), seal_for(track.person_id, _one_line(reason), context="strike")
    rows.insert(
        ConversationStrike(conversation=conversation, reason_sealed=why, struck_on=clock.today(), struck_at=clock.now())
    )
    _note("strike_conversation", module, track, rows, by=by, clock=clock, key=key)
    return module


@transaction.atomic
def hand_in_report(*, module_id: UUID, text: str, by: Actor, clock: Clock, key: UUID) -> GuidanceModule:
    """The counsellor hands in the progress report of a full module; of a part only when the track is ending."""
    done = done_before(key, by=by, about=("hand_in_report", module_id, text))
    track, module = lock_module(module_id)
    check_is_own_counsellor(by, track)
    if done:
        return module
    _check_report(text)
    known, rows = known_of(module), Rows()
    if known.delivered == 0:
        raise NoConversationYet
    if known.delivered < module.minutes and track.state != TrackState.ENDING:
        raise ModuleNotFull(left=module.minutes - known.delivered)
    module.state = MODULE_TABLE.after(module.state, "report")
    module.reported_on = clock.today()
    module.next_step_on = question_day(module, clock.today(), last=known.last_talk_on)
    rows.update(module, "state", "reported_on", "next_step_on")
    sealed = seal_for(track.person_id, text.strip(), context="report")
    rows.insert(ProgressReport(module=module, text_sealed=sealed, handed_in_on=clock.today(), handed_in_at=clock.now()))
    _note("hand_in_report", module, track, rows, by=by, clock=clock, key=key)
    return module


def mark_confirmed(module: GuidanceModule, track: Track, rows: Rows, *, delivered: int, clock: Clock) -> int:
    """Close a reported module as confirmed and return the minutes to pay (art. 16). The caller locks, posts and writes.

    HoursNotPayable when the law says that nothing of it is paid.
    """
    module.state = MODULE_TABLE.after(module.state, "confirm")
    module.confirmed_on, module.confirmed_at, module.next_step_on = clock.today(), clock.now(), None
    rows.update(module, "state", "confirmed_on", "confirmed_at", "next_step_on")
    return minutes_to_pay(module, track, delivered=delivered, answered=True)


def _check_time_to_think(known: Known, held_on: date) -> None:
    """No conversation while the citizen can change her mind, unless she asked for it expressly (default 13)."""
    if known.signed_on is None:
        return
    first = first_conversation_on(known.signed_on, early_start=known.early_start)
    if held_on < first:
        raise TimeToThink(first=day(first))


def _one_line(reason: str) -> str:
    line = " ".join(reason.split())
    if not line:
        raise StrikeReasonMissing
    if len(line) > STRIKE_CHARACTERS:
        raise StrikeReasonTooLong(most=STRIKE_CHARACTERS)
    return line


def _check_minutes(module: GuidanceModule, minutes: int, delivered: int) -> None:
    step = term("billing_step_minutes", on=module.reserved_on)
    if minutes <= 0 or minutes % step:
        raise StepOfMinutes(step=step)
    left = module.minutes - delivered
    if minutes > left:
        raise MoreThanModule(left=left)


def _check_report(text: str) -> None:
    if not text.strip():
        raise ReportEmpty
    if len(text) > REPORT_CHARACTERS:
        raise ReportTooLong(most=REPORT_CHARACTERS)


def _note(verb: str, module: GuidanceModule, track: Track, rows: Rows, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("module", module.id, track.person_id), key=key, by=by, clock=clock, rows=rows)
