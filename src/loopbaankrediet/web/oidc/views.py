"""Signing in and out: the page of choices, the way to the provider and back, and the proof for a risky act."""

import logging
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from loopbaankrediet.flows.sign_in import Credentials, NoRole, note_refusal, note_session, sign_in_with, step_up_with
from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.people.identities import IdentityMoved
from loopbaankrediet.platform.sign_in_key import public_keys
from loopbaankrediet.web import sign_in as session
from loopbaankrediet.web.access import MARK, actor_of, public, requires
from loopbaankrediet.web.context import home_url
from loopbaankrediet.web.oidc.claims import TARGET_GROUPS, credentials_of
from loopbaankrediet.web.oidc.errors import (
    AnotherPerson,
    ProviderSilent,
    SignInLeft,
    SignInLost,
    SignInRefused,
    StepUpLeft,
    WeakStepUp,
)
from loopbaankrediet.web.oidc.provider import Provider, the_provider
from loopbaankrediet.web.oidc.questions import leave_address, redirect_uri, sign_in_address
from loopbaankrediet.web.oidc.started import Started, begin, finish
from loopbaankrediet.web.oidc.tokens import LEEWAY_SECONDS, Proven, exchange
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.step_up import held_under, told

logger = logging.getLogger(__name__)
GROUP_OF = {capacity: group for group, capacity in TARGET_GROUPS.items()}
KEYS_SECONDS = 300


@public
@require_safe
def sign_in(request: AppRequest) -> HttpResponse:
    """The three capacities to choose from, and whom to call for who cannot sign in."""
    following = request.GET.get("next", "")
    links = {
        group.lower(): f"{reverse('public:sign_in_start')}?{urlencode({'hoedanigheid': group, 'next': following})}"
        for group in TARGET_GROUPS
    }
    return render(request, "web/public/sign_in.html", {"links": links})


@public
@require_safe
def start(request: AppRequest) -> HttpResponse:
    """On to the provider, in the capacity that was chosen (none: the provider asks)."""
    group = request.GET.get("hoedanigheid", "")
    state, started = begin(request, following=request.GET.get("next", ""))
    group = group if group in TARGET_GROUPS else ""
    organisation = request.GET.get("organisatie", "")
    return HttpResponseRedirect(sign_in_address(request, state, started, group=group, organisation=organisation))


@requires(Capacity.CITIZEN, Capacity.COUNSELLOR, Capacity.OFFICER)
@require_safe
def prove(request: AppRequest, token: str) -> HttpResponse:
    """What waits for a proof: first the way to it, then (for what was sent) the last button."""
    held = held_under(request, token)
    context = {"held": held, "token": token, "home": home_url(actor_of(request).capacity)}
    if not session.has_stepped_up(request):
        return render(request, "web/public/prove.html", context)
    if held.fields is None:
        return HttpResponseRedirect(held.address)
    return render(request, "web/public/confirm_once_more.html", context | {"rows": told(request, held)})


@requires(Capacity.CITIZEN, Capacity.COUNSELLOR, Capacity.OFFICER)
@require_safe
def start_step_up(request: AppRequest, token: str) -> HttpResponse:
    """On to the provider for a strong sign-in of now, in the capacity that runs."""
    held_under(request, token)
    state, started = begin(request, held=token)
    group = GROUP_OF[actor_of(request).signed_in_as]
    return HttpResponseRedirect(sign_in_address(request, state, started, group=group))


@public
@require_safe
def come_back(request: AppRequest) -> HttpResponse:
    """Where the provider sends the visitor back to. Nothing is believed before the exchange proved it."""
    try:
        started = finish(request, request.GET.get("state", ""))
    except SignInLost as error:
        logger.warning("sign-in lost: %s", error.reason)
        raise
    proven = _exchanged(request, started)
    try:
        return _let_in(request, started, proven)
    except (SignInRefused, IdentityMoved, NoRole) as error:
        _note_refused(request, error, actor=request.actor if started.held else None)
        raise


@public
@require_POST
def sign_out(request: AppRequest) -> HttpResponse:
    """Here first, whatever the provider does; then there."""
    return _leave(request, "sign_out", switch=False)


@public
@require_POST
def switch(request: AppRequest) -> HttpResponse:
    """Sign out here, and choose another capacity without proving again who it is."""
    return _leave(request, "switch_capacity", switch=True)


@public
@require_safe
def signed_out(request: AppRequest) -> HttpResponse:
    return render(request, "web/public/signed_out.html", {"only_here": "alleen-hier" in request.GET})


@public
@require_safe
def own_keys(request: AppRequest) -> HttpResponse:
    """The public half of our key, for the provider."""
    response = JsonResponse(public_keys())
    patch_cache_control(response, public=True, max_age=KEYS_SECONDS)
    return response


def _exchanged(request: AppRequest, started: Started) -> Proven:
    """What the provider proves of somebody. Nobody is known before that: the log has it, the journal does not."""
    try:
        provider = the_provider()
        code = _code(request, provider)
        return exchange(
            provider, code=code, verifier=started.verifier, nonce=started.nonce, redirect_uri=redirect_uri(request)
        )
    except SignInRefused as error:
        logger.warning("sign-in refused: %s", error.reason)
        if isinstance(error, SignInLeft) and started.held and request.actor is not None:
            raise StepUpLeft(error.reason) from error
        raise
    except ProviderSilent as error:
        logger.error("the provider of the sign-in is silent: %s", error.what)
        raise


def _let_in(request: AppRequest, started: Started, proven: Proven) -> HttpResponse:
    credentials = credentials_of(proven.claims)
    if started.held:
        return _stepped_up(request, started, proven, credentials)
    actor = sign_in_with(credentials, clock=request.clock)
    session.sign_in(request, actor)
    following = started.following
    if url_has_allowed_host_and_scheme(following, allowed_hosts=None) and _is_for(actor.capacity, following):
        return HttpResponseRedirect(following)
    return HttpResponseRedirect(home_url(actor.capacity))


def _code(request: AppRequest, provider: Provider) -> str:
    """The code of the answer. An answer that says it is of another provider is refused (RFC 9207)."""
    issuer = request.GET.get("iss", "")
    if (issuer or provider.names_itself) and issuer != provider.issuer:
        raise SignInRefused("answer_of_another_provider")
    if "error" in request.GET:
        raise SignInLeft("provider_said_no")
    if not (code := request.GET.get("code", "")):
        raise SignInRefused("no_code")
    return code


def _stepped_up(request: AppRequest, started: Started, proven: Proven, credentials: Credentials) -> HttpResponse:
    """Strong, and done after we asked: a proof of before is no proof of now."""
    if request.actor is None:
        raise SignInLost("step_up_without_session")
    if proven.acr not in settings.OIDC_STRONG_ACR:
        raise WeakStepUp("step_up_weak")
    if proven.auth_time < started.at - LEEWAY_SECONDS:
        raise WeakStepUp("step_up_old")
    actor = step_up_with(credentials, now_in=request.actor, clock=request.clock)
    if actor is None:
        raise AnotherPerson("step_up_by_another")
    session.step_up(request, actor)
    return redirect("public:prove", started.held)


def _note_refused(request: AppRequest, error: SignInRefused | IdentityMoved | NoRole, *, actor: Actor | None) -> None:
    """Into the log without a name, and into the journal on the name it was tried on."""
    logger.warning("sign-in refused: %s", error.reason)
    about = error.person_id if isinstance(error, IdentityMoved) else None
    note_refusal(error.reason, person_id=about, actor=actor, clock=request.clock)
    if isinstance(error, NoRole):
        session.sign_out(request)


def _leave(request: AppRequest, verb: str, *, switch: bool) -> HttpResponse:
    if request.actor is not None:
        note_session(verb, request.actor, clock=request.clock)
    session.sign_out(request)
    try:
        address = leave_address(request, switch=switch)
    except ProviderSilent as error:
        logger.error("the provider of the sign-in is silent: %s", error.what)
        return HttpResponseRedirect(f"{reverse('public:signed_out')}?alleen-hier")
    return HttpResponseRedirect(address or reverse("public:signed_out"))


def _is_for(capacity: Capacity, address: str) -> bool:
    """Whether a visitor in this capacity can land on the address: it exists, answers GET, and is for her."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return False
    mark = getattr(match.func, MARK)
    leaves = match.view_name in ("public:sign_out", "public:switch_capacity")
    return not leaves and (mark == "public" or capacity in mark)
