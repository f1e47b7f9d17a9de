"""Who may do what in a registration file."""

from uuid import UUID

from loopbaankrediet.counsellors.files.models import RegistrationCase
from loopbaankrediet.kernel.actors import Actor, Capacity, Role
from loopbaankrediet.kernel.errors import NotAllowed, NotFound
from loopbaankrediet.people.policies import check_has_role, check_not_own_case


def check_is_candidate(actor: Actor) -> UUID:
    """Somebody who signed in as a counsellor, registered or not; returns the person."""
    if actor.capacity is not Capacity.COUNSELLOR or actor.person_id is None:
        raise NotAllowed
    return actor.person_id


def check_is_own_case(actor: Actor, case: RegistrationCase) -> None:
    """For anyone else the file does not exist."""
    if check_is_candidate(actor) != case.person_id:
        raise NotFound


def check_handles(actor: Actor, case: RegistrationCase) -> UUID:
    """A registrar, not about herself; returns who, for the signature."""
    officer_id = check_has_role(actor, Role.REGISTRAR)
    check_not_own_case(actor, case.person_id)
    return officer_id
