"""Asking and reminding after a module, and what silence means (default 15). Nothing here is sent: see `Notice`."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.errors import NoticeDayWrong, NoticeOver
from loopbaankrediet.guidance.lawful import Silence, minutes_to_pay
from loopbaankrediet.guidance.locks import lock_module
from loopbaankrediet.guidance.models import Channel, GuidanceModule, Notice, NoticeKind, Track
from loopbaankrediet.guidance.pausing import days_running, moved, open_pause
from loopbaankrediet.guidance.queries import minutes_delivered
from loopbaankrediet.guidance.seen import SEEN_ON
from loopbaankrediet.guidance.states import MODULE_TABLE, ModuleState
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.kernel.working_days import working_day_after
from loopbaankrediet.people.policies import check_has_role, check_not_own_case

KINDS = (NoticeKind.QUESTION, NoticeKind.FIRST_REMINDER, NoticeKind.SECOND_REMINDER)


def question_day(module: GuidanceModule, reported_on: date, *, last: date | None) -> date:
    """The day to ask: the report is in, and the term after the last conversation has passed."""
    days = timedelta(days=term("silence_question_days", on=module.reserved_on))
    return max(reported_on, (last or reported_on) + days)


def notices_of(module: GuidanceModule) -> list[Notice]:
    """What the citizen was told about this module, oldest first."""
    found = {notice.kind: notice for notice in Notice.objects.filter(module=module).order_by("shown_at")}
    return [found[kind] for kind in KINDS if kind in found]


def is_due(module: GuidanceModule, clock: Clock) -> bool:
    """Whether the next question, reminder or consequence of silence has its day today or had it before."""
    if module.state != ModuleState.REPORTED or module.next_step_on is None or module.next_step_on > clock.today():
        return False
    return open_pause(module.track_id) is None


def show_notice(
    module: GuidanceModule, track: Track, told: list[Notice], *, by: Actor, clock: Clock, key: UUID
) -> Notice:
    """Put the next question or reminder on the citizen's page. The caller locks, and saw that it is due."""
    today, due_on = clock.today(), module.next_step_on or clock.today()
    kind = KINDS[len(told)]
    notice = Notice.objects.create(module=module, kind=kind, due_on=due_on, shown_on=today, shown_at=clock.now())
    _plan(module, [*told, notice])
    record_act(f"show_{kind}", _subject(module, track), key=key, by=by, clock=clock)
    return notice


def note_reached(module: GuidanceModule, told: list[Notice], *, mailed: Mapping[UUID, date] | None = None) -> None:
    """Note what she saw since, and plan what follows again. The caller locks.

    `mailed`: by notice, the day on which a mail about it was taken on the address that she confirmed.
    """
    unread = Notice.objects.filter(module=module, reached_on__isnull=True).annotate(seen_on=SEEN_ON)
    on_screen = {row.id: row.seen_on for row in unread}
    by_mail = mailed or {}
    days = {id_: [one for one in (on, by_mail.get(id_)) if one] for id_, on in on_screen.items()}
    seen = {id_: min(known) for id_, known in days.items() if known}
    for notice in told:
        if notice.id in seen:
            notice.reached_on = seen[notice.id]
            notice.save(update_fields=["reached_on"])
    if seen:
        _plan(module, told)


def all_reached(told: list[Notice]) -> bool:
    """Whether the question and both reminders reached her: only then does silence mean anything."""
    return len(told) == len(KINDS) and all(notice.reached_on for notice in told)


def silence_of(track_id: UUID, told: list[Notice], clock: Clock) -> Silence:
    """How long the citizen has been silent, as the law asks it; days of a pause are no silence."""
    return Silence(
        _days_since(track_id, told[:1], clock),
        reminded_twice=all_reached(told),
        days_since_reminder=_days_since(track_id, told[-1:], clock),
    )


def mark_silent(module: GuidanceModule, track: Track, told: list[Notice], *, clock: Clock) -> int:
    """Close a reported module as silent and return the minutes to pay (art. 16). The caller locks and posts.

    HoursNotPayable while the law says that the silence did not last long enough, or that nothing is paid.
    """
    silence = silence_of(track.id, told, clock)
    minutes = minutes_to_pay(module, track, delivered=minutes_delivered(module), silence=silence)
    module.state = MODULE_TABLE.after(module.state, "fall_silent")
    module.confirmed_on, module.confirmed_at, module.next_step_on = clock.today(), clock.now(), None
    module.save(update_fields=["state", "confirmed_on", "confirmed_at", "next_step_on"])
    return minutes


@transaction.atomic
def pass_notice_on(
    *, notice_id: UUID, channel: str, passed_on: date, by: Actor, clock: Clock, key: UUID
) -> GuidanceModule:
    """An officer called the citizen, or posted a letter: it counts from then (a letter: some working days later).

    What was planned next moves along. NoticeOver once the citizen answered, or a later reminder was shown.
    """
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    done = done_before(key, by=by, about=("pass_notice_on", notice_id, channel, passed_on))
    module_id = Notice.objects.filter(id=notice_id).values_list("module_id", flat=True).first()
    if module_id is None:
        raise NotFound
    track, module = lock_module(module_id)
    check_not_own_case(by, track.person_id)
    check_not_own_case(by, track.counsellor.person_id)
    if done:
        return module
    told = notices_of(module)
    notice = told[-1]
    if module.state != ModuleState.REPORTED or notice.id != notice_id or notice.passed_on is not None:
        raise NoticeOver
    if not notice.shown_on <= passed_on <= clock.today():
        raise NoticeDayWrong
    note_reached(module, told)
    notice.channel, notice.passed_on, notice.passed_by_id = channel, passed_on, officer_id
    notice.reached_on = _reached(channel, passed_on, module)
    notice.save(update_fields=["channel", "passed_on", "passed_by", "reached_on"])
    _plan(module, told)
    record_act("pass_notice_on", _subject(module, track), key=key, by=by, clock=clock)
    return module


def _reached(channel: str, passed_on: date, module: GuidanceModule) -> date:
    days = term("letter_delivery_days", on=module.reserved_on) if channel == Channel.LETTER else 0
    return working_day_after(passed_on, days)


def _days_since(track_id: UUID, notices: list[Notice], clock: Clock) -> int:
    days = [days_running(track_id, notice.reached_on, clock.today()) for notice in notices if notice.reached_on]
    return max(days[0], 0) if days else 0


def _plan(module: GuidanceModule, told: list[Notice]) -> None:
    """The day of the next step; every late step moves what follows, so that there is always time to answer."""
    module.next_step_on = _next_day(module, told)
    module.save(update_fields=["next_step_on"])


def _next_day(module: GuidanceModule, told: list[Notice]) -> date:
    law_of = module.reserved_on

    def after(notice: Notice, name: str, less: str = "") -> date:
        start = notice.reached_on or notice.shown_on
        days = term(name, on=law_of) - (term(less, on=law_of) if less else 0)
        return moved(module.track_id, start, start + timedelta(days=days))

    if len(told) == 1:
        return after(told[0], "silence_first_reminder_days")
    if len(told) == len(KINDS) - 1:
        return after(told[1], "silence_second_reminder_days", "silence_first_reminder_days")
    return max(after(told[0], "silence_days"), after(told[-1], "silence_days_after_reminder"))


def _subject(module: GuidanceModule, track: Track) -> Subject:
    return Subject("module", module.id, track.person_id)
