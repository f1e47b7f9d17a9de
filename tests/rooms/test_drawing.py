"""The order of a draw: nobody gains by being quick, anybody can compute it, and the money is never exceeded."""

import hashlib
import hmac
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopbaankrediet.budget.drawing import Drawn, Entry, drawn, lot, ranked, seed_hash
from loopbaankrediet.budget.windows import Window, next_windows, window_of

SEED = bytes(range(32))
entries = st.lists(
    st.builds(
        Entry,
        id=st.uuids(),
        ticket=st.text("0123456789abcdef", min_size=1, max_size=20),
        draws_waited=st.integers(0, 3),
        cents=st.integers(1, 60_000),
    ),
    max_size=60,
    unique_by=lambda entry: entry.ticket,
)
seeds = st.binary(min_size=32, max_size=32)
days = st.dates(date(2027, 1, 1), date(2031, 12, 31))


def entry(number: int, waited: int = 0, cents: int = 100) -> Entry:
    return Entry(UUID(int=number), f"{number:020x}", waited, cents)


@given(entries, seeds, st.integers(0, 2_000_000), st.randoms(use_true_random=False))
def test_the_order_of_asking_changes_no_place(found: list[Entry], seed: bytes, cents: int, chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert list(drawn(shuffled, seed, cents)) == list(drawn(found, seed, cents))


@given(entries, seeds, st.integers(0, 2_000_000))
def test_places_never_cost_more_than_there_is_and_are_given_in_order(
    found: list[Entry], seed: bytes, cents: int
) -> None:
    places = list(drawn(found, seed, cents))
    won = [place for place in places if place.won]
    assert sum(place.entry.cents for place in won) <= cents
    assert [place.place for place in places] == list(range(1, len(found) + 1))
    assert won == places[: len(won)]
    if len(won) < len(places):
        assert sum(place.entry.cents for place in places[: len(won) + 1]) > cents


@given(entries, seeds)
def test_who_waited_for_more_draws_goes_first(found: list[Entry], seed: bytes) -> None:
    waited = [one.draws_waited for one in ranked(found, seed)]
    assert waited == sorted(waited, reverse=True)


@given(entries.filter(bool), seeds)
def test_one_person_less_changes_the_order_of_nobody_else(found: list[Entry], seed: bytes) -> None:
    gone = found[0]
    assert ranked(found[1:], seed) == [one for one in ranked(found, seed) if one != gone]


def test_anybody_computes_the_lot_of_a_ticket_with_a_standard_tool() -> None:
    """As `printf %s TICKET | openssl dgst -sha256 -mac HMAC -macopt hexkey:SEED` does."""
    assert lot(SEED, "0a1b") == hmac.digest(SEED, b"0a1b", "sha256").hex()
    assert seed_hash(SEED) == hashlib.sha256(SEED).hexdigest()


def test_another_seed_gives_another_order_and_every_place_goes_to_everybody_about_as_often() -> None:
    first = [
        ranked([entry(number) for number in range(10)], hashlib.sha256(f"{n}".encode()).digest())[0].id.int
        for n in range(2_000)
    ]
    counted = [first.count(number) for number in range(10)]
    expected = 200
    assert sum((found - expected) ** 2 / expected for found in counted) < 27.88  # chi-square, 9 degrees, 0.1 %


def test_nobody_behind_the_first_who_does_not_fit_gets_a_place_however_little_it_costs() -> None:
    order = ranked([entry(number) for number in range(3)], SEED)
    costs = dict(zip((one.id for one in order), (100, 300, 50), strict=True))
    found = [Entry(one.id, one.ticket, 0, costs[one.id]) for one in order]
    assert [place.won for place in drawn(found, SEED, 200)] == [True, False, False]


def test_a_draw_without_money_or_without_people_is_a_draw() -> None:
    assert [place.won for place in drawn([entry(1)], SEED, 0)] == [False]
    assert list(drawn([], SEED, 500)) == []
    assert list(drawn([entry(1)], SEED, 100)) == [Drawn(1, entry(1), won=True)]


@given(days, st.booleans(), st.integers(0, 8))
def test_coming_windows_follow_each_other_without_a_gap_or_a_day_twice(last: date, per_day: bool, count: int) -> None:
    found = next_windows(last, count, per_day=per_day)
    assert len(found) == count
    for before, after in pairwise(found):
        assert after.starts_on == before.ends_on + timedelta(days=1)
    for window in found:
        assert last < window.starts_on <= window.ends_on < window.draws_on
        assert window.starts_on.year == window.ends_on.year


@pytest.mark.parametrize(
    ("day", "per_day", "window"),
    [
        (date(2028, 2, 10), False, Window(date(2028, 2, 1), date(2028, 2, 29))),
        (date(2027, 12, 31), False, Window(date(2027, 12, 1), date(2027, 12, 31))),
        (date(2027, 12, 31), True, Window(date(2027, 12, 31), date(2027, 12, 31))),
    ],
)
def test_the_window_of_a_day(day: date, per_day: bool, window: Window) -> None:
    assert window_of(day, per_day=per_day) == window
