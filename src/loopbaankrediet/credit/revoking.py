"""A granted right is not taken back at will (default 9): a file with a ground, a term, a hearing and a decision.

A correction to the citizen's advantage needs none of this: it applies at once (`credit.actions.decide_again`). What
takes the minutes stands in `flows/revoke_credit.py`, because reserved modules end with them.
"""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.credit.errors import (
    HearRevocationFirst,
    NotGranted,
    RevocationAnswerMissing,
    RevocationMinutesWrong,
    RevocationNeedsAnother,
    RevocationNotRead,
    RevocationRuns,
    RevocationTooLate,
    RevocationWhyMissing,
)
from loopbaankrediet.credit.models import (
    REVOCATION_TABLE,
    Application,
    ApplicationState,
    Decision,
    DecisionKind,
    Revocation,
    RevocationGround,
    RevocationState,
    Wallet,
)
from loopbaankrediet.credit.queries import minutes_granted
from loopbaankrediet.credit.revocations import last_day_to_answer, reached
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Role, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.office.assignments import check_not_with_another
from loopbaankrediet.people.policies import check_has_role, check_is_citizen, check_not_own_case
from loopbaankrediet.platform.remedies import check_can_be_contested
from loopbaankrediet.platform.rows import Rows

CONTEXT = "revocation"
HEARD = ("state", "answer_sealed", "heard_on", "heard_at", "heard_by")
DECIDED = ("state", "revoked_minutes", "reasons_sealed", "decided_on", "decided_at", "decided_by")


@transaction.atomic
def open_revocation(
    *, application_id: UUID, ground: str, minutes: int, reasons: str, by: Actor, clock: Clock, key: UUID
) -> Revocation:
    """An officer opens the file; nothing changes for the citizen until a colleague decides."""
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    earlier = done_before(key, by=by, about=("open_revocation", application_id, ground, minutes, reasons))
    if earlier is not None:
        return Revocation.objects.get(id=earlier)
    application = Application.objects.select_for_update().filter(id=application_id).first()
    if application is None:
        raise NotFound
    check_not_own_case(by, application.person_id)
    _check_opening(application, minutes, reasons)
    _check_ground(application, ground, clock)
    revocation = Revocation(
        application=application,
        ground=ground,
        minutes=minutes,
        why_sealed=seal_for(application.person_id, reasons.strip(), context=CONTEXT),
        opened_on=clock.today(),
        opened_at=clock.now(),
        opened_by_id=officer_id,
    )
    rows = Rows()
    rows.insert(revocation)
    note_revocation("open_revocation", revocation, rows, by=by, clock=clock, key=key)
    return revocation


@transaction.atomic
def answer_revocation(*, revocation_id: UUID, answer: str, by: Actor, clock: Clock, key: UUID) -> Revocation:
    """The citizen writes what she thinks of it, once, until the decision; also after the term."""
    done = done_before(key, by=by, about=("answer_revocation", revocation_id, answer))
    revocation = lock_revocation(revocation_id)
    check_is_citizen(by, revocation.application.person_id, to=Scope.APPLY, clock=clock)
    return revocation if done else _hear("answer_revocation", revocation, answer, None, by=by, clock=clock, key=key)


@transaction.atomic
def note_revocation_hearing(*, revocation_id: UUID, answer: str, by: Actor, clock: Clock, key: UUID) -> Revocation:
    """An officer notes what the citizen said in a call or at the desk."""
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    done = done_before(key, by=by, about=("note_revocation_hearing", revocation_id, answer))
    revocation = lock_revocation(revocation_id)
    check_not_own_case(by, revocation.application.person_id)
    if done:
        return revocation
    return _hear("note_revocation_hearing", revocation, answer, officer_id, by=by, clock=clock, key=key)


@transaction.atomic
def keep_credit(*, revocation_id: UUID, reasons: str, by: Actor, clock: Clock, key: UUID) -> Revocation:
    """The right stays as it is; a colleague of who opened the file decides, at any time."""
    done = done_before(key, by=by, about=("keep_credit", revocation_id, reasons))
    revocation, rows = lock_revocation(revocation_id), Rows()
    officer_id = check_decides(revocation, by)
    if done:
        return revocation
    close_revocation(revocation, rows, "keep", minutes=0, reasons=reasons, officer_id=officer_id, clock=clock)
    note_revocation("keep_credit", revocation, rows, by=by, clock=clock, key=key)
    return revocation


def lock_revocation(revocation_id: UUID) -> Revocation:
    """The file, with the wallet and itself locked in that order. NotFound when there is none."""
    found = Revocation.objects.filter(id=revocation_id).values_list("application__person_id", flat=True).first()
    if found is None:
        raise NotFound
    Wallet.objects.select_for_update().filter(person_id=found).first()
    return Revocation.objects.select_for_update(of=("self",)).select_related("application").get(id=revocation_id)


def check_decides(revocation: Revocation, by: Actor) -> UUID:
    """Another officer than the one who opened it, and not the citizen herself; returns who."""
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    check_not_own_case(by, revocation.application.person_id)
    check_not_with_another("revocation", revocation.id, by)
    if revocation.opened_by_id == officer_id:
        raise RevocationNeedsAnother
    return officer_id


def check_was_heard(revocation: Revocation, clock: Clock) -> None:
    """She answered, or the term to answer is over; it starts when the file reached her."""
    if revocation.state != RevocationState.OPENED:
        return
    until = last_day_to_answer(revocation.opened_on, reached(revocation.id))
    if until is None:
        raise RevocationNotRead
    if clock.today() <= until:
        raise HearRevocationFirst(until=day(until))


def close_revocation(
    revocation: Revocation, rows: Rows, verb: str, *, minutes: int, reasons: str, officer_id: UUID, clock: Clock
) -> None:
    """Lay the decision among `rows`. The caller checked who decides, and locked."""
    revocation.state = REVOCATION_TABLE.after(revocation.state, verb)
    if not reasons.strip():
        raise RevocationWhyMissing
    check_can_be_contested("revocation", on=clock.today())
    revocation.revoked_minutes = minutes
    revocation.reasons_sealed = seal_for(revocation.application.person_id, reasons.strip(), context=CONTEXT)
    revocation.decided_on, revocation.decided_at, revocation.decided_by_id = clock.today(), clock.now(), officer_id
    rows.update(revocation, *DECIDED)


def note_revocation(verb: str, revocation: Revocation, rows: Rows, *, by: Actor, clock: Clock, key: UUID) -> None:
    subject = Subject("revocation", revocation.id, revocation.application.person_id)
    record_act(verb, subject, key=key, by=by, clock=clock, rows=rows)


def _check_opening(application: Application, minutes: int, reasons: str) -> None:
    if application.state != ApplicationState.GRANTED:
        raise NotGranted
    running = (RevocationState.OPENED, RevocationState.HEARD)
    if Revocation.objects.filter(application=application, state__in=running).exists():
        raise RevocationRuns
    most = minutes_granted(application.person_id)
    if not 0 < minutes <= most:
        raise RevocationMinutesWrong(most=most)
    if not reasons.strip():
        raise RevocationWhyMissing


def _check_ground(application: Application, ground: str, clock: Clock) -> None:
    """Who was granted a right may count on it: a mistake of others ends it only shortly after."""
    if ground == RevocationGround.FRAUD:
        return
    grants = Decision.objects.filter(application=application, kind=DecisionKind.GRANT)
    granted_on = grants.order_by("-id").values_list("decided_on", flat=True)[0]
    days = term("revocation_within_days", on=granted_on)
    if (clock.today() - granted_on).days > days:
        raise RevocationTooLate(days=days)


def _hear(
    verb: str, revocation: Revocation, answer: str, heard_by: UUID | None, *, by: Actor, clock: Clock, key: UUID
) -> Revocation:
    revocation.state = REVOCATION_TABLE.after(revocation.state, "hear")
    if not answer.strip():
        raise RevocationAnswerMissing
    revocation.answer_sealed = seal_for(revocation.application.person_id, answer.strip(), context=CONTEXT)
    revocation.heard_on, revocation.heard_at, revocation.heard_by_id = clock.today(), clock.now(), heard_by
    rows = Rows()
    rows.update(revocation, *HEARD)
    note_revocation(verb, revocation, rows, by=by, clock=clock, key=key)
    return revocation
