"""Reads of registration files, for the candidate and for the registrar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from loopbaankrediet import decree
from loopbaankrediet.counsellors.actions import would_weigh
from loopbaankrediet.counsellors.conditions import ConditionView, condition_views
from loopbaankrediet.counsellors.files.deciding import DECISION, INTENTION
from loopbaankrediet.counsellors.files.facts import EVIDENCE, typed_offer, weigh_case
from loopbaankrediet.counsellors.files.locks import evidence_in
from loopbaankrediet.counsellors.files.models import CaseEvidence, CaseKind, Condition, RegistrationCase
from loopbaankrediet.counsellors.files.states import RUNNING, WITH_OFFICER, CaseState
from loopbaankrediet.journal.keys import text_opener_for, unseal_for
from loopbaankrediet.kernel.errors import DomainError, NotFound


@dataclass(frozen=True)
class CaseLine:
    """One file in a list."""

    id: UUID
    person_id: UUID
    name: str
    kind: str
    state: str
    started_on: date
    submitted_on: date | None
    answer_until: date | None
    to_judge: int


@dataclass(frozen=True)
class EvidenceView:
    """What is shown for one condition; `words` and `why` are empty when nothing was written."""

    id: UUID
    condition: str
    label: str
    state: str
    claim: str
    words: str
    given_on: date | None
    judged_on: date | None
    why: str


@dataclass(frozen=True)
class CaseView:
    """A file with all that is in it. `reasons`: of the intention while it is one, of the decision once it is taken."""

    id: UUID
    person_id: UUID
    counsellor_id: UUID | None
    register_number: str
    valid_until: date | None
    name: str
    kind: str
    is_renewal: bool
    state: str
    offer: Mapping[str, Any]
    evidence: tuple[EvidenceView, ...]
    started_on: date
    submitted_on: date | None
    intended_on: date | None
    intended_by: str
    intention: str
    answer_until: date | None
    answer: str
    answered_on: date | None
    decided_on: date | None
    decided_by: str
    reasons: str
    decided_conditions: tuple[ConditionView, ...]

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    def can_be_refused(self, today: date) -> bool:
        """She answered the intention, or her term is over."""
        is_over = self.answer_until is not None and today > self.answer_until
        return self.state == CaseState.INTENDED and (self.answered_on is not None or is_over)


@dataclass(frozen=True)
class Proposal:
    """What the law would say now. `outcome` is '' when the offer is not whole; `problem` then says what is wrong."""

    outcome: str
    conditions: tuple[ConditionView, ...]
    problem: str = ""


def cases_of(person_id: UUID) -> tuple[CaseLine, ...]:
    """Every file of one candidate, newest first."""
    rows = RegistrationCase.objects.filter(person_id=person_id).select_related("person").order_by("-started_at")
    return tuple(_line(row) for row in rows)


def cases_to_handle() -> tuple[CaseLine, ...]:
    """What waits for a registrar or for an answer, oldest first."""
    rows = RegistrationCase.objects.filter(state__in=WITH_OFFICER).select_related("person").order_by("submitted_at")
    return tuple(_line(row) for row in rows)


def case_to_read(case_id: UUID) -> CaseView:
    """NotFound when there is none."""
    named = ("person", "counsellor", "intended_by", "decided_by")
    row = RegistrationCase.objects.filter(id=case_id).select_related(*named).first()
    if row is None:
        raise NotFound
    decision = unseal_for(row.person_id, row.decision_sealed, context=DECISION) if row.decision_sealed else {}
    return CaseView(
        id=row.id,
        person_id=row.person_id,
        counsellor_id=row.counsellor_id,
        register_number=row.counsellor.register_number if row.counsellor else "",
        valid_until=row.counsellor.valid_until if row.counsellor else None,
        name=row.person.full_name,
        kind=CaseKind(row.kind).label,
        is_renewal=row.kind == CaseKind.RENEWAL,
        state=row.state,
        offer=typed_offer(row),
        evidence=tuple(_evidence(one, row.person_id) for one in evidence_in(row)),
        started_on=row.started_on,
        submitted_on=row.submitted_on,
        intended_on=row.intended_on,
        intended_by=row.intended_by.full_name if row.intended_by else "",
        intention=_text(row, row.intention_sealed, INTENTION),
        answer_until=row.answer_until,
        answer=_text(row, row.answer_sealed, "registration-answer"),
        answered_on=row.answered_on,
        decided_on=row.decided_on,
        decided_by=row.decided_by.full_name if row.decided_by else "",
        reasons=decision.get("reasons", ""),
        decided_conditions=condition_views(decision.get("why", ())),
    )


def proposal_for(case_id: UUID, *, on: date) -> Proposal:
    """The decision that the law proposes on what was accepted so far, condition by condition."""
    row = RegistrationCase.objects.select_related("person").get(id=case_id)
    try:
        decision = weigh_case(row, evidence_in(row), on=on, by=would_weigh).decision
    except DomainError as error:
        return Proposal("", (), str(error))
    return Proposal(decision.outcome.value, _conditions(decision))


def _conditions(decision: decree.Decision) -> tuple[ConditionView, ...]:
    return tuple(ConditionView(one.article, one.text, one.sentence, one.holds) for one in decision.why())


def _line(row: RegistrationCase) -> CaseLine:
    waiting = CaseEvidence.objects.filter(case=row, state="given").exclude(condition=Condition.CODE_OF_CONDUCT)
    return CaseLine(
        row.id,
        row.person_id,
        row.person.full_name,
        CaseKind(row.kind).label,
        row.state,
        row.started_on,
        row.submitted_on,
        row.answer_until,
        waiting.count(),
    )


def _evidence(row: CaseEvidence, person_id: UUID) -> EvidenceView:
    text_of = text_opener_for(person_id, context=EVIDENCE)
    return EvidenceView(
        row.id,
        row.condition,
        Condition(row.condition).label,
        row.state,
        row.claim,
        text_of(row.words_sealed) if row.words_sealed else "",
        row.given_on,
        row.judged_on,
        text_of(row.why_sealed) if row.why_sealed else "",
    )


def _text(row: RegistrationCase, sealed: bytes | memoryview | None, context: str) -> str:
    return text_opener_for(row.person_id, context=context)(sealed) if sealed else ""
