"""Who may, in general: oneself, or an officer with a role. `check_...` raises; nothing is allowed by default."""

from uuid import UUID

from loopbaankrediet.kernel.actors import Actor, Capacity, Role, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotAllowed, NotFound
from loopbaankrediet.people.errors import OwnCase
from loopbaankrediet.people.mandates.policies import check_acts_for, check_did_not_act_for


def check_is_citizen(actor: Actor, person_id: UUID, *, to: Scope, clock: Clock) -> None:
    """The citizen himself, or who represents exactly him and may do this for him now."""
    if actor.capacity is not Capacity.CITIZEN or actor.citizen_id != person_id:
        raise NotAllowed
    check_acts_for(actor, to=to, clock=clock)


def check_has_role(actor: Actor, role: Role) -> UUID:
    """An officer with this role; returns who it is, for the signature."""
    if not actor.has_role(role) or actor.person_id is None:
        raise NotAllowed
    return actor.person_id


def check_not_own_case(actor: Actor, person_id: UUID) -> None:
    """Nobody decides about herself, nor about whom she ever acted for: a colleague does."""
    if actor.person_id == person_id:
        raise OwnCase
    check_did_not_act_for(actor, person_id)


def check_is_system(actor: Actor) -> None:
    """Only the platform's own work: no person asks this."""
    if actor.capacity is not Capacity.SYSTEM:
        raise NotAllowed


def check_has_role_or_is_system(actor: Actor, role: Role) -> None:
    """An officer with this role, or the platform's own work."""
    if actor.capacity is not Capacity.SYSTEM:
        check_has_role(actor, role)


def check_is_this_counsellor(actor: Actor, counsellor_id: UUID) -> None:
    """Exactly this counsellor. For anyone else it does not exist: NotFound."""
    if actor.capacity is not Capacity.COUNSELLOR or actor.counsellor_id != counsellor_id:
        raise NotFound


def check_is_counsellor(actor: Actor) -> UUID:
    """A registered counsellor in that capacity; returns the counsellor's id."""
    if actor.capacity is not Capacity.COUNSELLOR or actor.counsellor_id is None:
        raise NotAllowed
    return actor.counsellor_id
