"""What would have to change: every way suffices, nothing in it can be missed, and no single change is overlooked."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from loopbaankrediet.decree import FACTS, Change, Decision, FactRefused, changes, decide
from loopbaankrediet.decree.deciding.changing import MANY, way_sentence
from tests.decree import reading, reading_vouchers
from tests.decree.persons import AN, FAR_OFF, KNOWN_ON, ON

DAYS = (ON, date(2015, 6, 1), date(2024, 6, 1), date(2025, 11, 1))
ALL = {**reading.VALUES, **reading_vouchers.VALUES}
NEAR: dict[str, tuple[object, ...]] = {
    "seniority_months": (10, 24, 60, 83, 84, 200),
    "vouchers_used": (0, 1, 2, 3),
    "credit_minutes_granted": (0, 119, 120, 240, 360),
    "months_worked_last_24": (0, 8, 9, 11, 12),
    "vouchers_used_last_6_years": (0, 1, 2, 3),
}
Way = tuple[Change, ...]


def persons(count: int, seed: int, unknown: float = 0.0) -> list[dict[str, object]]:
    chance = random.Random(seed)
    found: list[dict[str, object]] = []
    while len(found) < count:
        person = {f: None if chance.random() < unknown else chance.choice(NEAR.get(f, v)) for f, v in ALL.items()}
        try:
            decide(person, on=ON, known_on=KNOWN_ON)
        except FactRefused:
            continue
        found.append(person)
    return found


def decided(person: Mapping[str, object], on: date) -> Decision:
    return decide(person, on=on, known_on=KNOWN_ON)


def changed(person: Mapping[str, object], way: Way) -> dict[str, object]:
    return dict(person) | {change.fact: change.values[-1] for change in way}


def grants(person: Mapping[str, object], on: date) -> bool:
    try:
        return decided(person, on).outcome == "granted"
    except FactRefused:
        return False


@pytest.mark.parametrize("on", DAYS, ids=str)
@pytest.mark.parametrize("unknown", [0.0, 0.25])
def test_every_way_leads_to_a_grant_and_nothing_in_it_can_be_missed(on: date, unknown: float) -> None:
    for person in persons(60, seed=1, unknown=unknown):
        for way in changes(decided(person, on)).together:
            assert grants(changed(person, way), on), (person, way)
            assert len(way) <= MANY
            for left_out in way:
                rest = tuple(change for change in way if change is not left_out)
                assert not grants(changed(person, rest), on), (person, way, left_out.fact)


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_way_of_a_ground_makes_that_ground_hold(on: date) -> None:
    for person in persons(40, seed=2, unknown=0.2):
        for ground in changes(decided(person, on)).grounds:
            for way in ground.ways:
                holds = {g.rule: g.holds for g in decided(changed(person, way), on).grounds}
                assert holds[ground.rule] is True, (person, ground.rule, way)


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_a_person_who_is_refused_hears_every_single_change_that_would_help(on: date) -> None:
    for person in persons(120, seed=3):
        decision = decided(person, on)
        if decision.outcome == "granted":
            continue
        single = {way[0].fact: way[0].values for way in changes(decision).together if len(way) == 1}
        for fact in decision.knowledge.policy.facts:
            helps = [v for v in around(fact) if v != person[fact] and grants(person | {fact: v}, on)]
            if FACTS[fact].kind is int and helps:
                nearest = min(helps, key=lambda v: abs(int(str(v)) - int(str(person[fact]))))
                assert single.get(fact) == (nearest,), (person, fact)
            elif decision.outcome == "refused":
                assert {
                    v
                    for way in changes(decision).together
                    if len(way) == 1 and way[0].fact == fact
                    for v in way[0].values
                } == set(helps), (person, fact)


def around(fact: str) -> tuple[object, ...]:
    """Every value of a fact; of a number those at the boundaries and next to them."""
    if fact not in NEAR:
        return ALL[fact]
    return tuple(v for v in ALL[fact] if any(abs(int(str(v)) - int(str(near))) <= 1 for near in NEAR[fact]))


def test_who_is_granted_has_nothing_to_change() -> None:
    found = changes(AN, ON, KNOWN_ON)
    assert (found.grounds, found.together) == ((), ())


def said(**given: object) -> list[str]:
    return [way_sentence(way) for way in changes(AN | given, ON, KNOWN_ON).together]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"seniority_months": 72}, ["Als je in totaal 7 jaar (84 maanden) gewerkt hebt."]),
        ({"vouchers_used": 4}, ["Als je 1 loopbaancheque gebruikt hebt."]),
        (
            {"vouchers_used": 1, "credit_minutes_granted": 240},
            [
                "Als je nog geen loopbaancheque gebruikt hebt.",
                "Als je al 1 uur en 59 minuten (119 minuten) loopbaankrediet gekregen hebt.",
            ],
        ),
        (
            {"residence": "eea", "workplace": "eea", "seniority_months": 72},
            [
                "Als je in Vlaanderen of Brussel woont en als je in totaal 7 jaar (84 maanden) gewerkt hebt.",
                "Als je in Vlaanderen of Brussel werkt en als je in totaal 7 jaar (84 maanden) gewerkt hebt.",
            ],
        ),
        (
            {"employment_contract": False},
            [
                "Als je met een arbeidsovereenkomst werkt.",
                "Als je zonder arbeidsovereenkomst onder het gezag van iemand anders werkt.",
                "Als je als zelfstandige werkt en als je als zelfstandige aangesloten bent bij een sociale "
                "verzekeringskas of bij de Nationale Hulpkas.",
            ],
        ),
        ({"seniority_months": {"min": 60, "max": 90}}, ["Als je in totaal 7 jaar (84 maanden) gewerkt hebt."]),
    ],
)
def test_a_way_is_said_in_plain_dutch(given: dict[str, object], expected: list[str]) -> None:
    assert said(**given) == expected


def test_every_fact_can_be_said_as_a_supposition() -> None:
    for spec in FACTS.values():
        for value in (True, False) if spec.kind is bool else ALL.get(spec.name, (0, 1))[:2]:
            sentence = spec.supposed((value,))  # type: ignore[arg-type]  # a value of its range
            assert sentence.startswith("als je "), (spec.name, value)
            assert "{" not in sentence


def test_work_of_the_last_two_years_draws_the_whole_career_along() -> None:
    person = AN | {"months_worked_last_24": 3, "seniority_months": 3, "agency_4_weeks": False}
    found = changes(person | {"vouchers_used_last_6_years": 0}, date(2015, 6, 1), KNOWN_ON)
    assert [{c.fact: c.values[0] for c in way} for way in found.together] == [
        {"seniority_months": 12, "months_worked_last_24": 12},
        {"seniority_months": 9, "months_worked_last_24": 9, "agency_4_weeks": True},
    ]


def test_facts_without_their_days_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="known_on"):
        changes(AN)


def test_a_fact_without_a_supposition_of_its_own_is_told_as_it_would_be() -> None:
    change = Change("x", (True,), replace(FACTS["employment_contract"], if_so="").supposed((True,)))
    assert way_sentence([change]) == "Als dit klopt: Je werkt met een arbeidsovereenkomst."


def test_an_empty_list_of_ways_says_whether_more_changes_are_needed() -> None:
    far = changes(decided(FAR_OFF, ON))
    assert (far.together, far.more_is_needed) == ((), True)
    near = changes(decided(FAR_OFF | {"residence": "flanders"}, ON))
    assert (len(near.together[0]), near.more_is_needed) == (MANY, False)
    assert not changes(decided(AN, ON)).more_is_needed
