"""The addresses at the provider where a visitor is sent: to sign in, to prove it again, to sign out or switch."""

import base64
import json
import re
from urllib.parse import urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from django.conf import settings
from django.urls import reverse

from loopbaankrediet.web.oidc.provider import the_provider
from loopbaankrediet.web.oidc.started import Started
from loopbaankrediet.web.requests import AppRequest

ORGANISATION = re.compile(r"[A-Z0-9]{1,20}")


def sign_in_address(request: AppRequest, state: str, started: Started, *, group: str, organisation: str = "") -> str:
    """`group` BUR, EA or GID (empty: the provider asks). ProviderSilent when it cannot be found."""
    query = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": redirect_uri(request),
        "scope": settings.OIDC_SCOPES,
        "state": state,
        "nonce": started.nonce,
        "code_challenge": create_s256_code_challenge(started.verifier),
        "code_challenge_method": "S256",
    }
    if group:
        query["login_hint"] = _hint(group, organisation)
    if started.held:
        query |= {"acr_values": " ".join(settings.OIDC_STRONG_ACR), "prompt": "login", "max_age": "0"}
    return _with(the_provider().authorization, urlencode(query))


def leave_address(request: AppRequest, *, switch: bool) -> str:
    """Where the provider ends its session, or lets her choose another capacity; empty when it has no such place."""
    back = reverse("public:sign_in") if switch else reverse("public:signed_out")
    query = urlencode({"client_id": settings.OIDC_CLIENT_ID, "post_logout_redirect_uri": _own(request, back)})
    address = the_provider().end_session
    return _with(address, f"switch&{query}" if switch else query) if address else ""


def redirect_uri(request: AppRequest) -> str:
    return _own(request, reverse("public:sign_in_return"))


def _own(request: AppRequest, path: str) -> str:
    """Our own address: that of the settings, else the host that was asked (which ALLOWED_HOSTS has to know)."""
    return f"{settings.SITE_ADDRESS}{path}" if settings.SITE_ADDRESS else request.build_absolute_uri(path)


def _hint(group: str, organisation: str) -> str:
    hint = {"cap_hint": group}
    if ORGANISATION.fullmatch(organisation):
        hint["code_hint"] = organisation
    return base64.b64encode(json.dumps(hint, separators=(",", ":")).encode()).decode()


def _with(address: str, query: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{query}"
