"""Every scenario and every edition of the predecessor's laws, each beside its independent reading."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from loopbaankrediet.decree import vouchers
from loopbaankrediet.decree.deciding.editions import editions
from loopbaankrediet.decree.deciding.policy import Policy, policy_on
from loopbaankrediet.decree.scenario import scenario_names
from tests.decree import reading, reading_vouchers, scenario_reading
from tests.decree.persons import KNOWN_ON, ON

Person = dict[str, object]
Sums = dict[str, int]

BEFORE_THE_CUTS = date(2024, 12, 31)
STEPS = (2028, 2029, 2030)


class Read(NamedTuple):
    """What a reading gives one person, and which grounds hold, by name. `prices` are those per hour behind the sums,
    if the law knows such prices.
    """

    granted: bool
    sums: Sums
    grounds: Mapping[str, bool]
    prices: Mapping[str, int] | None = None


class Case(NamedTuple):
    """A law, and what the independent reading says of one person under it."""

    policy: Policy
    read: Callable[[Person], Read]


@functools.cache
def cases() -> dict[str, Case]:
    found = {name: Case(policy_on(ON, KNOWN_ON, (), name), _reader(name)) for name in scenario_names()}
    for year in STEPS:
        policy = policy_on(date(year, 1, 1), KNOWN_ON, (), "seniority_stepwise")
        found[f"seniority_stepwise in {year}"] = Case(policy, functools.partial(_credit, "seniority_stepwise", year))
    for edition in editions(vouchers.LAW, KNOWN_ON):
        found[f"vouchers from {edition.since}"] = Case(edition.policy, functools.partial(_voucher, edition.since))
    return found


def _reader(scenario: str) -> Callable[[Person], Read]:
    if scenario == "predecessor_continued":
        return functools.partial(_voucher, BEFORE_THE_CUTS)
    return functools.partial(_credit, scenario, ON.year)


def _credit(scenario: str, year: int, person: Person) -> Read:
    found = scenario_reading.read_under(scenario, person, year)
    granted, minutes, public, own, _, *bonus = found.outputs
    paid = {"public_cents": public, "own_cents": own, **({"incentive_cents": bonus[0]} if bonus else {})}
    assert isinstance(minutes, int)
    prices = {name: int(str(price)) for name, price in paid.items()}
    sums = {"minutes": minutes} | {name: cents(minutes, price) for name, price in prices.items()}
    return Read(bool(granted), sums, dict(zip(reading.GROUNDS, found.grounds, strict=True)), prices)


def _voucher(on: date, person: Person) -> Read:
    found = reading_vouchers.read(person, on)
    granted, *sums = found.outputs
    names = reading_vouchers.OUTPUTS[1:]
    grounds = dict(zip(reading_vouchers.GROUNDS, found.grounds, strict=True))
    return Read(bool(granted), {name: int(str(value)) for name, value in zip(names, sums, strict=True)}, grounds)


@functools.cache
def cents(minutes: int, per_hour: int) -> int:
    return int((Decimal(minutes * per_hour) / 60).quantize(Decimal(1), ROUND_HALF_UP))
