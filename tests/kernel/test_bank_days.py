"""An order that leaves too late or on a closing day is paid later: the day we promise must be the bank's."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopbaankrediet.kernel.bank_days import (
    bank_day_from,
    closing_days,
    execution_day,
    is_bank_day,
    next_bank_day,
)
from loopbaankrediet.kernel.clock import BRUSSELS

NOON, LAST_MINUTE = time(12), time(23, 59, 59)
# By hand: 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December.
BY_HAND = {
    2026: ("01-01", "04-03", "04-06", "05-01", "12-25", "12-26"),
    2027: ("01-01", "03-26", "03-29", "05-01", "12-25", "12-26"),
    2028: ("01-01", "04-14", "04-17", "05-01", "12-25", "12-26"),
    2029: ("01-01", "03-30", "04-02", "05-01", "12-25", "12-26"),
    2030: ("01-01", "04-19", "04-22", "05-01", "12-25", "12-26"),
}
days = st.dates(date(2002, 1, 1), date(2150, 12, 1))
moments = st.datetimes(datetime(2002, 1, 1), datetime(2150, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001
cut_offs = st.times()


@pytest.mark.parametrize("year", BY_HAND)
def test_the_closing_days_are_those_of_the_calendar_on_the_wall(year: int) -> None:
    assert closing_days(year) == {date.fromisoformat(f"{year}-{day}") for day in BY_HAND[year]}


def test_saturdays_and_sundays_are_closed_and_the_national_day_is_open() -> None:
    assert [is_bank_day(date(2027, 3, day)) for day in (5, 6, 7, 8)] == [True, False, False, True]
    assert is_bank_day(date(2027, 7, 21))


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2027, 3, 25), date(2027, 3, 30)),
        (date(2026, 12, 24), date(2026, 12, 28)),
        (date(2026, 12, 31), date(2027, 1, 4)),
        (date(2029, 4, 30), date(2029, 5, 2)),
        (date(2028, 2, 28), date(2028, 2, 29)),
    ],
)
def test_after_easter_christmas_and_new_year_the_bank_opens_again(day: date, following: date) -> None:
    assert next_bank_day(day) == following


@given(days)
def test_the_bank_is_never_closed_longer_than_five_days(day: date) -> None:
    following = next_bank_day(day)
    assert is_bank_day(following)
    assert 1 <= (following - day).days <= 5
    assert not any(is_bank_day(day + timedelta(days=step)) for step in range(1, (following - day).days))


@given(days)
def test_a_bank_day_is_its_own_first_bank_day(day: date) -> None:
    assert bank_day_from(day) == (day if is_bank_day(day) else next_bank_day(day))


@pytest.mark.parametrize(
    ("approved_at", "paid_on"),
    [
        # Winter: Brussels is one hour ahead of UTC, in summer two.
        (datetime(2027, 3, 2, 11, 0, tzinfo=UTC), date(2027, 3, 2)),
        (datetime(2027, 3, 2, 11, 0, 1, tzinfo=UTC), date(2027, 3, 3)),
        (datetime(2027, 7, 1, 10, 0, tzinfo=UTC), date(2027, 7, 1)),
        (datetime(2027, 7, 1, 10, 0, 1, tzinfo=UTC), date(2027, 7, 2)),
        # The last bank day before the clocks change, on either side of the change.
        (datetime(2027, 3, 25, 11, 0, tzinfo=UTC), date(2027, 3, 25)),
        (datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC), date(2027, 3, 30)),
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), date(2027, 11, 1)),
        (datetime(2027, 10, 31, 1, 30, tzinfo=UTC), date(2027, 11, 1)),
        # Late at night in UTC it is already tomorrow in Brussels.
        (datetime(2027, 3, 2, 23, 30, tzinfo=UTC), date(2027, 3, 3)),
        (datetime(2027, 3, 5, 15, 0, tzinfo=UTC), date(2027, 3, 8)),
        (datetime(2026, 12, 24, 12, 0, tzinfo=UTC), date(2026, 12, 28)),
        (datetime(2026, 12, 31, 10, 0, tzinfo=UTC), date(2026, 12, 31)),
    ],
)
def test_an_order_after_the_cut_off_is_paid_on_the_next_bank_day(approved_at: datetime, paid_on: date) -> None:
    assert execution_day(approved_at, cut_off=NOON) == paid_on


@given(moments, cut_offs)
def test_the_day_is_always_open_and_never_before_the_approval(approved_at: datetime, cut_off: time) -> None:
    day = execution_day(approved_at, cut_off=cut_off)
    local = approved_at.astimezone(BRUSSELS)
    assert is_bank_day(day)
    assert local.date() <= day <= local.date() + timedelta(days=6)
    assert (day == local.date()) == (is_bank_day(local.date()) and local.time() <= cut_off)


@given(moments, cut_offs, st.timedeltas(timedelta(0), timedelta(days=9)))
def test_approving_later_never_pays_earlier(approved_at: datetime, cut_off: time, later: timedelta) -> None:
    wait_for_clocks = timedelta(hours=1)
    first = execution_day(approved_at, cut_off=cut_off)
    assert execution_day(approved_at + later + wait_for_clocks, cut_off=cut_off) >= first


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        execution_day(datetime(2027, 3, 2, 11), cut_off=LAST_MINUTE)  # noqa: DTZ001
