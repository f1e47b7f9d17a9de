"""A letter counts from a working day: weekends and the ten Belgian holidays are none."""

from datetime import date

import pytest

from loopbaankrediet.kernel.working_days import holidays, is_working_day, working_day_after


def test_the_ten_holidays_of_2027() -> None:
    assert sorted(holidays(2027)) == [
        date(2027, 1, 1),
        date(2027, 3, 29),
        date(2027, 5, 1),
        date(2027, 5, 6),
        date(2027, 5, 17),
        date(2027, 7, 21),
        date(2027, 8, 15),
        date(2027, 11, 1),
        date(2027, 11, 11),
        date(2027, 12, 25),
    ]


@pytest.mark.parametrize(
    ("posted", "count", "counts_from"),
    [
        (date(2027, 3, 1), 3, date(2027, 3, 4)),
        (date(2027, 3, 4), 3, date(2027, 3, 9)),
        (date(2027, 3, 26), 3, date(2027, 4, 1)),
        (date(2027, 3, 6), 0, date(2027, 3, 6)),
        (date(2027, 7, 20), 1, date(2027, 7, 22)),
    ],
)
def test_a_letter_counts_from_the_working_day_after_it_was_posted(posted: date, count: int, counts_from: date) -> None:
    assert working_day_after(posted, count) == counts_from


def test_a_saturday_is_no_working_day() -> None:
    assert [is_working_day(date(2027, 3, day)) for day in (5, 6, 7, 8)] == [True, False, False, True]
