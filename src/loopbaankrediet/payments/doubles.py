"""Debits beyond the one that settled a payment: money that comes back belongs to them first."""

from uuid import UUID

from loopbaankrediet.payments.matching import BOOKED, Effect, Line, Payment, tells_again
from loopbaankrediet.payments.models import LineReason


class Doubles:
    """What was booked too often, gathered from the lines of one reconciliation.

    `evened`: debits that a credit undid; `waiting`: those that no credit undid and nobody noted. An order of which a
    sum is not explained may have been carried out twice: nothing of it comes back by itself until that is known.
    """

    def __init__(self) -> None:
        self.evened: list[Line] = []
        self._open: list[Line] = []
        self._orders: set[UUID] = set()

    @property
    def waiting(self) -> list[Line]:
        return [line for line in self._open if not line.decided]

    def note(self, line: Line, reason: LineReason, batch_id: UUID | None) -> None:
        """Remember this line that waits, when it is a debit too many."""
        if not line.is_debit:
            return
        if line.is_sum and batch_id:
            self._orders.add(batch_id)
        elif reason is LineReason.TWICE:
            self._open.append(line)

    def netted(self, credit: Line, payment: Payment, verdict: Effect | LineReason) -> Effect | LineReason:
        """What this credit does once the debits too many are counted."""
        if payment.state not in BOOKED or credit.cents != payment.cents or tells_again(credit, payment):
            return verdict
        double = next((line for line in self._open if line.end_to_end_id == payment.end_to_end_id), None)
        if double:
            self._open.remove(double)
            self.evened.append(double)
            return Effect.EVEN
        return LineReason.TWICE if payment.batch_id in self._orders else verdict
