"""The addresses for programs: what this provider can do, and signing out."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from oauth2_provider.models import get_application_model

from simulators.acm.people import SCOPE_OF_CLAIM
from simulators.acm.sessions import EID, USUAL, Visit


@require_GET
def discovery(request: HttpRequest) -> JsonResponse:
    """Where everything is, under the issuer that was agreed, whatever name the caller used for this machine."""
    base = f"{settings.ISSUER}/v1"
    return JsonResponse(
        {
            "issuer": settings.ISSUER,
            "authorization_endpoint": f"{base}/auth",
            "token_endpoint": f"{base}/token",
            "userinfo_endpoint": f"{base}/userinfo",
            "jwks_uri": f"{base}/keys",
            "end_session_endpoint": f"{base}/logout",
            "scopes_supported": list(settings.OAUTH2_PROVIDER["SCOPES"]),
            "claims_supported": [*SCOPE_OF_CLAIM, "acr", "auth_time"],
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "acr_values_supported": [USUAL, EID],
            "prompt_values_supported": ["none", "login"],
        }
    )


@require_GET
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the sign-in; with `switch` only the choice of capacity is forgotten."""
    query = request.GET
    after = query.get("post_logout_redirect_uri", "")
    client = get_application_model().objects.filter(client_id=query.get("client_id", "")).first()
    if after and (client is None or after not in client.post_logout_redirect_uris.split()):
        return render(request, "acm/refused.html", {"text": "Dit adres is niet afgesproken."}, status=400)
    visit = Visit(request.session)
    visit.choose(None) if "switch" in query else visit.leave()
    if not after:
        return render(request, "acm/signed_out.html")
    state = {"state": query["state"]} if "state" in query else {}
    return HttpResponseRedirect(f"{after}?{urlencode(state)}" if state else after)
