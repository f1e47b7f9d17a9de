"""Whether a question or reminder about hours reached the citizen: she opened the page with it, or an officer told her.

A page that nobody opens reaches nobody (default 15). What she saw is read from the journal of looks.
"""

from collections.abc import Iterable
from uuid import UUID

from loopbaankrediet.journal.actions import Subject, record_look
from loopbaankrediet.journal.seen import first_seen_on
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock

LOOK = "see_hours"
SEEN_ON = first_seen_on(LOOK, person="module__track__person_id")


def note_seen(notices: Iterable[UUID], *, person_id: UUID, by: Actor, clock: Clock) -> None:
    """The citizen has the page with these questions and reminders before her."""
    for notice_id in notices:
        record_look(LOOK, Subject("notice", notice_id, person_id), by=by, clock=clock, purpose="reminders")
