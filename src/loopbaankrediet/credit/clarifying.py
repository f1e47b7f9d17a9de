"""Rounds of questions to an applicant (default 8): the term to decide stands still, and silence decides nothing."""

from datetime import date, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.credit.errors import (
    ClarificationAnswerMissing,
    ClarificationQuestionMissing,
    ClarificationRuns,
    FactNotRead,
    TooManyRounds,
)
from loopbaankrediet.credit.models import (
    CLARIFICATION_TABLE,
    Application,
    ApplicationState,
    Clarification,
    ClarificationReminder,
    ClarificationState,
)
from loopbaankrediet.credit.receipts import facts_read
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import SYSTEM, Actor, Role, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound, WrongState
from loopbaankrediet.office.assignments import check_not_with_another
from loopbaankrediet.people.policies import check_has_role, check_is_citizen, check_is_system, check_not_own_case
from loopbaankrediet.platform.rows import Rows

CONTEXT = "clarification"
WORK = "application"
CAN_ASK = (ApplicationState.UNDETERMINED, ApplicationState.INTENDED)
ANSWERED = ("state", "closed_on", "answer_sealed", "answered_on", "answered_at")
PART = 200


@transaction.atomic
def ask_applicant(
    *, application_id: UUID, fact: str, question: str, by: Actor, clock: Clock, key: UUID
) -> Clarification:
    """An officer asks the applicant something that serves one fact; the term to decide stands still meanwhile."""
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    earlier = done_before(key, by=by, about=("ask_applicant", application_id, fact, question))
    if earlier is not None:
        return Clarification.objects.get(id=earlier)
    application = Application.objects.select_for_update().filter(id=application_id).first()
    if application is None:
        raise NotFound
    check_not_own_case(by, application.person_id)
    check_not_with_another(WORK, application.id, by)
    round_ = _next_round(application, fact, question, clock.today())
    asked = Clarification(
        application=application,
        round=round_,
        fact=fact,
        question_sealed=seal_for(application.person_id, question.strip(), context=CONTEXT),
        asked_on=clock.today(),
        asked_at=clock.now(),
        asked_by_id=officer_id,
        answer_until=clock.today() + timedelta(days=term("clarification_answer_days", on=clock.today())),
    )
    rows = Rows()
    rows.insert(asked)
    _note("ask_applicant", asked, rows, by=by, clock=clock, key=key)
    return asked


@transaction.atomic
def answer_clarification(
    *, clarification_id: UUID, choice: str, text: str, by: Actor, clock: Clock, key: UUID
) -> Clarification:
    """The applicant answers, also after the term. An officer reads it and records the fact: nothing is decided here."""
    done = done_before(key, by=by, about=("answer_clarification", clarification_id, choice, text))
    asked, rows = _locked(clarification_id), Rows()
    check_is_citizen(by, asked.application.person_id, to=Scope.DECLARE, clock=clock)
    if done:
        return asked
    asked.state = CLARIFICATION_TABLE.after(asked.state, "answer")
    if not choice and not text.strip():
        raise ClarificationAnswerMissing
    said = {"choice": choice, "text": text.strip()}
    asked.answer_sealed = seal_for(asked.application.person_id, said, context=CONTEXT)
    asked.answered_on, asked.answered_at = clock.today(), clock.now()
    asked.closed_on = asked.closed_on or clock.today()
    rows.update(asked, *ANSWERED)
    _note("answer_clarification", asked, rows, by=by, clock=clock, key=key)
    return asked


@transaction.atomic
def withdraw_clarification(*, clarification_id: UUID, by: Actor, clock: Clock, key: UUID) -> Clarification:
    """The officer no longer needs the answer; the term to decide runs on."""
    check_has_role(by, Role.CASE_OFFICER)
    done = done_before(key, by=by, about=("withdraw_clarification", clarification_id))
    asked = _locked(clarification_id)
    check_not_own_case(by, asked.application.person_id)
    return asked if done else _close("withdraw", "withdraw_clarification", asked, by=by, clock=clock, key=key)


def follow_clarifications(*, by: Actor, clock: Clock) -> int:
    """Remind and let lapse what is due, each in a transaction of its own; returns how many steps were taken."""
    check_is_system(by)
    rows = Clarification.objects.filter(state=ClarificationState.ASKED).order_by("asked_at")
    return sum(_take_step(each, clock) for each in rows.values_list("id", flat=True).iterator(chunk_size=PART))


@transaction.atomic
def _take_step(clarification_id: UUID, clock: Clock) -> int:
    """One reminder, or the end of the term once every reminder was made on a day before."""
    asked, today = _locked(clarification_id), clock.today()
    if asked.state != ClarificationState.ASKED:
        return 0
    reminded = list(ClarificationReminder.objects.filter(clarification=asked).order_by("number"))
    number, most = len(reminded) + 1, term("undetermined_reminders", on=asked.asked_on)
    if number <= most:
        return _remind(asked, number, clock)
    if today <= asked.answer_until or (reminded and today <= reminded[-1].reminded_on):
        return 0
    _close("lapse", "lapse_clarification", asked, by=SYSTEM, clock=clock, key=uuid5(asked.id, "lapse"))
    return 1


def _remind(asked: Clarification, number: int, clock: Clock) -> int:
    if clock.today() < asked.asked_on + timedelta(days=number * term("clarification_reminder_days", on=asked.asked_on)):
        return 0
    rows = Rows()
    rows.insert(
        ClarificationReminder(clarification=asked, number=number, reminded_on=clock.today(), reminded_at=clock.now())
    )
    _note("remind_applicant", asked, rows, by=SYSTEM, clock=clock, key=uuid5(asked.id, f"remind-{number}"))
    return 1


def _next_round(application: Application, fact: str, question: str, today: date) -> int:
    if application.state not in CAN_ASK:
        raise WrongState
    if fact not in facts_read(application.applied_on):
        raise FactNotRead
    if not question.strip():
        raise ClarificationQuestionMissing
    rounds = Clarification.objects.filter(application=application)
    if rounds.filter(state=ClarificationState.ASKED).exists():
        raise ClarificationRuns
    before, most = rounds.count(), term("clarification_rounds_at_most", on=today)
    if before >= most:
        raise TooManyRounds(most=most)
    return before + 1


def _close(verb: str, act: str, asked: Clarification, *, by: Actor, clock: Clock, key: UUID) -> Clarification:
    asked.state, asked.closed_on = CLARIFICATION_TABLE.after(asked.state, verb), clock.today()
    rows = Rows()
    rows.update(asked, "state", "closed_on")
    _note(act, asked, rows, by=by, clock=clock, key=key)
    return asked


def _locked(clarification_id: UUID) -> Clarification:
    rows = Clarification.objects.select_for_update(of=("self",)).select_related("application")
    asked = rows.filter(id=clarification_id).first()
    if asked is None:
        raise NotFound
    return asked


def _note(verb: str, asked: Clarification, rows: Rows, *, by: Actor, clock: Clock, key: UUID) -> None:
    subject = Subject("clarification", asked.id, asked.application.person_id)
    record_act(verb, subject, key=key, by=by, clock=clock, details={"round": asked.round}, rows=rows)
