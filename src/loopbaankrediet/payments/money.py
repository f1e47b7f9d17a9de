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
from loopbaankrediet.payments.matching import Line, Payment
from loopbaankrediet.payments.models import Fund, PaymentBatch

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
) -> tuple[int | None, dict[UUID, int]]:
    """From what is owed to each counsellor (in cents) to the batch under way, against the year's appropriation.

    `kept`: what is set off of each, in cents: it is not paid out. Returns the transfer of the appropriation (None for
    own shares: they use none), and that of each counsellor. Raises a LedgerError.
    """
    transit = accounts.in_transit(batch.id)
    for account in (transit, _booked(batch)):
        account.open()
    steps = [direct(f"payee:{payee}", _owed_on(batch, payee), transit, cents) for payee, cents in owed.items()]
    spent = list(_spent(batch, sum(owed.values())))
    set_off = list(_set_off(batch, kept or {}))
    moved = record([*steps, *spent, *set_off], act=act, act_key=key, effective_on=on, by=by)
    return moved[len(owed)] if spent else None, dict(zip(owed, moved[: len(owed)], strict=True))


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
        _undo(batches, returned, RETURNED, by=by, clock=clock, key=own_key)


def take_back(batches: Batches, rejected: Collection[Payment], *, by: Actor, clock: Clock, key: UUID) -> None:
    """The bank did not carry these out: they are owed again."""
    if rejected:
        _undo(batches, rejected, REJECTED, by=by, clock=clock, key=key)


def send_again(batch: PaymentBatch, payment: Payment, *, by: Actor, clock: Clock, key: UUID) -> None:
    """The bank carried out after all what it had refused: under way again, so that it can be settled in this act."""
    lock(_accounts({batch.id: batch}, [payment], back=True))
    owed = {payment.counsellor_id: payment.cents}
    spent, transfers = send(batch, owed, act="send_again", by=by, on=clock.today(), key=key)
    payment.spent_transfer, payment.owed_transfer = spent, transfers[payment.counsellor_id]


def book_difference(line: Line, payment: Payment, *, by: Actor, clock: Clock, key: UUID) -> None:
    """What the bank booked besides the payment itself: a cost of the year of the booking, or a gain."""
    year = line.booked_on.year
    more = line.cents - payment.cents
    cost = more if line.is_debit else -more
    treasury, costs, gains = accounts.treasury(), accounts.bank_costs(year), accounts.bank_gains()
    for account in (costs, gains):
        account.open()
    step = direct("cost", treasury, costs, cost) if cost > 0 else direct("gain", gains, treasury, -cost)
    record([step], act="book_difference", act_key=key, effective_on=clock.today(), by=by)


def year_of(batch: PaymentBatch) -> int:
    return (batch.approved_on or batch.made_on).year


def _is_own_share(batch: PaymentBatch) -> bool:
    return batch.fund == Fund.OWN_SHARE


def _owed_on(batch: PaymentBatch, payee: UUID) -> Account:
    return accounts.own_share_owed(payee) if _is_own_share(batch) else accounts.payable(payee)


def _booked(batch: PaymentBatch) -> Account:
    """Where money is once the bank booked it out."""
    year = year_of(batch)
    return accounts.own_share_paid(year) if _is_own_share(batch) else accounts.settled(year)


def _spent(batch: PaymentBatch, cents: int) -> Iterator[Step]:
    if not _is_own_share(batch):
        year = year_of(batch)
        yield direct("payment", accounts.payment_appropriation(year), accounts.paid_out(year), cents)


def _set_off(batch: PaymentBatch, kept: Mapping[UUID, int]) -> Iterator[Step]:
    """The undue money is the pay of the new claim; what that claim still was owed has come back (ADR 0019).

    Of own shares it goes back to where the citizen's refund was advanced from (ADR 0027).
    """
    if _is_own_share(batch):
        for payee, cents in kept.items():
            yield direct(f"kept:{payee}", accounts.own_share_owed(payee), accounts.own_share_advance(), cents)
        return
    year = year_of(batch)
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
        direct(f"settle:{batch_id}", accounts.in_transit(batch_id), _booked(batches[batch_id]), cents)
        for batch_id, cents in totals.items()
    ]
    transfers = record(steps, act="settle_payments", act_key=key, effective_on=clock.today(), by=by)
    of_batch = dict(zip(totals, transfers, strict=True))
    for payment in settled:
        payment.settled_transfer = of_batch[payment.batch_id]


def _undo(batches: Batches, back: Iterable[Payment], why: Why, *, by: Actor, clock: Clock, key: UUID) -> None:
    """Each transfer that brought the money where it is moves back by as much."""
    totals: Counter[int] = Counter()
    for payment in back:
        for transfer in _moved(payment, why, spends=not _is_own_share(batches[payment.batch_id])):
            totals[transfer] += payment.cents
    steps = [reverse(f"back:{number}", number, amount=cents, reason=why.reason) for number, cents in totals.items()]
    record(steps, act=why.act, act_key=key, effective_on=clock.today(), by=by)


def _moved(payment: Payment, why: Why, *, spends: bool) -> Iterator[int]:
    """The transfers behind a payment. RuntimeError when it was never sent: its state would have told."""
    found = [payment.owed_transfer, payment.spent_transfer] if spends else [payment.owed_transfer]
    for transfer in [*found, payment.settled_transfer] if why is RETURNED else found:
        if transfer is None:
            raise RuntimeError(f"payment {payment.end_to_end_id} has no transfer to move back")
        yield transfer


def _accounts(batches: Batches, payments: Iterable[Payment], *, back: bool = False) -> list[Account]:
    found: dict[str, Account] = {}
    for payment in payments:
        batch = batches[payment.batch_id]
        touched = [accounts.in_transit(payment.batch_id), _booked(batch)]
        if back:
            touched += [_owed_on(batch, payment.counsellor_id)]
        if back and not _is_own_share(batch):
            year = year_of(batch)
            touched += [accounts.paid_out(year), accounts.payment_appropriation(year)]
        found |= {account.code: account for account in touched}
    return list(found.values())
