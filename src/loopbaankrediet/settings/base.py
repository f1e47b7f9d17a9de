"""What every way of running shares. Secrets live in files outside git, made at first start (`platform.places`)."""

from datetime import time
from pathlib import Path

from csp.constants import NONE, SELF

from loopbaankrediet.platform import rings
from loopbaankrediet.platform.addresses import django_databases
from loopbaankrediet.platform.places import origin_of, setting, var_folder
from loopbaankrediet.platform.rings import Purpose

PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = False
DEMO = False
ALLOW_TST_INSZ = False
SIGN_IN = "oidc"
OIDC_ISSUER = setting("OIDC_ISSUER", "")
OIDC_CLIENT_ID = setting("OIDC_CLIENT_ID", "loopbaankrediet")
OIDC_SCOPES = setting("OIDC_SCOPES", "openid profile rrn vo lbk")
OIDC_STRONG_ACR = setting("OIDC_STRONG_ACR", "urn:be:vlaanderen:authmech:eid").split()
OIDC_ASSERTION_AUDIENCE = setting("OIDC_ASSERTION_AUDIENCE", "")
SITE_ADDRESS = setting("SITE_ADDRESS", "").rstrip("/")
SESSION_IDLE_SECONDS = 60 * int(setting("SESSION_IDLE_MINUTES", "30"))
SESSION_SECONDS = 60 * int(setting("SESSION_MINUTES", "480"))
OFFICER_SESSION_SECONDS = 60 * int(setting("OFFICER_SESSION_MINUTES", "120"))
STEP_UP_SECONDS = 60 * int(setting("STEP_UP_MINUTES", "15"))
SOURCES_ADAPTER = "none"
SECRET_KEY, *SECRET_KEY_FALLBACKS = rings.texts(Purpose.SESSIONS)
ALLOWED_HOSTS = setting("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DATABASES = django_databases()
BANK_OUTBOX = var_folder() / "bank" / "out"
BANK_INBOX = var_folder() / "bank" / "in"
VOUCHER_INBOX = var_folder() / "vouchers" / "in"
DEBTOR_NAME = setting("DEBTOR_NAME", "Vlaamse overheid, departement WEWIS")
DEBTOR_IBAN = setting("DEBTOR_IBAN", "")
BANK_CUT_OFF = time.fromisoformat(setting("BANK_CUT_OFF", "14:00"))
CONTACT_PERSON = setting("CONTACT_PERSON", "")
CONTACT_PHONE = setting("CONTACT_PHONE", "1700")
CONTACT_EMAIL = setting("CONTACT_EMAIL", "")
CONTACT_ADDRESS = setting("CONTACT_ADDRESS", "")
CONTACT_DESK = setting("CONTACT_DESK", "")
CLAMD = setting("CLAMD", "")
MAIL_FROM = setting("MAIL_FROM", "")
EMAIL_HOST = setting("MAIL_HOST", "localhost")
EMAIL_PORT = int(setting("MAIL_PORT", "25"))
EMAIL_HOST_USER = setting("MAIL_USER", "")
EMAIL_HOST_PASSWORD = setting("MAIL_PASSWORD", "")
EMAIL_USE_TLS = setting("MAIL_TLS", "") == "starttls"
EMAIL_USE_SSL = setting("MAIL_TLS", "") == "tls"
EMAIL_TIMEOUT = 10
FILE_UPLOAD_HANDLERS = ["loopbaankrediet.uploads.receiving.BoundedMemory"]
LEGAL_CLOCK_START: str | None = None
CAP_SCENARIO = "draft"
REGISTRATION_SCENARIO = "draft"
LAB_STANDARD_DRAWS = int(setting("LAB_STANDARD_DRAWS", "100"))

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "loopbaankrediet.platform",
    "loopbaankrediet.journal",
    "loopbaankrediet.ledger",
    "loopbaankrediet.people",
    "loopbaankrediet.uploads",
    "loopbaankrediet.messages",
    "loopbaankrediet.oversight",
    "loopbaankrediet.office",
    "loopbaankrediet.labruns",
    "loopbaankrediet.appointments",
    "loopbaankrediet.vouchers",
    "loopbaankrediet.budget",
    "loopbaankrediet.credit",
    "loopbaankrediet.counsellors",
    "loopbaankrediet.guidance",
    "loopbaankrediet.contributions",
    "loopbaankrediet.payments",
    "loopbaankrediet.recovery",
    "loopbaankrediet.practice",
    "loopbaankrediet.evaluation",
    "loopbaankrediet.objections",
    "loopbaankrediet.web",
]

MIDDLEWARE = [
    "loopbaankrediet.web.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "loopbaankrediet.web.middleware.ClockMiddleware",
    "loopbaankrediet.web.middleware.ActorMiddleware",
    "loopbaankrediet.web.language.LanguageMiddleware",
    "loopbaankrediet.web.looking.LooksMiddleware",
    "loopbaankrediet.web.middleware.DomainErrorMiddleware",
]

ROOT_URLCONF = "loopbaankrediet.web.urls"
WSGI_APPLICATION = "loopbaankrediet.web.wsgi.application"
PROCRASTINATE_IMPORT_PATHS = ["loopbaankrediet.flows.tasks", "loopbaankrediet.flows.voucher_folder"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "loopbaankrediet.web.templatetags.dutch",
                "loopbaankrediet.web.templatetags.components",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "loopbaankrediet.web.context.page_frame",
            ],
        },
    }
]

LANGUAGE_CODE = "nl"
USE_I18N = True
TIME_ZONE = "Europe/Brussels"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = var_folder() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SESSION_COOKIE_NAME = "loopbaankrediet"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = SESSION_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "loopbaankrediet.web.errors.form_expired"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *([origin_of(OIDC_ISSUER)] if OIDC_ISSUER else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "class": "loopbaankrediet.platform.logs.WithoutDetail",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "loopbaankrediet.platform.logs.Console", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        "gunicorn.error": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
