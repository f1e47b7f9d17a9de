"""Tests: as the demonstration, without file hashing of style sheets; the database is laid by `tests/conftest.py`."""

from loopbaankrediet.settings.demo import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
