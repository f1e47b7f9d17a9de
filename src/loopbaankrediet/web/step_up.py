"""Risky acts ask for a strong, recent proof of who it is. What was typed waits, sealed, until the proof is there."""

import base64
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import resolve, reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django_htmx.http import HttpResponseClientRedirect

from loopbaankrediet.journal.keys import seal_for, unseal_for
from loopbaankrediet.kernel.errors import DomainError, NotAllowed
from loopbaankrediet.people.queries import names
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.components import SummaryRow
from loopbaankrediet.web.looking import stands_for
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.sign_in import HELD, has_stepped_up, seconds

MARK, TELLS = "step_up", "tells_of_step_up"
SEALED_AS = "held-form"
MOST_HELD = 3
MOST_CHARACTERS = 50_000
CSRF_FIELD = "csrfmiddlewaretoken"

P = ParamSpec("P")
View = Callable[Concatenate[AppRequest, P], HttpResponseBase]
Fields = list[tuple[str, str]]
Tells = Callable[..., list[SummaryRow]]
"""What exactly would be done: gets the request, what was typed as `typed`, and the parts of the address by name."""


class TooMuchToHold(DomainError):
    message = (
        "Dit is te veel om te bewaren terwijl je je opnieuw aanmeldt. Maak de tekst korter en probeer het opnieuw."
    )


class HeldLapsed(DomainError):
    message = "Wat je invulde, is niet meer bewaard: dat duurt een kwartier. Er is niets gebeurd. Vul het opnieuw in."


@dataclass(frozen=True)
class Held:
    """What waits for the proof: the page (`fields` None), or the form that was sent. `what` in plain Dutch."""

    what: str
    address: str
    fields: Fields | None


def needs_step_up(what: str, *, reads: bool = False, tells: Tells | None = None) -> Callable[[View[P]], View[P]]:
    """Sending (with `reads`: also opening) this page asks for a recent proof. Stands below the mark of who may.

    `tells`: what she confirms with the last button, for the page that has it.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: AppRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method != "POST" and not reads:
                return view(request, *args, **kwargs)
            if not has_stepped_up(request):
                return _to_proof(request, what)
            _release(request)
            return view(request, *args, **kwargs)

        setattr(guarded, MARK, what)
        setattr(guarded, TELLS, tells)
        return guarded

    return decorate


def held_under(request: AppRequest, token: str) -> Held:
    """What waits under this token, for who is signed in. HeldLapsed when it is not there (any more)."""
    kept = request.session.get(HELD, {}).get(token)
    person_id = actor_of(request).person_id
    if kept is None or person_id is None or seconds(request) - kept["at"] >= settings.STEP_UP_SECONDS:
        raise HeldLapsed
    fields = _opened(person_id, kept["sealed"]) if kept["sealed"] else None
    return Held(kept["what"], kept["address"], fields)


def told(request: AppRequest, held: Held) -> list[SummaryRow]:
    """For whom, and exactly what: the rows above the last button. Looks as the page that waits would."""
    represents, match = actor_of(request).represents, resolve(urlsplit(held.address).path)
    rows = [SummaryRow(gettext("Voor wie"), name) for name in names([represents]).values()]
    stands_for(request, match)
    tells: Tells | None = getattr(match.func, TELLS)
    typed: MultiValueDict[str, str] = MultiValueDict()
    for name, value in held.fields or []:
        typed.appendlist(name, value)
    return rows + (tells(request, typed=typed, **match.kwargs) if tells else [])


def _to_proof(request: AppRequest, what: str) -> HttpResponseBase:
    request.without_act = True
    target = reverse("public:prove", args=[_hold(request, what)])
    return HttpResponseClientRedirect(target) if request.htmx else HttpResponseRedirect(target)


def _hold(request: AppRequest, what: str) -> str:
    person_id = actor_of(request).person_id
    if person_id is None:
        raise NotAllowed
    token = secrets.token_urlsafe(16)
    kept = {"what": what, "address": request.get_full_path(), "at": seconds(request), "sealed": ""}
    if request.method == "POST":
        kept["sealed"] = _sealed(person_id, _fields_of(request))
    newest = list(request.session.get(HELD, {}).items())[-(MOST_HELD - 1) :]
    request.session[HELD] = dict(newest) | {token: kept}
    return token


def _release(request: AppRequest) -> None:
    """It was sent: nothing waits for this address any more."""
    held: Mapping[str, dict[str, str]] = request.session.get(HELD, {})
    rest = {token: kept for token, kept in held.items() if kept["address"] != request.get_full_path()}
    if len(rest) < len(held):
        request.session[HELD] = rest


def _fields_of(request: AppRequest) -> Fields:
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name != CSRF_FIELD]
    if len(json.dumps(fields)) > MOST_CHARACTERS:
        raise TooMuchToHold
    return fields


def _sealed(person_id: UUID, fields: Fields) -> str:
    """An account number stands in no session: only her own key opens it."""
    return base64.b64encode(seal_for(person_id, fields, context=SEALED_AS)).decode()


def _opened(person_id: UUID, sealed: str) -> Fields:
    return [(name, value) for name, value in unseal_for(person_id, base64.b64decode(sealed), context=SEALED_AS)]
