"""Intervals hold the truth of made worlds as often as they claim; the page that says so is made again on a sample."""

from math import sqrt
from pathlib import Path

import pytest
from benchmarks.policylab_coverage import CUTS, SAMPLE, made

from loopbaankrediet.policylab.coverage import DRAWS, claimed
from loopbaankrediet.policylab.drawing import FIGURES
from loopbaankrediet.policylab.reports import HEADINGS

PAGE = Path("docs/reference/lab-coverage.md")


def rows(part: str) -> dict[str, list[int]]:
    """Of one part of the page, by figure: the counts of the sample, then those of all worlds."""
    text = PAGE.read_text(encoding="utf-8").split(f"cijfers: {part}\n")[1].split("\n## ")[0]
    cells = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("|")]
    return {name: list(map(int, counts)) for name, *counts in cells[2:-1]} | {"worlds": [int(cells[0][3].split()[-1])]}


def test_the_page_shows_what_the_first_worlds_give() -> None:
    found, printed = made(0, SAMPLE, noise=0.05), rows("elk 5 % ernaast")
    for figure in FIGURES:
        assert [found.held(cut)[figure] for cut in CUTS] == printed[HEADINGS[figure]][:2], figure


@pytest.mark.parametrize("part", ["zoals ze zijn", "elk 5 % ernaast"])
@pytest.mark.parametrize("place", [0, 1])
def test_intervals_hold_the_truth_at_their_rate(part: str, place: int) -> None:
    printed = rows(part)
    (count,), rate = printed["worlds"], claimed(CUTS[place])
    error = sqrt(count * rate * (1 - rate))
    for figure in FIGURES:
        held = printed[HEADINGS[figure]][2 + place]
        assert abs(held - count * rate) < 3 * error, (figure, held, count)


def test_nineteen_draws_claim_eighty_and_ninety_of_a_hundred() -> None:
    assert [claimed(cut) for cut in CUTS] == pytest.approx([0.8, 0.9])
    assert DRAWS == 19
