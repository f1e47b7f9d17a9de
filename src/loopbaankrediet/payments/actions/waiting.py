"""Lines of the bank that waited: a later file may say what they are."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from django.db.models import Q, Sum

from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.payments.bank.statements import Direction
from loopbaankrediet.payments.matching import Line
from loopbaankrediet.payments.models import LINE_TABLE, WAITING, BankLine, LineReason, LineState, UnmatchedLine
from loopbaankrediet.payments.reconciling import Reconciliation

MAY_STILL_MATCH = (LineReason.EARLY, LineReason.NO_DETAILS, LineReason.TWICE)
# A debit too many of which an officer noted that the bank gives it back still waits for that money.
NOTED_DOUBLE = Q(
    state=LineState.RESOLVED, reason=LineReason.TWICE, item__isnull=True, line__direction=Direction.DEBIT.value
)
COLUMNS = ("line_id", "line__reference", "line__end_to_end_id", "line__direction", "line__cents", "line__occurrence")
MORE_COLUMNS = ("line__order", "line__code", "line__booked_on")


def waiting_lines() -> dict[UUID, Line]:
    """The lines that a later file may still explain, by the id of their row in the queue."""
    waits = Q(state__in=WAITING, reason__in=MAY_STILL_MATCH) | NOTED_DOUBLE
    rows = UnmatchedLine.objects.filter(waits).order_by("queued_at", "line_id")
    return {
        number: replace(Line(*told), decided=state == LineState.RESOLVED)
        for number, state, *told in rows.values_list("id", "state", *COLUMNS, *MORE_COLUMNS)
    }


def even_out(end_to_end_id: str) -> bool:
    """Close one debit too many of this payment: its money came back. False when there is none."""
    doubles = UnmatchedLine.objects.filter(
        Q(state__in=WAITING, reason=LineReason.TWICE, line__direction=Direction.DEBIT.value) | NOTED_DOUBLE
    )
    double = doubles.filter(line__end_to_end_id=end_to_end_id).order_by("queued_at", "line_id").first()
    if double is None:
        return False
    double.state = LINE_TABLE.after(double.state, "match")
    double.save(update_fields=["state"])
    return True


def details_of(lines: Iterable[Line]) -> Mapping[tuple[str, str], int]:
    """What the details of these sums come to, in cents, as far as any file told them; by reference and direction."""
    references = {line.reference for line in lines if line.is_sum and line.reference}
    rows = BankLine.objects.filter(reference__in=references).exclude(end_to_end_id="").order_by("reference")
    totals = rows.values_list("reference", "direction").annotate(cents=Sum("cents"))
    return {(reference, direction): cents for reference, direction, cents in totals}


def match_waiting(*, by: Actor, clock: Clock, key: UUID) -> None:
    """After a file that changed payments: let the lines that waited for it do what they do."""
    waiting = waiting_lines()
    if waiting:
        found = reconciliation_of(waiting.values())
        still = found.match(waiting.values(), details_of(waiting.values()))
        found.finish(by=by, clock=clock, key=key)
        close_matched(waiting, still)


def reconciliation_of(lines: Iterable[Line]) -> Reconciliation:
    """The payments that these lines can be about, locked."""
    told = list(lines)
    return Reconciliation(
        end_to_end_ids={line.end_to_end_id for line in told if not line.is_sum},
        orders={line.order for line in told if line.is_sum and line.order},
    )


def close_matched(waiting: Mapping[UUID, Line], still: Mapping[int, LineReason]) -> None:
    """The lines that found their payment leave the queue; one that proved wrong says why."""
    done = [number for number, line in waiting.items() if line.id not in still]
    for state in (*WAITING, LineState.RESOLVED):
        UnmatchedLine.objects.filter(id__in=done, state=state).update(state=LINE_TABLE.after(state, "match"))
    for reason in set(still.values()):
        changed = [number for number, line in waiting.items() if still.get(line.id) is reason]
        UnmatchedLine.objects.filter(id__in=changed).exclude(reason=reason).update(reason=reason)
