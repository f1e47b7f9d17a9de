"""From which day: what a person who only has to wait is told is the first day that grants, read day by day."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from loopbaankrediet.decree import ParameterRefused, changes, decide, qualifies_from
from tests.decree.persons import AN, KNOWN_ON, ON

DAYS_READ = 2 * 366
WAITING = {"seniority_months": 1200, "months_since_last_credit": 1200}
"""The facts that grow with time, and where they stop."""
DRAWN: Mapping[str, tuple[object, ...]] = {
    "seniority_months": (0, 1, 5, 11, 12, 24, 40, 50, 60, 71, 83, 84, {"min": 50, "max": 70}, {"max": 12}, None),
    "months_since_last_credit": (0, 40, 60, 71, 72, {"min": 50, "max": 70}, None),
    "credit_minutes_granted": (0, 0, 120, 360),
    "vouchers_used": (0, 0, 1, 2),
    "residence": ("flanders", "flanders", "flanders", "wallonia", None),
    "vouchers_used_last_6_years": (0, None),
    "months_worked_last_24": (0, None),
}
SCENARIOS = (
    "draft",
    "seniority_one_year",
    "seniority_stepwise",
    "renewal_after_six_years",
    "voucher_users_included",
    "predecessor_continued",
    "serv_all",
)
APPLIED_ON = (date(2026, 11, 15), date(2027, 1, 31), date(2027, 12, 1))


def persons(count: int, seed: int) -> list[dict[str, object]]:
    chance = random.Random(seed)
    return [AN | {fact: chance.choice(values) for fact, values in DRAWN.items()} for _ in range(count)]


def full_months(since: date, day: date) -> int:
    """Whole months from one day to another; the last day of a short month completes a long one."""
    last_of_month = (day + timedelta(days=1)).day == 1
    months = (day.year - since.year) * 12 + day.month - since.month
    return months if day.day >= since.day or last_of_month else months - 1


def grown(fact: str, value: object, months: int) -> object:
    if isinstance(value, dict):
        return {end: grown(fact, number, months) for end, number in {"min": 0, **value}.items()}
    return min(value + months, WAITING[fact]) if isinstance(value, int) else value


def granted(person: Mapping[str, object], day: date, since: date, scenario: str, **amounts: int) -> bool:
    months = full_months(since, day)
    older = {**person, **{fact: grown(fact, person.get(fact), months) for fact in WAITING}}
    return decide(older, on=day, known_on=KNOWN_ON, scenario=scenario, overrides=amounts).outcome == "granted"


def first_day(person: Mapping[str, object], since: date, scenario: str, **amounts: int) -> date | None:
    later = (since + timedelta(days=n) for n in range(1, DAYS_READ))
    return next((day for day in later if granted(person, day, since, scenario, **amounts)), None)


@pytest.mark.parametrize("since", APPLIED_ON, ids=str)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_day_named_is_the_first_that_grants(scenario: str, since: date) -> None:
    for person in persons(5, seed=len(scenario)):
        named = qualifies_from(person, since, KNOWN_ON, scenario=scenario)
        if granted(person, since, since, scenario):
            assert named is None, person
        elif named is None or named < since + timedelta(days=DAYS_READ):
            assert named == first_day(person, since, scenario), person
        else:
            assert first_day(person, since, scenario) is None, person


def test_the_law_of_a_later_day_counts_from_its_first_day() -> None:
    person = AN | {"seniority_months": 20}
    assert qualifies_from(person, date(2027, 3, 15), KNOWN_ON, scenario="seniority_stepwise") == date(2029, 1, 1)
    assert qualifies_from(person, date(2027, 3, 15), KNOWN_ON) == date(2032, 7, 15)


def test_a_replaced_amount_counts_for_every_day() -> None:
    person = AN | {"seniority_months": 40}
    amounts = {"seniority_months_required": 60}
    assert qualifies_from(person, ON, KNOWN_ON, amounts) == date(2028, 11, 1)
    assert first_day(person, ON, "draft", **amounts) == date(2028, 11, 1)


def test_credit_that_comes_back_is_dated_under_the_scenario_that_gives_it_back() -> None:
    person = AN | {"credit_minutes_granted": 360, "months_since_last_credit": 60}
    assert qualifies_from(person, ON, KNOWN_ON) is None
    assert qualifies_from(person, ON, KNOWN_ON, scenario="renewal_after_six_years") == date(2028, 3, 1)


def test_no_day_is_named_once_the_law_no_longer_has_the_replaced_amount() -> None:
    person = AN | {"seniority_months": 84, "vouchers_used": 1}
    before = date(2026, 11, 15)
    assert qualifies_from(person, before, KNOWN_ON) == date(2027, 1, 1)
    assert qualifies_from(person, before, KNOWN_ON, {"vouchers_per_career": 1}) is None
    with pytest.raises(ParameterRefused, match="'hours'"):
        qualifies_from(person, before, KNOWN_ON, {"hours": 6})


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_would_have_to_change_is_asked_of_the_scenario(scenario: str) -> None:
    for person in persons(12, seed=3):
        decision = decide(person, on=ON, known_on=KNOWN_ON, scenario=scenario)
        found = changes(person, ON, KNOWN_ON, scenario=scenario)
        assert found == changes(decision)
        for way in found.together:
            changed = person | {change.fact: change.values[0] for change in way}
            assert decide(changed, on=ON, known_on=KNOWN_ON, scenario=scenario).outcome == "granted", (person, way)


def test_what_would_have_to_change_follows_a_replaced_amount() -> None:
    [[change]] = changes(AN | {"seniority_months": 40}, ON, KNOWN_ON, {"seniority_months_required": 60}).together
    assert change.values == (60,)


def test_a_decision_already_has_its_law_and_takes_no_other() -> None:
    decision = decide(AN, on=ON, known_on=KNOWN_ON)
    with pytest.raises(TypeError, match="its own days and law"):
        changes(decision, scenario="seniority_one_year")


@pytest.mark.parametrize("on", [date(9999, 1, 1), date(9999, 1, 31), date(9999, 11, 30), date(9999, 12, 31)])
def test_waiting_past_the_last_day_of_the_calendar_has_no_day(on: date) -> None:
    assert qualifies_from(AN | {"seniority_months": 12}, on, KNOWN_ON) is None
    assert qualifies_from(AN | {"seniority_months": 84, "residence": "wallonia"}, on, KNOWN_ON) is None


def test_the_last_month_of_the_calendar_still_counts() -> None:
    assert qualifies_from(AN | {"seniority_months": 83}, date(9999, 11, 30), KNOWN_ON) == date(9999, 12, 30)
