"""Where each kind of work is found: one light question per kind, with its term from the dated parameters."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from loopbaankrediet.contributions.models import SurchargeReport
from loopbaankrediet.contributions.reports import OPEN as OPEN_REPORTS
from loopbaankrediet.counsellors.account_history import running_account_changes
from loopbaankrediet.credit.clarifications import decision_terms
from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.models import (
    AlikeFile,
    AlikeState,
    Application,
    ApplicationState,
    Decision,
    Redecision,
    RedecisionState,
    Reply,
)
from loopbaankrediet.credit.revocations import running_revocations
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.models import CodeQuestion
from loopbaankrediet.guidance.objections import open_objections
from loopbaankrediet.guidance.open_hours import disputes_to_decide, notices_to_pass_on
from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.kernel.working_days import working_day_after
from loopbaankrediet.office.models import LetterTemplate
from loopbaankrediet.office.states import TemplateState
from loopbaankrediet.payments.queries import late_work
from loopbaankrediet.vouchers.queries import open_contests


@dataclass(frozen=True)
class Found:
    """One piece of work as a kind finds it. `label`: the number that people know it by."""

    id: UUID
    since: date
    due_on: date | None
    person_id: UUID | None = None
    waits: bool = False
    label: str = ""


def _within(name: str, since: date, today: date) -> date:
    """The last day of a term in working days, as in force when it began (or first known)."""
    return working_day_after(since, term(name, on=min(since, today)))


def _missing(today: date) -> Iterator[Found]:
    """Applications that wait for a fact; while the applicant is asked, the term stands still."""
    rows = Application.objects.filter(state=ApplicationState.UNDETERMINED).order_by("applied_on", "number")
    applications = list(rows)
    terms = decision_terms(applications, today=today)
    for row in applications:
        until = terms[row.id]
        due_on = None if until.stands_still else until.until
        yield Found(row.id, row.applied_on, due_on, row.person_id, until.stands_still, file_number(row.number))


def _intended(today: date) -> Iterator[Found]:
    """Who asked to be called is called in time; who only may answer is waited for."""
    for row in _intentions().filter(until__gte=today):
        asked_on = row.asked_on
        due_on = _within("call_back_working_days", asked_on, today) if asked_on else row.until
        yield Found(row.id, row.applied_on, due_on, row.person_id, not row.replied, file_number(row.number))


def _to_sign(today: date) -> Iterator[Found]:
    for row in _intentions().filter(until__lt=today):
        due_on = _within("work_signature_days", row.until, today)
        yield Found(row.id, row.until, due_on, row.person_id, label=file_number(row.number))


def _intentions() -> Any:
    latest = Decision.objects.filter(application=OuterRef("pk")).order_by("-id").values("answer_until")[:1]
    replies = Reply.objects.filter(application=OuterRef("pk"))
    asked = replies.filter(wants_a_person=True).order_by("-replied_at").values("replied_on")[:1]
    rows = Application.objects.filter(state=ApplicationState.INTENDED).annotate(
        until=Subquery(latest), replied=Exists(replies), asked_on=Subquery(asked)
    )
    return rows.order_by("applied_on", "number")


def _revocations(today: date) -> Iterator[Found]:
    for line in running_revocations():
        can_decide = line.state == "heard" or (line.answer_until is not None and line.answer_until < today)
        start = line.answer_until if line.answer_until and line.answer_until < today else line.opened_on
        due_on = _within("work_revocation_days", start, today) if can_decide else None
        yield Found(line.id, line.opened_on, due_on, line.person_id, not can_decide)


def _contests(today: date) -> Iterator[Found]:
    for line in open_contests():
        yield Found(line.id, line.raised_on, line.decide_by, line.person_id, label=line.voucher_number)


def _disputes(today: date) -> Iterator[Found]:
    for line in disputes_to_decide():
        yield Found(line.module_id, line.opened_on, line.decide_by, line.person_id)


def _reports(today: date) -> Iterator[Found]:
    rows = SurchargeReport.objects.filter(state__in=OPEN_REPORTS).select_related("track").order_by("reported_at")
    for row in rows:
        waits = row.answer_until is not None and row.answer_until >= today
        start = row.answer_until or row.reported_on
        due_on = None if waits else _within("work_report_days", start, today)
        yield Found(row.id, row.reported_on, due_on, row.track.person_id, waits)


def _notices(today: date) -> Iterator[Found]:
    for line in notices_to_pass_on():
        yield Found(line.id, line.shown_on, _within("work_notice_days", line.shown_on, today), line.person_id)


def _worse(today: date) -> Iterator[Found]:
    rows = AlikeFile.objects.filter(state=AlikeState.WORSE).select_related("application").order_by("decided_at")
    for row in rows:
        since = row.decided_at.astimezone(BRUSSELS).date() if row.decided_at else today
        due_on = working_day_after(since, term("work_withdrawal_proposal_days", on=today))
        label = file_number(row.application.number)
        yield Found(row.id, since, due_on, row.application.person_id, label=label)


def _redecisions(today: date) -> Iterator[Found]:
    rows = Redecision.objects.filter(state=RedecisionState.DECIDED).filter(
        Exists(AlikeFile.objects.filter(redecision=OuterRef("pk"), state=AlikeState.BETTER))
    )
    for row in rows.order_by("made_at"):
        yield Found(row.id, row.made_on, _within("work_second_officer_days", row.made_on, today))


def _templates(today: date) -> Iterator[Found]:
    for row in LetterTemplate.objects.filter(state=TemplateState.DRAFT).order_by("made_at"):
        yield Found(row.id, row.made_on, _within("work_second_officer_days", row.made_on, today))


def _late(today: date) -> Iterator[Found]:
    for claim_id, number, due_on, person_id in late_work(on=today):
        last_day = working_day_after(due_on, term("work_late_days", on=today))
        yield Found(claim_id, due_on, last_day, person_id, label=str(number))


def _accounts(today: date) -> Iterator[Found]:
    for line in running_account_changes():
        due_on = _within("work_account_days", line.asked_on, today)
        yield Found(line.id, line.asked_on, due_on, line.person_id)


def _codes(today: date) -> Iterator[Found]:
    rows = CodeQuestion.objects.filter(answered_at=None).select_related("counsellor").order_by("raised_at")
    for row in rows:
        since = row.raised_at.astimezone(BRUSSELS).date()
        due_on = working_day_after(since, term("work_code_days", on=today))
        yield Found(row.id, since, due_on, row.counsellor.person_id)


def _objections(today: date) -> Iterator[Found]:
    for line in open_objections():
        due_on = _within("work_objection_days", line.objected_on, today)
        yield Found(line.id, line.objected_on, due_on, line.counsellor_person_id)


SOURCES: dict[str, Callable[[date], Iterator[Found]]] = {
    "gegeven": _missing,
    "voornemen": _intended,
    "handtekening": _to_sign,
    "intrekking": _revocations,
    "cheque": _contests,
    "uren": _disputes,
    "melding": _reports,
    "herinnering": _notices,
    "nadeel": _worse,
    "herbekijken": _redecisions,
    "brief": _templates,
    "te-laat": _late,
    "rekening": _accounts,
    "code": _codes,
    "bezwaar": _objections,
}
