"""Who may open a recovery, and on which ground: an officer for hours or pay, or the platform in a larger act."""

from datetime import date
from uuid import UUID

from loopbaankrediet.decree.dated.procedure import sanctions
from loopbaankrediet.kernel.actors import Actor, Capacity, Role
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.people.policies import check_has_role, check_is_counsellor
from loopbaankrediet.recovery.states import RecoveryGround

MAY_OPEN = (Role.CASE_OFFICER, Role.PAYMENTS_OFFICER)


def check_may_open(actor: Actor) -> UUID | None:
    """Returns the officer who opens it; None when the platform itself does."""
    if actor.capacity is Capacity.SYSTEM:
        return None
    if not any(actor.has_role(role) for role in MAY_OPEN) or actor.person_id is None:
        raise NotAllowed
    return actor.person_id


def check_may_keep_back(actor: Actor) -> None:
    """A payments officer, or a counsellor: that it is her own recovery is looked at once its row is locked."""
    if actor.capacity is Capacity.COUNSELLOR:
        check_is_counsellor(actor)
    else:
        check_has_role(actor, Role.PAYMENTS_OFFICER)


def can_be_ground(ground: RecoveryGround, *, on: date) -> bool:
    """An undue payment always; a measure only while the grid of that day has it in force (default 27)."""
    if not ground.is_measure:
        return True
    return any(row.breach == ground and "recovery" in row.measures and row.imposable for row in sanctions(on))
