"""Time and peak memory of the policy lab: 200 draws of five scenarios, and 3 million drawn lives on each engine.

Each is a command in a process of its own, as an analyst gives it; the sums of the engines are compared.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

COMMAND = [sys.executable, "-m", "loopbaankrediet.cli", "simulate", "--known-on", "2026-11-23"]
SCENARIOS = ["draft", "seniority_one_year", "fee_153_82", "more_hours", "serv_all"]
DRAWS = ["--draws", "200", "--scenario", *SCENARIOS]
LIVES = ["--persons", "3000000", "--years", "1"]
MEMORY = re.compile(r"ten hoogste (\d+) MB")


def measured(name: str, options: list[str], target: Path) -> Path:
    """Run it, and print its seconds from start to end, its memory, and the load before and after."""
    before, began = os.getloadavg()[0], time.perf_counter()
    done = subprocess.run([*COMMAND, *options, "--to", str(target)], check=True, capture_output=True, text=True)
    seconds, memory = time.perf_counter() - began, MEMORY.findall(done.stderr)[-1]
    load = f"load {before:.1f} -> {os.getloadavg()[0]:.1f}"
    sys.stdout.write(f"{name:44} {seconds:7.1f} s {memory:>6} MB   {load}\n")
    sys.stdout.flush()
    return target


def main() -> None:
    """Each run after the other."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        one = measured("200 draws, 5 scenarios, 4 years, 1 process", DRAWS, place / "one.json")
        two = measured("200 draws, 5 scenarios, 4 years, 2 processes", [*DRAWS, "--processes", "2"], place / "two.json")
        assert one.read_bytes() == two.read_bytes()
        found = [
            measured(f"3 million lives, 2013-2027, {engine}", [*LIVES, "--engine", engine], place / f"{engine}.parquet")
            for engine in ("polars", "dask", "spark")
        ]
        assert all(pl.read_parquet(one).equals(pl.read_parquet(found[0])) for one in found)
        sys.stdout.write("the same figures on every engine\n")


if __name__ == "__main__":
    main()
