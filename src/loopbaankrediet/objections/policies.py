"""Who may handle a request to look again or a complaint, and when."""

from uuid import UUID

from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.objections.errors import NotInYourHands, SignedContested
from loopbaankrediet.objections.models import Objection
from loopbaankrediet.people.policies import check_has_role, check_not_own_case


def involved_in(objection: Objection) -> frozenset[UUID]:
    """Officers who had a hand in what is contested; nobody for a complaint."""
    revocation = objection.revocation
    opened_by = revocation.opened_by_id if revocation else None
    return frozenset(one for one in (objection.contested_by_id, opened_by) if one is not None)


def check_can_take(objection: Objection, by: Actor) -> UUID:
    """A case officer who decided nothing of what is contested, and whose own case it is not; returns who."""
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    check_not_own_case(by, objection.person_id)
    if officer_id in involved_in(objection):
        raise SignedContested
    return officer_id


def check_handles(objection: Objection, by: Actor) -> UUID:
    """As `check_can_take`, and it is in this officer's hands."""
    officer_id = check_can_take(objection, by)
    if objection.handler_id != officer_id:
        raise NotInYourHands
    return officer_id
