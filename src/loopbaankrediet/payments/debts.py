"""A payment that comes back may be counted as a debt by a room above: that room undoes its part in the same act.

Payments know no recovery. Who counts on a payment says so once, when the program starts.
"""

from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import UUID

from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger.accounts import Account


class Debts(Protocol):
    """What others count on these payments, locked; the claims were locked before.

    `accounts`: what its postings touch. `undo` posts before the money comes back, `go_on` after the claims are open
    again.
    """

    @property
    def accounts(self) -> Sequence[Account]: ...

    def undo(self, *, by: Actor, clock: Clock, key: UUID) -> None: ...

    def go_on(self, *, by: Actor, clock: Clock, key: UUID) -> None: ...


FindDebts = Callable[[Sequence[UUID]], Debts]
_finders: list[FindDebts] = []


def count_on_payments(finder: FindDebts) -> None:
    """From now on `finder` is asked what is counted on the claims of payments that come back."""
    if finder not in _finders:
        _finders.append(finder)


def debts_of(claim_ids: Sequence[UUID]) -> list[Debts]:
    """Everything that is counted on these claims."""
    return [finder(claim_ids) for finder in _finders] if claim_ids else []
