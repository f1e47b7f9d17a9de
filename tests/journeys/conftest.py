"""A running platform of its own for every journey, and a visitor in Chromium."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.journeys.visitor import Visitor
from tests.providers import free_port, running_peer

PROVIDERS = ["test-ACM", pytest.param("peer", marks=pytest.mark.peer)]
START_SECONDS = 180
STOP_SECONDS = 60
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Visit = Callable[..., AbstractContextManager[Visitor]]


@pytest.fixture(autouse=True)
def sockets_to_this_machine(socket_enabled: None) -> None:
    """The browser is driven over a local pipe and socket."""


@pytest.fixture(scope="session")
def first_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a platform that ran once and stopped: copying its database is quicker than making one."""
    folder = tmp_path_factory.mktemp("first-platform")
    with running_platform(folder):
        return folder / "var"


@pytest.fixture
def cap_scenario() -> str:
    """What holds when the budget is not enough for everybody; a journey in another world overrides it."""
    return "draft"


@pytest.fixture
def provider() -> str:
    """At which provider people sign in; a journey that must hold at each is parametrised with PROVIDERS."""
    return "test-ACM"


@pytest.fixture
def platform_folder(first_var: Path, tmp_path: Path) -> Path:
    """The folder of this journey's platform: its log, and `var` with nothing but what the demonstration lays."""
    subprocess.run(["cp", "--archive", first_var, tmp_path / "var"], check=True)
    return tmp_path


@pytest.fixture
def platform_address(platform_folder: Path, provider: str, cap_scenario: str) -> Iterator[str]:
    """The address of a platform with a database of its own, started by the same command as `make run`."""
    with platform_at(provider, platform_folder, LOOPBAANKREDIET_CAP_SCENARIO=cap_scenario) as address:
        yield address


def environment_of(folder: Path, **settings: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    quiet = {"LOOPBAANKREDIET_LAB_STANDARD_DRAWS": "0"}
    return kept | {"LOOPBAANKREDIET_VAR": str(folder / "var")} | quiet | settings


@contextmanager
def platform_at(provider: str, folder: Path, **settings: str) -> Iterator[str]:
    """A platform whose people sign in at one of PROVIDERS."""
    port = free_port()
    with ExitStack() as running:
        if provider == "peer":
            issuer = running.enter_context(running_peer(folder / "peer", f"http://localhost:{port}"))
            settings |= {"LOOPBAANKREDIET_OIDC_ISSUER": issuer}
        yield running.enter_context(running_platform(folder, port=port, **settings))


@contextmanager
def running_platform(folder: Path, *, port: int = 0, **settings: str) -> Iterator[str]:
    """With its own test-ACM, unless the settings name another provider."""
    port = port or free_port()
    ports = ["--port", str(port), "--acm-port", str(free_port())]
    command = [sys.executable, "-m", "loopbaankrediet.cli", "run", "--demo", *ports]
    with (folder / "platform.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment_of(folder, **settings), stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_it_runs(process, folder / "platform.log")
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(STOP_SECONDS)


def wait_until_it_runs(process: subprocess.Popen[bytes], log: Path) -> None:
    """Its own word counts: then the pages answer, and the sign-in does too."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if "Het platform draait" in log.read_text(encoding="utf-8"):
            return
        time.sleep(0.2)
    raise AssertionError(f"the platform did not start:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture
def browser(playwright: Playwright) -> Iterator[Browser]:
    chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
    yield chromium
    chromium.close()


@pytest.fixture
def visit(browser: Browser, platform_address: str, tmp_path: Path) -> Visit:
    """Opens a browser window: `with visit(width=320, javascript=False) as visitor`."""

    @contextmanager
    def window(*, width: int = 1280, javascript: bool = True) -> Iterator[Visitor]:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, locale="nl-BE"
        )
        page = context.new_page()
        visitor = Visitor(page, platform_address, javascript=javascript)
        try:
            yield visitor
        except BaseException:
            page.screenshot(path=tmp_path / "last-page.png", full_page=True)
            raise
        finally:
            context.close()

    return window
