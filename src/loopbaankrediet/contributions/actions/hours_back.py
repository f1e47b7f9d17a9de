"""The citizen can see that hours of a module came back to her, and with them her own share."""

from uuid import UUID, uuid5

from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.journal.actions import Subject, record_act
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock


def note_hours_back(module: GuidanceModule, *, by: Actor, clock: Clock, key: UUID) -> None:
    """Part of the act `key` that moves the minutes: her page of looks names who did it."""
    subject = Subject("module", module.id, module.track.person_id)
    record_act("give_hours_back", subject, key=uuid5(key, "give_hours_back"), by=by, clock=clock)
