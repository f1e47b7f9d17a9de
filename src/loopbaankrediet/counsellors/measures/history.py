"""The history of a registration: until when it holds, what happened to it, and when it must be renewed."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from dateutil.relativedelta import relativedelta

from loopbaankrediet.counsellors.measures.models import EventKind, RegistrationEvent
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.kernel.clock import Clock


@dataclass(frozen=True)
class EventView:
    """One line; `until_on` is None when no end was set."""

    kind: str
    from_on: date
    until_on: date | None
    noted_on: date
    noted_by: str


def term_end(from_on: date) -> date:
    """The last day of a registration that starts on that day (open: `registration_term_months`)."""
    return from_on + relativedelta(months=term("registration_term_months", on=from_on)) - timedelta(days=1)


def renewal_opens_on(valid_until: date, *, today: date) -> date:
    """From this day she can ask to renew; it is also the day of the first reminder."""
    return valid_until - relativedelta(months=term("renewal_open_months", on=today))


def last_reminder_on(valid_until: date, *, today: date) -> date:
    return valid_until - relativedelta(months=term("renewal_last_reminder_months", on=today))


def note_event(
    counsellor_id: UUID, kind: EventKind, from_on: date, until_on: date | None, *, officer_id: UUID, clock: Clock
) -> None:
    """Add a line to the history. Part of a larger act."""
    RegistrationEvent.objects.create(
        counsellor_id=counsellor_id,
        kind=kind,
        from_on=from_on,
        until_on=until_on,
        noted_by_id=officer_id,
        noted_on=clock.today(),
        noted_at=clock.now(),
    )


def history_of(counsellor_id: UUID) -> tuple[EventView, ...]:
    """Everything that happened to a registration, newest first."""
    rows = RegistrationEvent.objects.filter(counsellor_id=counsellor_id).select_related("noted_by")
    return tuple(
        EventView(EventKind(row.kind).label, row.from_on, row.until_on, row.noted_on, row.noted_by.full_name)
        for row in rows.order_by("-noted_at", "-from_on")
    )
