"""Who may open a page. Every view carries one of these marks; the system check refuses a view without one."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from loopbaankrediet.kernel.actors import Actor, Capacity, Role
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.web.requests import AppRequest

MARK = "audience"
POST_MARK = "audience_of_post"
REGISTERED = "counsellor:registered"
READS = ("GET", "HEAD")

P = ParamSpec("P")
View = Callable[Concatenate[AppRequest, P], HttpResponseBase]


def public(view: View[P]) -> View[P]:
    """Anybody may open this page."""
    setattr(view, MARK, "public")
    return view


def requires(*capacities: Capacity) -> Callable[[View[P]], View[P]]:
    """Only somebody signed in in one of these capacities; others get the sign-in page or NotAllowed."""
    return _guard(lambda actor: actor.capacity in capacities, [str(capacity) for capacity in capacities])


def requires_role(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Only an officer with one of these roles; others get the sign-in page or NotAllowed."""
    return _guard(lambda actor: any(actor.has_role(role) for role in roles), [f"officer:{role}" for role in roles])


def posts_require_role(role: Role) -> Callable[[View[P]], View[P]]:
    """Inside a mark for reading: only an officer with this role may send the form of the page."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: AppRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in READS and not actor_of(request).has_role(role):
                raise NotAllowed
            return view(request, *args, **kwargs)

        setattr(guarded, POST_MARK, f"officer:{role}")
        return guarded

    return decorate


def actor_of(request: AppRequest) -> Actor:
    """The actor of a guarded view; NotAllowed when nobody is signed in."""
    if request.actor is None:
        raise NotAllowed
    return request.actor


def _guard(may: Callable[[Actor], bool], audience: list[str]) -> Callable[[View[P]], View[P]]:
    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: AppRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.actor is None:
                return _to_sign_in(request)
            if not may(request.actor):
                raise NotAllowed
            return view(request, *args, **kwargs)

        setattr(guarded, MARK, " ".join(audience))
        return guarded

    return decorate


def _to_sign_in(request: AppRequest) -> HttpResponseBase:
    """Back to the page that was asked; after a lost session a form starts again from its own page."""
    target = f"{reverse('public:sign_in')}?{urlencode({'next': request.get_full_path()})}"
    if request.htmx:
        return HttpResponseClientRedirect(target)
    return HttpResponseRedirect(target)
