"""Reads of claims, batches and their payments."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, QuerySet, Sum

from loopbaankrediet.counsellors.models import Counsellor, RegistrationState
from loopbaankrediet.counsellors.queries import payee_name
from loopbaankrediet.payments.disputed import UNDER_DISPUTE
from loopbaankrediet.payments.models import (
    ON_THE_WAY,
    Claim,
    ClaimState,
    Fund,
    ItemState,
    PaymentBatch,
    PaymentFile,
    PaymentHold,
    PaymentItem,
    UploadedFile,
    UploadState,
)
from loopbaankrediet.payments.queries.late import latest_items
from loopbaankrediet.payments.queries.reasons import CAME_BACK, Waiting, waits_of

EVERY_ROW = slice(None)
NEVER_LEFT = (ItemState.PREPARED, ItemState.DROPPED)


@dataclass(frozen=True)
class ClaimView:
    """One claim. `pay_day`: the day the bank booked it, or will; until it is at the bank, the last day of the term.

    `basis`: why its minutes stand. `batch_id`: the batch of the last attempt that left. `is_booked`: the account says
    that it was paid. `waiting`: why it is not paid yet, and who follows that up.
    """

    number: int
    fund: Fund
    module_id: UUID
    module_number: int
    client: str
    state: str
    minutes: int
    public_cents: int
    own_cents: int
    arisen_on: date
    basis: str
    due_on: date
    pay_day: date
    came_back: bool
    reason: str
    batch_id: UUID | None
    is_booked: bool
    waiting: Waiting | None
    client_id: UUID


@dataclass(frozen=True)
class Returned:
    """A claim that waits again because the last attempt came back; whom to call before paying anew."""

    payee: str
    register_number: str
    phone: str
    email: str
    module_number: int
    cents: int
    reason: str
    person_id: UUID


@dataclass(frozen=True)
class BatchView:
    id: UUID
    fund: Fund
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
    settled: int
    returned: int
    settled_cents: int


@dataclass(frozen=True)
class ItemView:
    """One payment as an approver checks it; of the account only the last signs, of the client nothing.

    `cents`: what is paid, after what is set off. `settled_on`: the day the bank booked it.
    """

    end_to_end_id: str
    payee: str
    counsellor: str
    register_number: str
    iban_end: str
    module_number: int
    confirmed_on: date
    minutes: int
    cents: int
    set_off_cents: int
    state: str
    reason: str
    settled_on: date | None
    earlier: tuple["Earlier", ...]
    person_id: UUID


@dataclass(frozen=True)
class Earlier:
    """An attempt that was paid for nothing: the bank's reason, and by whose hand its file came, "" for the bank's."""

    state: str
    reason: str
    given_by: str


@dataclass(frozen=True)
class Counts:
    """Payments of a batch by state, and what the bank booked of them."""

    states: Counter[str]
    settled_cents: int


def claims_of(counsellor_id: UUID) -> tuple[ClaimView, ...]:
    """A counsellor's claims, newest first; not those that another replaced before they left."""
    rows = Claim.objects.filter(counsellor_id=counsellor_id).exclude(state=ClaimState.WITHDRAWN)
    return _views(rows.order_by("-arisen_at", "-number"))


def open_amount(fund: Fund = Fund.PUBLIC) -> tuple[int, int]:
    """How many claims the next batch would take, and their total in cents."""
    found = payable_claims(fund).aggregate(count=Count("id"), total=Sum("public_cents"))
    return found["count"], int(found["total"] or 0)


def payable_claims(fund: Fund = Fund.PUBLIC) -> QuerySet[Claim]:
    """Open claims on a fund: no suspended counsellor, no payments that are stopped, and nobody disputes them."""
    held = PaymentHold.objects.filter(released_at=None).values("counsellor_id")
    suspended = Counsellor.objects.filter(state=RegistrationState.SUSPENDED).values("id")
    waiting = Claim.objects.filter(state=ClaimState.OPEN, fund=fund).exclude(counsellor__in=suspended)
    return waiting.exclude(counsellor__in=held).exclude(UNDER_DISPUTE)


def returned() -> tuple[Returned, ...]:
    """Claims that wait again after a refusal or a return by the bank, oldest first."""
    waiting = Claim.objects.filter(state=ClaimState.OPEN)
    items = PaymentItem.objects.filter(claim__in=waiting).order_by("claim_id", "-attempt").distinct("claim_id")
    rows = items.select_related("claim__counsellor__person", "claim__counsellor__organisation", "claim__module")
    refused = [row for row in rows if row.state in CAME_BACK]
    return tuple(_returned(row) for row in sorted(refused, key=lambda row: row.claim.number))


def _returned(row: PaymentItem) -> Returned:
    counsellor = row.claim.counsellor
    return Returned(
        payee_name(counsellor),
        counsellor.register_number,
        counsellor.phone,
        counsellor.email,
        row.claim.module.number,
        row.claim.public_cents - row.set_off_cents,
        row.reason,
        counsellor.person_id,
    )


def batches(rows: slice = EVERY_ROW) -> tuple[BatchView, ...]:
    """These of all batches, newest first."""
    found = list(PaymentBatch.objects.select_related("made_by", "approved_by").order_by("-made_at")[rows])
    return tuple(_batch_view(row, delivered, answers) for row, delivered, answers in _with_files(found))


def batch(batch_id: UUID) -> BatchView | None:
    rows = list(PaymentBatch.objects.select_related("made_by", "approved_by").filter(id=batch_id))
    views = [_batch_view(row, delivered, answers) for row, delivered, answers in _with_files(rows)]
    return views[0] if views else None


def items_of(batch_id: UUID, *, start: int = 0, most: int | None = None) -> tuple[ItemView, ...]:
    """The payments of a batch in the order of their identifiers, from `start`, at most `most`."""
    rows = (
        PaymentItem.objects.filter(batch_id=batch_id)
        .order_by("end_to_end_id")
        .select_related("claim__counsellor__person", "claim__counsellor__organisation", "claim__module", "settled_by")
    )
    found = list(rows[start : None if most is None else start + most])
    earlier = _earlier(row for row in found if row.attempt > 1)
    return tuple(_item_view(row, earlier.get(row.claim_id, ())) for row in found)


def _earlier(items: Iterable[PaymentItem]) -> dict[UUID, tuple[Earlier, ...]]:
    """By claim the attempts before these that came back, oldest first."""
    last = {item.claim_id: item.attempt for item in items}
    rows = PaymentItem.objects.filter(claim__in=last, state__in=CAME_BACK).order_by("attempt")
    before = [row for row in rows.select_related("returned_by__statement__file") if row.attempt < last[row.claim_id]]
    files = {row.returned_by.statement.file.sha256 for row in before if row.returned_by}
    hands = UploadedFile.objects.filter(sha256__in=files, state=UploadState.ACCEPTED).select_related("uploaded_by")
    given = {row.sha256: row.uploaded_by.full_name for row in hands.defer("packed")} if files else {}
    found: dict[UUID, tuple[Earlier, ...]] = {}
    for row in before:
        by = given.get(row.returned_by.statement.file.sha256, "") if row.returned_by else ""
        found[row.claim_id] = (*found.get(row.claim_id, ()), Earlier(row.state, row.reason, by))
    return found


def _item_view(row: PaymentItem, earlier: tuple[Earlier, ...]) -> ItemView:
    return ItemView(
        row.end_to_end_id,
        payee_name(row.claim.counsellor),
        row.claim.counsellor.person.full_name,
        row.claim.counsellor.register_number,
        row.account_end,
        row.claim.module.number,
        row.claim.arisen_on,
        row.claim.minutes,
        row.claim.public_cents - row.set_off_cents,
        row.set_off_cents,
        row.state,
        row.reason,
        row.settled_by.booked_on if row.settled_by else None,
        earlier,
        row.claim.counsellor.person_id,
    )


def file_of(batch_id: UUID) -> tuple[str, Iterator[bytes]] | None:
    """Name and content of the bank file, in pieces."""
    row = PaymentFile.objects.filter(batch_id=batch_id).select_related("batch").first()
    return (f"{row.batch.message_id}.xml", row.chunks()) if row else None


def paid_in(batch_id: UUID) -> tuple[UUID, ...]:
    """The persons whose name and account the file of a batch holds."""
    rows = PaymentItem.objects.filter(batch_id=batch_id).order_by("claim__counsellor__person_id").distinct()
    return tuple(rows.values_list("claim__counsellor__person_id", flat=True))


def _views(rows: QuerySet[Claim]) -> tuple[ClaimView, ...]:
    claims = list(rows.select_related("module__track__person", "counsellor"))
    latest = latest_items(claims)
    waits = waits_of(claims, latest)
    return tuple(_claim_view(claim, latest.get(claim.id), waits.get(claim.id)) for claim in claims)


def _claim_view(claim: Claim, item: PaymentItem | None, waiting: Waiting | None) -> ClaimView:
    came_back = item is not None and item.state in CAME_BACK
    return ClaimView(
        claim.number,
        Fund(claim.fund),
        claim.module_id,
        claim.module.number,
        claim.module.track.person.full_name,
        claim.state,
        claim.minutes,
        claim.public_cents,
        claim.own_cents,
        claim.arisen_on,
        claim.basis,
        claim.due_on,
        _pay_day(item) or claim.due_on,
        came_back=came_back,
        reason=item.reason if item is not None and came_back else "",
        batch_id=item.batch_id if item is not None and item.state not in NEVER_LEFT else None,
        is_booked=item is not None and item.state == ItemState.SETTLED,
        waiting=waiting,
        client_id=claim.module.track.person_id,
    )


def _pay_day(item: PaymentItem | None) -> date | None:
    if item is None:
        return None
    if item.settled_by and item.state == ItemState.SETTLED:
        return item.settled_by.booked_on
    return item.batch.execution_on if item.state in ON_THE_WAY else None


def _with_files(rows: list[PaymentBatch]) -> list[tuple[PaymentBatch, datetime | None, Counts]]:
    files = dict(
        PaymentFile.objects.filter(batch__in=rows).order_by("batch_id").values_list("batch_id", "delivered_at")
    )
    return [(row, files.get(row.id), counts) for row, counts in zip(rows, _counts(rows), strict=True)]


def _counts(rows: list[PaymentBatch]) -> list[Counts]:
    """What became of the payments of each batch."""
    items = PaymentItem.objects.filter(batch__in=rows).order_by("batch_id").values_list("batch_id", "state")
    found: dict[UUID, Counter[str]] = {}
    cents: Counter[UUID] = Counter()
    for batch_id, state, count, total in items.annotate(
        count=Count("id"), total=Sum(F("claim__public_cents") - F("set_off_cents"))
    ):
        found.setdefault(batch_id, Counter())[state] = count
        cents[batch_id] += total if state == ItemState.SETTLED else 0
    return [Counts(found.get(row.id, Counter()), cents[row.id]) for row in rows]


def _batch_view(row: PaymentBatch, delivered_at: datetime | None, counts: Counts) -> BatchView:
    return BatchView(
        row.id,
        Fund(row.fund),
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
        accepted=counts.states[ItemState.ACCEPTED]
        + counts.states[ItemState.SETTLED]
        + counts.states[ItemState.RETURNED],
        rejected=counts.states[ItemState.REJECTED],
        settled=counts.states[ItemState.SETTLED],
        returned=counts.states[ItemState.RETURNED],
        settled_cents=counts.settled_cents,
    )
