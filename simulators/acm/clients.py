"""Whether a client is who it says: an assertion signed with its own key (private_key_jwt), taken once."""

import json
import time
import urllib.error
import urllib.request
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from jwcrypto import jwk, jws
from jwcrypto.common import JWException

from simulators.acm.models import UsedAssertion

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST_SECONDS = 600
LEEWAY_SECONDS = 5
FETCH_SECONDS = 5

_known: dict[str, jwk.JWK] = {}


def proved(assertion: str) -> bool:
    """Whether our client signed this: RS256, for us, not expired, never seen."""
    try:
        token = jws.JWS()
        token.deserialize(assertion)
        token.allowed_algs = ["RS256"]
        token.verify(_key(str(token.jose_header.get("kid", ""))))
        claims = json.loads(token.payload)
    except (JWException, ValueError, KeyError, TypeError, AttributeError):
        return False
    return isinstance(claims, dict) and _is_ours(claims) and _is_new(claims)


def _key(kid: str) -> jwk.JWK:
    """The client's key of this name; its key set is fetched again for a name we do not know. KeyError when absent."""
    if kid not in _known:
        _known.update(_fetched())
    return _known[kid]


def _fetched() -> dict[str, jwk.JWK]:
    try:
        with urllib.request.urlopen(settings.CLIENT_KEYS, timeout=FETCH_SECONDS) as answer:  # noqa: S310
            entries = json.load(answer)["keys"]
    except (urllib.error.URLError, TimeoutError) as error:
        raise ValueError(f"{settings.CLIENT_KEYS} does not answer") from error
    return {entry["kid"]: jwk.JWK(**entry) for entry in entries}


def _is_ours(claims: dict[str, Any]) -> bool:
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    return (
        claims.get("iss") == claims.get("sub") == settings.CLIENT_ID
        and bool({settings.ISSUER, f"{settings.ISSUER}/v1/token"} & set(audiences))
        and isinstance(claims.get("exp"), int | float)
        and -LEEWAY_SECONDS < claims["exp"] - time.time() <= LONGEST_SECONDS
    )


def _is_new(claims: dict[str, Any]) -> bool:
    try:
        with transaction.atomic():
            UsedAssertion.objects.create(jti=str(claims["jti"]))
    except (IntegrityError, KeyError):
        return False
    return True
