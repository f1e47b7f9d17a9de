"""What the acts on an objection share: lock it, move it, close it, note it."""

from uuid import UUID

from loopbaankrediet.journal.actions import Subject, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.objections.errors import GroundsMissing
from loopbaankrediet.objections.models import Kind, Objection
from loopbaankrediet.objections.states import OBJECTION_TABLE
from loopbaankrediet.platform.remedies import check_can_be_contested

CONTEXT = "objection-to-decision"
OUTCOME_OF_REMEDY = {Kind.RECONSIDERATION: "objection", Kind.COMPLAINT: "complaint_answer"}


def close_objection(objection: Objection, outcome: str, grounds: str, *, clock: Clock) -> None:
    """Write the answer. The caller locked, checked who decides, and does what follows from it."""
    if not grounds.strip():
        raise GroundsMissing
    check_can_be_contested(OUTCOME_OF_REMEDY[Kind(objection.kind)], on=clock.today())
    objection.outcome = outcome
    objection.grounds_sealed = seal_for(objection.person_id, grounds.strip(), context=CONTEXT)
    objection.decided_on, objection.decided_at = clock.today(), clock.now()
    move(objection, "decide", "outcome", "grounds_sealed", "decided_on", "decided_at")


def lock_objection(objection_id: UUID) -> Objection:
    """NotFound when there is none."""
    found = Objection.objects.select_for_update().filter(id=objection_id).first()
    if found is None:
        raise NotFound
    return found


def note(verb: str, objection: Objection, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("objection", objection.id, objection.person_id), key=key, by=by, clock=clock)


def move(objection: Objection, verb: str, *fields: str) -> None:
    """To the state after this verb, with these fields. WrongState when the table does not have it."""
    objection.state = OBJECTION_TABLE.after(objection.state, verb)
    objection.save(update_fields=["state", *fields])
