"""Suspending, lifting, deregistering and leaving. Running modules go on and are paid: only new work stops."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.counsellors.measures.errors import (
    FromInThePast,
    GroundNotAllowed,
    HearFirst,
    LeavesInThePast,
    MeasureAnswerMissing,
    MeasureNeedsAnother,
    MeasureReasonsMissing,
    MeasureRuns,
    MeasureWhyMissing,
    NotInRegister,
    SanctionIsOpen,
    UntilBeforeFrom,
)
from loopbaankrediet.counsellors.measures.following import keep_in_step
from loopbaankrediet.counsellors.measures.history import note_event
from loopbaankrediet.counsellors.measures.models import (
    MEASURE_TABLE,
    EventKind,
    MeasureGround,
    MeasureKind,
    MeasureState,
    RegistrationMeasure,
)
from loopbaankrediet.counsellors.models import Counsellor, RegistrationState
from loopbaankrediet.decree.dated.procedure import choices_of, sanctions, term
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.policies import (
    check_has_role,
    check_is_counsellor,
    check_is_this_counsellor,
    check_not_own_case,
)
from loopbaankrediet.platform.remedies import check_can_be_contested

CONTEXT = "registration-measure"
OPEN_STATES = (MeasureState.OPENED, MeasureState.HEARD)


@transaction.atomic
def open_measure(
    *, counsellor_id: UUID, kind: str, ground: str, why: str, by: Actor, clock: Clock, key: UUID
) -> RegistrationMeasure:
    """An officer opens the file and says why. Nothing changes before the counsellor was heard and a colleague decided.

    Raises SanctionIsOpen while the grid of sanctions is open (default 27), or MeasureRuns.
    """
    officer_id = check_has_role(by, Role.REGISTRAR)
    earlier = done_before(key, by=by, about=("open_registration_measure", counsellor_id, kind, ground, why))
    if earlier is not None:
        return RegistrationMeasure.objects.get(id=earlier)
    counsellor = _locked_counsellor(counsellor_id)
    check_not_own_case(by, counsellor.person_id)
    _check_ground(kind, ground, clock.today())
    if not why.strip():
        raise MeasureWhyMissing
    if RegistrationMeasure.objects.filter(counsellor=counsellor, state__in=OPEN_STATES).exists():
        raise MeasureRuns
    measure = RegistrationMeasure.objects.create(
        counsellor=counsellor,
        kind=kind,
        ground=ground,
        why_sealed=seal_for(counsellor.person_id, why.strip(), context=CONTEXT),
        opened_by_id=officer_id,
        opened_on=clock.today(),
        opened_at=clock.now(),
        answer_until=clock.today() + timedelta(days=term("measure_answer_days", on=clock.today())),
    )
    _note("open_registration_measure", measure, by=by, clock=clock, key=key)
    return measure


@transaction.atomic
def answer_measure(*, measure_id: UUID, answer: str, by: Actor, clock: Clock, key: UUID) -> RegistrationMeasure:
    """The counsellor says what she thinks of it; also after the term, until the decision."""
    check_is_counsellor(by)
    done = done_before(key, by=by, about=("answer_registration_measure", measure_id, answer))
    measure = _locked(measure_id)
    check_is_this_counsellor(by, measure.counsellor_id)
    return measure if done else _hear("answer_registration_measure", measure, answer, by=by, clock=clock, key=key)


@transaction.atomic
def note_measure_hearing(*, measure_id: UUID, answer: str, by: Actor, clock: Clock, key: UUID) -> RegistrationMeasure:
    """An officer notes what the counsellor said in a call or a meeting."""
    check_has_role(by, Role.REGISTRAR)
    done = done_before(key, by=by, about=("note_measure_hearing", measure_id, answer))
    measure = _locked(measure_id)
    check_not_own_case(by, measure.counsellor.person_id)
    return measure if done else _hear("note_measure_hearing", measure, answer, by=by, clock=clock, key=key)


@transaction.atomic
def impose_measure(
    *,
    measure_id: UUID,
    from_on: date,
    until_on: date | None,
    reasons: str,
    by: Actor,
    clock: Clock,
    key: UUID,
) -> RegistrationMeasure:
    """A colleague decides, once she was heard or her term is over. It holds from `from_on`; `until_on`: its last day.

    Raises MeasureNeedsAnother, HearFirst, FromInThePast, UntilBeforeFrom.
    """
    done = done_before(key, by=by, about=("impose_registration_measure", measure_id, from_on, until_on, reasons))
    measure = _locked(measure_id)
    officer_id = _check_decides(measure, by)
    if done is not None:
        return measure
    _check_ground(measure.kind, measure.ground, clock.today())
    _check_heard(measure, clock)
    last = until_on if measure.kind == MeasureKind.SUSPENSION else None
    _check_days(from_on, last, clock)
    _close(measure, "impose", reasons, officer_id, clock)
    measure.from_on, measure.until_on = from_on, last
    measure.save(update_fields=["from_on", "until_on", *CLOSED])
    check_can_be_contested("registration_measure", on=clock.today())
    _carry_out(measure, from_on, last, officer_id, clock)
    _note("impose_registration_measure", measure, by=by, clock=clock, key=key)
    return measure


@transaction.atomic
def drop_measure(*, measure_id: UUID, reasons: str, by: Actor, clock: Clock, key: UUID) -> RegistrationMeasure:
    """A colleague decides that nothing happens; at any time."""
    done = done_before(key, by=by, about=("drop_registration_measure", measure_id, reasons))
    measure = _locked(measure_id)
    officer_id = _check_decides(measure, by)
    if done is None:
        _close(measure, "drop", reasons, officer_id, clock)
        measure.save(update_fields=CLOSED)
        _note("drop_registration_measure", measure, by=by, clock=clock, key=key)
    return measure


@transaction.atomic
def lift_suspension(*, measure_id: UUID, reasons: str, by: Actor, clock: Clock, key: UUID) -> RegistrationMeasure:
    """End a suspension from today: she can take new clients at once."""
    officer_id = check_has_role(by, Role.REGISTRAR)
    done = done_before(key, by=by, about=("lift_suspension", measure_id, reasons))
    measure = _locked(measure_id)
    check_not_own_case(by, measure.counsellor.person_id)
    if done is not None:
        return measure
    if measure.kind != MeasureKind.SUSPENSION:
        raise NotFound
    measure.state = MEASURE_TABLE.after(measure.state, "lift")
    if not reasons.strip():
        raise MeasureReasonsMissing
    measure.lifted_by_id, measure.lifted_on = officer_id, clock.today()
    measure.lift_sealed = seal_for(measure.counsellor.person_id, reasons.strip(), context=CONTEXT)
    measure.save(update_fields=["state", "lifted_by", "lifted_on", "lift_sealed"])
    counsellor = _locked_counsellor(measure.counsellor_id)
    counsellor.suspended_from = counsellor.suspended_until = None
    counsellor.save(update_fields=["suspended_from", "suspended_until"])
    keep_in_step(counsellor, on=clock.today())
    note_event(counsellor.id, EventKind.REINSTATED, clock.today(), None, officer_id=officer_id, clock=clock)
    _note("lift_suspension", measure, by=by, clock=clock, key=key)
    return measure


@transaction.atomic
def leave_register(*, leaves_on: date, by: Actor, clock: Clock, key: UUID) -> Counsellor:
    """The counsellor stops, from a day of her own choice. What runs with clients she finishes, or hands over."""
    counsellor_id = check_is_counsellor(by)
    done = done_before(key, by=by, about=("leave_register", leaves_on))
    counsellor = _locked_counsellor(counsellor_id)
    if done is not None:
        return counsellor
    if leaves_on < clock.today():
        raise LeavesInThePast
    counsellor.leaves_on = leaves_on
    counsellor.save(update_fields=["leaves_on"])
    note_event(counsellor_id, EventKind.LEFT, leaves_on, None, officer_id=counsellor.person_id, clock=clock)
    keep_in_step(counsellor, on=clock.today())
    subject = Subject("counsellor", counsellor_id, counsellor.person_id)
    record_act("leave_register", subject, key=key, by=by, clock=clock)
    return counsellor


CLOSED = ("state", "reasons_sealed", "decided_by", "decided_on", "decided_at")


def _carry_out(
    measure: RegistrationMeasure, from_on: date, until_on: date | None, officer_id: UUID, clock: Clock
) -> None:
    counsellor = _locked_counsellor(measure.counsellor_id)
    if measure.kind == MeasureKind.SUSPENSION:
        counsellor.suspended_from, counsellor.suspended_until = from_on, until_on
        kind = EventKind.SUSPENDED
    else:
        counsellor.leaves_on = from_on
        kind = EventKind.DEREGISTERED
    counsellor.save(update_fields=["suspended_from", "suspended_until", "leaves_on"])
    note_event(counsellor.id, kind, from_on, until_on, officer_id=officer_id, clock=clock)
    keep_in_step(counsellor, on=clock.today())


def _close(measure: RegistrationMeasure, verb: str, reasons: str, officer_id: UUID, clock: Clock) -> None:
    measure.state = MEASURE_TABLE.after(measure.state, verb)
    if not reasons.strip():
        raise MeasureReasonsMissing
    measure.reasons_sealed = seal_for(measure.counsellor.person_id, reasons.strip(), context=CONTEXT)
    measure.decided_by_id, measure.decided_on, measure.decided_at = officer_id, clock.today(), clock.now()


def _hear(
    verb: str, measure: RegistrationMeasure, answer: str, *, by: Actor, clock: Clock, key: UUID
) -> RegistrationMeasure:
    measure.state = MEASURE_TABLE.after(measure.state, "hear")
    if not answer.strip():
        raise MeasureAnswerMissing
    measure.answer_sealed = seal_for(measure.counsellor.person_id, answer.strip(), context=CONTEXT)
    measure.heard_on = clock.today()
    measure.save(update_fields=["state", "answer_sealed", "heard_on"])
    _note(verb, measure, by=by, clock=clock, key=key)
    return measure


def _check_ground(kind: str, ground: str, on: date) -> None:
    """A ground that the law of that day knows; a sanction only once its grid is in force (default 27)."""
    if kind not in MeasureKind.values or ground not in choices_of("deregistration_grounds", on=on):
        raise GroundNotAllowed
    if kind == MeasureKind.SUSPENSION and ground == MeasureGround.DEATH:
        raise GroundNotAllowed
    if ground == MeasureGround.SANCTION and not any(cell.imposable and kind in cell.measures for cell in sanctions(on)):
        raise SanctionIsOpen


def _check_decides(measure: RegistrationMeasure, by: Actor) -> UUID:
    officer_id = check_has_role(by, Role.REGISTRAR)
    check_not_own_case(by, measure.counsellor.person_id)
    if measure.opened_by_id == officer_id:
        raise MeasureNeedsAnother
    return officer_id


def _check_heard(measure: RegistrationMeasure, clock: Clock) -> None:
    if measure.state == MeasureState.OPENED and clock.today() <= measure.answer_until:
        raise HearFirst(until=day(measure.answer_until))


def _check_days(from_on: date, until_on: date | None, clock: Clock) -> None:
    if from_on < clock.today():
        raise FromInThePast
    if until_on is not None and until_on < from_on:
        raise UntilBeforeFrom


def _locked_counsellor(counsellor_id: UUID) -> Counsellor:
    """NotFound for nobody, NotInRegister for who left."""
    counsellor = Counsellor.objects.select_for_update(of=("self",)).filter(id=counsellor_id).first()
    if counsellor is None:
        raise NotFound
    if counsellor.state == RegistrationState.DEREGISTERED:
        raise NotInRegister
    return counsellor


def _locked(measure_id: UUID) -> RegistrationMeasure:
    rows = RegistrationMeasure.objects.select_for_update(of=("self",)).select_related("counsellor")
    measure = rows.filter(id=measure_id).first()
    if measure is None:
        raise NotFound
    return measure


def _note(verb: str, measure: RegistrationMeasure, *, by: Actor, clock: Clock, key: UUID) -> None:
    subject = Subject("registration_measure", measure.id, measure.counsellor.person_id)
    record_act(verb, subject, key=key, by=by, clock=clock)
