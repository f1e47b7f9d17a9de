"""The ledger as plain Python would keep it: the meaning that the database is compared with."""

from dataclasses import dataclass, field

from loopbaankrediet.ledger.errors import (
    AlreadyAnswered,
    BalanceTooLow,
    KeyReused,
    LedgerError,
    ReversedAlready,
    TooMuch,
)
from loopbaankrediet.ledger.queries import Balance

Content = tuple[object, ...]


@dataclass
class Transfer:
    kind: str
    debit: str
    credit: str
    amount: int
    answered: bool = False
    reversed: int = 0


@dataclass
class Model:
    """Transfers by a number of our own; what each key was used for; one source that may go below zero."""

    source: str
    transfers: list[Transfer] = field(default_factory=list)
    keys: dict[object, tuple[Content, tuple[int, ...]]] = field(default_factory=dict)

    def balance(self, account: str) -> Balance:
        """Counted anew from all transfers every time: slow, and hard to get wrong."""
        out = [one for one in self.transfers if one.debit == account]
        into = [one for one in self.transfers if one.credit == account]
        held = sum(one.amount for one in out if one.kind == "hold" and not one.answered)
        spent = sum(one.amount - one.reversed for one in out if one.kind in ("direct", "post"))
        received = sum(one.amount - one.reversed for one in into if one.kind in ("direct", "post"))
        expected = sum(one.amount for one in into if one.kind == "hold" and not one.answered)
        return Balance(received - spent - held, held, received, spent, expected)

    def act(self, key: object, steps: list[Content]) -> tuple[int, ...] | type[LedgerError]:
        """All steps or none; the numbers of the transfers, or the refusal."""
        if key in self.keys:
            content, numbers = self.keys[key]
            return numbers if content == tuple(steps) else KeyReused
        kept = [Transfer(**vars(one)) for one in self.transfers]
        refusal = next((trouble for trouble in map(self._step, steps) if trouble), None)
        if refusal is None and self._is_overdrawn():
            refusal = BalanceTooLow
        if refusal:
            self.transfers = kept
            return refusal
        numbers = tuple(range(len(kept), len(self.transfers)))
        self.keys[key] = (tuple(steps), numbers)
        return numbers

    def _is_overdrawn(self) -> bool:
        accounts = {name for one in self.transfers for name in (one.debit, one.credit)} - {self.source}
        return any(self.balance(name).available < 0 for name in accounts)

    def _step(self, step: Content) -> type[LedgerError] | None:
        kind, *rest = step
        if kind in ("direct", "hold"):
            debit, credit, amount = rest
            self.transfers.append(Transfer(str(kind), str(debit), str(credit), int(str(amount))))
            return None
        number, amount = int(str(rest[0])), int(str(rest[1]))
        return self._reverse(number, amount) if kind == "reverse" else self._answer(str(kind), number, amount)

    def _answer(self, kind: str, number: int, amount: int) -> type[LedgerError] | None:
        held = self.transfers[number]
        if kind == "post" and amount > held.amount:
            return TooMuch
        if held.answered:
            return AlreadyAnswered
        held.answered = True
        self.transfers.append(Transfer(kind, held.debit, held.credit, amount if kind == "post" else held.amount))
        return None

    def _reverse(self, number: int, amount: int) -> type[LedgerError] | None:
        moved = self.transfers[number]
        if amount > moved.amount:
            return TooMuch
        if moved.reversed + amount > moved.amount:
            return ReversedAlready
        moved.reversed += amount
        self.transfers.append(Transfer("reverse", moved.credit, moved.debit, amount))
        return None
