"""Who is behind a request of the citizen's pages, and what he may send for her."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpResponseBase

from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.people.mandates.policies import check_acts_for
from loopbaankrediet.web.access import READS, actor_of
from loopbaankrediet.web.requests import AppRequest

P = ParamSpec("P")
View = Callable[Concatenate[AppRequest, P], HttpResponseBase]


def citizen_of(request: AppRequest) -> tuple[Actor, UUID]:
    """Who acts, and the citizen whose file it is: herself, or whom the actor represents. NotAllowed without one."""
    actor = actor_of(request)
    if actor.citizen_id is None or not actor.may(Scope.FOLLOW):
        raise NotAllowed
    return actor, actor.citizen_id


def posts_for_citizen(scope: Scope) -> Callable[[View[P]], View[P]]:
    """Sending this page is in this scope: refused before a proof is asked. Stands above `needs_step_up`."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: AppRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in READS:
                check_acts_for(actor_of(request), to=scope, clock=request.clock)
            return view(request, *args, **kwargs)

        return guarded

    return decorate
