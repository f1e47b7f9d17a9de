"""Who wins and who loses is what the law says to each of them, one by one, and nobody is left out."""

from datetime import date

import polars as pl
import pytest

from loopbaankrediet.decree.deciding.decide import decide
from loopbaankrediet.decree.errors import LiftError, ScenarioRefused
from loopbaankrediet.decree.scenario import scenario_named, scenario_names
from loopbaankrediet.policylab.combining import pair
from loopbaankrediet.policylab.labels import KINDS
from loopbaankrediet.policylab.outcomes import Past, past
from loopbaankrediet.policylab.priors import likeliest
from loopbaankrediet.policylab.winners import Crowd, Winners, crowd, whole_persons, winners

KNOWN = date(2026, 11, 23)
FIRST_DAY = date(2027, 1, 1)


@pytest.fixture(scope="module")
def before() -> Past:
    return past(likeliest(), known_on=KNOWN)


@pytest.fixture(scope="module")
def everybody(before: Past) -> Crowd:
    return crowd(before, known_on=KNOWN)


@pytest.fixture(scope="module")
def few(everybody: Crowd) -> Crowd:
    """A hundred rows of few people each, from the whole population."""
    rows = everybody.rows.sample(100, seed=9, shuffle=True).with_columns(people=pl.int_range(1, 101) % 7 + 1)
    return Crowd(everybody.year, KNOWN, rows.cast({"people": pl.Int64}))


def given(row: dict[str, object], scenario: str) -> tuple[int, int]:
    """Minutes and eurocents per hour that one person pays, decided alone."""
    facts = {name: value for name, value in row.items() if name != "people" and not name.startswith("group_")}
    found = decide(facts, on=FIRST_DAY, known_on=KNOWN, scenario=scenario)
    if found.outcome != "granted":
        return 0, 0
    return int(found.results["minutes"] or 0), int(found.results["own_cents_per_hour"] or 0)


def one_by_one(few: Crowd, scenario: str) -> tuple[int, int, int]:
    """How many people get more and less, and how many minutes that is."""
    more = less = minutes = 0
    for row in few.rows.iter_rows(named=True):
        (old, dear), (new, cheap) = given(row, "draft"), given(row, scenario)
        more += row["people"] * (new > old or (new == old and cheap < dear))
        less += row["people"] * (new < old or (new == old and cheap > dear))
        minutes += row["people"] * (new - old)
    return more, less, minutes


@pytest.mark.parametrize(
    "scenario",
    ["seniority_one_year", "income_tested_contribution", "application_per_module", "voucher_users_included+more_hours"],
)
def test_winners_are_those_whom_the_law_gives_more_one_by_one(few: Crowd, scenario: str) -> None:
    found = winners(few, scenario).whole
    assert (found.more, found.less, found.minutes) == one_by_one(few, scenario)
    assert found.more + found.less > 0


def test_nobody_is_left_out_and_groups_are_the_whole(everybody: Crowd) -> None:
    for scenario in ("serv_all", "predecessor_continued", "recent_vouchers_only"):
        found = winners(everybody, scenario)
        assert found.whole.people == everybody.people == found.whole.more + found.whole.less + found.whole.same
        assert {one.kind for one in found.groups} == {*KINDS} - {"income"}
        for kind in {one.kind for one in found.groups}:
            for name in ("people", "more", "less", "same", "minutes", "own_cents", "public_cents"):
                parts = sum(getattr(one, name) for one in found.groups if one.kind == kind)
                assert parts == getattr(found.whole, name), (scenario, kind, name)


def test_the_article_is_found_by_running_both_laws(everybody: Crowd) -> None:
    assert winners(everybody, "seniority_one_year").whole.articles == ("art. 4 (anciënniteit)",)
    assert set(winners(everybody, "income_tested_contribution").whole.articles) == {"art. 16", "art. 17"}
    nothing = winners(everybody, "any_language")
    assert (nothing.whole.articles, nothing.whole.same) == ((), everybody.people)
    assert nothing.beside == ["De begeleiding is in de taal die je samen kiest."]


def test_only_who_worked_less_than_seven_years_wins_by_one_year(everybody: Crowd) -> None:
    bands = by_group(winners(everybody, "seniority_one_year"), "seniority")
    assert bands == {"1 jaar tot minder dan 7 jaar": True, "7 jaar of meer": False}


def by_group(found: Winners, kind: str) -> dict[str, bool]:
    return {one.group: one.more > 0 for one in found.groups if one.kind == kind}


def test_a_law_that_helps_years_later_has_its_winners_then(before: Past, everybody: Crowd) -> None:
    assert winners(everybody, "renewal_after_six_years").whole.more == 0
    assert winners(crowd(before, year=2034, known_on=KNOWN), "renewal_after_six_years").whole.more > 0


def test_what_two_scenarios_do_only_together_is_named(everybody: Crowd) -> None:
    found = pair(everybody, "seniority_one_year", "more_hours")
    alone = found.first.whole.minutes + found.second.whole.minutes
    extra = found.both.whole.minutes - alone
    assert sum(found.interaction().values()) == extra == 409_498 * 120
    assert found.interaction() == {"art. 4 (anciënniteit)": extra}
    assert "Alleen doordat ze samen gelden: +818.996 uur recht" in list(found.sentences())[-1]


def test_two_scenarios_that_contradict_each_other_are_refused_in_words() -> None:
    with pytest.raises(LiftError, match="spreken elkaar tegen over 'public_cents_per_hour'"):
        scenario_named("fee_153_82+fee_153_82_vat_included")
    with pytest.raises(LiftError, match="zet een vroegere wet voort"):
        scenario_named("predecessor_continued+more_hours")
    with pytest.raises(ScenarioRefused):
        scenario_named("more_hours+bestaat_niet")


def test_every_scenario_can_be_laid_beside_the_draft(few: Crowd) -> None:
    for name in scenario_names():
        found = winners(few, name).whole
        assert found.same + found.more + found.less == few.people


def test_rounding_to_whole_persons_keeps_everybody() -> None:
    expected = pl.Series([0.4, 0.4, 0.4, 2.8]).to_numpy()
    assert whole_persons(expected).tolist() == [1, 0, 0, 3]
