"""First process of the clean room: the README's commands by root and by an ordinary user, timed."""

import json
import os
import pwd
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

FIRST_SECONDS, LATER_SECONDS = 180, 10
PATIENCE_SECONDS = 900
PORT = 8000
OURS = (b"postgres", b"loopbaankrediet", b"gunicorn", b"procrastinate")

failures: list[str] = []


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def fail(text: str) -> None:
    failures.append(text)
    say(f"FAILED: {text}")


def start(user: pwd.struct_passwd, *command: str) -> subprocess.Popen[bytes]:
    """The command in this user's checkout, with only the network settings of the machine around the room."""
    variables = json.loads(Path("/variables.json").read_text())
    environment = {"HOME": user.pw_dir, "LANG": "C.UTF-8", "PATH": os.environ["PATH"], **variables}
    return subprocess.Popen(
        command,
        cwd=Path(user.pw_dir) / "checkout",
        env=environment,
        user=user.pw_uid,
        group=user.pw_gid,
        extra_groups=[],
    )


def answers() -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{PORT}/", timeout=5) as page:
            return bool(page.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def left_behind() -> list[str]:
    """Command lines of our programs that still run."""
    lines = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.parent.name != "1"]
    return [line.replace(b"\0", b" ").decode() for line in lines if any(name in line for name in OURS)]


def make_run(user: pwd.struct_passwd, which: str, limit: int) -> None:
    """`make run` until a page comes, then SIGTERM: in time, status 0, nothing left."""
    began = time.monotonic()
    process = start(user, "make", "run", f"ARGS=--port {PORT}")
    while not answers() and process.poll() is None and time.monotonic() - began < PATIENCE_SECONDS:
        time.sleep(0.1)
    seconds = time.monotonic() - began
    came = process.poll() is None and answers()
    say(f"{which} make run as {user.pw_name}: {'a page' if came else 'ended'} after {seconds:.1f} s")
    if not came or seconds > limit:
        fail(f"{which} make run as {user.pw_name} must give a page in {limit} s")
    process.send_signal(signal.SIGTERM)
    process.wait()
    time.sleep(1)
    if left_behind():
        fail(f"left behind by {user.pw_name}: {left_behind()}")


def visit(user: pwd.struct_passwd, with_tests: bool) -> None:
    """Both commands of the README, as this user."""
    say(f"--- {user.pw_name}")
    make_run(user, "first", FIRST_SECONDS)
    make_run(user, "later", LATER_SECONDS)
    if with_tests and (status := start(user, "make", "test").wait()) != 0:
        fail(f"make test as {user.pw_name} ended with status {status}")


def main() -> int:
    """Visit as root and as `visitor`; 1 when anything failed."""
    for name in ("root", "visitor"):
        visit(pwd.getpwnam(name), with_tests="--no-tests" not in sys.argv)
    say("clean room: FAILED" if failures else "clean room: all well")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
