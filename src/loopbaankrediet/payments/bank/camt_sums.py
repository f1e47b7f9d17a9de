"""What a statement states about itself, against what is found in it. Every difference stops the file."""

from dataclasses import dataclass, field

from loopbaankrediet.payments.bank.errors import (
    StatementBalanceDiffers,
    StatementCountDiffers,
    StatementDuplicate,
    StatementSumDiffers,
)
from loopbaankrediet.payments.bank.statements import Direction, Entry, EntryBatch, StatementHead, Transaction
from loopbaankrediet.payments.bank.xml_fields import Fields


@dataclass
class DetailSums:
    """The payments of one entry, as they are read; one batch at a time."""

    booking: Entry
    where: str
    count: int = 0
    cents: int = 0
    batch_count: int = 0
    batch_cents: int = 0
    stated_cents: int = 0

    def add(self, payment: Transaction) -> None:
        signed = payment.cents if payment.direction is self.booking.direction else -payment.cents
        self.count += 1
        self.cents += signed
        self.batch_count += 1
        self.batch_cents += signed

    def close_batch(self, group: EntryBatch | None) -> None:
        """A batch whose payments are not listed is only summed; the entry's own close compares it."""
        if group and group.total_cents is not None:
            self.stated_cents += group.total_cents
            if self.batch_count:
                check_sum(group.total_cents, self.batch_cents, self.where)
        if group and group.count is not None and self.batch_count:
            check_count(group.count, self.batch_count, self.where)
        self.batch_count = self.batch_cents = 0

    def close(self) -> None:
        if self.count:
            check_sum(self.booking.cents, self.cents, self.where)
        elif self.stated_cents:
            check_sum(self.booking.cents, self.stated_cents, self.where)


@dataclass
class EntrySums:
    """The entries of one statement, as they are read; `position` is that of the next."""

    where: str
    count: dict[Direction, int] = field(default_factory=lambda: dict.fromkeys(Direction, 0))
    cents: dict[Direction, int] = field(default_factory=lambda: dict.fromkeys(Direction, 0))
    booked_cents: int = 0
    position: int = 1
    seen: set[str] = field(default_factory=set)

    def add(self, booking: Entry) -> None:
        self.count[booking.direction] += 1
        self.cents[booking.direction] += booking.cents
        self.booked_cents += booking.booked_cents
        self.position += 1
        self._refuse_repeated(booking)

    def _refuse_repeated(self, booking: Entry) -> None:
        """Without a reference of the entry, the bank's own counts; a reversal may repeat that one."""
        own = f"{booking.direction}{booking.bank_reference}" if booking.bank_reference else ""
        key = f"-{booking.reference}" if booking.reference else own
        if key and key in self.seen:
            raise StatementDuplicate(where=self.where, reference=booking.reference or booking.bank_reference)
        self.seen.add(key)

    def close(self, head: StatementHead, summary: Fields) -> None:
        """Compare with the balances of the head and with the bank's own summary."""
        if head.opening and head.closing and head.opening.cents + self.booked_cents != head.closing.cents:
            raise StatementBalanceDiffers(
                where=self.where,
                opening=head.opening.cents,
                entries=self.booked_cents,
                closing=head.closing.cents,
            )
        self._check_summary(summary, "TtlNtries", tuple(Direction))
        self._check_summary(summary, "TtlCdtNtries", (Direction.CREDIT,))
        self._check_summary(summary, "TtlDbtNtries", (Direction.DEBIT,))

    def _check_summary(self, summary: Fields, name: str, directions: tuple[Direction, ...]) -> None:
        stated_count = summary.count(f"TxsSummry/{name}/NbOfNtries")
        stated_cents = summary.sum_cents(f"TxsSummry/{name}/Sum")
        if stated_count is not None:
            check_count(stated_count, sum(self.count[item] for item in directions), self.where)
        if stated_cents is not None:
            check_sum(stated_cents, sum(self.cents[item] for item in directions), self.where)


def check_sum(stated: int, found: int, where: str) -> None:
    if stated != found:
        raise StatementSumDiffers(where=where, stated=stated, found=found)


def check_count(stated: int, found: int, where: str) -> None:
    if stated != found:
        raise StatementCountDiffers(where=where, stated=stated, found=found)
