"""Who may open a recovery: an officer who decides about hours or about pay, or the platform in a larger act."""

from uuid import UUID

from loopbaankrediet.kernel.actors import Actor, Capacity, Role
from loopbaankrediet.kernel.errors import NotAllowed

MAY_OPEN = (Role.CASE_OFFICER, Role.PAYMENTS_OFFICER)


def check_may_open(actor: Actor) -> UUID | None:
    """Returns the officer who opens it; None when the platform itself does."""
    if actor.capacity is Capacity.SYSTEM:
        return None
    if not any(actor.has_role(role) for role in MAY_OPEN) or actor.person_id is None:
        raise NotAllowed
    return actor.person_id
