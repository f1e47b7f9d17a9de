"""The sums of a population are those of a plain reading that shares nothing with the decree, person by person."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import polars as pl
import pytest

from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.decree.population import ENGINES, Plan, plan_for
from tests.decree import reading, reading_vouchers
from tests.decree.persons import KNOWN_ON, ON
from tests.decree.scenario_reading import EXTRA, read_under

Person = dict[str, object]
Read = Callable[[Mapping[str, object]], tuple[object, ...]]
COUNT = 3_000
ENGINE = ["polars", "numpy", "duckdb", pytest.param("numba", marks=pytest.mark.engine)]


def persons(plan: Plan, likely: Mapping[str, tuple[object, ...]]) -> list[Person]:
    """Random persons: half of their numbers small, so that many are granted something, and all within their links."""
    chance = random.Random(len(plan.facts))
    drawn = ({fact: _drawn(chance, fact, likely[fact]) for fact in plan.facts} for _ in range(4 * COUNT))
    links = [link for link in plan.policy.corpus.links if {link.smaller, link.greater} <= set(plan.facts)]
    fitting = (p for p in drawn if all(_whole(p[low]) <= _whole(p[high]) for low, high in links))
    return [person for person, _ in zip(fitting, range(COUNT), strict=False)]


def _drawn(chance: random.Random, fact: str, values: tuple[object, ...]) -> object:
    few = {"vouchers_used": 3, "vouchers_used_last_6_years": 2, "credit_minutes_granted": 370}.get(fact, len(values))
    return values[chance.randrange(chance.choice((few, few, len(values))))]


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value


def _sums(plan: Plan, engine: str, people: list[Person]) -> dict[str, int]:
    given = pl.LazyFrame(people, schema={fact: plan.schema(fact) for fact in plan.facts})
    answers = ENGINES[engine](plan, given).collect()
    return {name: int(answers[name].cast(pl.Int64).sum()) for name in plan.outputs}


def _for_the_minutes(minutes: object, cents_per_hour: object) -> int:
    hours = Decimal(_whole(minutes)) / 60
    return int((hours * _whole(cents_per_hour)).quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize("engine", ENGINE)
@pytest.mark.parametrize("scenario", ["draft", "serv_all", "application_per_module", "income_tested_contribution"])
def test_the_sums_of_the_draft_and_its_scenarios_are_those_of_a_plain_reading(scenario: str, engine: str) -> None:
    plan = plan_for(policy_on(ON, KNOWN_ON, (), scenario))
    people = persons(plan, reading.VALUES | EXTRA)
    expected = dict.fromkeys(plan.outputs, 0)
    for person in people:
        unread = {fact: values[0] for fact, values in (reading.VALUES | EXTRA).items()}
        granted, minutes, public, own, _, *bonus = read_under(scenario, unread | person).outputs
        priced = {"public": public, "own": own} | ({"incentive": bonus[0]} if bonus else {})
        found = {"granted": granted, "minutes": minutes}
        found |= {f"{name}_cents_per_hour": price for name, price in priced.items()}
        found |= {f"{name}_cents": _for_the_minutes(minutes, price) for name, price in priced.items()}
        assert found.keys() == expected.keys()
        expected = {name: total + _whole(found[name]) for name, total in expected.items()}
    assert expected["granted"] > COUNT / 50
    assert _sums(plan, engine, people) == expected


@pytest.mark.parametrize("engine", ENGINE)
@pytest.mark.parametrize("on", reading_vouchers.VERSIONS)
def test_the_sums_of_the_predecessor_are_those_of_a_plain_reading(on: date, engine: str) -> None:
    plan = plan_for(policy_on(on, KNOWN_ON))
    people = persons(plan, reading_vouchers.VALUES)
    unread = {fact: values[0] for fact, values in reading_vouchers.VALUES.items()}
    columns = zip(*(reading_vouchers.read(unread | person, on).outputs for person in people), strict=True)
    expected = dict(zip(plan.outputs, (sum(map(_whole, column)) for column in columns), strict=True))
    assert expected["granted"] > COUNT / 50
    assert _sums(plan, engine, people) == expected
