"""Reads about hours that nobody settled yet: what to ask or remind, what officers pass on, disputes and their end."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.lawful import last_day_to_dispute
from loopbaankrediet.guidance.models import Dispute, GuidanceModule, Notice
from loopbaankrediet.guidance.pausing import PAUSED, moved
from loopbaankrediet.guidance.policies import check_reads_track
from loopbaankrediet.guidance.seen import SEEN_ON
from loopbaankrediet.guidance.states import DisputeState, ModuleState
from loopbaankrediet.journal.keys import text_opener_for
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.errors import NotFound

NOT_DECIDED = (DisputeState.OPEN, DisputeState.ANSWERED)
MOST = 200


@dataclass(frozen=True)
class NoticeView:
    """A question or reminder that stands on the citizen's page; nobody sent it unless `passed_by` says who did."""

    id: UUID
    kind: str
    client: str
    counsellor: str
    module_number: int
    shown_on: date
    channel: str
    passed_on: date | None
    passed_by: str
    next_step_on: date | None
    person_id: UUID


@dataclass(frozen=True)
class Asked:
    """The question and the reminders so far; `unseen`: what did not reach her."""

    told: tuple[NoticeView, ...]
    counts_from: date | None
    unseen: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class DisputeLine:
    """A dispute in a list: between whom, about how much, until when. Opens no words."""

    module_id: UUID
    client: str
    counsellor: str
    module_number: int
    cause: str
    state: str
    disputed_minutes: int
    recover_minutes: int
    opened_on: date
    answer_by: date
    decide_by: date
    person_id: UUID


@dataclass(frozen=True)
class DisputeView:
    """One dispute with the words of both sides; minutes as the counsellor reported, as the citizen says, as decided."""

    module_id: UUID
    track_id: UUID
    person_id: UUID
    counsellor_person_id: UUID
    client: str
    counsellor: str
    module_number: int
    cause: str
    state: str
    reported_minutes: int
    given_minutes: int | None
    agreed_minutes: int
    disputed_minutes: int
    recover_minutes: int
    why: str
    answer: str
    reasons: str
    opened_on: date
    answer_by: date
    answered_on: date | None
    decide_by: date
    decided_on: date | None
    decided_minutes: int | None
    decided_by: str

    @property
    def is_decided(self) -> bool:
        return self.state not in NOT_DECIDED


def modules_with_a_step(today: date) -> list[UUID]:
    """Reported modules whose citizen is to be asked or reminded, or whose silence counts; longest waiting first."""
    rows = GuidanceModule.objects.filter(~PAUSED, state=ModuleState.REPORTED, next_step_on__lte=today)
    return list(rows.order_by("next_step_on", "id").values_list("id", flat=True))


def notices_to_pass_on() -> tuple[NoticeView, ...]:
    """What stands on a citizen's page and nobody said or posted, while she did not answer; oldest first."""
    waiting = Notice.objects.filter(module__state=ModuleState.REPORTED).order_by("module_id", "-shown_at")
    newest = waiting.distinct("module_id").values("id")
    rows = _notices().filter(id__in=newest, passed_on=None).order_by("shown_on", "shown_at")
    return tuple(_notice(row) for row in rows[:MOST])


def notice(notice_id: UUID) -> NoticeView:
    """NotFound when there is none."""
    row = _notices().filter(id=notice_id).first()
    if row is None:
        raise NotFound
    return _notice(row)


@dataclass(frozen=True)
class SilentModule:
    """Hours that stand without an answer, and the last day on which the citizen can dispute them."""

    track_id: UUID
    counsellor: str
    number: int
    dispute_until: date


def silent_modules(person_id: UUID, *, today: date) -> tuple[SilentModule, ...]:
    """Those of one citizen that she can still dispute, the first to end first."""
    rows = GuidanceModule.objects.filter(track__person_id=person_id, state=ModuleState.SILENT)
    found = rows.select_related("track__counsellor__person")
    lines = [
        SilentModule(
            row.track_id,
            row.track.counsellor.person.full_name,
            row.number,
            last_day_to_dispute(row.confirmed_on, law_of=row.reserved_on),
        )
        for row in found.order_by("confirmed_on", "number")
        if row.confirmed_on
    ]
    return tuple(line for line in lines if today <= line.dispute_until)


def asked(module_id: UUID, *, today: date) -> Asked:
    """What the citizen was told about one module, and from when her silence counts when she reads it today."""
    rows = list(_notices().filter(module_id=module_id).annotate(seen_on=SEEN_ON).order_by("shown_at"))
    told = tuple(_notice(row) for row in rows)
    if not rows:
        return Asked(told, None)
    module, reached = rows[0].module, [row.reached_on or row.seen_on for row in rows]
    days = term("silence_days", on=module.reserved_on), term("silence_days_after_reminder", on=module.reserved_on)
    asked_on, reminded_on = reached[0] or today, reached[-1] or today
    counts_from = max(
        moved(module.track_id, since, since + timedelta(days=lasts))
        for since, lasts in zip((asked_on, reminded_on), days, strict=True)
    )
    unseen = tuple(row.id for row, day in zip(rows, reached, strict=True) if day is None)
    return Asked(told, max(counts_from, module.next_step_on or counts_from), unseen)


def disputes_to_decide() -> tuple[DisputeLine, ...]:
    """Every dispute that waits for an officer, the first term first."""
    return _lines(Dispute.objects.filter(state__in=NOT_DECIDED).order_by("decide_by", "opened_at")[:MOST])


def disputes_to_recover() -> tuple[DisputeLine, ...]:
    """Decided, but paid before: what is still to be recovered."""
    return _lines(Dispute.objects.filter(state=DisputeState.TO_RECOVER).order_by("decided_at")[:MOST])


def disputes_to_answer(counsellor_id: UUID) -> tuple[DisputeLine, ...]:
    """Those of one counsellor that wait for her side."""
    rows = Dispute.objects.filter(state=DisputeState.OPEN, module__track__counsellor_id=counsellor_id)
    return _lines(rows.order_by("answer_by", "opened_at"))


def dispute_for(module_id: UUID, *, by: Actor) -> DisputeView:
    """One dispute, for one of its two parties. NotFound for anyone else."""
    row = _dispute(module_id)
    check_reads_track(by, row.module.track)
    return _view(row)


def dispute_to_read(module_id: UUID) -> DisputeView:
    """One dispute with all its words, for the officer who decides. NotFound when there is none."""
    return _view(_dispute(module_id))


def _dispute(module_id: UUID) -> Dispute:
    row = Dispute.objects.filter(module_id=module_id).select_related(
        "module__track__person", "module__track__counsellor__person", "decided_by"
    )
    found = row.first()
    if found is None:
        raise NotFound
    return found


def _notices() -> QuerySet[Notice]:
    return Notice.objects.select_related("module__track__person", "module__track__counsellor__person", "passed_by")


def _notice(row: Notice) -> NoticeView:
    track = row.module.track
    return NoticeView(
        row.id,
        row.kind,
        track.person.full_name,
        track.counsellor.person.full_name,
        row.module.number,
        row.shown_on,
        row.channel,
        row.passed_on,
        row.passed_by.full_name if row.passed_by else "",
        row.module.next_step_on,
        track.person_id,
    )


def _lines(rows: QuerySet[Dispute]) -> tuple[DisputeLine, ...]:
    found = rows.select_related("module__track__person", "module__track__counsellor__person")
    return tuple(_line(row) for row in found)


def _line(row: Dispute) -> DisputeLine:
    track = row.module.track
    return DisputeLine(
        row.module_id,
        track.person.full_name,
        track.counsellor.person.full_name,
        row.module.number,
        row.cause,
        row.state,
        row.disputed_minutes,
        row.recover_minutes,
        row.opened_on,
        row.answer_by,
        row.decide_by,
        track.person_id,
    )


def _view(row: Dispute) -> DisputeView:
    track = row.module.track
    text_of = text_opener_for(track.person_id, context="dispute")
    why, answer, reasons = (
        text_of(sealed) if sealed is not None else ""
        for sealed in (row.why_sealed, row.answer_sealed, row.reasons_sealed)
    )
    return DisputeView(
        row.module_id,
        track.id,
        track.person_id,
        track.counsellor.person_id,
        track.person.full_name,
        track.counsellor.person.full_name,
        row.module.number,
        row.cause,
        row.state,
        row.reported_minutes,
        row.given_minutes,
        row.agreed_minutes,
        row.disputed_minutes,
        row.recover_minutes,
        why,
        answer,
        reasons,
        row.opened_on,
        row.answer_by,
        row.answered_on,
        row.decide_by,
        row.decided_on,
        row.decided_minutes,
        row.decided_by.full_name if row.decided_by else "",
    )
