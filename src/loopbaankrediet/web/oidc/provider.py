"""What the provider says of itself: its addresses and keys, asked at its one address and kept for a while."""

import time
from dataclasses import dataclass
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from loopbaankrediet.web.oidc.asking import asked_well
from loopbaankrediet.web.oidc.errors import ProviderSilent

KEPT_SECONDS = 3600.0
FRESH_KEYS_SECONDS = 30.0
DISCOVERY = "/.well-known/openid-configuration"


@dataclass(frozen=True)
class Provider:
    """The discovered addresses. `userinfo` and `end_session` are empty when there is none."""

    issuer: str
    authorization: str
    token: str
    keys: str
    userinfo: str
    end_session: str
    names_itself: bool


@dataclass
class _Kept:
    """`until` and `asked_at` on the monotonic clock of this process."""

    value: Any
    until: float
    asked_at: float


_kept: dict[str, _Kept] = {}
_lock = Lock()


def forget() -> None:
    """Ask everything again."""
    with _lock:
        _kept.clear()


def the_provider() -> Provider:
    """The provider of the settings. ProviderSilent when it does not answer, or answers for another issuer."""
    return _remembered(f"{settings.OIDC_ISSUER}{DISCOVERY}", _read_provider)  # type: ignore[no-any-return]


def signing_key(provider: Provider, kid: str) -> RSAKey | None:
    """The provider's key of this name; None when there is none.

    For an unknown name the keys are asked once more, at most once in `FRESH_KEYS_SECONDS`: a provider may renew its
    keys at any moment, and nobody may make us ask as often as he likes.
    """
    found = _key_named(_remembered(provider.keys, _read_keys), kid)
    return found or _key_named(_remembered(provider.keys, _read_keys, most_age=FRESH_KEYS_SECONDS), kid)


def _remembered(address: str, read: Any, *, most_age: float = KEPT_SECONDS) -> Any:
    now = time.monotonic()
    with _lock:
        kept = _kept.get(address)
    if kept and now < kept.until and now - kept.asked_at < most_age:
        return kept.value
    value = read(asked_well(address))
    with _lock:
        _kept[address] = _Kept(value, now + KEPT_SECONDS, now)
    return value


def _read_provider(found: dict[str, Any]) -> Provider:
    if found.get("issuer") != settings.OIDC_ISSUER:
        raise ProviderSilent("discovery names another issuer")
    methods = found.get("code_challenge_methods_supported")
    if isinstance(methods, list) and "S256" not in methods:
        raise ProviderSilent("no PKCE S256")
    return Provider(
        issuer=settings.OIDC_ISSUER,
        authorization=_address(found, "authorization_endpoint"),
        token=_address(found, "token_endpoint"),
        keys=_address(found, "jwks_uri"),
        userinfo=_address(found, "userinfo_endpoint", needed=False),
        end_session=_address(found, "end_session_endpoint", needed=False),
        names_itself=found.get("authorization_response_iss_parameter_supported") is True,
    )


def _address(found: dict[str, Any], name: str, *, needed: bool = True) -> str:
    """An address of the same scheme as the issuer: https never leads to http."""
    address = found.get(name, "")
    if not needed and not address:
        return ""
    if not isinstance(address, str) or urlsplit(address).scheme != urlsplit(settings.OIDC_ISSUER).scheme:
        raise ProviderSilent(f"no usable {name}")
    return address


def _read_keys(found: dict[str, Any]) -> list[tuple[str, RSAKey]]:
    """The keys that may sign with RS256; others in the set are none of our business."""
    keys = found.get("keys")
    if not isinstance(keys, list):
        raise ProviderSilent("no keys")
    return [(str(raw.get("kid", "")), key) for raw in keys if isinstance(raw, dict) and (key := _rsa_key(raw))]


def _rsa_key(raw: dict[str, Any]) -> RSAKey | None:
    if raw.get("kty") != "RSA" or raw.get("use", "sig") != "sig" or raw.get("alg", "RS256") != "RS256":
        return None
    try:
        return RSAKey.import_key({name: raw[name] for name in ("kty", "n", "e") if name in raw})
    except (JoseError, ValueError, TypeError):
        return None


def _key_named(keys: list[tuple[str, RSAKey]], kid: str) -> RSAKey | None:
    """By name; a token without a name is accepted only when there is exactly one key."""
    if not kid:
        return keys[0][1] if len(keys) == 1 else None
    return next((key for name, key in keys if name == kid), None)
