"""What the bank told: lines that wait for a person, statements that do not follow on each other."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.bank.statements import Direction, StatementKind
from loopbaankrediet.payments.models import WAITING, UnmatchedLine

GAPS = """
WITH sheet AS (
  SELECT DISTINCT ON (statement_id) statement_id, sequence, opening_cents, closing_cents, closing_on
    FROM payments_bankstatement WHERE kind = %(kind)s ORDER BY statement_id, made_at DESC),
beside AS (
  SELECT *, lag(statement_id) OVER days AS previous_id, lag(sequence) OVER days AS previous_sequence,
         lag(closing_cents) OVER days AS previous_cents, lag(closing_on) OVER days AS previous_on
    FROM sheet WINDOW days AS (ORDER BY closing_on, sequence, statement_id))
SELECT previous_id, statement_id, closing_on, previous_sequence, sequence, previous_cents, opening_cents FROM beside
 WHERE previous_id IS NOT NULL
   AND (previous_cents <> opening_cents
        OR (sequence <> previous_sequence + 1
            AND NOT (sequence = 1 AND date_part('year', closing_on) > date_part('year', previous_on))))
 ORDER BY closing_on DESC, sequence DESC
"""

EVERY_ROW = slice(None)


@dataclass(frozen=True)
class LineView:
    """A line that waits. `cents` has the sign of our account; `payment`: what an officer proposes that it is."""

    id: UUID
    booked_on: date
    cents: int
    reference: str
    end_to_end_id: str
    order: str
    counterparty: str
    text: str
    reason: str
    state: str
    payment: str
    difference_cents: int
    note: str
    proposed_by: str
    proposed_by_id: UUID | None


@dataclass(frozen=True)
class Gap:
    """Two statements that do not follow on each other: one is missing between them, or the balances differ."""

    previous_id: str
    statement_id: str
    closing_on: date
    previous_sequence: int | None
    sequence: int | None
    previous_cents: int
    opening_cents: int


def waiting_lines(rows: slice = EVERY_ROW) -> tuple[LineView, ...]:
    """These of all that a person must look at, oldest first."""
    return tuple(_line_view(row) for row in _rows().filter(state__in=WAITING)[rows])


def count_waiting_lines() -> int:
    return UnmatchedLine.objects.filter(state__in=WAITING).count()


def waiting_line(unmatched_id: UUID) -> LineView:
    """One line, also when it is decided on. NotFound when there is none."""
    row = _rows().filter(id=unmatched_id).first()
    if row is None:
        raise NotFound
    return _line_view(row)


def gaps() -> tuple[Gap, ...]:
    """Where statements do not follow on each other, newest first; a statement that comes later closes the gap."""
    with connection.cursor() as cursor:
        cursor.execute(GAPS, {"kind": StatementKind.STATEMENT})
        return tuple(Gap(*row) for row in cursor.fetchall())


def _rows() -> QuerySet[UnmatchedLine]:
    return UnmatchedLine.objects.select_related("line", "item", "proposed_by").order_by("queued_at", "line_id")


def _line_view(row: UnmatchedLine) -> LineView:
    line = row.line
    return LineView(
        row.id,
        line.booked_on,
        line.cents if line.direction == Direction.CREDIT else -line.cents,
        line.reference,
        line.end_to_end_id,
        line.order,
        row.counterparty,
        row.text,
        row.reason,
        row.state,
        row.item.end_to_end_id if row.item else "",
        row.difference_cents,
        row.note,
        row.proposed_by.full_name if row.proposed_by else "",
        row.proposed_by_id,
    )
