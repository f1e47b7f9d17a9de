"""A surcharge that was found to be asked: the counsellor gives it back, the citizen says whether she has it."""

from datetime import date
from uuid import UUID

from django.db import transaction

from loopbaankrediet.contributions.actions.reporting import locked_report
from loopbaankrediet.contributions.errors import PaidInFuture
from loopbaankrediet.contributions.models import SurchargeReport
from loopbaankrediet.contributions.states import REPORT_TABLE
from loopbaankrediet.guidance.policies import check_is_client, check_is_own_counsellor
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.clock import Clock


@transaction.atomic
def note_paid_back(*, report_id: UUID, paid_on: date, by: Actor, clock: Clock, key: UUID) -> SurchargeReport:
    """The counsellor notes that the citizen has all of it back. WrongState when it was not found, or PaidInFuture."""
    done = done_before(key, by=by, about=("note_paid_back", report_id, paid_on))
    report = locked_report(report_id)
    check_is_own_counsellor(by, report.track)
    if done:
        return report
    report.state = REPORT_TABLE.after(report.state, "pay_back")
    if paid_on > clock.today():
        raise PaidInFuture
    report.paid_back_on, report.answered_on = paid_on, None
    report.save(update_fields=["state", "paid_back_on", "answered_on"])
    _note("note_paid_back", report, by=by, clock=clock, key=key)
    return report


@transaction.atomic
def answer_paid_back(*, report_id: UUID, received: bool, by: Actor, clock: Clock, key: UUID) -> SurchargeReport:
    """The citizen has it, and the report is settled; or she has not, and the counsellor owes it as before."""
    done = done_before(key, by=by, about=("answer_paid_back", report_id, received))
    report = locked_report(report_id)
    check_is_client(by, report.track, to=Scope.HOURS, clock=clock)
    if done:
        return report
    report.state = REPORT_TABLE.after(report.state, "confirm" if received else "deny")
    report.answered_on = clock.today()
    report.save(update_fields=["state", "answered_on"])
    _note("answer_paid_back", report, by=by, clock=clock, key=key)
    return report


def _note(verb: str, report: SurchargeReport, *, by: Actor, clock: Clock, key: UUID) -> None:
    subject = Subject("surcharge_report", report.id, report.track.person_id)
    record_act(verb, subject, key=key, by=by, clock=clock)
