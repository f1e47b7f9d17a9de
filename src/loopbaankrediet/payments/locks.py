"""The lock order of this room: deductions, files of the bank one by one, claims, batches; the ledger last."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.matching import ClaimFact, Payment
from loopbaankrediet.payments.models import ClaimState, ItemState, PaymentBatch

BANK_LOCK = 2028

CLAIMS = """
SELECT count(*) FROM (
  SELECT FROM payments_claim WHERE id IN (
    SELECT claim_id FROM payments_paymentitem
     WHERE end_to_end_id = ANY(%(ids)s) OR batch_id = ANY(%(batches)s))
   ORDER BY number FOR UPDATE) AS locked
"""
PAYEES = """
SELECT count(*) FROM (SELECT FROM counsellors_counsellor WHERE id = ANY(%s) ORDER BY id FOR SHARE) AS locked
"""
DEDUCTIONS = "SELECT FROM payments_deduction WHERE stopped_at IS NULL ORDER BY id FOR UPDATE"
PAYMENTS = """
SELECT item.id, item.end_to_end_id, claim.public_cents - item.set_off_cents, item.state, item.reason, claim.id,
       claim.state, claim.counsellor_id, item.batch_id, item.owed_transfer, item.spent_transfer, item.settled_transfer,
       item.settled_by_id, coalesce(out.reference, ''), item.returned_by_id, coalesce(back.reference, ''),
       out.booked_on, back.booked_on
  FROM payments_paymentitem AS item JOIN payments_claim AS claim ON claim.id = item.claim_id
  LEFT JOIN payments_bankline AS out ON out.id = item.settled_by_id
  LEFT JOIN payments_bankline AS back ON back.id = item.returned_by_id
 WHERE item.end_to_end_id = ANY(%(ids)s) OR item.batch_id = ANY(%(batches)s)
 ORDER BY item.end_to_end_id
"""


def one_bank_file_at_a_time() -> None:
    """Until the transaction ends no other file of the bank is taken: two of them could wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BANK_LOCK])


def keep_payees(counsellor_ids: Iterable[UUID]) -> None:
    """Until the transaction ends nobody changes these counsellors: not their account, not their registration."""
    with connection.cursor() as cursor:
        cursor.execute(PAYEES, [list(counsellor_ids)])


def lock_deductions() -> None:
    """Until the transaction ends no other batch sets anything off: two of them would keep back the same debt."""
    with connection.cursor() as cursor:
        cursor.execute(DEDUCTIONS)


def lock_batch(batch_id: UUID) -> PaymentBatch:
    """The batch, locked after its claims. NotFound when there is none."""
    _lock_claims((), (batch_id,))
    batch = PaymentBatch.objects.select_for_update().filter(id=batch_id).first()
    if batch is None:
        raise NotFound
    return batch


def lock_payments(
    *, end_to_end_ids: Iterable[str] = (), batch_ids: Iterable[UUID] = ()
) -> tuple[dict[UUID, PaymentBatch], list[Payment]]:
    """These payments and all of these batches: the claims locked, then the batches, by id."""
    names, whole = list(end_to_end_ids), list(batch_ids)
    _lock_claims(names, whole)
    with connection.cursor() as cursor:
        cursor.execute(PAYMENTS, {"ids": names, "batches": whole})
        payments = list(_payments(cursor))
    wanted = {payment.batch_id for payment in payments}.union(whole)
    locked = PaymentBatch.objects.select_for_update().filter(id__in=wanted).order_by("id")
    return {batch.id: batch for batch in locked}, payments


def _lock_claims(end_to_end_ids: Sequence[str], batch_ids: Sequence[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(CLAIMS, {"ids": list(end_to_end_ids), "batches": list(batch_ids)})


def _payments(rows: Iterable[tuple[Any, ...]]) -> Iterator[Payment]:
    """Attempts of one claim share its state."""
    claims: dict[UUID, ClaimFact] = {}
    for row in rows:
        number, name, cents, state, reason, claim_id, claim_state, *rest = row
        claim = claims.setdefault(claim_id, ClaimFact(claim_id, ClaimState(claim_state)))
        yield Payment(number, name, cents, ItemState(state), reason, claim, *rest)
