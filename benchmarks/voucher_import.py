"""The import of vouchers: a file of a million lines, given once, again, and with a tenth of it corrected.

    python -m benchmarks.voucher_import [LINES]

Prints seconds, lines per second and the most memory this process ever used, beside that of a file a tenth as long: what
grows with the file would show.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loopbaankrediet.settings.demo")


def main(lines: int) -> None:
    """Everything in a folder of its own, with a server of its own."""
    with tempfile.TemporaryDirectory(prefix="loopbaankrediet-bench-") as folder:
        os.environ["LOOPBAANKREDIET_VAR"] = f"{folder}/var"
        from loopbaankrediet.cli.database_commands import database, prepare

        with database():
            prepare(None)  # type: ignore[arg-type]  # reads no option
            _measure(Path(folder), lines)


def _measure(folder: Path, lines: int) -> None:
    from loopbaankrediet.flows.voucher_history import take_vouchers
    from loopbaankrediet.platform.legal_clock import current_clock
    from loopbaankrediet.vouchers.example import example_rows, write_example, write_file

    small, large, better = folder / "klein.csv", folder / "groot.csv", folder / "beter.csv"
    write_example(small, lines=lines // 10, seed=1)
    write_example(large, lines=lines, seed=1)
    rows = (
        (*row[:8], "withdrawn") if place % 10 == 0 else row
        for place, row in enumerate(example_rows(lines=lines, seed=1))
    )
    write_file(better, rows, extracted_on=date(2027, 2, 1))

    def taken(path: Path) -> Callable[[], str]:
        return lambda: _told(take_vouchers(path, clock=current_clock()))

    _timed("a tenth of it", lines // 10, taken(small))
    _timed("all of it", lines, taken(large))
    _timed("the same file again", lines, taken(large))
    _timed("a tenth corrected", lines, taken(better))


def _told(answer: tuple[Any, bool]) -> str:
    file, is_new = answer
    return f"{file.added} new, {file.replaced} replaced, {file.known} known, new file: {is_new}"


def _timed(what: str, lines: int, act: Callable[[], str]) -> None:
    start = time.perf_counter()
    told = act()
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"{what:20} {seconds:7.1f} s {lines / seconds:9,.0f} lines/s {memory:5} MiB at most  {told}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
