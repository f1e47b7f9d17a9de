"""Credits on our account that another room knows: it asks for them, takes one, and the line leaves the queue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from loopbaankrediet.payments.bank.statements import Direction
from loopbaankrediet.payments.models import LINE_TABLE, LineReason, LineState, UnmatchedLine
from loopbaankrediet.payments.told import NO_IDENTIFIER


@dataclass(frozen=True)
class Credit:
    """A booked credit that is about none of our payments. `name` tells it from every other credit of the bank."""

    unmatched_id: UUID
    line_id: int
    name: str
    text: str
    cents: int
    booked_on: date


def waiting_credits() -> Iterator[Credit]:
    """Oldest first. Without those that another file may tell again unnoticed: no reference of the bank, or a twin."""
    rows = UnmatchedLine.objects.filter(state=LineState.OPEN, reason=LineReason.UNKNOWN, line__occurrence=1)
    rows = rows.filter(line__direction=Direction.CREDIT).exclude(line__reference="")
    for row in rows.select_related("line").order_by("queued_at", "line_id"):
        line = row.line
        mark = "" if line.end_to_end_id in ("", NO_IDENTIFIER) else f"/{line.end_to_end_id}"
        yield Credit(row.id, line.id, f"{line.reference}{mark}", row.text, line.cents, line.booked_on)


def lock_credit(credit: Credit) -> UnmatchedLine | None:
    """The line of this credit, locked; None when somebody decided on it meanwhile. Part of a larger act."""
    rows = UnmatchedLine.objects.select_for_update(of=("self",))
    return rows.filter(id=credit.unmatched_id, state=LineState.OPEN).first()


def close_credit(waiting: UnmatchedLine) -> None:
    """The other room took it: the line found its place. Part of a larger act."""
    waiting.state = LINE_TABLE.after(waiting.state, "match")
    waiting.save(update_fields=["state"])
