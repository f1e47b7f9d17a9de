"""Behind TLS, on a database of its own; starts only with a real sign-in configured."""

from loopbaankrediet.settings.base import *  # noqa: F403

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-loopbaankrediet"
CSRF_COOKIE_NAME = "__Host-csrftoken"
