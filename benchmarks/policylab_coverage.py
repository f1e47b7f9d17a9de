"""How often intervals of the policy lab hold the truth of made worlds: prints docs/reference/lab-coverage.md.

python -m benchmarks.policylab_coverage 200 > docs/reference/lab-coverage.md
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from math import sqrt
from multiprocessing import get_context

import numpy as np

from loopbaankrediet.policylab.coverage import DRAWS, Worlds, claimed, world
from loopbaankrediet.policylab.reports import HEADINGS

KNOWN_ON = date(2026, 11, 23)
NOISES = {"zoals ze zijn": 0.0, "elk 5 % ernaast": 0.05}
SAMPLE = 12
CUTS = (1, 0)
HEAD = f"""# How honest the intervals of the policy lab are

Printed by `python -m benchmarks.policylab_coverage 200`. In each made world all unknowns get a true value from their
priors, and the world publishes vouchers of 2014 to 2018 of its own: as they are, or each off by 5 % (as much as the
best fit is off in reality). The lab fits on those and answers for the draft in its first year; what counts is how
often the interval of {DRAWS} draws holds the truth of that world. An interval of 80 % must hold it in 80 of 100 worlds,
within the binomial error that is given. The first {SAMPLE} worlds are made again in each test run.
"""


def made(first: int, count: int, noise: float, processes: int = 1) -> Worlds:
    """So many worlds from number `first` on."""
    one = partial(world, noise=noise, scenario="draft", years=1, known_on=KNOWN_ON)
    numbers = range(first, first + count)
    if processes == 1:
        return Worlds(np.array([one(number) for number in numbers]))
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        return Worlds(np.array(list(pool.map(one, numbers))))


def page(worlds: dict[str, Worlds]) -> str:
    """The page, from the worlds for each kind of published figures."""
    return "\n".join([HEAD, *(line for name, found in worlds.items() for line in _part(name, found))])


def _part(name: str, found: Worlds) -> Iterator[str]:
    count = len(found.ranks)
    yield f"## Gepubliceerde cijfers: {name}"
    yield ""
    yield f"| cijfer | 80 % van {SAMPLE} | 90 % van {SAMPLE} | 80 % van {count} | 90 % van {count} |"
    yield "|---|---|---|---|---|"
    sample = Worlds(found.ranks[:SAMPLE])
    columns = [one.held(cut) for one in (sample, found) for cut in CUTS]
    for figure in columns[0]:
        yield f"| {HEADINGS[figure]} | {' | '.join(str(column[figure]) for column in columns)} |"
    errors = [sqrt(count * claimed(cut) * (1 - claimed(cut))) for cut in CUTS]
    hoped = [
        f"{count * claimed(cut):.0f} ± {error:.1f}".replace(".", ",") for cut, error in zip(CUTS, errors, strict=True)
    ]
    yield f"| verwacht | {SAMPLE * 0.8:.1f} | {SAMPLE * 0.9:.1f} | {hoped[0]} | {hoped[1]} |".replace(".", ",")
    yield ""


def _hoped(count: int, rate: float) -> str:
    """How many, and the standard deviation of such a count."""
    return f"{count * rate:.1f} ± {sqrt(count * rate * (1 - rate)):.1f}".replace(".", ",")


def main() -> None:
    """The number of worlds is the first argument (200)."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    sys.stdout.write(page({name: made(0, count, noise, processes=2) for name, noise in NOISES.items()}))


if __name__ == "__main__":
    main()
