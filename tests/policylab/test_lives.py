"""Drawn lives: the same whole numbers on every engine, the expected numbers within what chance explains."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from loopbaankrediet.policylab import lifetimes, lives
from loopbaankrediet.policylab.chance import keys, uniform
from loopbaankrediet.policylab.errors import RunRefused
from loopbaankrediet.policylab.lifetimes import GROUPS, Lived, Lives, live
from loopbaankrediet.policylab.lives import COUNTED

ASKED = Lives("draft", 2, date(2026, 11, 23), persons=230_000, seed=3)
HAPPENS = ("first", "second", "minutes", "public_cents", "own_cents")


@pytest.fixture(scope="module")
def found() -> Lived:
    return live(ASKED)


@pytest.mark.engine
@pytest.mark.allow_hosts("127.0.0.1")
@pytest.mark.parametrize("engine", ["dask", "spark"])
def test_every_engine_counts_the_same(engine: str, found: Lived) -> None:
    again = live(ASKED, engine=engine)
    assert np.array_equal(again.counts, found.counts)
    assert again.each == found.each


def test_how_persons_are_cut_into_parts_changes_nothing(found: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lives, "CHUNK", 7_001)
    monkeypatch.setattr(lifetimes, "CHUNK", 30_011)
    assert np.array_equal(live(ASKED).counts, found.counts)


def test_another_seed_is_another_world(found: Lived) -> None:
    assert live(replace(ASKED, seed=4, persons=10_000)).total("first") != live(replace(ASKED, persons=10_000)).total(
        "first"
    )


def test_lives_come_out_as_expected_within_what_chance_explains() -> None:
    """Numbers of people are drawn one by one: each deviation is held to the standard error of such a count."""
    found = live(replace(ASKED, persons=1_000_000))
    strange, seen = 0, 0
    for name in ("at_work", "eligible", "first", "second"):
        for place, start in enumerate(found.starts):
            counted = float(found.counts[place, :, COUNTED.index(name)].sum())
            hoped = float(found.expected[place, COUNTED.index(name)]) / found.each
            error = max(1.0, hoped * (1 - hoped / found.question.persons)) ** 0.5
            score = abs(counted - hoped) / error
            assert score < 4.5, (name, start, counted, hoped)
            strange, seen = strange + (score > 2), seen + (hoped > 0)
    assert strange < 0.2 * seen


def test_each_total_of_lives_is_the_sum_over_groups(found: Lived) -> None:
    for name in HAPPENS:
        assert found.total(name) > 0
        for kind in GROUPS:
            assert sum(found.by_group(kind, name).values()) == found.total(name)
        assert sum(drawn for drawn, _ in found.by_year(name).values()) == found.total(name)


def test_nobody_who_is_refused_begins(found: Lived) -> None:
    eligible, first = (found.counts[:, :, COUNTED.index(name)] for name in ("eligible", "first"))
    assert (first <= eligible).all()
    assert (eligible <= found.counts[:, :, COUNTED.index("at_work")]).all()


def test_one_life_can_be_asked() -> None:
    alone = live(replace(ASKED, persons=1))
    assert alone.counts[:, :, COUNTED.index("at_work")].max() <= 1


@pytest.mark.parametrize("engine", ["polars", pytest.param("dask", marks=pytest.mark.engine)])
def test_who_listens_can_stop_the_lives(engine: str) -> None:
    def enough(done: int, of: int) -> None:
        raise TimeoutError(f"{done} of {of}")

    with pytest.raises(TimeoutError, match="100000 of 900000"):
        live(replace(ASKED, persons=900_000), engine=engine, told=enough)


def test_an_engine_that_does_not_exist_is_refused() -> None:
    with pytest.raises(RunRefused, match="Er is geen motor 'abacus'"):
        live(ASKED, engine="abacus")


def test_chance_is_even_and_no_two_purposes_go_together() -> None:
    given = keys(5, 0, 200_000)
    one, other = uniform(given, 0), uniform(given, 1)
    assert np.histogram(one, bins=20, range=(0, 1))[0] == pytest.approx(np.full(20, 10_000), abs=5 * 100)
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.012
    assert abs(np.corrcoef(one[1:], one[:-1])[0, 1]) < 0.012
    assert not np.array_equal(keys(6, 0, 10), keys(5, 0, 10))
    assert np.array_equal(keys(5, 70, 10), given[70:80])
