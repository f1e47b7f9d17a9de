"""A slip in the articles on counsellors, agreements, claims and sanctions cannot stay: the reading notices it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from loopbaankrediet.decree import Law
from loopbaankrediet.decree.deciding.editions import editions
from loopbaankrediet.decree.deciding.policy import policy_of
from loopbaankrediet.decree.loopbaankrediet.further_laws import FURTHER_LAWS, REGISTRATION
from loopbaankrediet.decree.scenario import law_of, scenario_named
from tests.decree.mutation.equivalent_counselling import EQUIVALENT
from tests.decree.mutation.test_mutants import Answer, Judge, survivors
from tests.decree.persons import KNOWN_ON, ON
from tests.decree.reading_counselling import QUESTIONS, UNDER, Question

MANY = 200_000
"""Of a law with more cases than this, those are tried that differ in at most two facts from one that holds."""


def grid(question: Question, on: date) -> Judge:
    facts = tuple(question.values)
    cases = tuple(_cases(question, on))
    readings = (question.read(dict(zip(facts, case, strict=True)), on) for case in cases)
    return Judge(facts, cases, tuple((*outputs, *grounds) for outputs, grounds in readings))


def _cases(question: Question, on: date) -> Iterable[Answer]:
    every = itertools.product(*question.values.values())
    count = 1
    for tried in question.values.values():
        count *= len(tried)
    return every if count <= MANY else _near(question, on)


def _near(question: Question, on: date) -> Iterator[Answer]:
    facts = tuple(question.values)
    good = next(
        case
        for case in itertools.product(*question.values.values())
        if question.read(dict(zip(facts, case, strict=True)), on).outputs[0]
    )
    for one, other in itertools.combinations(range(len(facts)), 2):
        for values in itertools.product(question.values[facts[one]], question.values[facts[other]]):
            changed = dict(zip((one, other), values, strict=True))
            yield tuple(changed.get(place, value) for place, value in enumerate(good))


@pytest.mark.parametrize("law", FURTHER_LAWS, ids=lambda law: law.name)
def test_every_slip_is_noticed_or_known_to_change_nothing(law: Law) -> None:
    """A version of an article is tried on the first day of every edition in which it counts."""
    unnoticed: dict[object, set[str]] = {}
    for since, _, policy in editions(law, KNOWN_ON):
        of_day = grid(QUESTIONS[law.name], since)
        assert not of_day.notices(policy, policy.corpus)
        for article in policy.corpus.order:
            found = survivors(policy, of_day, [article])
            unnoticed[article] = unnoticed.get(article, found) & found
    assert set().union(*unnoticed.values()) == set(EQUIVALENT[law.name])


@pytest.mark.parametrize("name", UNDER)
def test_every_slip_in_the_articles_of_a_scenario_is_noticed_or_known_to_change_nothing(name: str) -> None:
    policy = policy_of(law_of(scenario_named(name), REGISTRATION), ON, KNOWN_ON)
    own = [a for a in policy.corpus.order if a.function.__module__.startswith("loopbaankrediet.decree.scenarios")]
    assert own
    assert survivors(policy, grid(UNDER[name], ON), own) == set(EQUIVALENT[name])
