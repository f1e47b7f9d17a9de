"""Who is behind a request of the citizen's pages."""

from uuid import UUID

from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.requests import AppRequest


def citizen_of(request: AppRequest) -> tuple[Actor, UUID]:
    """Who acts, and the citizen whose file it is: herself, or whom the actor represents. NotAllowed without one."""
    actor = actor_of(request)
    if actor.citizen_id is None or not actor.may(Scope.FOLLOW):
        raise NotAllowed
    return actor, actor.citizen_id
