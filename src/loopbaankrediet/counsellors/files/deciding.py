"""What an officer does with a registration file: judge the evidence, and sign what the law says.

The law decides on what was accepted. A negative outcome is first an intention with a term (defaults 7, 20).
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet import decree
from loopbaankrediet.counsellors.actions import Weighed, enter
from loopbaankrediet.counsellors.conditions import content_of
from loopbaankrediet.counsellors.files.errors import (
    IntentionFirst,
    LawGrants,
    LawRefuses,
    ReasonsMissing,
    StillOpen,
    WhyNotMissing,
)
from loopbaankrediet.counsellors.files.facts import EVIDENCE, offer_of, typed_offer, weigh_case
from loopbaankrediet.counsellors.files.locks import evidence_in, lock_case, note_case
from loopbaankrediet.counsellors.files.models import CaseEvidence, CaseKind, RegistrationCase
from loopbaankrediet.counsellors.files.policies import check_handles
from loopbaankrediet.counsellors.files.states import CASE_TABLE, EVIDENCE_TABLE, WITH_OFFICER
from loopbaankrediet.counsellors.measures.history import note_event, term_end
from loopbaankrediet.counsellors.measures.models import EventKind
from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.counsellors.places import official_name
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import done_before
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.errors import NotFound, WrongState
from loopbaankrediet.platform.remedies import check_can_be_contested

DECISION, INTENTION = "registration-case-decision", "registration-intention"
DECIDED = ("state", "counsellor", "decided_by", "decided_on", "decided_at", "law_hash", "decision_sealed")


@transaction.atomic
def judge_evidence(
    *, evidence_id: UUID, accepted: bool, why: str, by: Actor, clock: Clock, key: UUID
) -> RegistrationCase:
    """Accept what a candidate shows, or not, with a reason that she reads; she can then show something else."""
    done = done_before(key, by=by, about=("judge_registration_evidence", evidence_id, accepted, why))
    found = CaseEvidence.objects.filter(id=evidence_id).values_list("case_id", flat=True).first()
    if found is None:
        raise NotFound
    case = lock_case(found)
    officer_id = check_handles(by, case)
    if done is None:
        if case.state not in WITH_OFFICER:
            raise WrongState
        if not accepted and not why.strip():
            raise WhyNotMissing
        row = CaseEvidence.objects.select_for_update().get(id=evidence_id)
        row.state = EVIDENCE_TABLE.after(row.state, "accept" if accepted else "reject")
        row.judged_by_id, row.judged_on, row.judged_at = officer_id, clock.today(), clock.now()
        row.why_sealed = seal_for(case.person_id, why.strip(), context=EVIDENCE) if why.strip() else None
        row.save(update_fields=["state", "judged_by", "judged_on", "judged_at", "why_sealed"])
        note_case("judge_registration_evidence", case, by=by, clock=clock, key=key)
    return case


@transaction.atomic
def intend_refusal(*, case_id: UUID, reasons: str, by: Actor, clock: Clock, key: UUID) -> RegistrationCase:
    """Tell the candidate why the law refuses, and until when she can add proof. Raises StillOpen, or LawGrants."""
    done = done_before(key, by=by, about=("intend_registration_refusal", case_id, reasons))
    case = lock_case(case_id)
    officer_id = check_handles(by, case)
    if done is None:
        case.state = CASE_TABLE.after(case.state, "intend")
        _check_refused(weigh_case(case, evidence_in(case), on=clock.today()).decision)
        case.intention_sealed = seal_for(case.person_id, _whole(reasons), context=INTENTION)
        case.intended_by_id, case.intended_on, case.intended_at = officer_id, clock.today(), clock.now()
        case.answer_until = clock.today() + timedelta(days=term("registration_answer_days", on=clock.today()))
        case.save(
            update_fields=["state", "intention_sealed", "intended_by", "intended_on", "intended_at", "answer_until"]
        )
        note_case("intend_registration_refusal", case, by=by, clock=clock, key=key)
    return case


@transaction.atomic
def refuse_case(*, case_id: UUID, reasons: str, by: Actor, clock: Clock, key: UUID) -> RegistrationCase:
    """Sign the refusal, after the intention, once she answered or her term is over. Raises IntentionFirst."""
    done = done_before(key, by=by, about=("refuse_registration", case_id, reasons))
    case = lock_case(case_id)
    check_handles(by, case)
    if done is None:
        case.state = CASE_TABLE.after(case.state, "refuse")
        if case.answered_on is None and (case.answer_until is None or clock.today() <= case.answer_until):
            raise IntentionFirst(until=day(case.answer_until) if case.answer_until else "de termijn")
        weighed = weigh_case(case, evidence_in(case), on=clock.today())
        _check_refused(weighed.decision)
        _sign(case, weighed, _whole(reasons), by=by, clock=clock)
        note_case("refuse_registration", case, by=by, clock=clock, key=key)
    return case


@transaction.atomic
def grant_case(*, case_id: UUID, by: Actor, clock: Clock, key: UUID) -> RegistrationCase:
    """Sign that all conditions hold: she enters the register today, or stays in it for another term.

    Raises StillOpen, LawRefuses, and what `enter` raises.
    """
    done = done_before(key, by=by, about=("grant_registration", case_id))
    case = lock_case(case_id)
    officer_id = check_handles(by, case)
    if done is None:
        case.state = CASE_TABLE.after(case.state, "grant")
        rows = evidence_in(case)
        weighed = weigh_case(case, rows, on=clock.today())
        _check_granted(weighed.decision)
        if case.kind == CaseKind.RENEWAL:
            _renew(case, officer_id, clock)
        else:
            case.counsellor, weighed = enter(
                offer_of(typed_offer(case), rows, on=clock.today()), case.person, by=by, clock=clock
            )
        _sign(case, weighed, "", by=by, clock=clock)
        note_case("grant_registration", case, by=by, clock=clock, key=key)
    return case


def _renew(case: RegistrationCase, officer_id: UUID, clock: Clock) -> None:
    """A new term after the old one, or from today when that is over. The account does not change here."""
    if case.counsellor is None:
        raise NotFound
    counsellor = Counsellor.objects.select_for_update(of=("self",)).get(id=case.counsellor.id)
    typed, last = typed_offer(case), counsellor.valid_until
    from_on = last + timedelta(days=1) if last and last >= clock.today() else clock.today()
    counsellor.municipality = official_name(typed["municipality"])
    counsellor.phone, counsellor.email = typed["phone"], typed["email"]
    counsellor.modes, counsellor.methods = typed["modes"], typed["methods"]
    counsellor.valid_until = term_end(from_on)
    counsellor.save(update_fields=["municipality", "phone", "email", "modes", "methods", "valid_until"])
    note_event(counsellor.id, EventKind.RENEWED, from_on, counsellor.valid_until, officer_id=officer_id, clock=clock)


def _sign(case: RegistrationCase, weighed: Weighed, reasons: str, *, by: Actor, clock: Clock) -> None:
    check_can_be_contested("registration", on=clock.today())
    content = content_of(weighed.decision, weighed.facts) | {"reasons": reasons}
    case.decision_sealed = seal_for(case.person_id, content, context=DECISION)
    case.law_hash = weighed.decision.law.hash
    case.decided_by_id, case.decided_on, case.decided_at = by.person_id, clock.today(), clock.now()
    case.save(update_fields=DECIDED)


def _check_granted(decision: decree.Decision) -> None:
    _check_known(decision)
    if decision.outcome is decree.Outcome.REFUSED:
        raise LawRefuses(why=_why_not(decision))


def _check_refused(decision: decree.Decision) -> None:
    _check_known(decision)
    if decision.outcome is decree.Outcome.GRANTED:
        raise LawGrants


def _check_known(decision: decree.Decision) -> None:
    if decision.outcome is decree.Outcome.UNDETERMINED:
        raise StillOpen(open=" ".join(reason.sentence for reason in decision.why() if reason.holds is None))


def _why_not(decision: decree.Decision) -> str:
    return " ".join(reason.sentence for reason in decision.why() if reason.holds is False)


def _whole(reasons: str) -> str:
    if not reasons.strip():
        raise ReasonsMissing
    return reasons.strip()
