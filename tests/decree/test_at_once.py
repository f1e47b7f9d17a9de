"""Tried at once or one by one: for every completion the articles say the same, in every law and scenario."""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import prod

import pytest

from loopbaankrediet.decree.deciding.at_once import Spread
from loopbaankrediet.decree.deciding.editions import editions
from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.decree.laws import LAWS
from loopbaankrediet.decree.scenario import scenario_names
from tests.decree.persons import KNOWN_ON, ON

POLICIES = {name: policy_on(ON, KNOWN_ON, (), name) for name in scenario_names()} | {
    f"{law.name} {edition.since}": edition.policy for law in LAWS for edition in editions(law, KNOWN_ON)
}
SAMPLE = 200


@pytest.mark.parametrize("name", POLICIES)
def test_every_bit_of_every_column_is_what_the_row_of_that_completion_says(name: str) -> None:
    policy, drawn = POLICIES[name], random.Random(7)
    points = [[point for c in policy.classes(fact, None) for point in c.points] for fact in policy.facts]
    count = prod(map(len, points))
    columns = policy.at_once((1 << count) - 1, *spreads(points, count))
    for place in drawn.sample(range(count), SAMPLE):
        expected = policy.row(*person(points, place))
        assert tuple(told(column, place) for column in columns) == expected


def spreads(points: Sequence[Sequence[object]], count: int) -> list[Spread]:
    persons = [person(points, place) for place in range(count)]
    return [
        {point: of_point(values, point) for point in points[i]}
        if points[i] != [True, False]
        else of_point(values, True)
        for i, values in enumerate(zip(*persons, strict=True))
    ]


def of_point(values: tuple[object, ...], point: object) -> int:
    return int("".join("1" if value == point else "0" for value in reversed(values)), 2)


def person(points: Sequence[Sequence[object]], place: int) -> list[object]:
    """One completion: a point of each fact."""
    found = []
    for of_fact in points:
        place, at = divmod(place, len(of_fact))
        found.append(of_fact[at])
    return found


def told(column: Spread, place: int) -> object:
    if isinstance(column, int):
        return bool(column >> place & 1)
    [value] = [value for value, places in column.items() if places >> place & 1]
    return value
