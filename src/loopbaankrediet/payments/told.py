"""A statement as lines that each say one thing: a payment, or a sum whose payments are not listed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from loopbaankrediet.payments.bank.statements import (
    Direction,
    Entry,
    EntryStatus,
    StatementHead,
    StatementPart,
    Transaction,
)

NO_IDENTIFIER = "NOTPROVIDED"

Key = tuple[str, str, str, date, int]


@dataclass(frozen=True, slots=True)
class ToldLine:
    """What the bank says once. `end_to_end_id`: "" for a sum, NOTPROVIDED where a payment has none."""

    reference: str
    end_to_end_id: str
    direction: str
    cents: int
    booked_on: date
    order: str
    code: str
    counterparty: str
    text: str

    @property
    def key(self) -> Key:
        """The same booking in another file has the same key."""
        return self.reference, self.end_to_end_id, self.direction, self.booked_on, self.cents


def told_by(parts: Iterable[StatementPart]) -> Iterator[tuple[StatementHead, list[ToldLine]]]:
    """Each statement with its booked lines; what is only announced or for information moves no money."""
    head: StatementHead | None = None
    lines: list[ToldLine] = []
    for first, group in _by_entry(parts):
        if isinstance(first, StatementHead):
            if head:
                yield head, lines
            head, lines = first, []
        elif first.status is EntryStatus.BOOKED and first.booked_on:
            lines += [_one(first, first.booked_on, payment) for payment in group] or [_sum(first, first.booked_on)]
    if head:
        yield head, lines


def _by_entry(parts: Iterable[StatementPart]) -> Iterator[tuple[StatementHead | Entry, list[Transaction]]]:
    """Each head alone, each entry with its payments."""
    first: StatementHead | Entry | None = None
    group: list[Transaction] = []
    for part in parts:
        if isinstance(part, Transaction):
            group.append(part)
            continue
        if first:
            yield first, group
        first, group = part, []
    if first:
        yield first, group


def _one(entry: Entry, booked_on: date, payment: Transaction) -> ToldLine:
    names = (payment.debtor_name, payment.creditor_name)
    known = names if payment.direction is Direction.CREDIT else names[::-1]
    return ToldLine(
        reference=entry.bank_reference,
        end_to_end_id=payment.end_to_end_id or NO_IDENTIFIER,
        direction=payment.direction,
        cents=payment.cents,
        booked_on=booked_on,
        order=payment.payment_information_id or payment.message_id,
        code=payment.return_code,
        counterparty=known[0] or known[1],
        text=" ".join(part for part in (payment.text, payment.reference) if part),
    )


def _sum(entry: Entry, booked_on: date) -> ToldLine:
    batch = entry.batch
    return ToldLine(
        reference=entry.bank_reference,
        end_to_end_id="",
        direction=entry.direction,
        cents=entry.cents,
        booked_on=booked_on,
        order=(batch.payment_information_id or batch.message_id) if batch else "",
        code="",
        counterparty="",
        text=entry.transaction_code,
    )
