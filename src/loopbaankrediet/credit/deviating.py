"""An officer does otherwise than the law proposes, with reasons that the applicant reads.

Two deviations exist: a refusal that could be signed is postponed; and where a fact stays missing after the term and all
reminders, an officer decides on the file that she intends to refuse (default 8), which the applicant can answer.
"""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.credit.clarifications import decision_term
from loopbaankrediet.credit.clarifying import WORK
from loopbaankrediet.credit.errors import DeviationDayRefused, DeviationReasonsMissing, Postponed, TooEarlyOnFile
from loopbaankrediet.credit.models import (
    APPLICATION_TABLE,
    Application,
    ApplicationState,
    ClarificationReminder,
    Decision,
    DecisionKind,
    Deviation,
    Instead,
)
from loopbaankrediet.credit.queries import latest_decision
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.errors import NotFound, WrongState
from loopbaankrediet.office.assignments import check_not_with_another
from loopbaankrediet.people.policies import check_has_role, check_not_own_case
from loopbaankrediet.platform.rows import Rows

CONTEXT = "deviation"


@transaction.atomic
def deviate(
    *, application_id: UUID, instead: Instead, until: date | None, reasons: str, by: Actor, clock: Clock, key: UUID
) -> Deviation:
    """Postpone a refusal until a day, or intend to refuse on the file. Errors say what is not fulfilled yet."""
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    earlier = done_before(key, by=by, about=("deviate", application_id, instead, until, reasons))
    if earlier is not None:
        return Deviation.objects.get(id=earlier)
    application = Application.objects.select_for_update().filter(id=application_id).first()
    if application is None:
        raise NotFound
    check_not_own_case(by, application.person_id)
    check_not_with_another(WORK, application.id, by)
    if not reasons.strip():
        raise DeviationReasonsMissing
    rows = Rows()
    if instead is Instead.POSTPONE:
        _check_postpones(application, until, clock.today())
    else:
        _intend_on_file(application, rows, clock)
    deviation = Deviation(
        application=application,
        instead=instead,
        until=until if instead is Instead.POSTPONE else None,
        reasons_sealed=seal_for(application.person_id, reasons.strip(), context=CONTEXT),
        deviated_on=clock.today(),
        deviated_at=clock.now(),
        deviated_by_id=officer_id,
    )
    rows.insert(deviation)
    subject = Subject("deviation", deviation.id, application.person_id)
    record_act("deviate", subject, key=key, by=by, clock=clock, details={"instead": instead.value}, rows=rows)
    return deviation


def check_not_postponed(application: Application, *, today: date) -> None:
    """Postponed while the last postponement runs."""
    last = Deviation.objects.filter(application=application, instead=Instead.POSTPONE).order_by("-deviated_at").first()
    if last and last.until and today <= last.until:
        raise Postponed(until=day(last.until))


def was_intended_on_file(application_id: UUID) -> bool:
    """Whether an officer intended to refuse while a fact was missing."""
    return Deviation.objects.filter(application_id=application_id, instead=Instead.INTEND).exists()


def _check_postpones(application: Application, until: date | None, today: date) -> None:
    if application.state != ApplicationState.INTENDED:
        raise WrongState
    days = term("postpone_days_at_most", on=today)
    if until is None or not today < until <= today + timedelta(days=days):
        raise DeviationDayRefused(days=days)


def _intend_on_file(application: Application, rows: Rows, clock: Clock) -> None:
    """Only after the term, with every reminder made: a missing fact is never a refusal by itself."""
    if application.state != ApplicationState.UNDETERMINED:
        raise WrongState
    until = decision_term(application, today=clock.today())
    reminders = term("undetermined_reminders", on=application.applied_on)
    made = ClarificationReminder.objects.filter(clarification__application=application).count()
    if until.stands_still or clock.today() <= until.until or made < reminders:
        raise TooEarlyOnFile(until=day(until.until), reminders=reminders)
    asked = latest_decision(application)
    application.state = APPLICATION_TABLE.after(application.state, "intend")
    rows.update(application, "state")
    rows.insert(
        Decision(
            application=application,
            kind=DecisionKind.INTENTION,
            decided_on=clock.today(),
            decided_at=clock.now(),
            law_hash=asked.law_hash,
            minutes=0,
            answer_until=clock.today() + timedelta(days=term("intention_answer_days", on=clock.today())),
            receipt_sealed=asked.receipt_sealed,
        )
    )
