"""The made-up population has the published margins, whichever of two official pages one believes."""

import numpy as np
import pytest

from loopbaankrediet.policylab.margins import SCHOOLINGS, SEXES, SchoolingSource, shares, used, working
from loopbaankrediet.policylab.strata import MEASURED, strata


@pytest.mark.parametrize("source", ["main_page", "dashboard"])
def test_the_population_has_the_margins_it_was_raked_to(source: SchoolingSource) -> None:
    people = strata(source)
    work = people.at_work(MEASURED)
    assert work.sum() == pytest.approx(working("flanders") + working("brussels"))
    for codes, names, share in (
        (people.sex, SEXES, shares("sex")),
        (people.schooling, SCHOOLINGS, shares("schooling", source)),
    ):
        found = np.bincount(codes, weights=work) / work.sum()
        assert found == pytest.approx(share.row(names))


def test_the_disputed_figure_makes_another_population() -> None:
    high = [float(np.sum(one.at_work(MEASURED)[one.schooling == 2])) for one in (strata(), strata("dashboard"))]
    assert high[0] / high[1] == pytest.approx(0.526 / 0.484, rel=1e-6)


def test_nobody_works_before_twenty_or_after_sixty_four() -> None:
    people = strata()
    age = 2027 - people.born
    assert not people.at_work(2027)[(age < 20) | (age > 64)].any()


def test_people_told_apart_less_are_as_many() -> None:
    people = strata()
    for year in (2014, 2022, 2030):
        assert people.together.at_work(year).sum() == pytest.approx(people.at_work(year).sum())


def test_the_years_that_are_held_out_are_known_only_to_compare() -> None:
    assert set(used("first")) == set(range(2014, 2022)) == set(used("second"))
