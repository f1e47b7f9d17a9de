"""The bank's answer to an order: accepted payments are noted, rejected ones come back and are tried again."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import SYSTEM, Actor, Capacity, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import direct, record
from loopbaankrediet.payments.bank.pain002 import (
    PaymentStatus,
    PaymentStatusReport,
    TransactionStatus,
    read_status_report,
)
from loopbaankrediet.payments.errors import AnswersContradict, UnknownOrder, UnknownPayment
from loopbaankrediet.payments.locks import cents_by_counsellor, lock_batch
from loopbaankrediet.payments.models import (
    BATCH_TABLE,
    CLAIM_TABLE,
    ITEM_TABLE,
    BankAnswer,
    Claim,
    ClaimState,
    ItemState,
    PaymentBatch,
    PaymentItem,
)
from loopbaankrediet.people.policies import check_has_role

ANSWERS = UUID("5c0f4f0e-6f43-5b8e-9d5e-3f2b7a1f9d10")
VERB_OF_STATUS = {
    PaymentStatus.SETTLED: "accept",
    PaymentStatus.IN_PROCESS: "accept",
    PaymentStatus.CUSTOMER_ACCEPTED: "accept",
    PaymentStatus.ACCEPTED_WITH_CHANGE: "accept",
    PaymentStatus.REJECTED: "reject",
}


@dataclass(frozen=True)
class Taken:
    """What an answer did. `is_new` is False when the very same file was taken before."""

    batch_id: UUID
    accepted: int
    rejected: int
    is_new: bool


def take_answer(*, content: bytes, by: Actor, clock: Clock) -> Taken:
    """Read a pain.002 file and apply it. BankFileError, UnknownOrder and UnknownPayment change nothing."""
    if by.capacity is not Capacity.SYSTEM:
        check_has_role(by, Role.PAYMENTS_OFFICER)
    report = read_status_report(content)
    digest = hashlib.sha256(content).hexdigest()
    return _apply(report, digest, by=by, clock=clock)


@transaction.atomic
def _apply(report: PaymentStatusReport, digest: str, *, by: Actor, clock: Clock) -> Taken:
    key = uuid5(ANSWERS, digest)
    if done_before(key, by=SYSTEM, about=("take_answer", digest)):
        earlier = BankAnswer.objects.get(sha256=digest)
        return Taken(earlier.batch_id, earlier.accepted, earlier.rejected, is_new=False)
    batch, items = lock_batch(_batch_id(report.original_message_id))
    verdicts = _verdicts(report, items)
    moved = [_move(item, verdicts[item.end_to_end_id]) for item in items if item.end_to_end_id in verdicts]
    _keep([item for item, verb in moved if verb])
    _bring_back(batch, [item for item, verb in moved if verb == "reject"], by=by, clock=clock, key=key)
    counts = Counter(verb for _, verb in moved)
    if counts["accept"] or counts["reject"]:
        batch.state = BATCH_TABLE.after(batch.state, "answer")
        batch.save(update_fields=["state"])
    answer = BankAnswer.objects.create(
        batch=batch,
        sha256=digest,
        message_id=report.message_id,
        accepted=counts["accept"],
        rejected=counts["reject"],
        taken_at=clock.now(),
    )
    record_act("take_answer", Subject("answer", answer.id), key=key, by=by, clock=clock)
    return Taken(batch.id, answer.accepted, answer.rejected, is_new=True)


def _batch_id(message_id: str) -> UUID:
    batch = PaymentBatch.objects.filter(message_id=message_id).first()
    if batch is None:
        raise UnknownOrder(message_id=message_id)
    return batch.id


def _verdicts(report: PaymentStatusReport, items: Sequence[PaymentItem]) -> Mapping[str, TransactionStatus]:
    """The bank's word per payment, also for those it does not list when the whole order has one status."""
    ours = {item.end_to_end_id for item in items}
    for transaction_status in report.transactions:
        if transaction_status.end_to_end_id not in ours:
            raise UnknownPayment(end_to_end_id=transaction_status.end_to_end_id, message_id=report.original_message_id)
    listed = {status.end_to_end_id: status for status in report.transactions}
    _check_group(report)
    rest = report.status_of_unlisted
    if rest is None:
        return listed
    silent = {
        name: TransactionStatus(name, rest, report.reason_code, report.reason_text) for name in ours - set(listed)
    }
    return listed | silent


def _check_group(report: PaymentStatusReport) -> None:
    """An order that is rejected as a whole holds no accepted payment."""
    whole = report.payment_status or report.group_status
    if whole is PaymentStatus.REJECTED:
        for status in report.transactions:
            if VERB_OF_STATUS.get(status.status) == "accept":
                raise AnswersContradict(end_to_end_id=status.end_to_end_id)


def _move(item: PaymentItem, verdict: TransactionStatus) -> tuple[PaymentItem, str]:
    """Apply one verdict; '' when it changes nothing: still pending, or said before.

    A bank that accepts what it first rejected blocks the claim: it must not be paid a second time before someone knows.
    """
    verb = VERB_OF_STATUS.get(verdict.status, "")
    if verb == "accept" and item.state == ItemState.REJECTED and item.claim.state != ClaimState.BLOCKED:
        return _block(item)
    if not verb or not ITEM_TABLE.allows(item.state, verb) or ITEM_TABLE.after(item.state, verb) == item.state:
        return item, ""
    item.state = ITEM_TABLE.after(item.state, verb)
    item.reason = " ".join(part for part in (verdict.reason_code, verdict.reason_text) if part)
    item.claim.state = CLAIM_TABLE.after(item.claim.state, verb)
    return item, verb


def _block(item: PaymentItem) -> tuple[PaymentItem, str]:
    if not CLAIM_TABLE.allows(item.claim.state, "block"):
        raise AnswersContradict(end_to_end_id=item.end_to_end_id)
    item.claim.state = CLAIM_TABLE.after(item.claim.state, "block")
    return item, "block"


def _keep(items: Sequence[PaymentItem]) -> None:
    PaymentItem.objects.bulk_update(items, ["state", "reason"], batch_size=1000)
    Claim.objects.bulk_update([item.claim for item in items], ["state"], batch_size=1000)


def _bring_back(batch: PaymentBatch, rejected: Sequence[PaymentItem], *, by: Actor, clock: Clock, key: UUID) -> None:
    if not rejected:
        return
    year, transit = (batch.approved_on or batch.made_on).year, accounts.in_transit(batch.id)
    back = cents_by_counsellor(rejected)
    returned = direct("payment", accounts.paid_out(year), accounts.payment_appropriation(year), sum(back.values()))
    owed = [direct(f"payee:{payee}", transit, accounts.payable(payee), cents) for payee, cents in back.items()]
    record([returned, *owed], act="reject_payment", act_key=key, effective_on=clock.today(), by=by)
