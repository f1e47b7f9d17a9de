"""What page tests lean on besides the database."""

import pytest
from django.conf import settings


@pytest.fixture(scope="session", autouse=True)
def static_folder() -> None:
    """WhiteNoise warns when the folder of collected files is absent, and a warning is an error here."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
