"""The bank's answer to an order: accepted payments are noted, rejected ones come back and are tried again."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import SYSTEM, Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.payments.actions.waiting import match_waiting
from loopbaankrediet.payments.bank.pain002 import (
    PaymentStatus,
    PaymentStatusReport,
    TransactionStatus,
    read_status_report,
)
from loopbaankrediet.payments.errors import AnswersContradict, UnknownOrder, UnknownPayment
from loopbaankrediet.payments.locks import one_bank_file_at_a_time
from loopbaankrediet.payments.matching import Payment
from loopbaankrediet.payments.models import (
    ITEM_TABLE,
    BankAnswer,
    ClaimState,
    ItemState,
    PaymentBatch,
)
from loopbaankrediet.payments.reconciling import Reconciliation
from loopbaankrediet.people.policies import check_has_role_or_is_system

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
    check_has_role_or_is_system(by, Role.PAYMENTS_OFFICER)
    report = read_status_report(content)
    digest = hashlib.sha256(content).hexdigest()
    return _apply(report, digest, by=by, clock=clock)


@transaction.atomic
def _apply(report: PaymentStatusReport, digest: str, *, by: Actor, clock: Clock) -> Taken:
    key = uuid5(ANSWERS, digest)
    if done_before(key, by=SYSTEM, about=("take_answer", digest)):
        earlier = BankAnswer.objects.get(sha256=digest)
        return Taken(earlier.batch_id, earlier.accepted, earlier.rejected, is_new=False)
    batch = check_our_order(report.original_message_id)
    one_bank_file_at_a_time()
    found = Reconciliation(orders=[report.original_message_id])
    verdicts = _verdicts(report, set(found.payments))
    counts = Counter(_apply_one(found, found.payments[name], verdict) for name, verdict in verdicts.items())
    found.finish(by=by, clock=clock, key=key)
    answer = BankAnswer.objects.create(
        batch=batch,
        sha256=digest,
        message_id=report.message_id,
        accepted=counts["accept"],
        rejected=counts["reject"],
        taken_at=clock.now(),
    )
    record_act("take_answer", Subject("answer", answer.id), key=key, by=by, clock=clock)
    match_waiting(by=by, clock=clock, key=uuid5(key, "waiting"))
    return Taken(batch.id, answer.accepted, answer.rejected, is_new=True)


def check_our_order(message_id: str) -> PaymentBatch:
    """The order that an answer is about; UnknownOrder when we sent none of that name."""
    batch = PaymentBatch.objects.filter(message_id=message_id).first()
    if batch is None:
        raise UnknownOrder(message_id=message_id)
    return batch


def _verdicts(report: PaymentStatusReport, ours: set[str]) -> Mapping[str, TransactionStatus]:
    """The bank's word per payment, also for those it does not list when the whole order has one status."""
    for transaction_status in report.transactions:
        if transaction_status.end_to_end_id not in ours:
            raise UnknownPayment(end_to_end_id=transaction_status.end_to_end_id, message_id=report.original_message_id)
    listed = {status.end_to_end_id: status for status in report.transactions}
    _check_group(report)
    rest = report.status_of_unlisted
    if rest is None:
        return listed
    return listed | _silent(ours - set(listed), rest, report)


def _silent(names: Iterable[str], status: PaymentStatus, report: PaymentStatusReport) -> dict[str, TransactionStatus]:
    return {name: TransactionStatus(name, status, report.reason_code, report.reason_text) for name in names}


def _check_group(report: PaymentStatusReport) -> None:
    """An order that is rejected as a whole holds no accepted payment."""
    whole = report.payment_status or report.group_status
    if whole is PaymentStatus.REJECTED:
        for status in report.transactions:
            if VERB_OF_STATUS.get(status.status) == "accept":
                raise AnswersContradict(end_to_end_id=status.end_to_end_id)


def _apply_one(found: Reconciliation, payment: Payment, verdict: TransactionStatus) -> str:
    """What one verdict did; '' when it changes nothing: still pending, or said before.

    A bank that accepts what it first rejected, or rejects what it booked, blocks the claim: it must not be paid a
    second time before someone knows.
    """
    verb = VERB_OF_STATUS.get(verdict.status, "")
    if verb == "accept" and payment.state is ItemState.REJECTED and payment.claim.state is not ClaimState.BLOCKED:
        if not found.block(payment):
            raise AnswersContradict(end_to_end_id=payment.end_to_end_id)
        return "block"
    if verb == "reject" and payment.state is ItemState.SETTLED and payment.claim.state is ClaimState.SETTLED:
        found.reject(payment, _reason(verdict))
        return "block"
    if not verb or not ITEM_TABLE.allows(payment.state, verb) or ITEM_TABLE.after(payment.state, verb) == payment.state:
        return ""
    if verb == "accept":
        found.accept(payment)
    else:
        found.reject(payment, _reason(verdict))
    return verb


def _reason(verdict: TransactionStatus) -> str:
    return " ".join(part for part in (verdict.reason_code, verdict.reason_text) if part)
