"""Who may propose a method."""

from uuid import UUID

from loopbaankrediet.kernel.actors import Actor, Capacity, Role
from loopbaankrediet.kernel.errors import NotAllowed


def check_may_propose(actor: Actor) -> UUID:
    """A counsellor, registered or not, or a member of the panel; returns the person."""
    may = actor.capacity is Capacity.COUNSELLOR or actor.has_role(Role.EXPERT)
    if not may or actor.person_id is None:
        raise NotAllowed
    return actor.person_id
