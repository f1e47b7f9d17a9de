"""Facts and parameters that cannot be used are refused by name, never guessed at."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from loopbaankrediet.decree import (
    DayRefused,
    Decision,
    FactRefused,
    ParameterRefused,
    Range,
    Region,
    decide,
    qualifies_from,
    tariff,
)
from tests.decree.persons import AN, KNOWN_ON, ON

WHOLE = "hier hoort een geheel getal van 0 tot en met 1200"


def an(facts: dict[str, object] | None = None, **overrides: int) -> Decision:
    return decide(AN | (facts or {}), on=ON, known_on=KNOWN_ON, overrides=overrides)


@pytest.mark.parametrize(
    ("fact", "value", "reason"),
    [
        ("senority_months", 84, "bestaat niet. Wel bekend: residence"),
        ("employment_contract", 1, "true of false"),
        ("employment_contract", "true", "true of false"),
        ("employment_contract", {"min": 0}, "true of false"),
        ("residence", "Vlaanderen", "een van flanders, brussels"),
        ("residence", True, "een van flanders, brussels"),
        ("residence", ["flanders"], "een van flanders, brussels"),
        ("schooling", "flanders", "een van low, middle, high"),
        ("seniority_months", 84.0, WHOLE),
        ("seniority_months", True, WHOLE),
        ("seniority_months", "84", WHOLE),
        ("seniority_months", -1, "-1 ligt buiten 0 tot en met 1200"),
        ("seniority_months", 1201, "1201 ligt buiten 0 tot en met 1200"),
        ("vouchers_used", 21, "21 ligt buiten 0 tot en met 20"),
        ("credit_minutes_granted", 6001, "6001 ligt buiten 0 tot en met 6000"),
        ("months_worked_last_24", 25, "25 ligt buiten 0 tot en met 24"),
        ("seniority_months", {}, '"min", "max" of beide'),
        ("seniority_months", {"min": 60, "most": 70}, '"min", "max" of beide'),
        ("seniority_months", {"min": 84, "max": 83}, "84 is groter dan"),
        ("seniority_months", {"min": 60.5}, WHOLE),
        ("seniority_months", {"max": None}, "gehele getallen"),
        ("seniority_months", {"max": 1300}, "1300 ligt buiten"),
        ("seniority_months", {"min": {"min": 3, "max": 3}}, "gehele getallen"),
    ],
)
def test_a_fact_that_cannot_be_used_is_refused_by_its_name(fact: str, value: object, reason: str) -> None:
    with pytest.raises(FactRefused, match=f"Feit '{fact}': ") as refused:
        an({fact: value})
    assert refused.value.fact == fact
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    ("smaller", "greater", "few", "many"),
    [
        ("vouchers_used_last_6_years", "vouchers_used", 2, 1),
        ("vouchers_used_last_6_years", "vouchers_used", {"min": 2}, {"max": 1}),
        ("months_worked_last_24", "seniority_months", 13, 12),
        ("months_worked_last_24", "seniority_months", 13, {"max": 12}),
    ],
)
def test_facts_that_contradict_each_other_are_refused(smaller: str, greater: str, few: object, many: object) -> None:
    with pytest.raises(FactRefused, match=f"Feit '{smaller}': .*'{greater}'"):
        an({smaller: few, greater: many})


def test_facts_that_agree_and_facts_of_older_laws_are_accepted() -> None:
    assert an({"vouchers_used_last_6_years": 1, "vouchers_used": 1, "agency_4_weeks": True}).outcome == "granted"


@pytest.mark.parametrize("value", [{"min": 84, "max": 84}, Range(84, 84), 84])
def test_a_range_of_one_value_is_that_value(value: object) -> None:
    assert an({"seniority_months": value}).grounds[3].facts == {"seniority_months": 84}


def test_members_of_the_enumerations_are_as_good_as_their_names() -> None:
    facts = an({"residence": Region.BRUSSELS}).grounds[1].facts
    assert type(facts["residence"]) is str


def test_none_is_the_same_as_absent() -> None:
    absent = {name: value for name, value in AN.items() if name != "schooling"}
    assert decide(absent, on=ON, known_on=KNOWN_ON) == an({"schooling": None})


def test_a_number_that_cannot_even_be_written_is_refused() -> None:
    with pytest.raises(FactRefused, match="ligt buiten 0 tot en met 1200"):
        an({"seniority_months": 10**5000})


@pytest.mark.parametrize("day", ["2027-03-01", None, 20270301, datetime(2027, 3, 1, tzinfo=UTC)])
def test_what_is_no_day_is_refused_by_its_name(day: object) -> None:
    asked: tuple[dict[str, Any], ...] = ({"on": day, "known_on": KNOWN_ON}, {"on": ON, "known_on": day})
    for days in asked:
        (wrong,) = (name for name, given in days.items() if given is day)
        for ask in (decide, qualifies_from):
            with pytest.raises(DayRefused, match=f"'{wrong}' is .*Hier hoort een dag zonder uur"):
                ask(AN, **days)
        with pytest.raises(DayRefused, match=f"'{wrong}' is "):
            tariff("low", **days)


def test_there_is_no_price_for_an_unknown_level_of_schooling() -> None:
    with pytest.raises(FactRefused, match="Feit 'schooling': zonder scholingsniveau is er geen prijs"):
        tariff(None, on=ON, known_on=KNOWN_ON)


def test_an_unknown_parameter_is_refused_with_the_names_that_exist() -> None:
    with pytest.raises(ParameterRefused, match=r"Parameter 'seniority': .*seniority_months_required"):
        an(seniority=60)


@pytest.mark.parametrize("value", [-1, 1201, True, 60.0, "60"])
def test_an_impossible_value_of_a_parameter_is_refused(value: object) -> None:
    an(seniority_months_required=60)
    with pytest.raises(ParameterRefused, match="Parameter 'seniority_months_required': "):
        an(seniority_months_required=value)  # type: ignore[arg-type]  # what a caller may get wrong
