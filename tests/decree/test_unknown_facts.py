"""Unknown facts: the decree answers exactly as if it had tried every value one by one."""

from __future__ import annotations

import itertools
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopbaankrediet.decree import decide
from tests.decree.persons import AN, KNOWN_ON, ON
from tests.decree.reading import VALUES, judge

WINDOWS: dict[str, list[tuple[int, int]]] = {
    "seniority_months": [(82, 85), (0, 2), (84, 87)],
    "vouchers_used": [(0, 3), (0, 1), (1, 2), (2, 4)],
    "credit_minutes_granted": [(118, 121), (358, 361), (0, 2), (119, 120), (120, 360)],
}
BASES: dict[str, tuple[object, ...]] = {
    "residence": ("flanders", "wallonia", "eea", "elsewhere"),
    "workplace": ("flanders", "wallonia"),
    "seniority_months": (83, 84),
    "schooling": ("low", "high"),
    "vouchers_used": (0, 1, 2),
    "credit_minutes_granted": (0, 119, 120, 360),
}
LONG = os.environ.get("LOOPBAANKREDIET_LONG") == "1"
STRIDE = 1 if LONG else 31
"""Of the persons with one or two unknown facts, one in so many is tried, and all in the long form (`make torture`)."""


def assert_same(facts: dict[str, object]) -> None:
    decision, expected = decide(facts, on=ON, known_on=KNOWN_ON), judge(possible(facts))
    assert decision.outcome == expected.outcome, facts
    assert decision.results == expected.results, facts
    assert {ground.rule: ground.holds for ground in decision.grounds} == expected.grounds, facts
    assert [(m.fact, list(m.changes)) for m in decision.missing] == expected.missing, facts


def possible(facts: dict[str, object]) -> dict[str, tuple[object, ...]]:
    found = dict(VALUES)
    for fact, value in facts.items():
        if isinstance(value, dict):
            found[fact] = tuple(range(value.get("min", 0), value.get("max", VALUES[fact][-1]) + 1))
        elif value is not None:
            found[fact] = (value,)
    return found


def choices(fact: str, unknown: bool) -> tuple[object, ...]:
    if unknown:
        return tuple({"min": low, "max": high} for low, high in WINDOWS.get(fact, ())) or (None,)
    return BASES.get(fact, VALUES[fact])


SUBSETS = [*itertools.combinations(VALUES, 1), *itertools.combinations(VALUES, 2)]


@pytest.mark.parametrize("subset", SUBSETS, ids="+".join)
def test_any_one_or_two_unknown_facts_leave_the_answer_that_trying_all_values_gives(subset: tuple[str, ...]) -> None:
    persons = itertools.product(*(choices(fact, fact in subset) for fact in VALUES))
    for values in itertools.islice(persons, SUBSETS.index(subset) % STRIDE, None, STRIDE):
        assert_same(dict(zip(VALUES, values, strict=True)))


@st.composite
def partly_known(draw: st.DrawFn) -> dict[str, object]:
    facts: dict[str, object] = {}
    for fact, values in VALUES.items():
        windows = [{"min": low, "max": high} for low, high in WINDOWS.get(fact, ()) if high - low < 4]
        known = st.sampled_from(BASES.get(fact, values))
        facts[fact] = draw(st.one_of(known, known, st.sampled_from(windows) if windows else st.none()))
    return facts


@settings(max_examples=10_000 if LONG else 100, deadline=None)
@given(partly_known())
def test_any_number_of_unknown_facts_leaves_the_answer_that_trying_all_values_gives(facts: dict[str, object]) -> None:
    assert_same(facts)


@pytest.mark.parametrize("fact", ["seniority_months", "vouchers_used", "credit_minutes_granted"])
@pytest.mark.parametrize("end", [{}, {"min": 1}, {"max": 83}, {"min": 84}, {"max": 120}, {"min": 19}])
def test_a_number_known_by_one_end_is_tried_over_its_whole_range(fact: str, end: dict[str, int]) -> None:
    high = VALUES[fact][-1]
    assert isinstance(high, int)
    known = {side: min(value, high) for side, value in end.items()}
    assert_same(AN | {fact: known or None, "schooling": None})


def test_with_nothing_known_every_fact_is_asked_in_the_order_in_which_it_settles_most() -> None:
    decision = decide({}, on=ON, known_on=KNOWN_ON)
    assert decision.outcome == "undetermined"
    assert [missing.fact for missing in decision.missing] == [
        "seniority_months",
        "vouchers_used",
        "credit_minutes_granted",
        "residence",
        "moved_in_from_eea",
        "workplace",
        "employment_contract",
        "under_authority",
        "self_employed",
        "fund_affiliated",
        "schooling",
    ]
    assert decision.results["total_cents_per_hour"] == 10890


def test_an_unknown_diploma_never_stands_in_the_way_of_a_grant() -> None:
    decision = decide(AN | {"schooling": None}, on=ON, known_on=KNOWN_ON)
    assert decision.outcome == "granted"
    assert decision.results["minutes"] == 360
    assert [(m.fact, m.changes) for m in decision.missing] == [
        ("schooling", ("public_cents_per_hour", "own_cents_per_hour"))
    ]


def test_a_fact_that_cannot_matter_is_never_asked() -> None:
    decision = decide(AN | {"fund_affiliated": None, "moved_in_from_eea": None}, on=ON, known_on=KNOWN_ON)
    assert (decision.outcome, decision.missing) == ("granted", ())


def test_a_refusal_asks_for_nothing_more() -> None:
    decision = decide({"seniority_months": {"max": 83}}, on=ON, known_on=KNOWN_ON)
    assert (decision.outcome, decision.missing) == ("refused", ())
    assert decision.decisive == ("enough_seniority",)


def test_vouchers_of_the_last_six_years_bound_the_unknown_total() -> None:
    facts = AN | {"vouchers_used": None, "vouchers_used_last_6_years": 2}
    assert decide(facts, on=ON, known_on=KNOWN_ON).outcome == "refused"
    facts["vouchers_used_last_6_years"] = {"min": 1}
    decision = decide(facts, on=ON, known_on=KNOWN_ON)
    assert decision.outcome == "undetermined"
    assert [m.fact for m in decision.missing] == ["vouchers_used"]
