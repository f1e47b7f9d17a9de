"""Decide: the door through which every other part of the platform asks the law."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from loopbaankrediet.decree.dated.remedies import remedies_for
from loopbaankrediet.decree.deciding.completions import Answer, answer
from loopbaankrediet.decree.deciding.decision import Decision, LawStamp, Outcome
from loopbaankrediet.decree.deciding.given import Given, read_facts
from loopbaankrediet.decree.deciding.policy import Policy, policy_of, policy_on
from loopbaankrediet.decree.errors import DayRefused, FactRefused, NoLawInForce, ParameterRefused
from loopbaankrediet.decree.facts import FACTS, Schooling
from loopbaankrediet.decree.language.facts import FactValue, Range
from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.laws import next_change
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.decree.saying.explain import Knowledge
from loopbaankrediet.decree.scenario import DRAFT, law_of, scenario_named
from loopbaankrediet.decree.shapes import shown

_OUTCOMES = {True: Outcome.GRANTED, False: Outcome.REFUSED, None: Outcome.UNDETERMINED}


@dataclass(frozen=True, slots=True)
class Tariff:
    """What an hour of guidance costs (eurocents, VAT included) and how long a module lasts (minutes)."""

    public_cents_per_hour: int
    own_cents_per_hour: int
    module_minutes: int


def decide(
    facts: Mapping[str, object],
    *,
    on: date,
    known_on: date,
    overrides: Mapping[str, int] | None = None,
    scenario: str = DRAFT,
    law: Law | None = None,
) -> Decision:
    """Decide on the right of one applicant. Facts that are absent or None are unknown.

    `on` is the day of the facts, `known_on` the day whose knowledge of the law counts; `overrides` replaces parameters
    by name; `scenario` names what could be law instead; `law` is a law of your own, with its own facts and no remedies.
    Raises FactRefused, DayRefused, ParameterRefused, ScenarioRefused, NoLawInForce, NoValueInForce, and
    TooManyCombinations.
    """
    _check_days(on, known_on)
    replaced = _replaced(overrides) if overrides else ()
    if law is None:
        return decide_under(policy_on(on, known_on, replaced, scenario), read_facts(facts), on=on, known_on=known_on)
    given = read_facts(facts, law.book.facts, law.book.links)
    return replace(decide_under(policy_of(law, on, known_on, replaced), given, on=on, known_on=known_on), remedies=())


def decide_under(policy: Policy, given: Given, *, on: date, known_on: date) -> Decision:
    """Decide under a policy at hand, such as one from the archive. Raises TooManyCombinations."""
    return _decision(policy, given, answer(policy, given), on, known_on)


def _check_days(on: date, known_on: date) -> None:
    given: Mapping[str, object] = {"on": on, "known_on": known_on}
    for name, day in given.items():
        if not isinstance(day, date) or isinstance(day, datetime):
            raise DayRefused(name, day)


def _replaced(overrides: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    for name, value in overrides.items():
        if type(value) is not int:
            raise ParameterRefused(name, f"hier hoort een geheel getal, niet {shown(value)}.")
    return tuple(sorted(overrides.items()))


def _decision(policy: Policy, given: Given, found: Answer, on: date, known_on: date) -> Decision:
    settled = found.settled
    outcome = _OUTCOMES[found.granted]
    return Decision(
        outcome,
        LawStamp(policy.law.name, on, known_on, policy.hash),
        {plan.article.rule: settled[plan.column] for plan in policy.amounts},
        policy.decisive(tuple([settled[plan.column] for plan in policy.grounds]), found.granted),
        found.missing,
        remedies_for(outcome.value, on, known_on),
        Knowledge(policy, given.values, settled),
    )


@lru_cache(maxsize=256)
def tariff(schooling: Schooling | str, *, on: date, known_on: date) -> Tariff:
    """The prices of an hour of guidance for a schooling level (art. 16 and 17).

    Raises FactRefused (also for an unknown level), DayRefused, and NoLawInForce on a day without a price per hour.
    """
    _check_days(on, known_on)
    if schooling is None:
        raise FactRefused("schooling", "zonder scholingsniveau is er geen prijs. Geef low, middle of high.")
    policy = policy_on(on, known_on)
    if "public_cents_per_hour" not in policy.outputs:
        raise NoLawInForce(on, known_on, LAW.since)
    facts = read_facts({"schooling": schooling}).values
    return Tariff(
        policy.value("public_cents_per_hour", facts),
        policy.value("own_cents_per_hour", facts),
        policy.values["module_minutes"],
    )


def qualifies_from(
    facts: Mapping[str, object],
    on: date,
    known_on: date,
    overrides: Mapping[str, int] | None = None,
    scenario: str = DRAFT,
) -> date | None:
    """The first later day on which the person would be granted if nothing changes but time.

    Facts that grow by one each month (seniority) grow, and the law changes as we know it will; all else stays. None
    when the person is granted already, when time alone does not help, when every growing fact is unknown altogether,
    or when for that time no law is known, or none that has the replaced parameters; and beyond the last day of 9999.
    Raises as `decide` does.
    """
    _check_days(on, known_on)
    given, replaced = read_facts(facts), _replaced(overrides) if overrides else ()
    growing = {name: value for name, value in given.values.items() if FACTS[name].grows_monthly and value is not None}
    policy = policy_on(on, known_on, replaced, scenario)
    if not growing or answer(policy, given).granted:
        return None
    for day, months, new_law in _days_ahead(on, max(FACTS[name].high for name in growing), scenario):
        if new_law:
            try:
                policy = policy_on(day, known_on, replaced, scenario)
            except (NoLawInForce, ParameterRefused):
                return None
        grown = {name: _grown(name, value, months) for name, value in growing.items()}
        turned = new_law or any(_enters_class(policy, name, value) for name, value in grown.items())
        if turned and answer(policy, read_facts(given.values | grown)).granted:
            return day
    return None


def _days_ahead(on: date, months: int, scenario: str) -> Iterator[tuple[date, int, bool]]:
    """Each day on which one more month is full or the law changes: the day, the full months, and whether it changes."""
    change = _next_change(on, scenario)
    months_left = (date.max.year - on.year) * 12 + date.max.month - on.month
    for month in range(1, min(months, months_left) + 1):
        day = months_later(on, month)
        while change <= day and change < date.max:
            yield change, month - (change < day), True
            change = _next_change(change, scenario)
        yield day, month, False


def _next_change(on: date, scenario: str) -> date:
    days = () if scenario == DRAFT else law_of(scenario_named(scenario)).days
    return min([next_change(on), *(day for day in days if day > on)])


def _enters_class(policy: Policy, name: str, value: FactValue) -> bool:
    """The number, or an end of its range, has just reached a value where the articles may answer otherwise."""
    ends = value if isinstance(value, Range) else (value,)
    return name in policy.facts and any(c.low in ends for c in policy.classes(name, None))


def _grown(name: str, value: FactValue, months: int) -> FactValue:
    high = FACTS[name].high
    if isinstance(value, Range):
        return Range(min(value.low + months, high), min(value.high + months, high))
    assert isinstance(value, int)
    return min(value + months, high)


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))
