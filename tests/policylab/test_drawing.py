"""A run of many draws: the same figures as when each group was followed by itself, in any number of processes."""

import json
from dataclasses import astuple
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from loopbaankrediet.policylab.course import alike
from loopbaankrediet.policylab.drawing import Drawn, Question, draw
from loopbaankrediet.policylab.outcomes import future, past
from loopbaankrediet.policylab.priors import likeliest

KNOWN = date(2026, 11, 23)
FIGURES = json.loads((Path(__file__).parent / "figures_per_group.json").read_text(encoding="utf-8"))["draws"]
"""Made by the form of the lab that followed all 4,608 groups one by one, with provinces in its supply: two draws of
seed 5 and the margins of the dashboard, each year of each scenario in the order of `Year`. A change of the model makes
them anew.
"""


@pytest.fixture(scope="module")
def found() -> Drawn:
    return draw(Question(tuple(FIGURES[0]["outcomes"]), 4, KNOWN, draws=2, seed=5, schooling="dashboard"))


def test_following_alike_groups_together_changes_no_figure(found: Drawn) -> None:
    for one, known in zip(found.draws, FIGURES, strict=True):
        assert one.deviation == pytest.approx(known["deviation"], rel=1e-9)
        for outcome in one.outcomes:
            for year, row in zip(outcome.years, known["outcomes"][outcome.scenario], strict=True):
                assert astuple(year)[: len(row)] == pytest.approx(row, rel=1e-9, abs=1e-9), (
                    outcome.scenario,
                    year.year,
                )


def test_two_processes_give_the_same_as_one(found: Drawn) -> None:
    heard: list[tuple[int, int]] = []
    again = draw(found.question, processes=2, told=lambda done, of: heard.append((done, of)))
    assert again == found
    assert heard == [(1, 2), (2, 2)]


@pytest.mark.parametrize("processes", [1, 2])
def test_who_listens_can_stop_a_run(processes: int) -> None:
    def enough(done: int, of: int) -> None:
        raise TimeoutError(f"{done} of {of}")

    with pytest.raises(TimeoutError, match="1 of 40"):
        draw(Question(("draft",), 1, KNOWN, draws=40, seed=1), processes=processes, told=enough)


def test_groups_are_alike_only_when_every_column_is() -> None:
    rng = np.random.default_rng(3)
    columns = [rng.integers(0, size, 500) for size in (3, 2, 2, 2**40, 2**30, 3)]
    columns[3:5] = [column % 2 for column in columns[3:5]]
    columns[3][7] = 2**40
    first, of = alike(columns)
    rows = list(zip(*columns, strict=True))
    assert [rows[first[one]] for one in of] == rows
    assert len(first) == len(set(rows))


@pytest.mark.parametrize("scenario", ["draft", "serv_all", "predecessor_continued"])
def test_each_total_of_a_scenario_is_the_sum_over_groups(scenario: str) -> None:
    after = future(past(likeliest(), known_on=KNOWN), scenario, years=2, known_on=KNOWN)
    people = after.world.people
    for one in after.happened:
        for name in ("at_work", "eligible", "first", "second", "minutes", "public_cents", "own_cents"):
            by_group = getattr(one, name)
            for codes in (people.sex, people.schooling, people.status, people.region, people.income):
                summed = np.bincount(codes, weights=by_group)
                assert summed.sum() == pytest.approx(by_group.sum(), rel=1e-12)
                assert summed.min() >= 0
