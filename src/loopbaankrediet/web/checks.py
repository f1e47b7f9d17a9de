"""Refuses a start that would be unsafe: no sign-in, or one over an open line, or an open view."""

from collections.abc import Iterator, Sequence

from django.apps.config import AppConfig
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver

from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.kernel.identifiers import parse_iban
from loopbaankrediet.platform.addresses import POOL, THREADS
from loopbaankrediet.web.access import MARK

TAG = "loopbaankrediet"


def sign_in_is_safe(app_configs: Sequence[AppConfig] | None, **options: object) -> list[checks.CheckMessage]:
    """A provider is named; outside the demonstration nothing of it goes over an open line."""
    if settings.SIGN_IN != "oidc" or not settings.OIDC_ISSUER or not settings.OIDC_CLIENT_ID:
        hint = "Set LOOPBAANKREDIET_OIDC_ISSUER and LOOPBAANKREDIET_OIDC_CLIENT_ID; see docs/how-to/sign-in.md."
        return [
            checks.Error("No sign-in is configured (SIGN_IN, OIDC_ISSUER, OIDC_CLIENT_ID).", hint=hint, id="web.E002")
        ]
    open_lines = [
        name for name in ("OIDC_ISSUER", "SITE_ADDRESS") if not getattr(settings, name).startswith("https://")
    ]
    if settings.DEMO or not open_lines:
        return []
    text = f"Outside the demonstration (DEMO) these begin with https://: {', '.join(open_lines)}."
    return [checks.Error(text, hint="SITE_ADDRESS is our own address, as the provider knows it.", id="web.E001")]


def payments_have_an_account(app_configs: Sequence[AppConfig] | None, **options: object) -> list[checks.CheckMessage]:
    """A platform that cannot pay says so at the start, not at the first approval."""
    try:
        parse_iban(settings.DEBTOR_IBAN)
    except DomainError:
        hint = "Set LOOPBAANKREDIET_DEBTOR_IBAN to the department's account."
        return [checks.Error("The account that pays (DEBTOR_IBAN) is missing or wrong.", hint=hint, id="web.E004")]
    return []


def connections_suffice(app_configs: Sequence[AppConfig] | None, **options: object) -> list[checks.CheckMessage]:
    """Counting against a limit takes a second connection: with fewer, all threads could wait for each other's."""
    pool = settings.DATABASES["default"]["OPTIONS"].get("pool", POOL)
    most = pool["max_size"]
    if most >= 2 * THREADS:
        return []
    text = f"{THREADS} threads need {2 * THREADS} connections; the pool has {most} at most."
    return [checks.Error(text, hint="See POOL and THREADS in platform/addresses.py.", id="web.E005")]


def every_view_says_who_may(app_configs: Sequence[AppConfig] | None, **options: object) -> list[checks.CheckMessage]:
    return [
        checks.Error(f"The view of '{where}' does not say who may open it.", id="web.E003")
        for where, pattern in views_in(get_resolver().url_patterns)
        if not hasattr(pattern.callback, MARK)
    ]


def views_in(patterns: Sequence[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every view of the address table with its address."""
    for pattern in patterns:
        where = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from views_in(pattern.url_patterns, where)
        else:
            yield where, pattern


def register_all() -> None:
    checks.register(sign_in_is_safe, TAG)
    checks.register(every_view_says_who_may, TAG)
    checks.register(payments_have_an_account, TAG)
    checks.register(connections_suffice, TAG)


def refuse_unsafe_start() -> None:
    """ImproperlyConfigured when a check of this project fails: a server runs no checks by itself."""
    if found := checks.run_checks(tags=[TAG]):
        raise ImproperlyConfigured("; ".join(str(message) for message in found))
