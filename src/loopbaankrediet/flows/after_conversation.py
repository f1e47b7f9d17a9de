"""One act after a conversation: the talk, the report when the module is full, unpaid minutes, the measurement."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.guidance.actions.modules import hand_in_report, log_conversation
from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.practice.actions.burden import measure_screen
from loopbaankrediet.practice.actions.drafts import drop_draft
from loopbaankrediet.practice.actions.unpaid import Unpaid, note_unpaid
from loopbaankrediet.practice.models import WorkKind


@dataclass(frozen=True)
class Told:
    """What the one screen asks. `text`: the report, "" while the module is not full. `unpaid`: minutes by kind.

    `seconds`: how long the screen was open, None when it was not timed.
    """

    held_on: date
    minutes: int
    mode: str
    text: str = ""
    unpaid: tuple[tuple[WorkKind, int], ...] = ()
    seconds: int | None = None


@transaction.atomic
def finish_conversation(*, module_id: UUID, told: Told, by: Actor, clock: Clock, key: UUID) -> GuidanceModule:
    """All of it, or nothing: a report for a module that is not full yet also takes back the conversation.

    Errors are those of its parts. A double click is one act, for each part has a key that follows from this one.
    """
    module = log_conversation(
        module_id=module_id, held_on=told.held_on, minutes=told.minutes, mode=told.mode, by=by, clock=clock, key=key
    )
    if told.text:
        report_key = uuid5(key, "report")
        module = hand_in_report(module_id=module_id, text=told.text, by=by, clock=clock, key=report_key)
    for kind, minutes in told.unpaid:
        work = Unpaid(kind, minutes, told.held_on)
        note_unpaid(track_id=module.track_id, work=work, by=by, clock=clock, key=uuid5(key, kind))
    if told.seconds is not None:
        measure_screen(module_id=module_id, seconds=told.seconds, by=by, clock=clock, key=uuid5(key, "measure"))
    drop_draft(module_id=module_id, by=by, clock=clock)
    return module
