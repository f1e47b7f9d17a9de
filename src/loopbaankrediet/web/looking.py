"""The one thing that a GET may write: who looked. What a page shows leaves only after the journal took it.

Which page looks for which purpose is a table (`web.pages_that_look`); a page of officers or counsellors that is not in
it does not open. A page names the people it shows with `saw`; where it names nobody, the page itself is noted.
"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.http import HttpResponse
from django.urls import ResolverMatch

from loopbaankrediet.journal.actions import Look, Subject, record_looks
from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.kernel.errors import DomainError, NotAllowed
from loopbaankrediet.processing.doors import check_may_look
from loopbaankrediet.web.errors import refusal
from loopbaankrediet.web.pages_that_look import PAGES, ShowsNobody
from loopbaankrediet.web.requests import AppRequest

LOOKERS = {"officer": Capacity.OFFICER, "counsellor": Capacity.COUNSELLOR}
NOTHING_SHOWN, MOVED, FIRST_REFUSAL, NO_SUCH_METHOD, MISTAKES = 204, 302, 400, 405, 422
ROOMS = ("citizen", *LOOKERS)
ON_THE_WAY_TO_PROOF = "/aanmelden/bevestigen/"
IN_A_LIST = "see_in_list"
OPEN_PAGE = "open_page"
REFUSED_PAGE = "be_refused"
WITHOUT_PURPOSE = "work"
REPRESENTING = "look_for_citizen"
FOR_A_CITIZEN = "representation"


class PageWithoutPurpose(LookupError):
    """A page of officers or counsellors that nobody entered in `web.pages_that_look`."""


def saw(
    request: AppRequest, verb: str, subject: Subject, *, dossier: str | None = None, purpose: str | None = None
) -> None:
    """This page shows data of this person or thing, in this file; `purpose` when it is another than the page's."""
    request.looks.append(Look(verb, subject, purpose or _purpose(_match(request)) or "", dossier))


def saw_in_list(request: AppRequest, type_: str, people: Iterable[UUID]) -> None:
    """This page names these people; each of them once, whatever their number of lines."""
    named = {look.subject.person_id for look in request.looks if look.verb == IN_A_LIST}
    for person_id in dict.fromkeys(people):
        if person_id not in named:
            saw(request, IN_A_LIST, Subject(type_, person_id, person_id))


def stands_for(request: AppRequest, match: ResolverMatch) -> None:
    """This page shows what that other one would: it looks for the same purpose, or is refused as that one is."""
    purpose, actor = _purpose(match), request.actor
    if actor is None:
        raise NotAllowed
    if purpose is not None:
        check_may_look(purpose, actor)
    request.resolver_match = match


class LooksMiddleware:
    """Refuses a look that the register does not allow, and notes every other one before the page leaves."""

    def __init__(self, get_response: Callable[[AppRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: AppRequest) -> HttpResponse:
        request.looks, request.without_act, actor = [], False, request.actor
        if actor is None:
            return self.get_response(request)
        response = self.get_response(request)
        if request.resolver_match:
            record_looks(_looks(request, response, actor), by=actor, clock=request.clock)
        return response

    def process_view(self, request: AppRequest, view: object, args: Any, kwargs: Any) -> HttpResponse | None:
        purpose, actor = _purpose(_match(request)), request.actor
        if actor is None or purpose is None or LOOKERS[_match(request).namespace] is not actor.capacity:
            return None
        try:
            check_may_look(purpose, actor)
        except DomainError as error:
            return refusal(request, error)
        return None


def _match(request: AppRequest) -> ResolverMatch:
    if request.resolver_match is None:
        raise PageWithoutPurpose(request.path)
    return request.resolver_match


def _purpose(match: ResolverMatch) -> str | None:
    """Why this page looks; None when it shows nobody, or is not for officers and counsellors."""
    if match.namespace not in LOOKERS:
        return None
    kind = PAGES.get(match.view_name)
    if kind is None:
        raise PageWithoutPurpose(match.view_name)
    return None if isinstance(kind, ShowsNobody) else kind


def _looks(request: AppRequest, response: HttpResponse, actor: Actor) -> list[Look]:
    """What an act did stands in the journal as an act; whom it named, and all else that was asked, leaves a line."""
    match, acted = _match(request), request.method == "POST" and _has_acted(request, response)
    if acted or (response.status_code == NO_SUCH_METHOD and actor.represents is None):
        return request.looks
    page = f"page:{match.view_name}"
    if match.namespace in LOOKERS and LOOKERS[match.namespace] is actor.capacity:
        verb = REFUSED_PAGE if _is_refused(response) else OPEN_PAGE
        purpose = _purpose(match) or WITHOUT_PURPOSE
        return request.looks or [Look(verb, Subject(page, uuid5(NAMESPACE_URL, request.path)), purpose)]
    if match.namespace in ROOMS and actor.represents is not None:
        verb = REFUSED_PAGE if _is_refused(response) else REPRESENTING
        return [Look(verb, Subject(page, actor.represents, actor.represents), FOR_A_CITIZEN)]
    return []


def _has_acted(request: AppRequest, response: HttpResponse) -> bool:
    """What still waits for a proof did nothing yet, nor did a form with a mistake that goes back to its page."""
    if request.without_act:
        return False
    if response.status_code == NOTHING_SHOWN:
        return True
    return response.status_code == MOVED and not response.headers["Location"].startswith(ON_THE_WAY_TO_PROOF)


def _is_refused(response: HttpResponse) -> bool:
    return response.status_code >= FIRST_REFUSAL and response.status_code != MISTAKES
