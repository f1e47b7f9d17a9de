"""The settings of the process, from its options; its tables; and its one client."""

import os
import secrets
from argparse import Namespace
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from simulators.acm.keys import signing_keys
from simulators.acm.people import read_people

HERE = Path(__file__).parent
CODE_SECONDS, TOKEN_SECONDS, SESSION_SECONDS = 30, 300, 8 * 60 * 60
SAME_MACHINE = ("localhost", "127.0.0.1")
SCOPES = {name: name for name in ("openid", "profile", "rrn", "vo", "lbk", "wettelijkvertegenwoordiger", "ssm_mandaat")}


FIXED = {
    "ALLOWED_HOSTS": list(SAME_MACHINE),
    "ROOT_URLCONF": "simulators.acm.urls",
    "USE_TZ": True,
    "LANGUAGE_CODE": "nl",
    "INSTALLED_APPS": ["django.contrib.contenttypes", "django.contrib.auth", "oauth2_provider", "simulators.acm"],
    "MIGRATION_MODULES": {"contenttypes": None, "auth": None, "oauth2_provider": None, "acm": None},
    "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
    "MIDDLEWARE": [
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "simulators.acm.headers.protect",
    ],
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [HERE / "templates"],
            "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
        }
    ],
    "SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
    "SESSION_COOKIE_NAME": "acm_session",
    "SESSION_COOKIE_PATH": "/op",
    "SESSION_COOKIE_AGE": SESSION_SECONDS,
    "CSRF_COOKIE_NAME": "acm_csrf",
    "CSRF_COOKIE_PATH": "/op",
    "LOGGING": {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"console": {"class": "logging.StreamHandler"}},
        "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
    },
    "STYLE": (HERE / "style.css").read_text(encoding="utf-8"),
}


def configure(options: Namespace) -> None:
    """Settings, empty tables and the client. What was kept of an earlier run is only the keys and the secret."""
    os.umask(0o077)
    options.var.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file in options.var.glob("acm.sqlite3*"):
        file.unlink()
    settings.configure(
        **FIXED,
        SECRET_KEY=_kept_secret(options.var / "secret"),
        DATABASES={"default": _database(options.var / "acm.sqlite3")},
        OAUTH2_PROVIDER=_provider(options),
        ISSUER=options.issuer,
        CLIENT_ID=options.client_id,
        CLIENT_KEYS=f"{options.platform}/aanmelden/sleutels.json",
        FORM_TARGETS=_addresses(options.platform, ""),
        PEOPLE=read_people(options.personas),
    )
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    _register_client(options)
    connections.close_all()


def _database(file: Path) -> dict[str, object]:
    how = {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=wal"}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": how}


def _provider(options: Namespace) -> dict[str, object]:
    newest, *older = signing_keys(options.var / "keys", new=options.new_key)
    return {
        "OIDC_ENABLED": True,
        "OIDC_ISS_ENDPOINT": options.issuer,
        "OIDC_RSA_PRIVATE_KEY": newest,
        "OIDC_RSA_PRIVATE_KEYS_INACTIVE": older,
        "OIDC_SERVER_CLASS": "simulators.acm.protocol.CodeServer",
        "OAUTH2_VALIDATOR_CLASS": "simulators.acm.protocol.AcmValidator",
        "SCOPES": SCOPES,
        "AUTHORIZATION_CODE_EXPIRE_SECONDS": CODE_SECONDS,
        "ACCESS_TOKEN_EXPIRE_SECONDS": TOKEN_SECONDS,
        "ID_TOKEN_EXPIRE_SECONDS": TOKEN_SECONDS,
        "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
        "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
        "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
        "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
        "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    }


def _register_client(options: Namespace) -> None:
    from oauth2_provider.models import get_application_model

    model = get_application_model()
    model.objects.create(
        client_id=options.client_id,
        name="Loopbaanbegeleiding",
        client_type=model.CLIENT_CONFIDENTIAL,
        authorization_grant_type=model.GRANT_AUTHORIZATION_CODE,
        algorithm=model.RS256_ALGORITHM,
        hash_client_secret=False,
        redirect_uris=" ".join(_addresses(options.platform, "/aanmelden/terug/")),
        post_logout_redirect_uris=" ".join(
            _addresses(options.platform, "/afgemeld/") + _addresses(options.platform, "/aanmelden/")
        ),
    )


def _addresses(platform: str, path: str) -> list[str]:
    """The same page under both names of this machine, because a browser may use either."""
    parts = urlsplit(platform)
    if parts.hostname not in SAME_MACHINE:
        return [platform + path]
    return [f"{parts.scheme}://{host}:{parts.port}{path}" for host in SAME_MACHINE]


def _kept_secret(file: Path) -> str:
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32), encoding="ascii")
    return file.read_text(encoding="ascii")
