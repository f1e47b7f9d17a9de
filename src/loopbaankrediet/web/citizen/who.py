"""Who is behind a request of the citizen's pages."""

from uuid import UUID

from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.requests import AppRequest


def citizen_of(request: AppRequest) -> tuple[Actor, UUID]:
    """The citizen who asks, as actor and as person; NotAllowed without a person."""
    actor = actor_of(request)
    if actor.person_id is None:
        raise NotAllowed
    return actor, actor.person_id
