"""The entries of a contribution, each with the next receipt number of its counsellor: no gaps, none twice."""

from dataclasses import dataclass
from datetime import date

from loopbaankrediet.contributions.errors import AmountNotAboveZero
from loopbaankrediet.contributions.models import Contribution, ContributionEntry, EntryKind, Payer, ReceiptBook, Way
from loopbaankrediet.contributions.vat import percent_of
from loopbaankrediet.kernel.clock import Clock


@dataclass(frozen=True)
class Paid:
    """How much was handed over (cents, above zero), when, in which way and by whom."""

    cents: int
    on: date
    way: Way = Way.TRANSFER
    payer: Payer = Payer.CITIZEN


def check_above_zero(cents: int) -> None:
    if cents <= 0:
        raise AmountNotAboveZero


def add_entry(contribution: Contribution, kind: EntryKind, paid: Paid, *, clock: Clock) -> ContributionEntry:
    """Note money received or given back; the caller has locked the module and checked the amount."""
    cents = -paid.cents if kind is EntryKind.REFUND else paid.cents
    return ContributionEntry.objects.create(
        contribution=contribution,
        counsellor_id=contribution.counsellor_id,
        number=_next_number(contribution),
        kind=kind,
        cents=cents,
        way=paid.way,
        payer=paid.payer,
        paid_on=paid.on,
        vat_percent=percent_of(contribution.counsellor_id, on=paid.on),
        noted_on=clock.today(),
        noted_at=clock.now(),
    )


def add_counter_entry(entry: ContributionEntry, *, reason_sealed: bytes | None, clock: Clock) -> ContributionEntry:
    """Take a whole entry back; it stays to be read."""
    return ContributionEntry.objects.create(
        contribution=entry.contribution,
        counsellor_id=entry.counsellor_id,
        number=_next_number(entry.contribution),
        kind=EntryKind.CORRECTION,
        cents=-entry.cents,
        way=entry.way,
        payer=entry.payer,
        paid_on=entry.paid_on,
        vat_percent=entry.vat_percent,
        reverses=entry,
        reason_sealed=reason_sealed,
        noted_on=clock.today(),
        noted_at=clock.now(),
    )


def _next_number(contribution: Contribution) -> int:
    """The book stays locked until the act ends, so that a refused act leaves no gap."""
    ReceiptBook.objects.get_or_create(counsellor_id=contribution.counsellor_id)
    book = ReceiptBook.objects.select_for_update(of=("self",)).get(counsellor_id=contribution.counsellor_id)
    book.last_number += 1
    book.save(update_fields=["last_number"])
    return book.last_number
