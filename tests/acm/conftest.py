"""One test-ACM for all tests of it, and a new browser for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acm.client import Browser, Platform, new_key, serving_keys
from tests.providers import running_acm


@pytest.fixture(scope="session")
def acm_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("acm")


@pytest.fixture(scope="session")
def client_platform() -> Iterator[Platform]:
    with serving_keys([new_key("first")]) as platform:
        yield platform


@pytest.fixture(scope="session")
def issuer(acm_folder: Path, client_platform: Platform) -> Iterator[str]:
    with running_acm(acm_folder, client_platform.address) as issuer:
        yield issuer


@pytest.fixture
def browser(issuer: str, client_platform: Platform) -> Browser:
    return Browser(issuer, client_platform)
