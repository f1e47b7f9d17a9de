"""What one line of the bank's account means for our payments. Pure: reads no table and writes none.

A debit settles a payment, a credit brings it back. Every other line keeps a reason why it waits for a person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from loopbaankrediet.payments.bank.statements import Direction
from loopbaankrediet.payments.models import ON_THE_WAY, ClaimState, ItemState, LineReason


class Effect(StrEnum):
    """What a line does. TOLD: we knew it from another line of the same booking. EVEN: it undoes a debit too many."""

    SETTLE = "settle"
    RETURN = "return"
    TOLD = "told"
    EVEN = "even"


@dataclass(slots=True)
class ClaimFact:
    """A claim, shared by all attempts to pay it."""

    id: UUID
    state: ClaimState


@dataclass(slots=True)
class Payment:
    """One attempt to pay a claim. The transfers are those of the ledger; the references those of the bank's lines."""

    id: UUID
    end_to_end_id: str
    cents: int
    state: ItemState
    reason: str
    claim: ClaimFact
    counsellor_id: UUID
    batch_id: UUID
    owed_transfer: int | None
    spent_transfer: int | None
    settled_transfer: int | None
    settled_by: int | None
    settled_reference: str
    returned_by: int | None
    returned_reference: str
    settled_on: date | None
    returned_on: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the bank; without `end_to_end_id` it is the sum of several payments.

    `decided`: an officer noted what it is.
    """

    id: int
    reference: str
    end_to_end_id: str
    direction: str
    cents: int
    occurrence: int
    order: str
    code: str
    booked_on: date
    decided: bool = False

    @property
    def is_sum(self) -> bool:
        return not self.end_to_end_id

    @property
    def is_debit(self) -> bool:
        return self.direction == Direction.DEBIT

    def tells_again(self, reference: str, booked_on: date | None) -> bool:
        """Whether this is that booking in other words. When one of the two files has no reference, the day decides."""
        if self.occurrence > 1:
            return False
        if self.reference and reference:
            return self.reference == reference
        return self.reference != reference and self.booked_on == booked_on


BOOKED = (ItemState.SETTLED, ItemState.RETURNED)
DEBITS: dict[ItemState, Effect | LineReason] = {
    ItemState.SENT: Effect.SETTLE,
    ItemState.ACCEPTED: Effect.SETTLE,
    ItemState.SETTLED: LineReason.TWICE,
    ItemState.RETURNED: LineReason.TWICE,
}
CREDITS: dict[ItemState, Effect | LineReason] = {
    ItemState.SENT: LineReason.EARLY,
    ItemState.ACCEPTED: LineReason.EARLY,
    ItemState.SETTLED: Effect.RETURN,
    ItemState.RETURNED: LineReason.TWICE,
}


def judged(line: Line, payment: Payment | None) -> Effect | LineReason:
    """What a line about one payment does. A payment that never left, or that the bank refused, cannot be booked."""
    if payment is None:
        return LineReason.UNKNOWN
    if line.cents != payment.cents:
        return LineReason.AMOUNT
    if tells_again(line, payment):
        return Effect.TOLD
    return (DEBITS if line.is_debit else CREDITS).get(payment.state, LineReason.CONTRADICTS)


def tells_again(line: Line, payment: Payment) -> bool:
    """Whether we know the booking of this line from another file."""
    if line.is_debit:
        return line.tells_again(payment.settled_reference, payment.settled_on)
    return line.tells_again(payment.returned_reference, payment.returned_on)


def judged_sum(line: Line, *, details_cents: int | None, ours: Sequence[Payment]) -> Effect | LineReason:
    """What a sum without details does. `details_cents`: what its details come to that were told elsewhere.

    A sum that equals all that is still under way of its order can only be all of it: every amount is above zero. When
    nothing is under way any more, a sum of all that was booked is the same booking again, or the order a second time.
    """
    on_the_way = still_under_way(ours)
    booked = [payment for payment in ours if payment.state in BOOKED]
    if details_cents is not None and details_cents >= line.cents:
        return Effect.TOLD if details_cents == line.cents else LineReason.AMOUNT
    if line.is_debit and on_the_way and sum(payment.cents for payment in on_the_way) == line.cents:
        return Effect.SETTLE
    if line.is_debit and booked and not on_the_way and sum(payment.cents for payment in booked) == line.cents:
        return Effect.TOLD if all(tells_again(line, payment) for payment in booked) else LineReason.TWICE
    return LineReason.NO_DETAILS


def still_under_way(payments: Iterable[Payment]) -> list[Payment]:
    return [payment for payment in payments if payment.state in ON_THE_WAY]
