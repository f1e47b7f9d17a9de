"""Pages for registered counsellors; who is not registered yet sees a page that says what to do."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponseBase
from django.shortcuts import render

from loopbaankrediet.counsellors.queries import counsellor_of
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.web.access import MARK, READS, REGISTERED, actor_of, requires
from loopbaankrediet.web.requests import AppRequest

P = ParamSpec("P")
View = Callable[Concatenate[AppRequest, P], HttpResponseBase]


def for_registered(view: View[P]) -> View[P]:
    """`requires(COUNSELLOR)`, and in place of the view a page for whoever has no registration in this session."""

    @requires(Capacity.COUNSELLOR)
    @wraps(view)
    def guarded(request: AppRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if actor_of(request).counsellor_id is None:
            return _not_registered(request)
        return view(request, *args, **kwargs)

    setattr(guarded, MARK, REGISTERED)
    return guarded


def _not_registered(request: AppRequest) -> HttpResponseBase:
    """The registration counts from the next sign-in; an act without one is refused."""
    person_id = actor_of(request).person_id
    if request.method not in READS or person_id is None:
        raise NotAllowed
    return render(request, "web/counsellor/not_registered.html", {"registration": counsellor_of(person_id)})
