"""A process that streams one file once: `python -m benchmarks.decree._stream_cell KIND SOURCE TARGET WARM-UP`.

It says `ready` when a small file has warmed it up, waits for a line, and ends with its seconds and four totals.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.decree import _by_hand
from benchmarks.decree._cells import plan
from benchmarks.decree._machine import forget_the_peak, memory
from loopbaankrediet.decree.population import ENGINES
from loopbaankrediet.decree.population.many import decide_file

SUMMED = ("granted", "minutes", "public_cents", "own_cents")


def totals(answers: pl.LazyFrame) -> dict[str, int]:
    """Four sums over all rows, in 64 bits."""
    sums = answers.select(pl.col(name).cast(pl.Int64).sum() for name in SUMMED)
    return {name: int(value) for name, value in sums.collect(engine="streaming").row(0, named=True).items()}


def totals_of_ours(source: Path, _target: Path) -> dict[str, int]:
    return totals(ENGINES["polars"](plan(), pl.scan_parquet(source)))


def totals_by_hand(source: Path, _target: Path) -> dict[str, int]:
    return totals(_by_hand.polars(pl.scan_parquet(source)))


def file_of_ours(source: Path, target: Path) -> dict[str, int]:
    """As `decide-many` does: checked, decided, summed, and written whole or not at all."""
    found: dict[str, Any] = asdict(decide_file(source, target, policy=plan().policy))
    return {name: found[name] for name in SUMMED}


def file_by_hand(source: Path, target: Path) -> dict[str, int]:
    """Decided and written; nothing checked, nothing summed."""
    _by_hand.polars(pl.scan_parquet(source)).sink_parquet(target, engine="streaming")
    return {}


KINDS: Mapping[str, Callable[[Path, Path], dict[str, int]]] = {
    "totals_by_hand": totals_by_hand,
    "totals": totals_of_ours,
    "file_by_hand": file_by_hand,
    "file": file_of_ours,
}


def main() -> None:
    """Warm up, wait, run."""
    run, (source, target, small) = KINDS[sys.argv[1]], map(Path, sys.argv[2:])
    run(small, target)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    forget_the_peak()
    rest = memory(os.getpid(), "VmRSS")
    start, worked = time.perf_counter(), time.process_time()
    found = run(source, target)
    taken = {"seconds": time.perf_counter() - start, "processor": time.process_time() - worked}
    peak = memory(os.getpid(), "VmHWM") - rest
    sys.stdout.write(json.dumps({**taken, "peak": peak, "totals": found}) + "\n")


if __name__ == "__main__":
    main()
