"""Which decisions about her credit a citizen can ask to look at again, and until when."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.models import Decision, DecisionKind, Revocation, RevocationState
from loopbaankrediet.decree.dated.remedies import remedies_for
from loopbaankrediet.kernel.errors import NotFound

KINDS = {DecisionKind.GRANT: "granted", DecisionKind.TARIFF: "granted", DecisionKind.REFUSAL: "refused"}
REMEDY = "reconsideration"


@dataclass(frozen=True)
class Contestable:
    """One decision. `kind`: of the decision, or 'revocation'. `last_day`: when it was read on the day it was made.

    `signed_by_id`: who signed it; empty when the platform decided.
    """

    person_id: UUID
    kind: str
    decision_id: int | None
    revocation_id: UUID | None
    application_id: UUID
    file_number: str
    minutes: int
    decided_on: date
    last_day: date | None
    signed_by_id: UUID | None


def contestable_of(person_id: UUID) -> tuple[Contestable, ...]:
    """All of hers, newest first, also those of which the term is over: who is late can still explain why."""
    decisions = [_of_decision(row) for row in _decisions().filter(application__person_id=person_id)]
    revocations = [_of_revocation(row) for row in _revocations().filter(application__person_id=person_id)]
    return tuple(sorted((*decisions, *revocations), key=lambda one: one.decided_on, reverse=True))


def contestable_decision(decision_id: int) -> Contestable:
    """NotFound when there is none, or nothing can be asked against its kind."""
    row = _decisions().filter(id=decision_id).first()
    if row is None:
        raise NotFound
    return _of_decision(row)


def contestable_revocation(revocation_id: UUID) -> Contestable:
    """NotFound when there is none, or nothing was taken back."""
    row = _revocations().filter(id=revocation_id).first()
    if row is None:
        raise NotFound
    return _of_revocation(row)


def _decisions() -> QuerySet[Decision]:
    return Decision.objects.filter(kind__in=KINDS).select_related("application").order_by("-id")


def _revocations() -> QuerySet[Revocation]:
    rows = Revocation.objects.filter(state=RevocationState.REVOKED)
    return rows.select_related("application").order_by("-decided_at")


def _of_decision(row: Decision) -> Contestable:
    return Contestable(
        person_id=row.application.person_id,
        kind=row.kind,
        decision_id=row.id,
        revocation_id=None,
        application_id=row.application_id,
        file_number=file_number(row.application.number),
        minutes=row.minutes,
        decided_on=row.decided_on,
        last_day=_last_day(KINDS[DecisionKind(row.kind)], row.decided_on),
        signed_by_id=row.signed_by_id,
    )


def _of_revocation(row: Revocation) -> Contestable:
    decided_on = row.decided_on or row.opened_on
    return Contestable(
        person_id=row.application.person_id,
        kind="revocation",
        decision_id=None,
        revocation_id=row.id,
        application_id=row.application_id,
        file_number=file_number(row.application.number),
        minutes=row.revoked_minutes,
        decided_on=decided_on,
        last_day=_last_day("revocation", decided_on),
        signed_by_id=row.decided_by_id,
    )


def _last_day(outcome: str, decided_on: date) -> date | None:
    """From the table of remedies of that day (default 25)."""
    found = (remedy for remedy in remedies_for(outcome, decided_on, decided_on) if remedy.name == REMEDY)
    days = next((remedy.term_days for remedy in found), 0)
    return decided_on + timedelta(days=days) if days else None
