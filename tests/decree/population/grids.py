"""Every law that is different, and every combination of the values at which its articles can turn, with the answers of
the one-person function.
"""

from __future__ import annotations

import datetime
import functools
import itertools
import operator
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import polars as pl

from loopbaankrediet.decree.deciding.editions import editions
from loopbaankrediet.decree.deciding.policy import Policy, policy_on
from loopbaankrediet.decree.language.tree import enum_values
from loopbaankrediet.decree.laws import LAWS
from loopbaankrediet.decree.population import Plan, plan_for
from loopbaankrediet.decree.scenario import DRAFT, law_of, scenario_named, scenario_names
from tests.decree.persons import KNOWN_ON, ON


class Grid(NamedTuple):
    """Laws and scenarios that come to the same, their plan, the persons on all boundaries, and the answers."""

    names: tuple[str, ...]
    plan: Plan
    people: pl.DataFrame
    answers: pl.DataFrame


@functools.cache
def plans() -> dict[Plan, tuple[str, ...]]:
    """One plan for all laws, editions and scenarios that print the same text, and their names."""
    found: dict[tuple[object, ...], tuple[Plan, list[str]]] = {}
    for name, policy in _policies():
        plan = plan_for(policy)
        found.setdefault((plan.text, plan.facts), (plan, []))[1].append(name)
    return {plan: tuple(names) for plan, names in found.values()}


def _policies() -> Iterator[tuple[str, Policy]]:
    for law in LAWS:
        for known_on in law.known_days:
            for edition in editions(law, known_on):
                yield f"{law.name} from {edition.since}, as known on {known_on}", edition.policy
    for scenario in scenario_names():
        for on in {ON, *_days(scenario)}:
            yield scenario, policy_on(on, KNOWN_ON, (), scenario)


def _days(scenario: str) -> list[datetime.date]:
    return [] if scenario == DRAFT else law_of(scenario_named(scenario)).days


@functools.cache
def grids() -> tuple[Grid, ...]:
    """One for each plan."""
    whole = ((names, plan, boundaries(plan)) for plan, names in plans().items())
    return tuple(Grid(names, plan, people, answers_one_by_one(plan, people)) for names, plan, people in whole)


def boundaries(plan: Plan) -> pl.DataFrame:
    """Every combination of boundary values that no link between facts forbids."""
    axes = (pl.LazyFrame({fact: _values(plan, fact)}, schema={fact: plan.schema(fact)}) for fact in plan.facts)
    people = functools.reduce(lambda one, other: one.join(other, how="cross"), axes)
    for link in plan.policy.corpus.links:
        if {link.smaller, link.greater} <= set(plan.facts):
            people = people.filter(pl.col(link.smaller) <= pl.col(link.greater))
    return people.collect()


def _values(plan: Plan, fact: str) -> list[bool] | list[int] | list[str]:
    """All values of a choice; of a number both ends and, at each boundary, the value before, there and after."""
    spec = plan.spec(fact)
    if spec.kind is bool:
        return [False, True]
    if spec.kind is not int:
        return list(enum_values(spec.kind))
    starts = [stretch.low for stretch in plan.policy.classes(fact, None)][1:]
    near = {start + step for start in starts for step in (-1, 0, 1)} | set(spec.range)
    return sorted(near & set(range(spec.low, spec.high + 1)))


def answers_one_by_one(plan: Plan, people: pl.DataFrame) -> pl.DataFrame:
    """What the policy says to each person, and the cents for the minutes granted, half a cent up, once."""
    asked = [name for name in plan.outputs if name in plan.policy.columns]
    pick = operator.itemgetter(*(plan.policy.columns[name] for name in asked))
    rows = map(pick, itertools.starmap(plan.policy.row, people.select(plan.facts).iter_rows()))
    settled = np.fromiter(rows, np.dtype((np.int64, len(asked))), people.height)
    columns = dict(zip(asked, settled.T, strict=True))
    for name in plan.outputs[len(asked) :]:
        sixtieths = columns[f"{name}_per_hour"] * columns["minutes"] * columns[plan.policy.law.outcome]
        columns[name] = sixtieths // 60 + (sixtieths % 60 >= 30)
    return pl.DataFrame(columns).select(pl.col(name).cast(dtype) for name, dtype in plan.yields().items())
