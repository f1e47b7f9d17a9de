"""One person decided by this project and by OpenFisca: microseconds and their ratio.

    python -m benchmarks.decree.one_openfisca

Both decide the same persons, all facts known, in turn in one process; the figure is the median of five rounds. Ours
goes from facts to a dictionary with grounds and conditions. OpenFisca's goes from a dictionary through a new simulation
to the outcome, the minutes and both amounts, without and with its trace (kept, not printed). Before the timing their
answers are compared.
"""

from __future__ import annotations

import importlib.util
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from benchmarks.decree.one import GRANTED, KNOWN_ON, ON, persons
from loopbaankrediet.decree import decide

COMPARED, TIMED, ROUNDS = 2000, 300, 5
ABSENT = """\
not measured: OpenFisca is not installed. It is kept apart from the platform's own environment:
  python -m venv OTHER && OTHER/bin/pip install -e ".[bench]" && OTHER/bin/python -m benchmarks.decree.one_openfisca
"""

Facts = Mapping[str, object]
Engine = Callable[[Facts], object]


def ours(facts: Facts) -> dict[str, object]:
    return decide(facts, on=ON, known_on=KNOWN_ON).as_dict()


def brief(facts: Facts) -> tuple[object, ...]:
    """Our answer in the shape of the other's."""
    decision = decide(facts, on=ON, known_on=KNOWN_ON)
    names = ("minutes", "public_cents_per_hour", "own_cents_per_hour")
    return (int(decision.outcome == "granted"), *(decision.results[name] for name in names))


def sample(count: int) -> list[dict[str, object]]:
    """People drawn at random, and as many who differ from a granted person in at most three facts."""
    drawn = persons(count, 0)
    near = [
        GRANTED | {name: person[name] for name in list(person)[at % 9 : at % 9 + 3]} for at, person in enumerate(drawn)
    ]
    return [facts for pair in zip(drawn, near, strict=True) for facts in pair]


def microseconds(engine: Engine, people: Sequence[Facts]) -> float:
    """Mean per person."""
    start = time.perf_counter_ns()
    for facts in people:
        engine(facts)
    return (time.perf_counter_ns() - start) / len(people) / 1000


def main() -> int:
    """0 when measured or when OpenFisca is absent; 1 when the answers differ."""
    if importlib.util.find_spec("openfisca_core") is None:
        sys.stdout.write(ABSENT)
        return 0
    from benchmarks.decree._framework_law import answer, system

    law = system(tuple(GRANTED))
    people = sample(COMPARED // 2)
    for facts in people:
        if brief(facts) != answer(law, facts, trace=False):
            sys.exit(f"the answers differ: {brief(facts)} and {answer(law, facts, trace=False)} for {facts}")
    granted = sum(brief(facts)[0] == 1 for facts in people)
    sys.stdout.write(f"the same answers for {len(people)} persons, {granted} of them granted\n")
    report(
        {
            "ours, with grounds": ours,
            "OpenFisca": lambda facts: answer(law, facts, trace=False),
            "OpenFisca, with its trace": lambda facts: answer(law, facts, trace=True),
        },
        people[:TIMED],
    )
    return 0


def report(engines: Mapping[str, Engine], people: Sequence[Facts]) -> None:
    """Time the engines in turn and print a line for each; ratios are to the first."""
    rounds = [{name: microseconds(engine, people) for name, engine in engines.items()} for _ in range(ROUNDS)]
    medians = {name: statistics.median(taken[name] for taken in rounds) for name in engines}
    first = next(iter(medians.values()))
    for name, median in medians.items():
        sys.stdout.write(f"{name:<28} {median:10.1f} us {median / first:8.1f} x\n")


if __name__ == "__main__":
    sys.exit(main())
