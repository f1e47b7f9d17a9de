"""`decide-many`: the law over a file with a person on each row. Loaded only for this command: it brings Polars."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from loopbaankrediet.cli.answering import refusing, stopped_or, today
from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.decree.population.many import Progress, Totals, decide_file
from loopbaankrediet.decree.saying.dutch import Unit, amount
from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.platform.processes import stoppable

_BAR = 24
_PAID = {"incentive_cents": "aanmoediging van de overheid"}


def decide_many(options: argparse.Namespace) -> int:
    """0 when the output is there; 1 when the input was refused; 130 when stopped. No half output is ever left."""

    def work() -> int:
        with stoppable():
            return refusing(_decide_many)(options)

    return stopped_or(work, Path(options.output))


def _decide_many(options: argparse.Namespace) -> str:
    policy = policy_on(
        options.on or today(),
        options.known_on or today(),
        tuple(sorted(dict(options.overrides).items())),
        options.scenario,
    )
    start = monotonic()
    with _bar() as progress:
        totals = decide_file(
            Path(options.input), Path(options.output), policy=policy, engine=options.engine, progress=progress
        )
    sys.stderr.write(f"{summary(totals, policy.hash, monotonic() - start)}\n")
    return ""


@contextmanager
def _bar() -> Iterator[Progress | None]:
    """On a terminal, a line that is drawn over itself: rows done, how fast, how long still."""
    if not sys.stderr.isatty():
        yield None
        return
    start = monotonic()
    try:
        yield lambda rows, total: _draw(bar(rows, total, monotonic() - start))
    finally:
        _draw("")


def summary(totals: Totals, law_hash: str, seconds: float) -> str:
    """What was decided, in one line."""
    others = "".join(f", {euro(cents)} {_PAID.get(name, name)}" for name, cents in totals.others.items())
    return (
        f"{_counted(totals.rows)} rijen in {_seconds(seconds)}: {_counted(totals.granted)} toegekend, "
        f"{_counted(totals.minutes)} minuten, {euro(totals.public_cents)} van de overheid{others} en "
        f"{euro(totals.own_cents)} van de personen zelf. Wet {law_hash}"
    )


def bar(rows: int, total: int, seconds: float) -> str:
    """How far a run is; `total` may be an estimate."""
    speed = rows / max(seconds, 0.001)
    left = _seconds(max(total - rows, 0) / speed) if rows else "..."
    drawn = "#" * int(min(rows / max(total, 1), 1) * _BAR)
    told = f"{_counted(rows)} van {_counted(total)} rijen, {_counted(int(speed))} per seconde, nog {left}"
    return f"[{drawn:.<{_BAR}}] {told}"


def _draw(line: str) -> None:
    sys.stderr.write(f"\r\x1b[K{line[: shutil.get_terminal_size().columns - 1]}")
    sys.stderr.flush()


def _counted(number: int) -> str:
    return amount(number, Unit.COUNT)


def _seconds(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s".replace(".", ",")
    return f"{int(seconds) // 60} min {int(seconds) % 60} s"
