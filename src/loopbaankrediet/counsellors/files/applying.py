"""What a candidate does with her registration file: start, fill in, show, hand in, answer, take back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from loopbaankrediet.counsellors.actions import check_offer
from loopbaankrediet.counsellors.contact import parse_email
from loopbaankrediet.counsellors.errors import MethodsMissing
from loopbaankrediet.counsellors.files.errors import (
    AlreadyInRegister,
    AnswerMissing,
    CaseRuns,
    ClaimUnknown,
    EvidenceMissing,
    EvidenceWordsMissing,
    OfferIncomplete,
    RenewalTooEarly,
)
from loopbaankrediet.counsellors.files.facts import EVIDENCE, MET, NONE, OFFER, SIGNED, offer_of, typed_offer
from loopbaankrediet.counsellors.files.locks import evidence_in, lock_case, note_case
from loopbaankrediet.counsellors.files.models import CaseEvidence, CaseKind, Condition, RegistrationCase
from loopbaankrediet.counsellors.files.policies import check_is_candidate, check_is_own_case
from loopbaankrediet.counsellors.files.renewing import carried_evidence, offer_of_registered
from loopbaankrediet.counsellors.files.states import CASE_TABLE, EVIDENCE_TABLE, RUNNING, EvidenceState
from loopbaankrediet.counsellors.law import asks_wse_quality
from loopbaankrediet.counsellors.measures.history import renewal_opens_on
from loopbaankrediet.counsellors.models import Counsellor, LegalForm, RegistrationState
from loopbaankrediet.counsellors.queries import counsellor_of
from loopbaankrediet.decree.dated.procedure import choices_of
from loopbaankrediet.decree.loopbaankrediet.chapter4_counsellors_facts import Diploma, Qualification
from loopbaankrediet.journal.actions import done_before
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.errors import WrongState
from loopbaankrediet.kernel.identifiers import parse_iban
from loopbaankrediet.kernel.phone import parse_phone
from loopbaankrediet.people.models import Person

CLAIMS: Mapping[str, tuple[str, ...]] = {
    Condition.DIPLOMA: tuple(one.value for one in Diploma),
    Condition.QUALIFICATION: tuple(one.value for one in Qualification),
    Condition.CODE_OF_CONDUCT: (SIGNED,),
    Condition.WSE_QUALITY: (MET, NONE),
}
NEEDED = {"legal_form": "hoe je werkt", "iban": "je rekening", "municipality": "je gemeente"}


@transaction.atomic
def start_case(*, by: Actor, clock: Clock, key: UUID) -> RegistrationCase:
    """Open a file: a first registration, or the renewal of one, filled in with what is known.

    Raises CaseRuns, or RenewalTooEarly.
    """
    person_id = check_is_candidate(by)
    earlier = done_before(key, by=by, about=("start_registration_case",))
    if earlier is not None:
        return RegistrationCase.objects.get(id=earlier)
    Person.objects.select_for_update().get(id=person_id)
    if RegistrationCase.objects.filter(person_id=person_id, state__in=RUNNING).exists():
        raise CaseRuns
    counsellor = counsellor_of(person_id)
    _check_may_renew(counsellor, clock)
    case = RegistrationCase.objects.create(
        person_id=person_id,
        counsellor=counsellor,
        kind=CaseKind.RENEWAL if counsellor else CaseKind.FIRST,
        offer_sealed=seal_for(person_id, offer_of_registered(counsellor) if counsellor else {}, context=OFFER),
        started_on=clock.today(),
        started_at=clock.now(),
    )
    carried = carried_evidence(counsellor) if counsellor else {}
    CaseEvidence.objects.bulk_create(
        CaseEvidence(case=case, condition=condition, **carried.get(condition, {})) for condition in _asked(clock)
    )
    CaseEvidence.objects.filter(case=case).exclude(claim="").update(state=EvidenceState.GIVEN)
    note_case("start_registration_case", case, by=by, clock=clock, key=key)
    return case


@transaction.atomic
def save_offer(*, case_id: UUID, typed: Mapping[str, Any], by: Actor, clock: Clock, key: UUID) -> RegistrationCase:
    """Keep what the candidate typed, whole or not, until the decision."""
    done = done_before(key, by=by, about=("save_registration_offer", case_id, sorted(typed.items())))
    case = lock_case(case_id)
    check_is_own_case(by, case)
    if done is None:
        _check_runs(case)
        case.offer_sealed = seal_for(case.person_id, dict(typed), context=OFFER)
        case.save(update_fields=["offer_sealed"])
        note_case("save_registration_offer", case, by=by, clock=clock, key=key)
    return case


@transaction.atomic
def give_evidence(
    *, case_id: UUID, condition: str, claim: str, words: str, by: Actor, clock: Clock, key: UUID
) -> RegistrationCase:
    """Say what one has for a condition, and which document shows it; again as long as nothing is decided."""
    done = done_before(key, by=by, about=("give_registration_evidence", case_id, condition, claim, words))
    case = lock_case(case_id)
    check_is_own_case(by, case)
    if done is None:
        _check_runs(case)
        _check_claim(condition, claim, words, clock)
        row = CaseEvidence.objects.select_for_update().get(case=case, condition=condition)
        row.state = EVIDENCE_TABLE.after(row.state, "give")
        row.claim, row.words_sealed = claim, seal_for(case.person_id, words.strip(), context=EVIDENCE)
        row.given_on, row.given_at = clock.today(), clock.now()
        row.judged_by = row.judged_on = row.judged_at = row.why_sealed = None
        row.save()
        note_case("give_registration_evidence", case, by=by, clock=clock, key=key)
    return case


@transaction.atomic
def submit_case(*, case_id: UUID, by: Actor, clock: Clock, key: UUID) -> RegistrationCase:
    """Hand the file in. Everything must be filled in and shown, or said not to be there."""
    done = done_before(key, by=by, about=("submit_registration_case", case_id))
    case = lock_case(case_id)
    check_is_own_case(by, case)
    if done is None:
        case.state = CASE_TABLE.after(case.state, "submit")
        _check_offer_whole(case, clock)
        case.submitted_on, case.submitted_at = clock.today(), clock.now()
        case.save(update_fields=["state", "submitted_on", "submitted_at"])
        note_case("submit_registration_case", case, by=by, clock=clock, key=key)
    return case


@transaction.atomic
def withdraw_case(*, case_id: UUID, by: Actor, clock: Clock, key: UUID) -> RegistrationCase:
    """The candidate takes the file back, at any time before the decision."""
    done = done_before(key, by=by, about=("withdraw_registration_case", case_id))
    case = lock_case(case_id)
    check_is_own_case(by, case)
    if done is None:
        case.state = CASE_TABLE.after(case.state, "withdraw")
        case.save(update_fields=["state"])
        note_case("withdraw_registration_case", case, by=by, clock=clock, key=key)
    return case


@transaction.atomic
def answer_intention(*, case_id: UUID, answer: str, by: Actor, clock: Clock, key: UUID) -> RegistrationCase:
    """What the candidate thinks of the intention to refuse; also after the term, until the decision."""
    done = done_before(key, by=by, about=("answer_registration_intention", case_id, answer))
    case = lock_case(case_id)
    check_is_own_case(by, case)
    if done is None:
        if not CASE_TABLE.allows(case.state, "refuse"):
            raise WrongState
        if not answer.strip():
            raise AnswerMissing
        case.answer_sealed = seal_for(case.person_id, answer.strip(), context="registration-answer")
        case.answered_on = clock.today()
        case.save(update_fields=["answer_sealed", "answered_on"])
        note_case("answer_registration_intention", case, by=by, clock=clock, key=key)
    return case


def _asked(clock: Clock) -> list[str]:
    """The conditions that the law of today asks proof of."""
    asked = list(Condition.values)
    return asked if asks_wse_quality(clock.today()) else [one for one in asked if one != Condition.WSE_QUALITY]


def _check_may_renew(counsellor: Counsellor | None, clock: Clock) -> None:
    """Who has a term can renew near its end; who left the register is entered anew by the registrar."""
    if counsellor is None:
        return
    if counsellor.valid_until is None or counsellor.state == RegistrationState.DEREGISTERED:
        raise AlreadyInRegister(opens="de dag die je registerbeheerder zegt")
    opens = renewal_opens_on(counsellor.valid_until, today=clock.today())
    if clock.today() < opens:
        raise RenewalTooEarly(opens=day(opens))


def _check_runs(case: RegistrationCase) -> None:
    if case.state not in RUNNING:
        raise WrongState


def _check_claim(condition: str, claim: str, words: str, clock: Clock) -> None:
    listed = choices_of("listed_diplomas", on=clock.today()) if condition == Condition.DIPLOMA else ()
    if claim not in (*CLAIMS.get(condition, ()), *(f"listed:{name}" for name in listed)):
        raise ClaimUnknown
    if condition != Condition.CODE_OF_CONDUCT and claim != NONE and not words.strip():
        raise EvidenceWordsMissing


def _check_offer_whole(case: RegistrationCase, clock: Clock) -> None:
    typed, rows = typed_offer(case), evidence_in(case)
    missing = [words for name, words in NEEDED.items() if not typed[name]]
    if missing:
        raise OfferIncomplete(missing=", ".join(missing))
    offer = offer_of(typed, rows, on=clock.today())
    check_offer(offer)
    if not any(name.strip() for name in offer.methods):
        raise MethodsMissing
    for parse, text in ((parse_iban, offer.iban), (parse_phone, offer.phone), (parse_email, offer.email)):
        parse(text)
    if offer.legal_form != LegalForm.NATURAL_PERSON and not (offer.enterprise_number and offer.organisation_name):
        raise OfferIncomplete(missing="het nummer en de naam van je onderneming")
    asked = [Condition(row.condition).label.lower() for row in rows if row.state == EvidenceState.ASKED]
    if asked:
        raise EvidenceMissing(missing=", ".join(asked))
