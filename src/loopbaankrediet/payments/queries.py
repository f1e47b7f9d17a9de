"""Reads of claims and batches."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet, Sum

from loopbaankrediet.counsellors.models import RegistrationState
from loopbaankrediet.counsellors.queries import payee_name
from loopbaankrediet.payments.models import (
    BankAnswer,
    Claim,
    ClaimState,
    ItemState,
    PaymentBatch,
    PaymentFile,
    PaymentItem,
)


@dataclass(frozen=True)
class ClaimView:
    """One claim. `pay_day`: the day it is or will be paid; until it is in a batch, the last day of the term."""

    number: int
    module_id: UUID
    module_number: int
    client: str
    state: str
    minutes: int
    public_cents: int
    own_cents: int
    arisen_on: date
    due_on: date
    pay_day: date
    came_back: bool
    reason: str


@dataclass(frozen=True)
class Returned:
    """A claim that waits again because the bank refused the last attempt; whom to call before paying anew."""

    payee: str
    register_number: str
    phone: str
    email: str
    module_number: int
    cents: int
    reason: str


@dataclass(frozen=True)
class BatchView:
    id: UUID
    state: str
    message_id: str
    count: int
    total_cents: int
    made_by: str
    made_by_id: UUID
    made_on: date
    approved_by: str | None
    execution_on: date | None
    delivered_at: datetime | None
    accepted: int
    rejected: int


@dataclass(frozen=True)
class ItemView:
    """One payment as an approver checks it; of the account only the last signs, of the client nothing."""

    end_to_end_id: str
    payee: str
    counsellor: str
    register_number: str
    iban_end: str
    module_number: int
    confirmed_on: date
    minutes: int
    cents: int
    state: str
    reason: str


def claims_of(counsellor_id: UUID) -> tuple[ClaimView, ...]:
    """A counsellor's claims, newest first."""
    return _views(Claim.objects.filter(counsellor_id=counsellor_id).order_by("-arisen_at", "-number"))


def open_amount() -> tuple[int, int]:
    """How many claims the next batch would take, and their total in cents."""
    waiting = Claim.objects.filter(state=ClaimState.OPEN, counsellor__state=RegistrationState.REGISTERED)
    return waiting.count(), int(waiting.aggregate(total=Sum("public_cents"))["total"] or 0)


def returned() -> tuple[Returned, ...]:
    """Claims that wait again after a refusal by the bank, oldest first."""
    waiting = Claim.objects.filter(state=ClaimState.OPEN)
    items = PaymentItem.objects.filter(claim__in=waiting).order_by("claim_id", "-attempt").distinct("claim_id")
    rows = items.select_related("claim__counsellor__person", "claim__counsellor__organisation", "claim__module")
    refused = [row for row in rows if row.state == ItemState.REJECTED]
    return tuple(_returned(row) for row in sorted(refused, key=lambda row: row.claim.number))


def _returned(row: PaymentItem) -> Returned:
    counsellor = row.claim.counsellor
    return Returned(
        payee_name(counsellor),
        counsellor.register_number,
        counsellor.phone,
        counsellor.email,
        row.claim.module.number,
        row.claim.public_cents,
        row.reason,
    )


def blocked() -> tuple[ClaimView, ...]:
    """Claims about which the bank contradicts itself: nothing is paid until an officer lets them go."""
    return _views(Claim.objects.filter(state=ClaimState.BLOCKED).order_by("number"))


def batches() -> tuple[BatchView, ...]:
    """All batches, newest first."""
    rows = list(PaymentBatch.objects.select_related("made_by", "approved_by").order_by("-made_at")[:100])
    return tuple(_batch_view(row, delivered, answers) for row, delivered, answers in _with_files(rows))


def batch(batch_id: UUID) -> BatchView | None:
    rows = list(PaymentBatch.objects.select_related("made_by", "approved_by").filter(id=batch_id))
    views = [_batch_view(row, delivered, answers) for row, delivered, answers in _with_files(rows)]
    return views[0] if views else None


def items_of(batch_id: UUID) -> tuple[ItemView, ...]:
    rows = PaymentItem.objects.filter(batch_id=batch_id).select_related(
        "claim__counsellor__person", "claim__counsellor__organisation", "claim__module"
    )
    return tuple(
        ItemView(
            row.end_to_end_id,
            payee_name(row.claim.counsellor),
            row.claim.counsellor.person.full_name,
            row.claim.counsellor.register_number,
            row.claim.counsellor.iban_end,
            row.claim.module.number,
            row.claim.arisen_on,
            row.claim.minutes,
            row.claim.public_cents,
            row.state,
            row.reason,
        )
        for row in rows.order_by("end_to_end_id")
    )


def file_of(batch_id: UUID) -> tuple[str, bytes] | None:
    """Name and content of the bank file."""
    row = PaymentFile.objects.filter(batch_id=batch_id).select_related("batch").first()
    return (f"{row.batch.message_id}.xml", bytes(row.content)) if row else None


def _views(rows: QuerySet[Claim]) -> tuple[ClaimView, ...]:
    claims = list(rows.select_related("module__track__person"))
    items = PaymentItem.objects.filter(claim__in=claims).select_related("batch").order_by("attempt")
    latest = {item.claim_id: item for item in items}
    return tuple(_claim_view(claim, latest.get(claim.id)) for claim in claims)


def _claim_view(claim: Claim, item: PaymentItem | None) -> ClaimView:
    running = item is not None and item.state in (ItemState.SENT, ItemState.ACCEPTED)
    pay_day = item.batch.execution_on if item is not None and running else None
    return ClaimView(
        claim.number,
        claim.module_id,
        claim.module.number,
        claim.module.track.person.full_name,
        claim.state,
        claim.minutes,
        claim.public_cents,
        claim.own_cents,
        claim.arisen_on,
        claim.due_on,
        pay_day or claim.due_on,
        came_back=item is not None and item.state == ItemState.REJECTED,
        reason=item.reason if item is not None and item.state == ItemState.REJECTED else "",
    )


def _with_files(
    rows: list[PaymentBatch],
) -> list[tuple[PaymentBatch, datetime | None, tuple[int, int]]]:
    files = dict(
        PaymentFile.objects.filter(batch__in=rows).order_by("batch_id").values_list("batch_id", "delivered_at")
    )
    sums = BankAnswer.objects.filter(batch__in=rows).order_by("batch_id").values("batch_id")
    answers = {
        row["batch_id"]: (row["accepted_sum"], row["rejected_sum"])
        for row in sums.annotate(accepted_sum=Sum("accepted"), rejected_sum=Sum("rejected"))
    }
    return [(row, files.get(row.id), answers.get(row.id, (0, 0))) for row in rows]


def _batch_view(row: PaymentBatch, delivered_at: datetime | None, answers: tuple[int, int]) -> BatchView:
    return BatchView(
        row.id,
        row.state,
        row.message_id,
        row.count,
        row.total_cents,
        row.made_by.full_name,
        row.made_by_id,
        row.made_on,
        row.approved_by.full_name if row.approved_by else None,
        row.execution_on,
        delivered_at,
        *answers,
    )
