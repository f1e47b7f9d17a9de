"""Figures of the long form, kept as those of the crash tests are."""

from tests.crash.conftest import told as told
