"""What the provider says of itself: its addresses and keys, asked at its one address and kept for a while."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from django.conf import settings
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from loopbaankrediet.web.oidc.asking import asked_well
from loopbaankrediet.web.oidc.errors import ProviderSilent

logger = logging.getLogger(__name__)
T = TypeVar("T")
KEPT_SECONDS = 3600.0
LONGEST_KEPT_SECONDS = 24 * 3600.0
FRESH_KEYS_SECONDS = 30.0
FAILED_SECONDS = 10.0
"""After a question without an answer nobody asks again for this long."""
WAIT_SECONDS = 2.0
"""How long a page waits for the question of another, when nothing is known yet."""
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
    """What the provider last answered, and when (monotonic clock of this process)."""

    value: Any
    answered_at: float

    @property
    def age(self) -> float:
        return time.monotonic() - self.answered_at


_kept: dict[str, _Kept] = {}
_failed_at: dict[str, float] = {}
_asking: defaultdict[str, Lock] = defaultdict(Lock)


def forget() -> None:
    """Ask everything again."""
    _kept.clear()
    _failed_at.clear()


def the_provider() -> Provider:
    """The provider of the settings. ProviderSilent when it does not answer, or answers for another issuer."""
    return _remembered(f"{settings.OIDC_ISSUER}{DISCOVERY}", _read_provider)


def signing_key(provider: Provider, kid: str) -> RSAKey | None:
    """The provider's key of this name; None when there is none.

    For an unknown name the keys are asked once more, at most once in `FRESH_KEYS_SECONDS`: a provider may renew its
    keys at any moment, and nobody may make us ask as often as he likes.
    """
    found = _key_named(_remembered(provider.keys, _read_keys), kid)
    return found or _key_named(_remembered(provider.keys, _read_keys, most_age=FRESH_KEYS_SECONDS), kid)


def _remembered(address: str, read: Callable[[dict[str, Any]], T], *, most_age: float = KEPT_SECONDS) -> T:
    """What is kept, or the answer to one question at a time; while a slow provider is asked, others go on without.

    When it does not answer, what it said before counts for a day. ProviderSilent when it never said anything.
    """
    kept = _kept.get(address)
    if kept and kept.age < most_age:
        return cast("T", kept.value)
    turn = _asking[address]
    if not turn.acquire(timeout=0 if kept else WAIT_SECONDS):
        return cast("T", _said_before(address, "another visitor is asking"))
    try:
        return _asked(address, read, most_age)
    finally:
        turn.release()


def _asked(address: str, read: Callable[[dict[str, Any]], T], most_age: float) -> T:
    kept = _kept.get(address)
    if kept and kept.age < most_age:
        return cast("T", kept.value)
    if time.monotonic() - _failed_at.get(address, -FAILED_SECONDS) < FAILED_SECONDS:
        return cast("T", _said_before(address, "silent a moment ago"))
    try:
        value = read(asked_well(address))
    except ProviderSilent as error:
        _failed_at[address] = time.monotonic()
        logger.warning("the provider of the sign-in does not answer: %s", error.what)
        return cast("T", _said_before(address, error.what))
    _kept[address] = _Kept(value, time.monotonic())
    return value


def _said_before(address: str, why_not_now: str) -> Any:
    kept = _kept.get(address)
    if kept is None or kept.age >= LONGEST_KEPT_SECONDS:
        raise ProviderSilent(why_not_now)
    return kept.value


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
