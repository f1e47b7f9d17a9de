"""A running platform of its own for every journey, and a visitor in Chromium."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.journeys.visitor import Visitor

START_SECONDS = 60
STOP_SECONDS = 20
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


@pytest.fixture
def platform_address(tmp_path: Path) -> Iterator[str]:
    """The address of a platform with a fresh database, started by the same command as `make run`."""
    port = free_port()
    command = [sys.executable, "-m", "loopbaankrediet.cli", "run", "--demo", "--port", str(port)]
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    with (tmp_path / "platform.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=environment | {"LOOPBAANKREDIET_VAR": str(tmp_path / "var")}, stdout=log, stderr=log
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_it_answers(address, process, tmp_path / "platform.log")
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(STOP_SECONDS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_it_answers(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
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
