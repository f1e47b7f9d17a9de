"""Ten million persons: ours on every engine, beside code by hand and two frameworks, in one run.

    python -m benchmarks.decree.population [--rows N] [--rounds 5] [--patience SECONDS] [CELL ...]

Each cell is a process of its own; after two calls to warm up they are asked in turn, so many rounds. A figure is the
median; a ratio is the median over rounds of ours divided by the other's in that round. Before any timing the answers of
all are compared by a fingerprint of every column: whole numbers, exactly.

The machine may have other work. A cell waits for a quiet moment and is asked again while others used more than 8 % of
the processors; when patience ends the least disturbed answer counts, and a figure with such an answer gets a `*`.

OpenFisca and PolicyEngine are kept apart from the platform's own environment; OPENFISCA_PYTHON and POLICYENGINE_PYTHON
name the Python of an environment that has them (`pip install openfisca-core polars`, `pip install policyengine-core`).
Without, they are left out. The figures go to benchmarks/results/population.json when the rows are ten million.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.decree import chart
from benchmarks.decree._cells import CELLS, Cell
from benchmarks.decree._machine import MEGABYTE, ROOT, Watch, family, memory, provenance
from benchmarks.decree._people import BENCH, columns_of

COMMAND = "python -m benchmarks.decree.population"
FULL = 10_000_000
LEAST = 0.4
"""Seconds of calls in one answer: shorter, and the clock of /proc says too little about others."""
DISTURBED = 0.08
LOOK = 0.25
PEAK = 1.5
PACKAGES = ("numpy", "polars", "numba", "duckdb", "narwhals", "dask", "pyspark")


@dataclass
class Running:
    """A cell and its process."""

    cell: Cell
    process: subprocess.Popen[str]
    cost: Mapping[str, float] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    below: int = 0
    digests: Mapping[str, str] = field(default_factory=dict)
    outputs: int = 0
    samples: list[dict[str, float]] = field(default_factory=list)

    def ask(self, line: str = "") -> dict[str, Any]:
        if line and self.process.stdin:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
        said = self.process.stdout.readline() if self.process.stdout else ""
        if not said:
            raise RuntimeError(f"{self.cell.label} stopped with {self.process.wait()}")
        found: dict[str, Any] = json.loads(said)
        return found


class Patience:
    """How long all waiting together may take."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    def until_quiet(self) -> None:
        while self.left > 0:
            watch = Watch()
            time.sleep(LOOK)
            self.left -= LOOK
            if watch.others() <= DISTURBED:
                return

    def sample(self, running: Running) -> dict[str, float]:
        """The least disturbed of some answers, or the first that was hardly disturbed."""
        best: dict[str, float] = {}
        while not best or (best["others"] > DISTURBED and self.left > 0):
            self.until_quiet()
            watch, start = Watch(), time.monotonic()
            found: dict[str, float] = running.ask(f"run {LEAST}")
            found["others"] = watch.others()
            best = min(best or found, found, key=lambda sample: sample["others"])
            if found["others"] > DISTURBED:
                self.left -= time.monotonic() - start
        return best


def started(name: str, folder: Path) -> Running | None:
    """The process of a cell, loaded and warm; None for a framework whose Python is not named."""
    cell = CELLS[name]
    python = os.environ.get(cell.python) if cell.python else sys.executable
    if not python:
        return None
    process = subprocess.Popen(
        [python, "-m", "benchmarks.decree._cell", name, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )
    running = Running(cell, process)
    with highest_below(process.pid) as seen:
        said = running.ask()
    running.cost, running.versions = said["cost"], said["versions"]
    running.below = max(seen)
    return running


@contextmanager
def highest_below(pid: int) -> Iterator[list[int]]:
    """What the processes below one hold together, looked at every 50 ms: Java, and workers."""
    seen, done = [0], threading.Event()

    def look() -> None:
        while not done.wait(0.05):
            seen.append(sum(memory(member, "VmRSS") for member in family(pid)[1:]))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


def compare(cells: Mapping[str, Running]) -> None:
    """Every answer has the same fingerprints. Exits 1 when one has not."""
    for running in cells.values():
        found = running.ask("digest")
        running.outputs, running.digests = found["outputs"], found["digests"]
    deciding = [running for running in cells.values() if running.cell.decides]
    for running in deciding:
        if running.digests != deciding[0].digests:
            sys.exit(f"the answers of {running.cell.label} differ from those of {deciding[0].cell.label}")
    sys.stdout.write(f"the same answers from all {len(deciding)}\n")


def row_of(name: str, cells: Mapping[str, Running], rows: int) -> dict[str, object]:
    """What the table says of a cell."""
    running = cells[name]
    seconds = median(sample["seconds"] for sample in running.samples)
    held = running.cost["inputs"] + running.outputs
    other = cells.get(running.cell.by_hand)
    return {
        "cell": name,
        "label": running.cell.label,
        "versions": running.versions,
        "seconds": seconds,
        "slowest": max(sample["seconds"] for sample in running.samples),
        "quickest": min(sample["seconds"] for sample in running.samples),
        "processor_seconds": median(sample["processor"] for sample in running.samples),
        "build_seconds": median(sample["build"] for sample in running.samples),
        "first_call_seconds": running.cost["first_call"],
        "persons_per_second": rows / seconds,
        "by_hand": running.cell.by_hand or None,
        "ratio": ratio(running, other) if other else None,
        "columns_bytes": held,
        "peak_bytes": running.cost["peak"],
        "peak_bytes_per_person": running.cost["peak"] / rows,
        "peak_to_columns": running.cost["peak"] / held,
        "peak_of_processes_below": running.below,
        "others": max(sample["others"] for sample in running.samples),
        "disturbed": any(sample["others"] > DISTURBED for sample in running.samples),
    }


def ratio(one: Running, other: Running) -> float:
    """The median over rounds of the seconds of one divided by those of the other."""
    return median(a["seconds"] / b["seconds"] for a, b in zip(one.samples, other.samples, strict=True))


def targets(cells: Mapping[str, Running]) -> list[dict[str, object]]:
    """What was asked, and what came of it; a ratio of seconds, ours divided by the other's, or the other way."""
    asked = (
        ("Polars beside Polars by hand", "polars", "polars_by_hand", "at most", 1.15),
        ("OpenFisca beside ours on Polars", "openfisca", "polars", "at least", 30.0),
        ("NumPy beside plain blocks by hand", "numpy", "numpy_plain", "at most", 1.3),
        ("NumPy beside tuned blocks by hand", "numpy", "numpy_tuned", "at most", 3.0),
        ("a copy of the same bytes beside numba", "copy", "numba", "at least", 0.7),
    )
    found = []
    for what, one, other, sense, bound in asked:
        if one in cells and other in cells:
            value = ratio(cells[one], cells[other])
            met = value <= bound if sense == "at most" else value >= bound
            found.append({"what": what, "ratio": value, "sense": sense, "bound": bound, "met": met})
    return found


def peaks(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, object]]:
    """The highest memory of each of ours, its processes below left out, beside the columns in and out."""
    return [
        {
            "what": f"peak memory beside columns, {row['label']}",
            "ratio": row["peak_to_columns"],
            "sense": "at most",
            "bound": PEAK,
            "met": row["peak_to_columns"] <= PEAK,
        }
        for row in rows
        if row["label"].startswith("ours")
    ]


def tell(rows: Sequence[Mapping[str, object]], met: Sequence[Mapping[str, object]]) -> None:
    """The table, as Markdown, and a line for each target."""
    head = (
        "",
        "seconds",
        "million persons/s",
        "to by hand",
        "build s",
        "first s",
        "peak MB",
        "bytes/person",
        "peak/columns",
    )
    sys.stdout.write(f"| {' | '.join(head)} |\n|{'---|' * len(head)}\n")
    for row in rows:
        sys.stdout.write(f"| {' | '.join(_told(row))} |\n")
    for target in met:
        verdict = "met" if target["met"] else "MISSED"
        sys.stdout.write(f"{target['what']}: {target['ratio']:.2f} ({target['sense']} {target['bound']}): {verdict}\n")


def _told(row: Mapping[str, object]) -> Iterator[str]:
    def number(name: str) -> float:
        return float(str(row[name]))

    below = number("peak_of_processes_below") / MEGABYTE
    yield str(row["label"])
    yield f"{number('seconds'):.4f}{'*' if row['disturbed'] else ''}"
    yield f"{number('persons_per_second') / 1e6:.0f}"
    yield "" if row["ratio"] is None else f"{number('ratio'):.2f}"
    yield f"{number('build_seconds'):.3f}"
    yield f"{number('first_call_seconds'):.3f}"
    yield f"{number('peak_bytes') / MEGABYTE:.0f}" + (f" + {below:.0f} below" if below > 1 else "")
    yield f"{number('peak_bytes_per_person'):.0f}"
    yield f"{number('peak_to_columns'):.2f}"


def measure(names: Sequence[str], rows: int, rounds: int, seconds: float) -> dict[str, Running]:
    """All samples of all cells that could be started."""
    columns_of(1000)
    folder, patience = columns_of(rows), Patience(seconds)
    with ExitStack() as stack:
        cells: dict[str, Running] = {}
        for name in names:
            running = started(name, folder)
            if running is None:
                sys.stdout.write(f"not measured: {CELLS[name].label} ({CELLS[name].python} names no Python)\n")
                continue
            stack.callback(running.process.wait)
            stack.callback(running.process.stdin.close)  # type: ignore[union-attr]
            cells[name] = running
        compare(cells)
        for _ in range(rounds):
            for running in cells.values():
                running.samples.append(patience.sample(running))
    return cells


def main() -> None:
    """Measure, print, keep, draw."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("cells", nargs="*", choices=[*CELLS, []], default=[])
    parser.add_argument("--rows", type=int, default=FULL)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--patience", type=float, default=600, help="seconds of waiting for quiet, all together")
    chosen = parser.parse_args()
    origin = provenance(COMMAND, *PACKAGES)
    cells = measure(chosen.cells or list(CELLS), chosen.rows, chosen.rounds, chosen.patience)
    rows = [row_of(name, cells, chosen.rows) for name in cells]
    met = targets(cells) + peaks(rows)
    tell(rows, met)
    whole = chosen.rows == FULL and not chosen.cells
    target = chart.RESULTS / "population.json" if whole else BENCH / f"population-{chosen.rows}.json"
    kept = {**origin, "persons": chosen.rows, "rounds": chosen.rounds, "cells": rows, "targets": met}
    target.write_text(json.dumps(kept, indent=1) + "\n")
    if whole:
        chart.draw_population()


if __name__ == "__main__":
    main()
