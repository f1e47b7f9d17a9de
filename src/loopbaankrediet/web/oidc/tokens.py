"""Exchanging the code, and proving the id_token: signature first, then every claim that says for whom and when."""

import math
import time
from dataclasses import dataclass
from typing import Any

from authlib.oauth2.rfc7523 import private_key_jwt_sign
from authlib.oidc.core import CodeIDToken
from django.conf import settings
from joserfc import jws, jwt
from joserfc.errors import JoseError

from loopbaankrediet.platform.sign_in_key import own_key
from loopbaankrediet.web.oidc.asking import ask, asked_well
from loopbaankrediet.web.oidc.errors import ProviderSilent, SignInRefused
from loopbaankrediet.web.oidc.provider import Provider, signing_key

ALGORITHM = "RS256"
LEEWAY_SECONDS = 30
ASSERTION_SECONDS = 60
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass(frozen=True)
class Proven:
    """The claims of a proven sign-in; `acr` and `auth_time` (seconds since 1970) come from the id_token alone."""

    claims: dict[str, Any]
    acr: str
    auth_time: int


def exchange(provider: Provider, *, code: str, verifier: str, nonce: str, redirect_uri: str) -> Proven:
    """The claims behind a code. SignInRefused when anything does not fit; ProviderSilent when there is no answer."""
    answer = _tokens(provider, code=code, verifier=verifier, redirect_uri=redirect_uri)
    access_token = answer["access_token"]
    proven = prove(provider, answer["id_token"], nonce=nonce, access_token=access_token)
    claims = _with_userinfo(provider, proven, access_token)
    return Proven(claims, str(proven.get("acr", "")), _seconds(proven.get("auth_time", 0)))


def prove(provider: Provider, id_token: str, *, nonce: str, access_token: str) -> dict[str, Any]:
    """The claims of an id_token that was signed for us, just now, for this question. SignInRefused otherwise.

    Authlib checks `azp`, `at_hash` and the shape; what it lets pass when absent, the options here make essential.
    """
    token = _signed(provider, id_token)
    options = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": settings.OIDC_CLIENT_ID},
        "sub": {"essential": True},
        "exp": {"essential": True},
        "iat": {"essential": True},
        "nonce": {"essential": True, "value": nonce},
    }
    params = {"client_id": settings.OIDC_CLIENT_ID, "nonce": nonce, "access_token": access_token}
    claims = CodeIDToken(token.claims, token.header, options, params)
    try:
        claims.validate(now=int(time.time()), leeway=LEEWAY_SECONDS)
    except JoseError as error:
        raise SignInRefused(f"token_{error.error}") from error
    if _audience(claims) != {settings.OIDC_CLIENT_ID}:
        raise SignInRefused("token_audience")
    return dict(claims)


def _tokens(provider: Provider, *, code: str, verifier: str, redirect_uri: str) -> dict[str, str]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
        "client_id": settings.OIDC_CLIENT_ID,
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": _assertion(provider),
    }
    status, answer = ask(provider.token, form=form)
    if status >= 500:
        raise ProviderSilent(f"token endpoint {status}")
    if status != 200:
        raise SignInRefused("code_refused")
    if not all(isinstance(answer.get(name), str) and answer[name] for name in ("id_token", "access_token")):
        raise SignInRefused("no_token")
    return answer


def _assertion(provider: Provider) -> str:
    """Signed by our own key: who steals a code cannot use it."""
    assertion: str = private_key_jwt_sign(
        own_key(),
        settings.OIDC_CLIENT_ID,
        settings.OIDC_ASSERTION_AUDIENCE or provider.token,
        header={"kid": own_key().kid},
        expires_in=ASSERTION_SECONDS,
    )
    return assertion


def _signed(provider: Provider, id_token: str) -> jwt.Token:
    """The algorithm is ours to choose, never the token's."""
    try:
        kid = jws.extract_compact(id_token.encode()).headers().get("kid", "")
        key = signing_key(provider, kid) if isinstance(kid, str) else None
        if key is None:
            raise SignInRefused("token_key_unknown")
        return jwt.decode(id_token, key, algorithms=[ALGORITHM])
    except (JoseError, ValueError) as error:
        raise SignInRefused("token_signature") from error


def _with_userinfo(provider: Provider, claims: dict[str, Any], access_token: str) -> dict[str, Any]:
    """What the provider says about the same person, under what the signed token says."""
    if not provider.userinfo:
        return claims
    more = asked_well(provider.userinfo, bearer=access_token)
    if more.get("sub") != claims["sub"]:
        raise SignInRefused("userinfo_of_another")
    return more | claims


def _audience(claims: dict[str, Any]) -> set[str]:
    found = claims["aud"]
    return {found} if isinstance(found, str) else set(found)


def _seconds(value: object) -> int:
    return int(value) if isinstance(value, int | float) and math.isfinite(value) else 0
