"""300 million persons streamed from one Parquet file, ours beside Polars by hand, with the memory of every run.

    python -m benchmarks.decree.stream [--rows N] [--rounds 3] [--patience SECONDS]

Two works: four totals, and a file with six answers for every row (ours through `decide_file`, which also checks every
cell, sums, and brings the file to disk before it gives it its name; by hand nothing of that). Each run is a process of
its own, warmed up on a thousand rows; its memory is looked at every tenth of a second and kept in var/bench. A tenth of
the rows is run as well: memory must not follow the rows. The ten million of the other benchmark stand in the file
thirty times, so that every total must be thirty times that of NumPy by hand; the totals of the written file are read
back. Waiting and `*` are as in `benchmarks.decree.population`.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import polars as pl

from benchmarks.decree import _by_hand, chart
from benchmarks.decree._cells import arrays
from benchmarks.decree._machine import MEGABYTE, ROOT, Watch, memory, provenance
from benchmarks.decree._people import BENCH, columns_of, parquet_of, repeated
from benchmarks.decree._stream_cell import KINDS, SUMMED, totals
from benchmarks.decree.population import DISTURBED, FULL, Patience

COMMAND = "python -m benchmarks.decree.stream"
LONG = 300_000_000
SHORT = 10
"""The short stream has a tenth of the rows."""
LOOK = 0.1
LABELS = {
    "totals_by_hand": "Polars by hand, four totals",
    "totals": "ours, four totals",
    "file_by_hand": "Polars by hand, file to file",
    "file": "ours, file to file, checked",
}
PAIRS = (("totals", "totals_by_hand"), ("file", "file_by_hand"))
SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Run:
    """One process: its seconds, its totals, and its memory (seconds, bytes above the start)."""

    kind: str
    rows: int
    seconds: float
    processor: float
    totals: Mapping[str, int]
    peak: int
    curve: Sequence[tuple[float, int]]
    others: float


def run(kind: str, source: Path, rows: int) -> Run:
    """Stream a file once, and look at the memory all the while."""
    target = BENCH / f"{kind}.parquet"
    command = [
        sys.executable,
        "-m",
        "benchmarks.decree._stream_cell",
        kind,
        str(source),
        str(target),
        str(parquet_of(1000)),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        if process.stdin is None or process.stdout is None or process.stdout.readline() != "ready\n":
            raise RuntimeError(f"{kind} did not start")
        watch, rest = Watch(), memory(process.pid, "VmRSS")
        start, curve = time.monotonic(), [(0.0, 0)]
        print(file=process.stdin, flush=True)
        while process.poll() is None:
            time.sleep(LOOK)
            taken = memory(process.pid, "VmRSS")
            if taken:
                curve.append((round(time.monotonic() - start, 2), taken - rest))
        others, said = watch.others(), json.loads(process.stdout.read())
    return Run(kind, rows, said["seconds"], said["processor"], said["totals"], said["peak"], curve, others)


def keep_curve(found: Run, number: int) -> None:
    """The memory of a run as CSV."""
    with (BENCH / f"memory-{found.kind}-{found.rows}-{number}.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("seconds", "bytes_above_rest"))
        writer.writerows(found.curve)


def expected(times: int) -> dict[str, int]:
    """The sums over all rows of the answers of NumPy by hand, so many times."""
    answers = _by_hand.numpy_plain(arrays(columns_of(FULL)))
    return {name: int(answers[name].sum(dtype=np.int64)) * times for name in SUMMED}


def check(found: Run, wanted: Mapping[str, int]) -> None:
    """Exits 1 when a total differs; of a written file the rows and the sums are read back."""
    written = BENCH / f"{found.kind}.parquet"
    sums = [found.totals] if found.totals else []
    if found.kind.startswith("file"):
        answers = pl.scan_parquet(written)
        if answers.select(pl.len()).collect().item() != found.rows:
            sys.exit(f"{LABELS[found.kind]}: rows were lost")
        sums.append(totals(answers))
        written.unlink()
    for one in sums:
        if one != wanted:
            sys.exit(f"{LABELS[found.kind]}: {one} is not {wanted}")


def measure(rows: int, rounds: int, seconds: float) -> list[Run]:
    """All runs, in turn; a disturbed one is repeated while there is patience. Raises OSError on a full disk."""
    patience, runs = Patience(seconds), []
    for count in (rows // SHORT, rows):
        source = repeated(parquet_of(FULL), count // FULL, BENCH / f"people-{count}.parquet")
        wanted = expected(count // FULL)
        for number in range(rounds):
            for kind in KINDS:
                found = _quiet_run(kind, source, count, patience, wanted)
                keep_curve(found, number)
                runs.append(found)
    return runs


def _quiet_run(kind: str, source: Path, rows: int, patience: Patience, wanted: Mapping[str, int]) -> Run:
    best: Run | None = None
    while best is None or (best.others > DISTURBED and patience.left > 0):
        patience.until_quiet()
        found = run(kind, source, rows)
        check(found, wanted)
        best = found if best is None or found.others < best.others else best
        if found.others > DISTURBED:
            patience.left -= found.seconds
    return best


def summary(runs: Sequence[Run], kind: str, rows: int) -> dict[str, Any]:
    """Medians of one work on so many rows; the curve is that of its first run."""
    mine = [found for found in runs if (found.kind, found.rows) == (kind, rows)]
    seconds = median(found.seconds for found in mine)
    return {
        "kind": kind,
        "label": f"{LABELS[kind]}, {rows // 1_000_000} million",
        "ours": not kind.endswith("by_hand"),
        "rows": rows,
        "seconds": seconds,
        "processor_seconds": median(found.processor for found in mine),
        "rows_per_second": rows / seconds,
        "peak_bytes": median(found.peak for found in mine),
        "others": max(found.others for found in mine),
        "disturbed": any(found.others > DISTURBED for found in mine),
        "curve": mine[0].curve,
    }


def targets(runs: Sequence[Run], rows: int) -> list[dict[str, Any]]:
    """Our seconds beside those by hand; the growth of the peak, told without a verdict: constant would be zero."""
    found: list[tuple[str, float, float | None]] = []
    for ours, by_hand in PAIRS:
        pairs = zip(_of(runs, ours, rows), _of(runs, by_hand, rows), strict=True)
        ratio = median(one.seconds / other.seconds for one, other in pairs)
        found.append((f"seconds to those by hand, {LABELS[ours]}", ratio, SECONDS))
    for ours, _ in PAIRS:
        long, short = (median(one.peak for one in _of(runs, ours, count)) for count in (rows, rows // SHORT))
        grown = (long - short) / (rows - rows // SHORT)
        found.append((f"bytes of memory for each further row, {LABELS[ours]}", grown, None))
    return [
        {"what": what, "value": value, "bound": bound, "met": None if bound is None else value <= bound}
        for what, value, bound in found
    ]


def _of(runs: Sequence[Run], kind: str, rows: int) -> list[Run]:
    return [found for found in runs if (found.kind, found.rows) == (kind, rows)]


def tell(lines: Sequence[Mapping[str, Any]], met: Sequence[Mapping[str, Any]]) -> None:
    """The table, as Markdown, and a line for each target."""
    sys.stdout.write("| | seconds | million persons/s | peak MB above rest |\n|---|---|---|---|\n")
    for line in lines:
        mark, peak = "*" if line["disturbed"] else "", line["peak_bytes"] / MEGABYTE
        sys.stdout.write(
            f"| {line['label']} | {line['seconds']:.2f}{mark} | {line['rows_per_second'] / 1e6:.0f} | {peak:.0f} |\n"
        )
    for target in met:
        verdict = {True: "met", False: "MISSED", None: "no bound"}[target["met"]]
        sys.stdout.write(f"{target['what']}: {target['value']:.2f} (at most {target['bound']}): {verdict}\n")


def main() -> None:
    """Measure, print, keep, draw."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(",")[0])
    parser.add_argument("--rows", type=int, default=LONG, help="a multiple of 100 million")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--patience", type=float, default=600, help="seconds of waiting for quiet, all together")
    chosen = parser.parse_args()
    origin = provenance(COMMAND, "numpy", "polars")
    runs = measure(chosen.rows, chosen.rounds, chosen.patience)
    lines = [summary(runs, kind, count) for count in (chosen.rows // SHORT, chosen.rows) for kind in KINDS]
    met = targets(runs, chosen.rows)
    tell(lines, met)
    whole = chosen.rows == LONG
    target = chart.RESULTS / "stream.json" if whole else BENCH / f"stream-{chosen.rows}.json"
    target.write_text(json.dumps({**origin, "rounds": chosen.rounds, "runs": lines, "targets": met}) + "\n")
    if whole:
        chart.draw_memory()


if __name__ == "__main__":
    main()
