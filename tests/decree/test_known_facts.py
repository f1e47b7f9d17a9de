"""With all facts known, the decree and an independent reading of the draft say the same."""

from __future__ import annotations

import itertools

import pytest

from loopbaankrediet.decree import Decision, decide, tariff
from tests.decree.persons import AN, KNOWN_ON, ON
from tests.decree.reading import GROUNDS, OUTPUTS, VALUES, read

NUMBERS: dict[str, tuple[object, ...]] = {
    "seniority_months": (83, 84),
    "vouchers_used": (0, 1, 2, 20),
    "credit_minutes_granted": (0, 119, 120, 359, 360, 6000),
}


def an(**changed: object) -> Decision:
    return decide(AN | changed, on=ON, known_on=KNOWN_ON)


def test_every_person_on_the_boundaries_gets_the_answer_of_the_independent_reading() -> None:
    grid = itertools.product(*(NUMBERS.get(fact, values) for fact, values in VALUES.items()))
    for values in grid:
        person = dict(zip(VALUES, values, strict=True))
        decision, expected = decide(person, on=ON, known_on=KNOWN_ON), read(person)
        assert decision.outcome == ("granted" if expected.outputs[0] else "refused"), person
        assert tuple(decision.results.values()) == expected.outputs[1:], person
        assert (
            tuple(decision.knowledge.settled[p.column] for p in decision.knowledge.policy.grounds) == expected.grounds
        )


@pytest.mark.parametrize("months", [0, 1, 82, 83, 84, 85, 1200])
def test_seniority_counts_from_84_full_months(months: int) -> None:
    assert an(seniority_months=months).outcome == ("granted" if months >= 84 else "refused")


@pytest.mark.parametrize(("vouchers", "minutes"), [(0, 360), (1, 120), (2, 0), (3, 0), (20, 0)])
def test_used_vouchers_shrink_the_credit(vouchers: int, minutes: int) -> None:
    assert an(vouchers_used=vouchers).results["minutes"] == minutes


def test_what_was_granted_before_is_not_granted_again() -> None:
    assert an(credit_minutes_granted=240).results["minutes"] == 120
    assert an(credit_minutes_granted=360).outcome == "refused"
    assert an(vouchers_used=1, credit_minutes_granted=200).results["minutes"] == 0


@pytest.mark.parametrize(
    ("schooling", "public", "own"), [("low", 9390, 1500), ("middle", 8390, 2500), ("high", 8390, 2500)]
)
def test_short_schooled_people_pay_15_euro_per_hour_and_others_25(schooling: str, public: int, own: int) -> None:
    results = an(schooling=schooling).results
    assert (results["public_cents_per_hour"], results["own_cents_per_hour"]) == (public, own)
    assert results["total_cents_per_hour"] == 10890


@pytest.mark.parametrize(("schooling", "own_total"), [("high", 15000), ("low", 9000)])
def test_the_full_credit_is_worth_653_euro_40_of_which_150_or_90_is_ones_own(schooling: str, own_total: int) -> None:
    results = an(schooling=schooling).results
    hours = (results["minutes"] or 0) // 60
    assert hours * (results["total_cents_per_hour"] or 0) == 65340
    assert hours * (results["own_cents_per_hour"] or 0) == own_total


def test_a_module_lasts_two_hours_and_costs_the_same_as_the_decision_says() -> None:
    price = tariff("low", on=ON, known_on=KNOWN_ON)
    assert (price.public_cents_per_hour, price.own_cents_per_hour, price.module_minutes) == (9390, 1500, 120)
    assert tariff("high", on=ON, known_on=KNOWN_ON).public_cents_per_hour * 2 == 16780


@pytest.mark.parametrize(
    ("home", "moved", "work", "right"),
    [
        ("flanders", False, "flanders", True),
        ("brussels", False, "brussels", True),
        ("flanders", False, "eea", True),
        ("flanders", False, "wallonia", True),
        ("eea", False, "flanders", True),
        ("eea", False, "brussels", True),
        ("wallonia", True, "flanders", True),
        ("wallonia", False, "wallonia", False),
        ("wallonia", False, "flanders", False),
        ("eea", False, "wallonia", False),
        ("wallonia", True, "wallonia", False),
        ("elsewhere", True, "flanders", False),
    ],
)
def test_the_worked_cases_of_residence_come_out_as_the_predecessor_published_them(
    home: str, moved: bool, work: str, right: bool
) -> None:
    decision = an(residence=home, moved_in_from_eea=moved, workplace=work)
    assert (decision.outcome == "granted") is right
    assert decision.decisive == ((*GROUNDS,) if right else ("resident",))


def test_a_refusal_names_every_failed_ground_and_lists_the_others_too() -> None:
    decision = an(residence="wallonia", seniority_months=10, vouchers_used=2)
    assert decision.decisive == ("minutes_left", "resident", "enough_seniority")
    assert [ground.rule for ground in decision.grounds] == list(GROUNDS)


def test_the_prices_follow_schooling_even_when_the_right_is_refused() -> None:
    results = an(seniority_months=0, schooling="low").results
    assert results == dict(zip(OUTPUTS[1:], (0, 9390, 1500, 10890), strict=True))
