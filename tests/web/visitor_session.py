"""A browser that is signed in, by the same functions as the way back from the provider."""

from uuid import uuid4

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

from loopbaankrediet.demo.seed import actor_for
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.people.actions import trust_with
from loopbaankrediet.platform.legal_clock import current_clock
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.sign_in import sign_in


def signed_in(persona: str, *, stepped_up: bool = True, client: Client | None = None) -> Client:
    """A browser of this persona, who proved strongly just now who she is (unless `stepped_up` says otherwise)."""
    return signed_in_as(actor_for(persona), stepped_up=stepped_up, client=client)


def signed_in_as(actor: Actor, *, stepped_up: bool = True, client: Client | None = None) -> Client:
    for role in actor.roles:
        trust_with(person_id=actor.person_id or uuid4(), role=role, clock=current_clock())
    browser = client or Client()
    request: AppRequest = HttpRequest()  # type: ignore[assignment]
    request.clock, request.session = current_clock(), SessionStore()
    sign_in(request, actor, stepped_up=stepped_up)
    request.session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return browser
