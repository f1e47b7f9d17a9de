"""The figures of a budget year, a forecast that says how little it knows, alerts, and costs seen by two."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.story import Story

from loopbaankrediet.budget.costs import confirm_cost, enter_cost, withdraw_cost
from loopbaankrediet.budget.errors import CostNotPositive, CostSourceMissing, NoBudget, SameCostOfficer
from loopbaankrediet.budget.figures import AlertKind, figures, whole_weeks, years_with_a_budget
from loopbaankrediet.budget.forecast import forecast
from loopbaankrediet.budget.models import CostKind, DepartmentCost
from loopbaankrediet.guidance.actions.tracks import end_track
from loopbaankrediet.kernel.errors import NotAllowed, WrongState
from loopbaankrediet.ledger.series import Week
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch

VOTED = 1_070_000_000
MODULE = 16_780


@pytest.fixture
def story(db: None) -> Story:
    return Story()


def test_a_year_in_which_nothing_happened_has_noughts_and_no_forecast_that_pretends(story: Story) -> None:
    found = figures(2027, today=story.clock.today())
    assert (found.commitment.voted, found.commitment.used, found.payment.used) == (VOTED, 0, 0)
    assert (found.commitment.forecast.likely, found.commitment.forecast.low) == (0, None)
    assert (found.exposure.minutes, found.exposure.high_cents) == (0, 0)
    assert [alert.kind for alert in found.alerts] == [AlertKind.FEW_WEEKS]


def test_a_year_without_a_budget_says_so(story: Story) -> None:
    with pytest.raises(NoBudget):
        figures(2041, today=story.clock.today())
    assert years_with_a_budget() == (2029, 2028, 2027)


def test_both_appropriations_and_what_is_only_granted_are_told_apart(story: Story) -> None:
    story.apply("an")
    story.apply("fatima")
    granted = figures(2027, today=story.clock.today())
    assert granted.exposure.minutes == 480
    assert (granted.exposure.low_cents, granted.exposure.high_cents) == (67_120, 75_120)
    assert granted.commitment.used == 0
    track = story.sign("an", "dirk")
    reserved = figures(2027, today=story.clock.today())
    assert (reserved.commitment.held, reserved.commitment.spent) == (MODULE, 0)
    assert reserved.exposure.minutes == 480 - 120
    story.deliver("an", "dirk", track)
    owed = figures(2027, today=story.clock.today())
    assert (owed.commitment.held, owed.commitment.spent, owed.payment.used) == (MODULE, MODULE, 0)
    approve_batch(batch_id=make_batch(**story.act("petra")).id, **story.act("quinten"))
    paid = figures(2027, today=story.clock.today())
    assert (paid.commitment.spent, paid.payment.spent, paid.booked) == (MODULE, MODULE, 0)
    assert paid.payment.free == VOTED - MODULE


def test_weeks_count_what_was_set_aside_less_what_came_back(story: Story) -> None:
    story.apply("an")
    track = story.sign("an", "dirk")
    story.pass_days(7)
    end_track(track_id=track.id, **story.act("an"))
    story.pass_days(14)
    weeks = figures(2027, today=story.clock.today()).commitment.weeks
    assert [week.monday for week in weeks] == [date(2027, 3, 1) + timedelta(days=7 * n) for n in range(3)]
    assert [week.taken for week in weeks] == [MODULE, -MODULE, 0]


def test_a_week_that_is_not_over_yet_is_no_week(story: Story) -> None:
    found = [Week(date(2027, 3, 1), 5), Week(date(2027, 3, 15), 7)]
    assert list(whole_weeks(found, date(2027, 3, 20))) == [Week(date(2027, 3, 1), 5), Week(date(2027, 3, 8), 0)]
    assert list(whole_weeks(found, date(2027, 3, 21)))[-1] == Week(date(2027, 3, 15), 7)
    assert list(whole_weeks([], date(2027, 3, 21))) == []


@given(st.lists(st.integers(0, 10**9), max_size=52), st.integers(0, 10**9), st.integers(0, 365))
def test_a_forecast_holds_its_own_middle_and_never_goes_below_nought(
    weekly: list[int], so_far: int, days_left: int
) -> None:
    found = forecast(weekly, so_far=so_far, days_left=days_left)
    assert found.likely >= so_far
    if found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.likely <= found.high
    else:
        assert len(weekly) < 2


def test_fewer_weeks_give_a_wider_interval() -> None:
    widths = []
    for weeks in (2, 4, 8, 16, 32):
        found = forecast([90, 110] * (weeks // 2), so_far=0, days_left=182)
        widths.append((found.high or 0) - (found.low or 0))
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 7 * widths[2]


@pytest.mark.parametrize("weeks", [2, 4, 8, 26])
def test_nine_times_in_ten_the_year_ends_within_the_interval(weeks: int) -> None:
    """Weeks with a spread as of counted applications that come in clusters: the interval holds 85 to 95 of 100."""
    chance, inside = random.Random(weeks), 0
    for _ in range(1_000):
        rate = 100
        year = [sum(chance.expovariate(1 / 10) for _ in range(rate // 10)) for _ in range(52)]
        found = forecast([round(1000 * week) for week in year[:weeks]], so_far=0, days_left=7 * (52 - weeks))
        truth = round(1000 * sum(year[weeks:]))
        inside += (found.low or 0) <= truth <= (found.high or 0)
    assert 850 <= inside <= 950


def enter(story: Story, by: str = "petra", cents: int = 12_000_000, source: str = "Factuur 2027/14") -> DepartmentCost:
    return enter_cost(year=2027, kind=CostKind.IT, cents=cents, source=source, **story.act(by))


def test_a_cost_counts_once_a_second_officer_agrees(story: Story) -> None:
    cost = enter(story)
    assert figures(2027, today=story.clock.today()).own_cost("it") == 0
    with pytest.raises(SameCostOfficer):
        confirm_cost(cost_id=cost.id, **story.act("petra"))
    confirm_cost(cost_id=cost.id, **story.act("quinten"))
    found = figures(2027, today=story.clock.today())
    assert (found.own_cost("it"), found.own_cost("staff"), found.commitment.used) == (12_000_000, 0, 0)
    with pytest.raises(WrongState):
        withdraw_cost(cost_id=cost.id, **story.act("petra"))


def test_a_wrong_cost_is_withdrawn_and_stays_to_be_seen(story: Story) -> None:
    withdraw_cost(cost_id=enter(story).id, **story.act("petra"))
    found = figures(2027, today=story.clock.today())
    assert (found.own_cost("it"), [line.state for line in found.costs]) == (0, ["withdrawn"])


def test_a_cost_says_where_it_comes_from_and_is_an_amount(story: Story) -> None:
    with pytest.raises(CostSourceMissing):
        enter(story, source="  ")
    with pytest.raises(CostNotPositive):
        enter(story, cents=0)
    with pytest.raises(NotAllowed):
        enter(story, by="omar")


def test_a_double_click_enters_one_cost(story: Story) -> None:
    act = story.act("petra")
    for _ in range(2):
        enter_cost(year=2027, kind=CostKind.STAFF, cents=5, source="Loonstaat 2027", **act)
    assert DepartmentCost.objects.count() == 1
