"""What payments move in the ledger: from owed to under way, to settled, and back. Sums per account, never per payment.

What comes back is a reversal of what went out: it goes to the year that paid it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.postings import Step, direct, lock, record, reverse
from loopbaankrediet.payments.matching import Payment
from loopbaankrediet.payments.models import PaymentBatch

Batches = Mapping[UUID, PaymentBatch]


@dataclass(frozen=True)
class Why:
    """Why money comes back: the act and the reason as the ledger names them."""

    act: str
    reason: str


REJECTED = Why("reject_payment", "rejected")
RETURNED = Why("return_payments", "returned")


def send(
    batch: PaymentBatch,
    owed: Mapping[UUID, int],
    *,
    kept: Mapping[UUID, int] | None = None,
    act: str,
    by: Actor,
    on: date,
    key: UUID,
) -> tuple[int, dict[UUID, int]]:
    """From what is owed to each counsellor (in cents) to the batch under way, against the year's appropriation.

    `kept`: what is set off of each, in cents: it is not paid out. Returns the transfer of the appropriation, and that
    of each counsellor. Raises a LedgerError.
    """
    year, transit = year_of(batch), accounts.in_transit(batch.id)
    for account in (transit, accounts.settled(year)):
        account.open()
    spent = direct("payment", accounts.payment_appropriation(year), accounts.paid_out(year), sum(owed.values()))
    steps = [direct(f"payee:{payee}", accounts.payable(payee), transit, cents) for payee, cents in owed.items()]
    set_off = list(_set_off(kept or {}, year))
    first, *rest = record([spent, *steps, *set_off], act=act, act_key=key, effective_on=on, by=by)
    return first, dict(zip(owed, rest[: len(owed)], strict=True))


def lock_for_return(batches: Batches, payments: Iterable[Payment], more: Sequence[Account]) -> None:
    """Everything that these payments and what is counted on them touch, when it is posted in more than one piece."""
    lock([*_accounts(batches, payments, back=True), *more])


def settle_and_return(
    batches: Batches, settled: Collection[Payment], returned: Collection[Payment], *, by: Actor, clock: Clock, key: UUID
) -> None:
    """The bank booked these out, and those came back; one payment may do both in one file."""
    if settled and returned:
        lock(_accounts(batches, settled) + _accounts(batches, returned, back=True))
    if settled:
        _settle(batches, settled, by=by, clock=clock, key=key)
    if returned:
        own_key = uuid5(key, "return") if settled else key
        _undo(returned, RETURNED, by=by, clock=clock, key=own_key)


def take_back(rejected: Collection[Payment], *, by: Actor, clock: Clock, key: UUID) -> None:
    """The bank did not carry these out: they are owed again."""
    if rejected:
        _undo(rejected, REJECTED, by=by, clock=clock, key=key)


def send_again(batch: PaymentBatch, payment: Payment, *, by: Actor, clock: Clock, key: UUID) -> None:
    """The bank carried out after all what it had refused: under way again, so that it can be settled in this act."""
    lock(_accounts({batch.id: batch}, [payment], back=True))
    owed = {payment.counsellor_id: payment.cents}
    spent, transfers = send(batch, owed, act="send_again", by=by, on=clock.today(), key=key)
    payment.spent_transfer, payment.owed_transfer = spent, transfers[payment.counsellor_id]


def year_of(batch: PaymentBatch) -> int:
    return (batch.approved_on or batch.made_on).year


def _set_off(kept: Mapping[UUID, int], year: int) -> Iterator[Step]:
    """The undue money is the pay of the new claim; what that claim still was owed has come back (ADR 0019)."""
    if kept:
        accounts.recovered(year).open()
    for payee, cents in kept.items():
        yield direct(f"set-off:{payee}", accounts.receivable(payee), accounts.settled(year), cents)
        yield direct(f"kept:{payee}", accounts.payable(payee), accounts.recovered(year), cents)


def _settle(batches: Batches, settled: Iterable[Payment], *, by: Actor, clock: Clock, key: UUID) -> None:
    totals: Counter[UUID] = Counter()
    for payment in settled:
        totals[payment.batch_id] += payment.cents
    steps = [
        direct(f"settle:{batch_id}", accounts.in_transit(batch_id), accounts.settled(year_of(batches[batch_id])), cents)
        for batch_id, cents in totals.items()
    ]
    transfers = record(steps, act="settle_payments", act_key=key, effective_on=clock.today(), by=by)
    of_batch = dict(zip(totals, transfers, strict=True))
    for payment in settled:
        payment.settled_transfer = of_batch[payment.batch_id]


def _undo(back: Iterable[Payment], why: Why, *, by: Actor, clock: Clock, key: UUID) -> None:
    """Each transfer that brought the money where it is moves back by as much."""
    totals: Counter[int] = Counter()
    for payment in back:
        for transfer in _moved(payment, why):
            totals[transfer] += payment.cents
    steps = [reverse(f"back:{number}", number, amount=cents, reason=why.reason) for number, cents in totals.items()]
    record(steps, act=why.act, act_key=key, effective_on=clock.today(), by=by)


def _moved(payment: Payment, why: Why) -> Iterator[int]:
    """The transfers behind a payment. RuntimeError when it was never sent: its state would have told."""
    found = [payment.owed_transfer, payment.spent_transfer]
    for transfer in [*found, payment.settled_transfer] if why is RETURNED else found:
        if transfer is None:
            raise RuntimeError(f"payment {payment.end_to_end_id} has no transfer to move back")
        yield transfer


def _accounts(batches: Batches, payments: Iterable[Payment], *, back: bool = False) -> list[Account]:
    found: dict[str, Account] = {}
    for payment in payments:
        year = year_of(batches[payment.batch_id])
        touched = [accounts.in_transit(payment.batch_id), accounts.settled(year)]
        if back:
            touched += [accounts.payable(payment.counsellor_id), accounts.paid_out(year)]
            touched += [accounts.payment_appropriation(year)]
        found |= {account.code: account for account in touched}
    return list(found.values())
