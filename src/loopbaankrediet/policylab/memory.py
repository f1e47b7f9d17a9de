"""How much memory a run took at most: this process, and every process that works for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from types import TracebackType

EVERY = 0.1
PROCESSES = Path("/proc")


class Peak:
    """Looks ten times a second from `with` on. `bytes` is the highest sum seen; 0 where a machine does not tell.

    Memory that processes share counts for each.
    """

    def __init__(self) -> None:
        self.bytes = 0
        self._over = Event()
        self._watch = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Peak:
        self._watch.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._watch.join()

    def _look(self) -> None:
        while True:
            self.bytes = max(self.bytes, sum(map(_resident, _family(os.getpid()))))
            if self._over.wait(EVERY):
                return


def _family(process: int) -> Iterator[int]:
    """A process and all that it started, also through others."""
    yield process
    for listed in PROCESSES.glob(f"{process}/task/*/children"):
        for child in _text(listed).split():
            yield from _family(int(child))


def _resident(process: int) -> int:
    pages = _text(PROCESSES / str(process) / "statm").split()
    return int(pages[1]) * os.sysconf("SC_PAGE_SIZE") if pages else 0


def _text(path: Path) -> str:
    """What stands there; nothing when the process is gone."""
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
