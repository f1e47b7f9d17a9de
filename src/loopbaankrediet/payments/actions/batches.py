"""Batches under four eyes: made by one officer, approved by another; approval writes the bank file."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, QuerySet, Sum

from loopbaankrediet.budget.queries import year_budget
from loopbaankrediet.counsellors.models import Counsellor, RegistrationState
from loopbaankrediet.counsellors.queries import account_since
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.bank_days import execution_day
from loopbaankrediet.kernel.clock import BRUSSELS, Clock
from loopbaankrediet.office.incidents import check_runs
from loopbaankrediet.office.models import Stops
from loopbaankrediet.payments.actions.losses import check_losses_decided
from loopbaankrediet.payments.appropriation import credit_in_words
from loopbaankrediet.payments.delivery import deliver_later
from loopbaankrediet.payments.disputed import IN_DISPUTE, disputed_claims
from loopbaankrediet.payments.errors import BatchOutdated, NothingToPay, PaymentAppropriationUsed, SamePerson
from loopbaankrediet.payments.locks import keep_payees, lock_batch, lock_deductions
from loopbaankrediet.payments.lost_orders import check_nothing_lost
from loopbaankrediet.payments.models import (
    BATCH_TABLE,
    CLAIM_TABLE,
    ITEM_TABLE,
    Claim,
    ClaimState,
    Fund,
    ItemState,
    PaymentBatch,
    PaymentHold,
    PaymentItem,
    SetOff,
)
from loopbaankrediet.payments.money import send
from loopbaankrediet.payments.orders import file_of_batch
from loopbaankrediet.payments.queries import credit_reach, draft_cents
from loopbaankrediet.people.policies import check_has_role, check_is_system

MOST_PAYMENTS = 100_000

# What running deductions still have to keep back, the oldest first.
DUE = """
SELECT deduction.id, deduction.counsellor_id, deduction.cents - kept.cents
  FROM payments_deduction AS deduction CROSS JOIN LATERAL (
    SELECT coalesce(sum(part.cents), 0) AS cents
      FROM payments_setoff AS part JOIN payments_paymentitem AS item ON item.id = part.item_id
     WHERE part.deduction_id = deduction.id AND item.state <> %(dropped)s) AS kept
 WHERE deduction.stopped_at IS NULL AND deduction.fund = %(fund)s AND deduction.cents > kept.cents
 ORDER BY deduction.ordered_at, deduction.id
"""
# The claims of a batch are many, whatever the statistics of a table that just grew say of them.
MANY_ROWS = "SELECT set_config('enable_nestloop', %s, true)"
TAKE_CLAIMS = f"""
WITH chosen AS MATERIALIZED (
  SELECT claim.id FROM payments_claim AS claim
   WHERE claim.state = %(open)s AND claim.fund = %(fund)s
     AND claim.counsellor_id <> ALL (ARRAY(SELECT id FROM counsellors_counsellor WHERE state = %(suspended)s))
     AND claim.counsellor_id <> ALL (ARRAY(SELECT counsellor_id FROM payments_paymenthold WHERE released_at IS NULL))
     AND NOT {IN_DISPUTE}
   ORDER BY claim.number LIMIT %(most)s FOR UPDATE OF claim),
taken AS (
  UPDATE payments_claim AS claim SET state = %(batched)s FROM chosen WHERE claim.id = chosen.id
  RETURNING claim.id, claim.number, claim.counsellor_id, claim.public_cents),
numbered AS MATERIALIZED (
  SELECT taken.*, gen_random_uuid() AS item_id, 1 + earlier.attempts AS attempt, earlier.set_off
    FROM taken CROSS JOIN LATERAL (
      SELECT count(*) AS attempts, coalesce(max(set_off_cents) FILTER (WHERE state <> %(dropped)s), 0) AS set_off
        FROM payments_paymentitem WHERE claim_id = taken.id) AS earlier),
due AS MATERIALIZED (
  SELECT id, counsellor_id, cents, sum(cents) OVER (PARTITION BY counsellor_id ORDER BY place) AS up_to
    FROM unnest(%(debts)s::uuid[], %(debtors)s::uuid[], %(debt_cents)s::bigint[]) WITH ORDINALITY
         AS running (id, counsellor_id, cents, place)),
room AS (
  SELECT item_id, counsellor_id, most, sum(most) OVER (PARTITION BY counsellor_id ORDER BY number) AS up_to
    FROM (SELECT *, public_cents::bigint * (100 - %(protected)s) / 100 AS most FROM numbered
           WHERE set_off = 0 AND counsellor_id IN (SELECT counsellor_id FROM due)) AS payable),
parts AS MATERIALIZED (
  SELECT item_id, due.id AS deduction_id,
         least(room.up_to, due.up_to) - greatest(room.up_to - most, due.up_to - cents) AS cents
    FROM room JOIN due USING (counsellor_id)
   WHERE least(room.up_to, due.up_to) > greatest(room.up_to - most, due.up_to - cents)),
kept AS (
  INSERT INTO payments_setoff (id, item_id, deduction_id, cents)
    SELECT gen_random_uuid(), item_id, deduction_id, cents FROM parts),
reduced AS MATERIALIZED (
  SELECT numbered.*, coalesce(part.cents, set_off) AS not_paid
    FROM numbered LEFT JOIN (SELECT item_id, sum(cents) AS cents FROM parts GROUP BY item_id) AS part USING (item_id)),
items AS (
  INSERT INTO payments_paymentitem (id, batch_id, claim_id, attempt, end_to_end_id, state, reason, account_end,
                                    is_over, set_off_cents)
    SELECT item_id, %(batch)s, reduced.id, attempt,
           format('LK%%s-%%s', lpad(number::text, 10, '0'), attempt), %(prepared)s, '', payee.iban_end, false, not_paid
      FROM reduced JOIN counsellors_counsellor AS payee ON payee.id = reduced.counsellor_id)
SELECT count(*), coalesce(sum(public_cents - not_paid), 0)::bigint FROM reduced
"""  # noqa: S608
SEND_ITEMS = """
UPDATE payments_paymentitem AS item
   SET state = %(sent)s, owed_transfer = moved.transfer, spent_transfer = %(spent)s
  FROM payments_claim AS claim JOIN unnest(%(payees)s::uuid[], %(transfers)s::bigint[]) AS moved (payee, transfer)
       ON moved.payee = claim.counsellor_id
 WHERE item.batch_id = %(batch)s AND claim.id = item.claim_id
"""


@transaction.atomic
def make_batch(*, by: Actor, clock: Clock, key: UUID, fund: Fund = Fund.PUBLIC) -> PaymentBatch:
    """Put the open claims on a fund that may be paid, oldest first, in one draft batch of at most 100,000.

    It takes as many as the year's appropriation can pay; PaymentAppropriationUsed when not even the oldest. Own shares
    of citizens need no appropriation: the money is here. Claims of a suspended counsellor, those of whom the payments
    are held, and those under dispute keep waiting.
    """
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    earlier = done_before(key, by=by, about=("make_batch", fund))
    if earlier is not None:
        return PaymentBatch.objects.get(id=earlier)
    check_runs(Stops.PAYMENTS)
    check_nothing_lost()
    check_losses_decided()
    batch_id = uuid4()
    most = _most_payments(clock.today().year) if fund is Fund.PUBLIC else MOST_PAYMENTS
    count, total_cents = _take_claims(batch_id, fund, most=most, clock=clock)
    if not count:
        raise NothingToPay
    batch = PaymentBatch.objects.create(
        id=batch_id,
        fund=fund,
        message_id=f"LK{clock.today():%Y%m%d}-{key.hex[:16].upper()}",
        count=count,
        total_cents=total_cents,
        made_by_id=officer_id,
        made_on=clock.today(),
        made_at=clock.now(),
    )
    record_act("make_batch", Subject("batch", batch.id), key=key, by=by, clock=clock)
    return batch


@transaction.atomic
def approve_batch(*, batch_id: UUID, by: Actor, clock: Clock, key: UUID) -> PaymentBatch:
    """A second officer approves what the first one made: the money goes under way, the bank file is written.

    BatchOutdated when a payee may no longer be paid, or no longer on that account, or when a claim was blocked: then
    nothing of it is sent.
    """
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("approve_batch", batch_id))
    if not done:
        check_runs(Stops.PAYMENTS)
        check_nothing_lost()
        check_losses_decided()
    batch = lock_batch(batch_id)
    if done:
        return batch
    batch.state = BATCH_TABLE.after(batch.state, "approve")
    if batch.made_by_id == officer_id:
        raise SamePerson
    owed = _owed(batch)
    _check_up_to_date(batch, owed)
    batch.approved_by_id, batch.approved_on, batch.approved_at = officer_id, clock.today(), clock.now()
    batch.execution_on = execution_day(_legal_moment(clock), cut_off=settings.BANK_CUT_OFF)
    batch.save(update_fields=["state", "approved_by", "approved_on", "approved_at", "execution_on"])
    with file_of_batch(batch, owed, clock=clock):
        _send(batch, owed, by=by, clock=clock, key=key)
    record_act("approve_batch", Subject("batch", batch.id), key=key, by=by, clock=clock)
    deliver_later(batch.id)
    return batch


@transaction.atomic
def discard_batch(*, batch_id: UUID, by: Actor, clock: Clock, key: UUID) -> PaymentBatch:
    """Either officer drops a draft; its claims wait for the next batch, blocked ones for an officer."""
    check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("discard_batch", batch_id))
    batch = lock_batch(batch_id)
    if done:
        return batch
    batch.state = BATCH_TABLE.after(batch.state, "discard")
    batch.save(update_fields=["state"])
    items = PaymentItem.objects.filter(batch=batch)
    items.update(state=ITEM_TABLE.after(ItemState.PREPARED, "drop"), is_over=True)
    claims = Claim.objects.filter(id__in=items.values("claim_id"), state=ClaimState.BATCHED)
    claims.update(state=CLAIM_TABLE.after(ClaimState.BATCHED, "drop"))
    record_act("discard_batch", Subject("batch", batch.id), key=key, by=by, clock=clock)
    return batch


def _most_payments(year: int) -> int:
    reach = credit_reach(year_budget(year), in_drafts=draft_cents())
    if reach.waits and not reach.fits:
        raise PaymentAppropriationUsed(year=year)
    return min(MOST_PAYMENTS, reach.fits)


def send_recovered(batch: PaymentBatch, *, by: Actor, clock: Clock, key: UUID) -> None:
    """Put under way what went to the bank before a restore; it was approved then. Errors as `approve_batch`."""
    check_is_system(by)
    _send(batch, _owed(batch), by=by, clock=clock, key=key)


def _take_claims(batch_id: UUID, fund: Fund, *, most: int, clock: Clock) -> tuple[int, int]:
    """Move the claims, write their items and what is set off; how many, and what they pay in cents.

    Of each payment the protected share stays, whatever the counsellor owes.
    """
    values: dict[str, Any] = {
        "batch": batch_id,
        "fund": fund,
        "open": ClaimState.OPEN,
        "batched": CLAIM_TABLE.after(ClaimState.OPEN, "batch"),
        "prepared": ItemState.PREPARED,
        "dropped": ItemState.DROPPED,
        "suspended": RegistrationState.SUSPENDED,
        "most": most,
        "protected": term("protected_share_percent", on=clock.today()),
    }
    lock_deductions()
    with connection.cursor() as cursor:
        cursor.execute(DUE, values)
        due = cursor.fetchall()
        for place, name in enumerate(("debts", "debtors", "debt_cents")):
            values[name] = [row[place] for row in due]
        cursor.execute(MANY_ROWS, ["off"])
        cursor.execute(TAKE_CLAIMS, values)
        count, total_cents = cursor.fetchone()
        cursor.execute(MANY_ROWS, ["on"])
        return count, total_cents


def _owed(batch: PaymentBatch) -> dict[UUID, int]:
    """What the batch pays each counsellor, in cents."""
    rows = PaymentItem.objects.filter(batch=batch).order_by("claim__counsellor_id").values_list("claim__counsellor_id")
    return dict(rows.annotate(cents=Sum(F("claim__public_cents") - F("set_off_cents"))))


def _kept(batch: PaymentBatch) -> dict[UUID, int]:
    """What the batch sets off of each counsellor, in cents."""
    rows = SetOff.objects.filter(item__batch=batch).order_by("deduction__counsellor_id")
    return dict(rows.values_list("deduction__counsellor_id").annotate(cents=Sum("cents")))


def _claims_of(batch: PaymentBatch) -> QuerySet[PaymentItem, UUID]:
    return PaymentItem.objects.filter(batch=batch).values_list("claim_id", flat=True)


def _check_up_to_date(batch: PaymentBatch, owed: Mapping[UUID, int]) -> None:
    keep_payees(owed)
    suspended = Counsellor.objects.filter(id__in=owed, state=RegistrationState.SUSPENDED)
    held = PaymentHold.objects.filter(counsellor_id__in=owed, released_at=None)
    moved = [since for since in account_since(owed).values() if since > batch.made_at]
    gone = Claim.objects.filter(id__in=_claims_of(batch)).exclude(state=ClaimState.BATCHED)
    stale = SetOff.objects.filter(item__batch=batch).exclude(deduction__stopped_at=None)
    disputed = disputed_claims(_claims_of(batch).values_list("claim_id", flat=True))
    if moved or disputed or any(rows.exists() for rows in (suspended, held, gone, stale)):
        raise BatchOutdated


def _legal_moment(clock: Clock) -> datetime:
    """The legal day at the hour of the wall clock in Brussels."""
    return datetime.combine(clock.today(), clock.now().astimezone(BRUSSELS).time(), BRUSSELS)


def _send(batch: PaymentBatch, owed: Mapping[UUID, int], *, by: Actor, clock: Clock, key: UUID) -> None:
    with credit_in_words(clock.today().year):
        spent, transfers = send(batch, owed, kept=_kept(batch), act="approve_batch", by=by, on=clock.today(), key=key)
    values: dict[str, Any] = {"batch": batch.id, "spent": spent}
    values |= {"payees": list(transfers), "transfers": list(transfers.values())}
    values["sent"] = ITEM_TABLE.after(ItemState.PREPARED, "send")
    with connection.cursor() as cursor:
        cursor.execute(SEND_ITEMS, values)
    claims = Claim.objects.filter(id__in=_claims_of(batch), state=ClaimState.BATCHED)
    if claims.update(state=CLAIM_TABLE.after(ClaimState.BATCHED, "send")) < batch.count:
        raise BatchOutdated
