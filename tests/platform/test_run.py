"""`loopbaankrediet run` on its real parts: a visitor gets a page, and no stop leaves anything behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.platform.test_processes import running
from tests.providers import free_port

pytestmark = [pytest.mark.crash, pytest.mark.allow_hosts(["127.0.0.1"])]

PATIENCE_SECONDS = 180
PARTS = [("postgres", "databank"), ("gunicorn", "pagina's"), ("simulators.acm", "aanmelding")]


class Platform:
    """One run in a folder of its own; `words` gathers what it said."""

    def __init__(self, var: Path) -> None:
        self.port, self.acm_port = free_port(), free_port()
        self.var = var
        self.said = var / "said"
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "loopbaankrediet.cli", "run", "--demo", *self.ports],
                env={**os.environ, "LOOPBAANKREDIET_VAR": str(var), "LOOPBAANKREDIET_LAB_STANDARD_DRAWS": "0"},
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    @property
    def ports(self) -> list[str]:
        return ["--port", str(self.port), "--acm-port", str(self.acm_port)]

    def wait_until_announced(self, what: str = "draait op") -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while what not in self.said.read_text():
            assert self.process.poll() is None, self.said.read_text()
            assert time.monotonic() < deadline, self.said.read_text()
            time.sleep(0.1)

    def part(self, name: str) -> int:
        """Process id of the child of ours whose command mentions the name."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return next(int(pid) for pid in children if name in Path(f"/proc/{pid}/cmdline").read_text())

    def left_behind(self) -> list[str]:
        return [line for line in running(str(self.var)) + running(f"127.0.0.1:{self.port}") if line]


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    platform = Platform(tmp_path)
    try:
        platform.wait_until_announced()
        yield platform
    finally:
        platform.process.terminate()
        platform.process.wait()


def test_a_visitor_gets_a_page_and_a_sign_in_and_a_stop_ends_every_part(platform: Platform) -> None:
    sign_in = f"http://localhost:{platform.acm_port}"
    platform.wait_until_announced(sign_in)
    with urllib.request.urlopen(f"{sign_in}/op/v1/keys") as keys:
        assert b"RS256" in keys.read()
    with urllib.request.urlopen(f"http://127.0.0.1:{platform.port}/") as page:
        assert re.search(r"loopbaan", page.read().decode(), re.IGNORECASE)
    platform.process.send_signal(signal.SIGTERM)
    assert (platform.process.wait(), platform.left_behind()) == (0, [])


@pytest.mark.parametrize(
    ("part", "name"), [("postgres", "databank"), ("gunicorn", "pagina's"), ("simulators.acm", "aanmelding")]
)
def test_when_a_part_is_killed_the_platform_ends_and_says_which(platform: Platform, part: str, name: str) -> None:
    os.kill(platform.part(part), signal.SIGKILL)
    assert (platform.process.wait(), platform.left_behind()) == (1, [])
    assert f"'{name}' is gestopt" in platform.said.read_text()


def test_a_busy_port_of_the_sign_in_is_named_with_the_option_to_change_it(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "loopbaankrediet.cli", "run", "--demo", "--port", str(free_port())]
        refused = subprocess.run(
            [*command, "--acm-port", busy],
            env={**os.environ, "LOOPBAANKREDIET_VAR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert refused.returncode != 0
    assert f"Poort {busy} is niet vrij" in refused.stderr
    assert "--acm-port" in refused.stderr
