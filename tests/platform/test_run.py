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

pytestmark = [pytest.mark.crash, pytest.mark.allow_hosts(["127.0.0.1"])]

PATIENCE_SECONDS = 90


class Platform:
    """One run in a folder of its own; `words` gathers what it said."""

    def __init__(self, var: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.var = var
        self.said = var / "said"
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "loopbaankrediet.cli", "run", "--demo", "--port", str(self.port)],
                env={**os.environ, "LOOPBAANKREDIET_VAR": str(var)},
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    def wait_until_announced(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while "draait op" not in self.said.read_text():
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
    platform.wait_until_announced()
    yield platform
    platform.process.terminate()
    platform.process.wait()


def test_a_visitor_gets_a_page_and_a_stop_ends_every_part(platform: Platform) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{platform.port}/") as page:
        assert re.search(r"loopbaan", page.read().decode(), re.IGNORECASE)
    platform.process.send_signal(signal.SIGTERM)
    assert (platform.process.wait(), platform.left_behind()) == (0, [])


@pytest.mark.parametrize(("part", "name"), [("postgres", "databank"), ("gunicorn", "pagina's")])
def test_when_a_part_is_killed_the_platform_ends_and_says_which(platform: Platform, part: str, name: str) -> None:
    os.kill(platform.part(part), signal.SIGKILL)
    assert (platform.process.wait(), platform.left_behind()) == (1, [])
    assert f"'{name}' is gestopt" in platform.said.read_text()
