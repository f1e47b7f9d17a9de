"""What every request gets: both clocks, who acts, and a plain page for every refusal."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_noop as _

from loopbaankrediet.journal.requests import current_request, during_request
from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.people.mandates.errors import MandateOver
from loopbaankrediet.people.mandates.queries import ground_of
from loopbaankrediet.platform.legal_clock import current_clock
from loopbaankrediet.platform.viewing import seen_by
from loopbaankrediet.web.errors import refusal
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.sign_in import act_for_oneself, actor_in, has_ended, sign_out, with_roles_of_now

Handler = Callable[[AppRequest], HttpResponse]
WHY_ENDED = _("Je was lang aangemeld zonder iets te doen, of de hele dag. Meld je opnieuw aan.")
WHY_OFFICER = (
    "Je bent afgemeld: je deed lang niets, je was al lang aangemeld, of je rol is ingetrokken. "
    "Meld je opnieuw aan. Zo weten we zeker welke rollen je nu hebt."
)


class ClockMiddleware:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: AppRequest) -> HttpResponse:
        request.clock = current_clock()
        return self.get_response(request)


class RequestIdMiddleware:
    """Every request gets a number of our own making: what a visitor sends in a header names nothing here."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: AppRequest) -> HttpResponse:
        with during_request(uuid4()):
            return self.get_response(request)


class ActorMiddleware:
    """A sign-in ends by itself, and with the last role of an officer.

    Who acts is said to the database too: it shows this request only the rows he may see. A page for somebody signed in
    is kept nowhere, so the back button shows nothing after signing out. Who acts for a citizen does so only while his
    ground stands: every request asks.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: AppRequest) -> HttpResponse:
        request.ended = None
        request.actor = _signed_in(request)
        with seen_by(request.actor, request_id=current_request() if request.actor else None):
            response = self._answer(request)
        if request.actor is not None:
            patch_cache_control(response, private=True, no_store=True)
        return response

    def _answer(self, request: AppRequest) -> HttpResponse:
        actor = request.actor
        if actor is None or actor.represents is None:
            return self.get_response(request)
        ground = ground_of(actor, clock=request.clock)
        if ground is None:
            act_for_oneself(request)
            return refusal(request, MandateOver())
        request.actor = replace(actor, scopes=ground.scopes)
        return self.get_response(request)


def _signed_in(request: AppRequest) -> Actor | None:
    """Who is signed in still, with the roles that still stand."""
    actor = actor_in(request.session)
    if actor is None:
        return None
    now = None if has_ended(request) else with_roles_of_now(actor)
    if now is None:
        request.ended = actor
        sign_out(request)
        messages.info(request, WHY_OFFICER if actor.signed_in_as is Capacity.OFFICER else WHY_ENDED)
    return now


class DomainErrorMiddleware:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: AppRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: AppRequest, exception: Exception) -> HttpResponse | None:
        return refusal(request, exception) if isinstance(exception, DomainError) else None
