"""The machine below a measurement: who else uses it, how much memory a process takes, and what it is."""

from __future__ import annotations

import os
import platform
import subprocess
import time
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROC = Path("/proc")
TICK = os.sysconf("SC_CLK_TCK")
PROCESSORS = os.cpu_count() or 1
MEGABYTE = 1e6


def process_times() -> dict[int, tuple[int, float]]:
    """Of every process its parent, and the processor seconds of itself and of its children that ended."""
    found = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            found[int(entry.name)] = int(fields[1]), sum(map(int, fields[11:15])) / TICK
    return found


def family(pid: int) -> list[int]:
    """A process and all that it started, however deep."""
    parents = {one: parent for one, (parent, _) in process_times().items()}
    members = [pid]
    for member in members:
        members += [one for one, parent in parents.items() if parent == member]
    return members


class Watch:
    """Which part of all processors others than this process and its family used since the watch began."""

    def __init__(self) -> None:
        self._wall, self._busy, self._own = time.monotonic(), _busy(), _own()

    def others(self) -> float:
        """0 to 1; time that the hypervisor kept for itself counts as others."""
        capacity = (time.monotonic() - self._wall) * PROCESSORS
        return max(0.0, (_busy() - self._busy) - (_own() - self._own)) / capacity


def _busy() -> float:
    fields = [int(field) for field in (PROC / "stat").read_text().split("\n", 1)[0].split()[1:9]]
    idle, waiting = fields[3], fields[4]
    return (sum(fields) - idle - waiting) / TICK


def _own() -> float:
    times = process_times()
    return sum(times[pid][1] for pid in family(os.getpid()) if pid in times)


def memory(pid: int, field: str) -> int:
    """Bytes as `/proc/PID/status` counts them: VmRSS now, VmHWM at most, RssAnon without files; 0 when it is gone."""
    try:
        lines = (PROC / str(pid) / "status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{field}:")), 0)


def forget_the_peak() -> None:
    """From here on VmHWM of this process counts anew."""
    (PROC / "self" / "clear_refs").write_text("5")


def provenance(command: str, *packages: str) -> dict[str, object]:
    """What a figure must name: command, commit, machine, versions and day."""
    return {
        "command": command,
        "commit": _git("rev-parse", "--short", "HEAD"),
        "changed_since_commit": bool(
            _git("status", "--porcelain", "--", "src/loopbaankrediet/decree", "benchmarks/decree")
        ),
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "machine": {
            "processor": _processor(),
            "processors": PROCESSORS,
            "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
            "kernel": platform.release(),
        },
        "versions": {"python": platform.python_version()} | versions(*packages),
    }


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def _processor() -> str:
    names = [
        line.partition(":")[2].strip() for line in (PROC / "cpuinfo").read_text().splitlines() if "model name" in line
    ]
    return names[0] if names else platform.machine()


def versions(*packages: str) -> dict[str, str]:
    """Of every package that is installed here."""
    found = {}
    for package in packages:
        with suppress(PackageNotFoundError):
            found[package] = version(package)
    return found
