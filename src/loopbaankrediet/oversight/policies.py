"""Who may answer and close questions about looks."""

from loopbaankrediet.kernel.actors import Actor, Capacity, Role
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.oversight.errors import OwnLook
from loopbaankrediet.oversight.models import LookQuestion
from loopbaankrediet.people.policies import check_has_role


def check_is_looker(actor: Actor, question: LookQuestion) -> None:
    """Who looked, in the capacity of officer; for anybody else the question does not exist."""
    if actor.capacity is not Capacity.OFFICER or actor.person_id != question.looker_id:
        raise NotFound


def check_closes(actor: Actor, question: LookQuestion) -> None:
    """A privacy officer, and never the one whose looks it is about."""
    check_has_role(actor, Role.PRIVACY_OFFICER)
    if actor.person_id == question.looker_id:
        raise OwnLook
