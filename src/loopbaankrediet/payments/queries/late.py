"""Claims past their promised day, or that cannot be paid by then."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from loopbaankrediet.counsellors.queries import payee_name
from loopbaankrediet.payments.models import ON_THE_WAY, Claim, ClaimState, PaymentItem
from loopbaankrediet.payments.queries.reasons import Waiting, waits_of

EVERY_ROW = slice(None)


@dataclass(frozen=True)
class LateClaim:
    """A promise that is broken or will be: to whom, how much, promised for when, why, and who follows it up."""

    number: int
    payee: str
    register_number: str
    contact: str
    module_number: int
    cents: int
    due_on: date
    waiting: Waiting
    person_id: UUID


def late_claims(rows: slice = EVERY_ROW, *, on: date) -> tuple[LateClaim, ...]:
    """These of all that are late, the longest late first."""
    claims = list(
        _late(on)
        .select_related("counsellor__person", "counsellor__organisation", "module")
        .order_by("due_on", "number")[rows]
    )
    latest = latest_items(claims)
    waits = waits_of(claims, latest)
    return tuple(_late_claim(claim, waits[claim.id]) for claim in claims)


def count_late(*, on: date) -> int:
    return _late(on).count()


def late_work(*, on: date) -> tuple[tuple[UUID, int, date, UUID], ...]:
    """What is late, without names: claim, number, the day promised, and the person who is paid."""
    rows = _late(on).order_by("due_on", "number")
    return tuple(rows.values_list("id", "number", "due_on", "counsellor__person_id"))


def latest_items(claims: list[Claim]) -> dict[UUID, PaymentItem]:
    """The last attempt of each claim, with its batch, its people and the line that settled it."""
    rows = PaymentItem.objects.filter(claim__in=claims).select_related(
        "batch__made_by", "batch__approved_by", "settled_by"
    )
    return {row.claim_id: row for row in rows.order_by("attempt")}


def _late(on: date) -> QuerySet[Claim]:
    """Not paid on the day promised, or at the bank for a later day than promised."""
    too_late = PaymentItem.objects.filter(state__in=ON_THE_WAY, batch__execution_on__gt=F("claim__due_on")).values(
        "claim_id"
    )
    unpaid = Claim.objects.exclude(state__in=[ClaimState.SETTLED, ClaimState.WITHDRAWN])
    return unpaid.filter(Q(due_on__lt=on) | Q(id__in=too_late))


def _late_claim(claim: Claim, waiting: Waiting) -> LateClaim:
    payee = claim.counsellor
    return LateClaim(
        claim.number,
        payee_name(payee),
        payee.register_number,
        " of ".join(text for text in (payee.phone, payee.email) if text),
        claim.module.number,
        claim.public_cents,
        claim.due_on,
        waiting,
        payee.person_id,
    )
