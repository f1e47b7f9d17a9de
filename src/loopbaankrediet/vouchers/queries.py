"""What officers read: files with their counts, lines that were rejected, and contests with their age."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count, QuerySet

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.keys import ERASED, text_opener_for
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.vouchers.actions.contests import CONTEST_CONTEXT
from loopbaankrediet.vouchers.faults import ADVICE, Advice, Fault
from loopbaankrediet.vouchers.models import (
    ContestState,
    RefusedVoucherFile,
    RejectedLine,
    VoucherContest,
    VoucherFile,
    VoucherLine,
)

LATEST = 20
TOUCHED = """
SELECT person.id FROM people_person AS person WHERE person.history_hash IN (
  SELECT line.person_key FROM vouchers_voucherline AS line WHERE line.voucher_number IN (
    SELECT voucher_number FROM vouchers_voucherline WHERE file_id = %(file)s)
  UNION ALL
  SELECT person_key FROM vouchers_rejectedline WHERE file_id = %(file)s)
 ORDER BY person.id
"""


@dataclass(frozen=True)
class ContestLine:
    """One contest in a list; nothing of what the citizen wrote."""

    id: UUID
    voucher_number: str
    citizen: str
    state: str
    raised_on: date
    person_id: UUID

    @property
    def decide_by(self) -> date:
        return decide_by(self.raised_on)


@dataclass(frozen=True)
class ContestView:
    """One contest, opened. `reason` and `decided_by` are empty while it waits."""

    id: UUID
    person_id: UUID
    person_key: bytes
    citizen: str
    voucher_number: str
    state: str
    raised_on: date
    what: str
    proof: str
    reason: str
    decided_by: str
    decided_on: date | None

    @property
    def decide_by(self) -> date:
        return decide_by(self.raised_on)


@dataclass(frozen=True)
class Reconciliation:
    """Over all files: the lines told, where each is, and the vouchers that hold now."""

    lines: int
    added: int
    replaced: int
    known: int
    rejected: int
    vouchers: int


@dataclass(frozen=True)
class FaultCount:
    advice: Advice
    lines: int


def files() -> tuple[VoucherFile, ...]:
    """Newest first."""
    return tuple(VoucherFile.objects.order_by("-taken_at"))


def voucher_file(file_id: UUID) -> VoucherFile:
    found = VoucherFile.objects.filter(id=file_id).first()
    if found is None:
        raise NotFound
    return found


def refused_voucher_files() -> tuple[tuple[str, str, datetime], ...]:
    """Name, reason and moment of the latest files that were not used."""
    rows = RefusedVoucherFile.objects.order_by("-id").values_list("name", "why", "refused_at")
    return tuple(rows[:LATEST])


def rejected_lines(file_id: UUID) -> QuerySet[RejectedLine]:
    """In the order of the file."""
    return RejectedLine.objects.filter(file_id=file_id).order_by("line_number")


def faults_of(file_id: UUID) -> tuple[FaultCount, ...]:
    """How often each fault was found, the most frequent first."""
    rows = RejectedLine.objects.filter(file_id=file_id).values_list("fault").annotate(count=Count("id"))
    return tuple(FaultCount(ADVICE[Fault(fault)], count) for fault, count in rows.order_by("-count", "fault"))


def reconciliation() -> Reconciliation:
    told = files()
    return Reconciliation(
        lines=sum(file.lines for file in told),
        added=sum(file.added for file in told),
        replaced=sum(file.replaced for file in told),
        known=sum(file.known for file in told),
        rejected=sum(file.rejected for file in told),
        vouchers=VoucherLine.objects.filter(version=1).count(),
    )


def people_touched_by(file_id: UUID) -> tuple[UUID, ...]:
    """The persons known here of whom this file told something new, or whose line it changed or could not read."""
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED, {"file": file_id})
        return tuple(row[0] for row in cursor.fetchall())


def decide_by(raised_on: date) -> date:
    """The last day to decide on a contest of that day: the term of an undetermined case (default 8)."""
    return raised_on + timedelta(days=term("undetermined_days", on=raised_on))


def open_contests(person_id: UUID | None = None) -> tuple[ContestLine, ...]:
    """What waits for an officer, oldest first; of one person when she is named."""
    rows = VoucherContest.objects.filter(state=ContestState.OPEN).select_related("person")
    rows = rows.filter(person_id=person_id) if person_id else rows
    return tuple(
        ContestLine(row.id, row.voucher_number, row.person.full_name, row.state, row.raised_on, row.person_id)
        for row in rows.order_by("raised_on", "raised_at")
    )


def contest_of(contest_id: UUID) -> ContestView:
    """NotFound when there is none; 'gewist' for words whose key is gone."""
    row = VoucherContest.objects.filter(id=contest_id).select_related("person", "decided_by").first()
    if row is None:
        raise NotFound
    open_text = text_opener_for(row.person_id, context=CONTEST_CONTEXT)
    said: object = open_text(row.text_sealed)
    told = said if isinstance(said, dict) else {"what": ERASED, "proof": ""}
    return ContestView(
        row.id,
        row.person_id,
        bytes(row.person.history_hash or b""),
        row.person.full_name,
        row.voucher_number,
        row.state,
        row.raised_on,
        told["what"],
        told["proof"],
        open_text(row.reason_sealed) if row.reason_sealed else "",
        row.decided_by.full_name if row.decided_by else "",
        row.decided_on,
    )
