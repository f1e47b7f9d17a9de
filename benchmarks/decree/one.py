"""Median microseconds for one decision, from facts to dictionary, with 0, 3 and all facts unknown.

    python -m benchmarks.decree.one

Validation included, serialising not; the engine is warm; the persons differ from call to call.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from loopbaankrediet.decree import FACTS, decide

ON, KNOWN_ON = date(2027, 3, 1), date(2026, 11, 23)
WORST_THREE = ("residence", "vouchers_used", "credit_minutes_granted")
"""The three facts with most classes, left open for a person who is otherwise granted."""
GRANTED: dict[str, object] = {
    "residence": "flanders",
    "moved_in_from_eea": False,
    "workplace": "flanders",
    "employment_contract": True,
    "under_authority": False,
    "self_employed": False,
    "fund_affiliated": False,
    "seniority_months": 144,
    "schooling": "high",
    "vouchers_used": 0,
    "credit_minutes_granted": 0,
}


def persons(count: int, unknown: int) -> list[dict[str, object]]:
    """People drawn at random, each with so many facts left out."""
    draw = random.Random(43)  # a repeatable sample, not a secret
    people = []
    for _ in range(count):
        hidden = set(draw.sample(list(GRANTED), unknown))
        people.append({name: value_of(name, draw) for name in GRANTED if name not in hidden})
    return people


def value_of(name: str, draw: random.Random) -> object:
    spec = FACTS[name]
    if issubclass(spec.kind, StrEnum):
        return draw.choice([member.value for member in spec.kind])
    if spec.kind is bool:
        return draw.random() < 0.5
    return min(spec.high, int(draw.expovariate(1) * {"seniority_months": 150, "vouchers_used": 1}.get(name, 100)))


def median_microseconds(people: Sequence[dict[str, object]], rounds: int) -> float:
    """Median over single decisions; each round decides on every person once."""
    taken = []
    for _ in range(rounds):
        for facts in people:
            start = time.perf_counter_ns()
            decide(facts, on=ON, known_on=KNOWN_ON).as_dict()
            taken.append(time.perf_counter_ns() - start)
    return statistics.median(taken) / 1000


def main() -> None:
    """Print one line per case."""
    worst = {name: value for name, value in GRANTED.items() if name not in WORST_THREE}
    cases: tuple[tuple[str, list[dict[str, object]], int], ...] = (
        ("0 unknown", persons(2000, 0), 5),
        ("3 unknown, drawn at random", persons(1000, 3), 3),
        ("3 unknown, the worst three", [worst], 1000),
        ("all unknown", [{}], 500),
    )
    decide(GRANTED, on=ON, known_on=KNOWN_ON)
    for name, people, rounds in cases:
        sys.stdout.write(f"{name:<28} {median_microseconds(people, rounds):10.1f} us\n")


if __name__ == "__main__":
    main()
