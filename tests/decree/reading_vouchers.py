"""An independent reading of the predecessor's laws (loopbaancheques, 2013-2026), written from the policy dossier (2A).

It imports nothing of the decree and works the other way round: a voucher is a place in a list of hours, money is
counted in decimals, conditions are looked up. `judge` spells out, by brute force, what the contract says about unknown
facts.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
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
    "vouchers_used": tuple(range(21)),
    "months_worked_last_24": tuple(range(25)),
    "agency_4_weeks": (True, False),
    "vouchers_used_last_6_years": tuple(range(21)),
}
OUTPUTS = ("outcome", "minutes", "public_cents", "own_cents")
GROUNDS = ("resident", "professionally_active", "enough_seniority", "voucher_left")
LINKS = (("vouchers_used_last_6_years", "vouchers_used"), ("months_worked_last_24", "seniority_months"))


class Version(NamedTuple):
    """One row of dossier 2A: hours of each voucher in a row, own price, fee per hour without VAT, record, memory."""

    hours: tuple[int, ...]
    own_euro: int
    fee: str
    record: str
    counted: str


VERSIONS = {
    date(2013, 7, 1): Version((4, 4), 40, "137.5", "recent", "vouchers_used_last_6_years"),
    date(2020, 1, 1): Version((4, 3), 40, "140.256", "career", "vouchers_used_last_6_years"),
    date(2024, 1, 1): Version((4, 3), 45, "150.07", "career", "vouchers_used_last_6_years"),
    date(2025, 7, 1): Version((4,), 45, "150.07", "career", "vouchers_used_last_6_years"),
    date(2025, 10, 1): Version((4,), 90, "150.07", "career", "vouchers_used"),
}
LAST_DAY = date(2026, 12, 31)

_BY_WORK_ONLY = {"eea": (True, False), "wallonia": (True,)}


def version(on: date) -> Version:
    """The row of the dossier for a day between July 2013 and December 2026."""
    return VERSIONS[max(day for day in VERSIONS if day <= on <= LAST_DAY)]


class Reading(NamedTuple):
    """The answer for one completely known person."""

    outputs: tuple[object, ...]
    grounds: tuple[bool, ...]


def read(person: Person, on: date) -> Reading:
    """Who gets how long a voucher for what money, and which of the four grounds hold (in the order of GROUNDS)."""
    row = version(on)
    left = row.hours[_number(person, row.counted) :]
    grounds = (_lives_or_works_here(person), _active(person), _record(person, row.record), bool(left))
    if grounds.count(True) < len(grounds):
        return Reading((False, 0, 0, 0), grounds)
    gross = (Decimal(row.fee) * left[0] * Decimal("1.21") * 100).quantize(Decimal(1), ROUND_HALF_UP)
    return Reading((True, left[0] * 60, int(gross) - row.own_euro * 100, row.own_euro * 100), grounds)


def _lives_or_works_here(person: Person) -> bool:
    moved = person["moved_in_from_eea"] in _BY_WORK_ONLY.get(str(person["residence"]), ())
    return person["residence"] in REGIONS[:2] or (person["workplace"] in REGIONS[:2] and moved)


def _active(person: Person) -> bool:
    alone = [person["self_employed"], person["fund_affiliated"]] == [True, True]
    return True in (person["employment_contract"], person["under_authority"], alone)


def _record(person: Person, record: str) -> bool:
    if record == "career":
        return _number(person, "seniority_months") // 84 > 0
    return _number(person, "months_worked_last_24") // {True: 9, False: 12}[bool(person["agency_4_weeks"])] > 0


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


def judge(possible: Mapping[str, tuple[object, ...]], on: date) -> Judgement:
    """Try every completion: each fact with the values it may still have (one value for a known fact)."""
    readings = {values: read(dict(zip(VALUES, values, strict=True)), on) for values in _completions(possible)}
    outcomes = {reading.outputs[0] for reading in readings.values()}
    outcome = "undetermined" if len(outcomes) == 2 else "granted" if outcomes == {True} else "refused"
    return Judgement(
        outcome,
        {name: _same([r.outputs[i] for r in readings.values()]) for i, name in enumerate(OUTPUTS) if i},
        {name: bool_or_none([r.grounds[i] for r in readings.values()]) for i, name in enumerate(GROUNDS)},
        [] if outcome == "refused" else _missing(readings, on, outcome),
    )


def _completions(possible: Mapping[str, tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    places = [(list(VALUES).index(small), list(VALUES).index(great)) for small, great in LINKS]
    for values in itertools.product(*(possible[fact] for fact in VALUES)):
        if all(int(str(values[small])) <= int(str(values[great])) for small, great in places):
            yield values


def _same(values: list[object]) -> object:
    return values[0] if len(set(values)) == 1 else None


def bool_or_none(values: list[bool]) -> bool | None:
    return values[0] if len(set(values)) == 1 else None


def _missing(readings: Mapping[tuple[object, ...], Reading], on: date, outcome: str) -> list[tuple[str, list[str]]]:
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
            share = _share(place, fact, readings, on) if outcome == "undetermined" else 0
            found.append((-share, fact, changes))
    return [(fact, changes) for _, fact, changes in sorted(found, key=lambda row: row[0])]


def _share(place: int, fact: str, readings: Mapping[tuple[object, ...], Reading], on: date) -> float:
    by_class: dict[object, set[object]] = {}
    for values, reading in readings.items():
        by_class.setdefault(_class(fact, values[place], on), set()).add(reading.outputs[0])
    return sum(len(outcomes) == 1 for outcomes in by_class.values()) / len(by_class)


def _class(fact: str, value: object, on: date) -> object:
    """The class a value lies in: for numbers between the boundary values of the articles, else the value itself."""
    row = version(on)
    cuts = {
        "seniority_months": (84,) if row.record == "career" else (),
        "months_worked_last_24": (9, 12) if row.record == "recent" else (),
        "vouchers_used_last_6_years": (),
        "vouchers_used": (),
        row.counted: tuple(range(1, len(row.hours) + 1)),
    }.get(fact)
    return value if cuts is None else sum(int(str(value)) >= cut for cut in cuts)
