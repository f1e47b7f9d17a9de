"""A process with one cell in it (`python -m benchmarks.decree._cell NAME FOLDER`), asked by lines, answering in JSON.

`run SECONDS` times calls until so many seconds are spent in them; `digest` gives a fingerprint of each answer. The
first thing it says, by itself, is what the first calls cost.
"""

from __future__ import annotations

import gc
import hashlib
import json
import logging
import os
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.decree._cells import CELLS, Answer, Loaded
from benchmarks.decree._machine import forget_the_peak, memory, versions

WARM_UPS = 2
OUTPUTS: dict[str, type[np.generic]] = {
    "granted": np.uint8,
    "minutes": np.int32,
    "public_cents_per_hour": np.int32,
    "own_cents_per_hour": np.int32,
    "public_cents": np.int32,
    "own_cents": np.int32,
}


def timed(loaded: Loaded, least: float) -> dict[str, float]:
    """Mean seconds of a call, of what it took to build its input, and of all processors in a call."""
    calls, spent, built, worked = 0, 0.0, 0.0, 0.0
    while not calls or spent < least:
        start = time.perf_counter()
        ready = loaded.build()
        began, before = time.perf_counter(), time.process_time()
        answer = loaded.run(ready)
        spent += time.perf_counter() - began
        worked += time.process_time() - before
        built += began - start
        calls += 1
        del answer, ready
    return {"seconds": spent / calls, "build": built / calls, "processor": worked / calls, "calls": calls}


def digests(answer: Answer) -> dict[str, str]:
    """A fingerprint of every output column, as whole numbers."""
    return {name: hashlib.sha256(_whole(answer[name], kind).data).hexdigest()[:16] for name, kind in OUTPUTS.items()}


def _whole(column: Any, kind: type[np.generic]) -> np.ndarray[Any, Any]:
    values = column.to_numpy() if hasattr(column, "to_numpy") else np.asarray(column)
    if values.dtype.kind == "f" and not np.array_equal(values, np.rint(values)):
        raise ValueError("a whole number came back with a fraction")
    return np.ascontiguousarray(values.astype(kind))


def size_of(answer: Answer) -> int:
    """Bytes of the output columns."""
    if hasattr(answer, "estimated_size"):
        return int(answer.estimated_size())
    return sum(int(np.asarray(answer[name]).nbytes) for name in OUTPUTS)


def begin(name: str, folder: Path) -> tuple[Loaded, dict[str, float]]:
    """Load, and call a first time; memory is counted above what the process held before it read any column."""
    CELLS[name].load(folder.with_name("people-1000"))
    gc.collect()
    start = memory(os.getpid(), "VmRSS")
    loaded = CELLS[name].load(folder)
    forget_the_peak()
    first = timed(loaded, 0)
    for _ in range(WARM_UPS - 1):
        timed(loaded, 0)
    peak = memory(os.getpid(), "VmHWM") - start
    return loaded, {"first_call": first["seconds"], "peak": peak, "inputs": loaded.size}


def say(found: object) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Answer until the other side closes."""
    logging.disable(logging.WARNING)
    name, folder = sys.argv[1], Path(sys.argv[2])
    loaded, cost = begin(name, folder)
    say({"cost": cost, "versions": versions("openfisca-core", "policyengine-core", "numpy")})
    for line in sys.stdin:
        word, _, number = line.partition(" ")
        if word.strip() == "digest":
            answer = loaded.run(loaded.build())
            say({"digests": digests(answer), "outputs": size_of(answer)})
            del answer
        else:
            say(timed(loaded, float(number)))


if __name__ == "__main__":
    main()
