"""No secret stands in a list of processes or in the environment of any part of the platform that runs."""

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.platform.test_run import Platform

pytestmark = [pytest.mark.crash, pytest.mark.allow_hosts(["127.0.0.1"])]


def family_of(pid: int) -> Iterator[int]:
    """The process and all that it started, also what they started."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family_of(int(child))


def told_by(pid: int, what: str) -> str:
    try:
        return Path(f"/proc/{pid}/{what}").read_bytes().decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return ""


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    platform = Platform(tmp_path)
    platform.wait_until_announced()
    yield platform
    platform.process.terminate()
    platform.process.wait()


def test_no_child_carries_a_secret_in_its_command_or_environment_and_no_log_tells_one(platform: Platform) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{platform.port}/") as page:
        shown = page.read().decode()
    secrets = {path.name: path.read_text() for path in (platform.var / "secrets").iterdir()}
    family = list(family_of(platform.process.pid))
    assert len(family) > 5
    assert len(secrets) >= 8
    commands = "\n".join(told_by(pid, "cmdline") for pid in family)
    assert "postgres" in commands, "the control: the lists are read"
    told = {
        "commands": commands,
        "environments": "\n".join(told_by(pid, "environ") for pid in family),
        "what it said": platform.said.read_text(),
        "log of the server": (platform.var / "postgres" / "log").read_text(),
        "page": shown,
    }
    assert {(name, place) for name, text in secrets.items() for place, words in told.items() if text in words} == set()
    assert {path.stat().st_mode & 0o777 for path in (platform.var / "secrets").iterdir()} == {0o600}
    assert (platform.var / "secrets").stat().st_mode & 0o777 == 0o700
