"""An independent reading of the draft decree, written from the contract and the policy dossier.

It imports nothing of the decree, shares no text with it, and is written the other way round: by counting and looking
up instead of by conditions. `judge` spells out, by brute force, what the contract says about unknown facts.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import NamedTuple

Person = Mapping[str, object]

REGIONS = ("flanders", "brussels", "wallonia", "eea", "elsewhere")
VALUES: dict[str, tuple[object, ...]] = {
    "residence": REGIONS,
    "moved_in_from_eea": (True, False),
    "workplace": REGIONS,
    "employment_contract": (True, False),
    "under_authority": (True, False),
    "self_employed": (True, False),
    "fund_affiliated": (True, False),
    "seniority_months": tuple(range(1201)),
    "schooling": ("low", "middle", "high"),
    "vouchers_used": tuple(range(21)),
    "credit_minutes_granted": tuple(range(6001)),
}
OUTPUTS = ("outcome", "minutes", "public_cents_per_hour", "own_cents_per_hour", "total_cents_per_hour")
GROUNDS = ("minutes_left", "resident", "professionally_active", "enough_seniority")

# dossier 1.37 and 1.38: who gets in by home, by place of work, and by having moved in from another EEA state
_BY_WORK_ONLY = {"eea": (True, False), "wallonia": (True,)}
_RIGHT_BY_VOUCHERS = {0: 360, 1: 120}
_PRICES = {"low": (9390, 1500), "middle": (8390, 2500), "high": (8390, 2500)}


class Reading(NamedTuple):
    """The answer for one completely known person."""

    outputs: tuple[object, ...]
    grounds: tuple[bool, ...]


def read(person: Person) -> Reading:
    """Who gets how much, and which of the four grounds hold (in the order of GROUNDS)."""
    at_home = person["residence"] in REGIONS[:2]
    at_work = person["workplace"] in REGIONS[:2]
    moved = person["moved_in_from_eea"] in _BY_WORK_ONLY.get(str(person["residence"]), ())
    limbs = (
        person["employment_contract"],
        person["under_authority"],
        [person["self_employed"], person["fund_affiliated"]] == [True, True],
    )
    left = _RIGHT_BY_VOUCHERS.get(_number(person, "vouchers_used"), 0) - _number(person, "credit_minutes_granted")
    grounds = (left > 0, at_home or (at_work and moved), True in limbs, _number(person, "seniority_months") // 84 > 0)
    granted = grounds.count(True) == len(grounds)
    public, own = _PRICES[str(person["schooling"])]
    return Reading((granted, left if granted else 0, public, own, 10890), grounds)


def _number(person: Person, fact: str) -> int:
    value = person[fact]
    assert isinstance(value, int)
    return value


class Judgement(NamedTuple):
    """What the contract demands for a partly known person."""

    outcome: str
    results: dict[str, object]
    grounds: dict[str, bool | None]
    missing: list[tuple[str, list[str]]]


def judge(possible: Mapping[str, tuple[object, ...]]) -> Judgement:
    """Try every completion: each fact with the values it may still have (one value for a known fact)."""
    facts = list(VALUES)
    readings = {values: read(dict(zip(facts, values, strict=True))) for values in _completions(possible)}
    outcomes = {reading.outputs[0] for reading in readings.values()}
    outcome = "undetermined" if len(outcomes) == 2 else "granted" if outcomes == {True} else "refused"
    return Judgement(
        outcome,
        {name: _same(r.outputs[i] for r in readings.values()) for i, name in enumerate(OUTPUTS) if i},
        {name: _same_truth([r.grounds[i] for r in readings.values()]) for i, name in enumerate(GROUNDS)},
        [] if outcome == "refused" else _missing(possible, readings, outcome),
    )


def _completions(possible: Mapping[str, tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    return itertools.product(*(possible[fact] for fact in VALUES))


def _same(values: Iterator[object]) -> object:
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None


def _same_truth(values: list[bool]) -> bool | None:
    return values[0] if len(set(values)) == 1 else None


def _missing(
    possible: Mapping[str, tuple[object, ...]], readings: Mapping[tuple[object, ...], Reading], outcome: str
) -> list[tuple[str, list[str]]]:
    found = []
    for place, fact in enumerate(VALUES):
        apart: dict[tuple[object, ...], list[Reading]] = {}
        for values, reading in readings.items():
            apart.setdefault(values[:place] + values[place + 1 :], []).append(reading)
        changes = [
            name
            for i, name in enumerate(OUTPUTS)
            if any(len({reading.outputs[i] for reading in same}) > 1 for same in apart.values())
        ]
        if changes:
            found.append((-_share(place, fact, possible, readings) if outcome == "undetermined" else 0, fact, changes))
    return [(fact, changes) for _, fact, changes in sorted(found, key=lambda row: row[0])]


def _share(
    place: int, fact: str, possible: Mapping[str, tuple[object, ...]], readings: Mapping[tuple[object, ...], Reading]
) -> float:
    by_class: dict[object, set[object]] = {_class(fact, value): set() for value in possible[fact]}
    for values, reading in readings.items():
        by_class[_class(fact, values[place])].add(reading.outputs[0])
    return sum(len(outcomes) == 1 for outcomes in by_class.values()) / len(by_class)


def _class(fact: str, value: object) -> object:
    """The class a value lies in: for numbers between the boundary values of the articles, else the value itself."""
    cuts = {"seniority_months": (84,), "vouchers_used": (1, 2), "credit_minutes_granted": (120, 360)}.get(fact)
    return value if cuts is None else sum(int(str(value)) >= cut for cut in cuts)
