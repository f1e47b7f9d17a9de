"""What officers gave or noted by hand: files that wait for a colleague, and lines that were decided on."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, F, QuerySet, Sum, When

from loopbaankrediet.payments.bank.statements import Direction
from loopbaankrediet.payments.models import LineState, UnmatchedLine, UploadedFile, UploadState


@dataclass(frozen=True)
class Upload:
    """A file of the bank that does nothing until a colleague accepts it."""

    id: UUID
    name: str
    sha256: str
    bytes_long: int
    uploaded_by: str
    uploaded_by_id: UUID
    uploaded_at: datetime


@dataclass(frozen=True)
class DecidedLine:
    """A line that officers decided on. `cents` has the sign of our account; `payment`: which payment it was, or ""."""

    id: UUID
    booked_on: date
    cents: int
    reference: str
    counterparty: str
    note: str
    payment: str
    proposed_by: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True)
class Decided:
    """How many lines were decided on, and what they sum up to: in and out, in cents."""

    count: int
    in_cents: int
    out_cents: int


def waiting_uploads() -> tuple[Upload, ...]:
    """Oldest first."""
    rows = UploadedFile.objects.filter(state=UploadState.WAITING).select_related("uploaded_by").defer("packed")
    return tuple(
        Upload(
            row.id, row.name, row.sha256, row.bytes_long, row.uploaded_by.full_name, row.uploaded_by_id, row.uploaded_at
        )
        for row in rows.order_by("uploaded_at", "id")
    )


def decided_lines(wanted: slice) -> tuple[DecidedLine, ...]:
    """These of all of them, newest decision first."""
    rows = _decided().select_related("line", "item", "proposed_by", "decided_by").order_by("-decided_at", "-line_id")
    return tuple(_view(row) for row in rows[wanted])


def decided_sum() -> Decided:
    incoming = Case(When(line__direction=Direction.CREDIT.value, then=F("line__cents")), default=0)
    outgoing = Case(When(line__direction=Direction.DEBIT.value, then=F("line__cents")), default=0)
    found = _decided().aggregate(came=Sum(incoming, default=0), went=Sum(outgoing, default=0))
    return Decided(_decided().count(), int(found["came"]), int(found["went"]))


def _decided() -> QuerySet[UnmatchedLine]:
    return UnmatchedLine.objects.filter(state=LineState.RESOLVED)


def _view(row: UnmatchedLine) -> DecidedLine:
    line = row.line
    if row.decided_by is None or row.decided_at is None:
        raise RuntimeError(f"line {line.id} is resolved by nobody")
    return DecidedLine(
        row.id,
        line.booked_on,
        line.cents if line.direction == Direction.CREDIT else -line.cents,
        line.reference,
        row.counterparty,
        row.note,
        row.item.end_to_end_id if row.item else "",
        row.proposed_by.full_name if row.proposed_by else "",
        row.decided_by.full_name,
        row.decided_at,
    )
