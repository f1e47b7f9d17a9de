"""The bank's words about locked payments, gathered in memory, then written and posted once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from django.db import connection

from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.payments.debts import debts_of
from loopbaankrediet.payments.doubles import Doubles
from loopbaankrediet.payments.holds import hold_refused_accounts
from loopbaankrediet.payments.locks import lock_payments
from loopbaankrediet.payments.matching import Effect, Line, Payment, judged, judged_sum, still_under_way
from loopbaankrediet.payments.models import (
    BATCH_TABLE,
    CLAIM_TABLE,
    ITEM_TABLE,
    OVER,
    ClaimState,
    ItemState,
    LineReason,
    PaymentBatch,
    PaymentItem,
)
from loopbaankrediet.payments.money import lock_for_return, settle_and_return, take_back

WRITE_ITEMS = """
UPDATE payments_paymentitem AS item
   SET state = new.state, is_over = new.state = ANY(%s), reason = new.reason, owed_transfer = new.owed_transfer,
       spent_transfer = new.spent_transfer, settled_transfer = new.settled_transfer, settled_by_id = new.settled_by,
       returned_by_id = new.returned_by
  FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[],
              %s::bigint[])
       AS new (id, state, reason, owed_transfer, spent_transfer, settled_transfer, settled_by, returned_by)
 WHERE item.id = new.id
"""
WRITE_CLAIMS = """
UPDATE payments_claim AS claim SET state = new.state FROM unnest(%s::uuid[], %s::text[]) AS new (id, state)
 WHERE claim.id = new.id AND claim.state <> new.state
"""


class Reconciliation:
    """Payments and their batches, locked, and what changes in them. `finish` writes it; nothing is written before."""

    def __init__(self, *, end_to_end_ids: Iterable[str] = (), orders: Iterable[str] = ()) -> None:
        self.ids_of_order = _ids_of(orders)
        found = lock_payments(end_to_end_ids=end_to_end_ids, batch_ids=self.ids_of_order.values())
        self.batches: Mapping[UUID, PaymentBatch] = found[0]
        self.payments = {payment.end_to_end_id: payment for payment in found[1]}
        self.settled: dict[UUID, Payment] = {}
        self.returned: dict[UUID, Payment] = {}
        self.rejected: dict[UUID, Payment] = {}
        self._changed: dict[UUID, Payment] = {}

    def accept(self, payment: Payment) -> None:
        self._move(payment, "accept")

    def reject(self, payment: Payment, reason: str) -> None:
        """The bank will not carry it out. A payment that was booked already is blocked: somebody must ask the bank."""
        payment.reason = reason
        if payment.state is ItemState.SETTLED:
            self.block(payment)
            return
        self._move(payment, "reject")
        self.rejected[payment.id] = payment

    def block(self, payment: Payment) -> bool:
        """Nothing more is paid for this claim until an officer decides; False when it is too late for that."""
        if not CLAIM_TABLE.allows(payment.claim.state, "block"):
            return False
        payment.claim.state = CLAIM_TABLE.after(payment.claim.state, "block")
        self._changed[payment.id] = payment
        return True

    def settle(self, payment: Payment, line: Line) -> None:
        self._move(payment, "settle")
        payment.settled_by, payment.settled_reference, payment.settled_on = line.id, line.reference, line.booked_on
        self.settled[payment.id] = payment

    def bring_back(self, payment: Payment, line: Line) -> None:
        self._move(payment, "return")
        payment.returned_by, payment.returned_reference, payment.returned_on = line.id, line.reference, line.booked_on
        payment.reason = line.code
        self.returned[payment.id] = payment

    def match(self, lines: Collection[Line], details_cents: Mapping[tuple[str, str], int]) -> dict[int, LineReason]:
        """Let these lines do what they do: debits, then sums, then credits. Returns why the others wait, by line.

        Only what comes back beyond every debit too many brings a payment back; a payment that came back and is booked
        once more is paid, so that its claim is blocked.
        """
        waiting: dict[int, LineReason] = {}
        doubles = Doubles()
        for line in sorted(lines, key=_order_of_matching):
            verdict = self._sum(line, details_cents) if line.is_sum else self._one(line, doubles)
            if isinstance(verdict, LineReason):
                waiting[line.id] = verdict
                doubles.note(line, verdict, self._batch_of(line))
        for line in doubles.evened:
            del waiting[line.id]
        for line in doubles.waiting:
            self._block_paid_after_all(self.payments[line.end_to_end_id])
        return waiting

    def finish(self, *, by: Actor, clock: Clock, key: UUID) -> None:
        """Post the money, write the rows, hold the payees whose account takes no money."""
        debts = debts_of([payment.claim.id for payment in self.returned.values()])
        if any(debt.accounts for debt in debts):
            lock_for_return(self.batches, self._moved(), [account for debt in debts for account in debt.accounts])
        for debt in debts:
            debt.undo(by=by, clock=clock, key=key)
        settle_and_return(self.batches, self.settled.values(), self.returned.values(), by=by, clock=clock, key=key)
        take_back(self.batches, self.rejected.values(), by=by, clock=clock, key=key)
        both = self.settled.keys() & self.returned.keys()
        PaymentItem.objects.filter(id__in=both).update(state=ItemState.SETTLED)
        _write(self._changed.values())
        for debt in debts:
            debt.go_on(by=by, clock=clock, key=key)
        hold_refused_accounts((*self.rejected.values(), *self.returned.values()), self.batches, clock=clock)
        for batch_id in {payment.batch_id for payment in self._changed.values()}:
            _note_answer(self.batches[batch_id])

    def _moved(self) -> list[Payment]:
        return [*self.settled.values(), *self.returned.values(), *self.rejected.values()]

    def _move(self, payment: Payment, verb: str) -> None:
        payment.state = ITEM_TABLE.after(payment.state, verb)
        payment.claim.state = CLAIM_TABLE.after(payment.claim.state, verb)
        self._changed[payment.id] = payment

    def _one(self, line: Line, doubles: Doubles) -> Effect | LineReason:
        payment = self.payments.get(line.end_to_end_id)
        verdict = judged(line, payment)
        if payment is None:
            return verdict
        if not line.is_debit:
            verdict = doubles.netted(line, payment, verdict)
        if verdict is Effect.SETTLE:
            self.settle(payment, line)
        elif verdict is Effect.RETURN:
            self.bring_back(payment, line)
        elif verdict is Effect.TOLD:
            self._note_better(payment, line)
        elif verdict is LineReason.CONTRADICTS and line.is_debit:
            self.block(payment)
        return verdict

    def _note_better(self, payment: Payment, line: Line) -> None:
        """The same booking, now with the bank's reference: from here on that one tells it apart from a second."""
        if line.is_debit and not payment.settled_reference:
            payment.settled_by, payment.settled_reference = line.id, line.reference
        elif not line.is_debit and not payment.returned_reference:
            payment.returned_by, payment.returned_reference = line.id, line.reference
        self._changed[payment.id] = payment

    def _block_paid_after_all(self, payment: Payment) -> None:
        if payment.state is ItemState.RETURNED and payment.claim.state in (ClaimState.OPEN, ClaimState.BATCHED):
            self.block(payment)

    def _batch_of(self, line: Line) -> UUID | None:
        return self.ids_of_order.get(line.order)

    def _sum(self, line: Line, details_cents: Mapping[tuple[str, str], int]) -> Effect | LineReason:
        batch_id = self._batch_of(line)
        ours = [payment for payment in self.payments.values() if batch_id and payment.batch_id == batch_id]
        told = details_cents.get((line.reference, line.direction)) if line.reference else None
        verdict = judged_sum(line, details_cents=told, ours=ours)
        if verdict is Effect.SETTLE:
            for payment in still_under_way(ours):
                self.settle(payment, line)
        return verdict


def _note_answer(batch: PaymentBatch) -> None:
    """A draft has no answer: a line about it waits for a person."""
    if BATCH_TABLE.allows(batch.state, "answer"):
        batch.state = BATCH_TABLE.after(batch.state, "answer")
        batch.save(update_fields=["state"])


def _ids_of(orders: Iterable[str]) -> dict[str, UUID]:
    """The batches behind the message ids that the bank repeats."""
    rows = PaymentBatch.objects.filter(message_id__in=set(orders)).order_by("id").values_list("message_id", "id")
    return dict(rows)


def _order_of_matching(line: Line) -> tuple[int, int]:
    return (1 if line.is_sum else 0 if line.is_debit else 2), line.id


def _write(changed: Collection[Payment]) -> None:
    claims = {payment.claim.id: payment.claim for payment in changed}
    with connection.cursor() as cursor:
        cursor.execute(WRITE_ITEMS, [list(OVER), *_columns(changed)])
        cursor.execute(WRITE_CLAIMS, [list(claims), [claim.state for claim in claims.values()]])


def _columns(changed: Collection[Payment]) -> Iterator[list[object]]:
    transfers = ("owed_transfer", "spent_transfer", "settled_transfer")
    for name in ("id", "state", "reason", *transfers, "settled_by", "returned_by"):
        yield [getattr(payment, name) for payment in changed]
