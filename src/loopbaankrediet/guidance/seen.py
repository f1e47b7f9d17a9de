"""Whether a question or reminder about hours reached the citizen: she opened the page with it, or an officer told her.

A page that nobody opens reaches nobody (default 15). What she saw is read from the journal of looks.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from loopbaankrediet.journal.actions import Subject, record_look
from loopbaankrediet.journal.models import Entry, Kind
from loopbaankrediet.kernel.actors import Actor, Representation
from loopbaankrediet.kernel.clock import Clock

LOOK = "see_hours"
SEEN_ON = Subquery(
    Entry.objects.filter(
        Q(actor_id=OuterRef("module__track__person_id")) | Q(representation=Representation.LEGAL_REPRESENTATIVE),
        subject_id=OuterRef("id"),
        kind=Kind.LOOK,
        verb=LOOK,
    )
    .order_by("recorded_at", "id")
    .values("legal_on")[:1]
)
"""For a notice: the day on which the citizen, or her legal representative, first had it; None while neither did.

What only a helper or the desk saw has not reached her.
"""


def note_seen(notices: Iterable[UUID], *, person_id: UUID, by: Actor, clock: Clock) -> None:
    """The citizen has the page with these questions and reminders before her."""
    for notice_id in notices:
        record_look(LOOK, Subject("notice", notice_id, person_id), by=by, clock=clock, purpose="reminders")
