"""The vouchers of one person, as VDAB told them and as she contests them: what is certain, and what is not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from loopbaankrediet.decree.dated.procedure import named_day
from loopbaankrediet.decree.loopbaankrediet.further_laws import VOUCHER
from loopbaankrediet.decree.vouchers import LAW as OLD_LAW
from loopbaankrediet.vouchers.counting import OldLaw, Weighed, old_law_of, weigh
from loopbaankrediet.vouchers.faults import Fault
from loopbaankrediet.vouchers.models import ContestState, RejectedLine, VoucherContest, VoucherFile, VoucherLine

FILE_FIELDS = ("period_from", "period_until", "extracted_on", "taken_at")
MENTIONED = """
SELECT EXISTS (SELECT FROM vouchers_voucherline WHERE person_key = %s),
       EXISTS (SELECT FROM vouchers_rejectedline WHERE person_key = %s)
"""


@dataclass(frozen=True)
class Voucher:
    """One voucher as it holds now. `contest` is the state of the latest contest of it, empty when there is none."""

    line: VoucherLine
    extracted_on: date
    weighed: Weighed
    old_law: OldLaw | None
    contest_id: UUID | None
    contest: str

    @property
    def number(self) -> str:
        return self.line.voucher_number

    @property
    def counts(self) -> bool:
        """By the law, unless an officer agreed that the line is wrong."""
        return self.weighed.counts and self.contest != ContestState.ACCEPTED

    @property
    def contested(self) -> bool:
        return self.contest == ContestState.OPEN


@dataclass(frozen=True)
class VoucherHistory:
    """All that was told of one person. `unread` vouchers stood in lines that could not be used.

    `complete`: files cover every day on which vouchers existed, so that who is in none of them used none.
    `told_on` and `taken_at` are those of the latest file; None when there is no file at all.
    """

    vouchers: tuple[Voucher, ...]
    unread: int
    complete: bool
    told_on: date | None
    taken_at: datetime | None

    @property
    def certain(self) -> int:
        """How many count without any doubt."""
        return sum(voucher.counts and not voucher.contested for voucher in self.vouchers)

    @property
    def possible(self) -> int:
        """How many count when every contested or unread one does."""
        return sum(voucher.counts for voucher in self.vouchers) + self.unread

    @property
    def contested(self) -> tuple[Voucher, ...]:
        return tuple(voucher for voucher in self.vouchers if voucher.contested)


def history_of(person_key: bytes, *, on: date) -> VoucherHistory:
    """What holds now for the person with this keyed hash, weighed by the law of the day `on`.

    Before the loopbaankrediet exists: by its first day, so that everybody can look and contest in time.
    """
    on = max(on, VOUCHER.since)
    is_named, is_rejected = _mentioned(person_key)
    contests = _contests_of(person_key) if is_named else {}
    lines = _lines_of(person_key) if is_named else ()
    vouchers = tuple(_voucher(line, contests.get(line.voucher_number), on) for line in lines)
    taken = list(VoucherFile.objects.only(*FILE_FIELDS).order_by("period_from"))
    latest = max(taken, key=lambda file: (file.extracted_on, file.taken_at), default=None)
    return VoucherHistory(
        vouchers,
        _unread(person_key) if is_rejected else 0,
        _is_complete(taken, on),
        latest.extracted_on if latest else None,
        latest.taken_at if latest else None,
    )


def _mentioned(person_key: bytes) -> tuple[bool, bool]:
    """Whether any line names this person, and whether any rejected one does: most people never had a voucher."""
    with connection.cursor() as cursor:
        cursor.execute(MENTIONED, [person_key, person_key])
        is_named, is_rejected = cursor.fetchone()
    return is_named, is_rejected


def _is_complete(files: Iterable[VoucherFile], on: date) -> bool:
    """Whether the periods of all files together cover the days on which vouchers could be ordered; by first day."""
    reached, last = OLD_LAW.since, named_day("start_date", on=on) - timedelta(days=1)
    for file in files:
        if file.period_from <= reached:
            reached = max(reached, file.period_until + timedelta(days=1))
    return reached > last


def _voucher(line: VoucherLine, contest: VoucherContest | None, on: date) -> Voucher:
    return Voucher(
        line,
        line.file.extracted_on,
        weigh(line, on=on),
        old_law_of(line, known_on=on),
        contest.id if contest else None,
        contest.state if contest else "",
    )


def _lines_of(person_key: bytes) -> Iterable[VoucherLine]:
    newer = VoucherLine.objects.filter(voucher_number=OuterRef("voucher_number"), version__gt=OuterRef("version"))
    held = VoucherLine.objects.filter(~Exists(newer), person_key=person_key).select_related("file")
    return held.order_by("ordered_on", "voucher_number")


def _contests_of(person_key: bytes) -> dict[str, VoucherContest]:
    """The latest contest of each voucher."""
    rows = VoucherContest.objects.filter(person__history_hash=person_key).exclude(state=ContestState.TAKEN_BACK)
    return {row.voucher_number: row for row in rows.order_by("raised_at")}


def _unread(person_key: bytes) -> int:
    """Vouchers in lines that were rejected and that no line told since."""
    told = VoucherLine.objects.filter(voucher_number=OuterRef("voucher_number"))
    later = VoucherLine.objects.filter(person_key=person_key, file__taken_at__gt=OuterRef("file__taken_at"))
    lost = RejectedLine.objects.filter(person_key=person_key).exclude(fault=Fault.REPEATED)
    named, nameless = Q(is_told=False) & ~Q(voucher_number=""), Q(is_later=False, voucher_number="")
    found = lost.annotate(is_told=Exists(told), is_later=Exists(later)).aggregate(
        named=Count("voucher_number", distinct=True, filter=named), nameless=Count("id", filter=nameless)
    )
    return int(found["named"] + found["nameless"])
