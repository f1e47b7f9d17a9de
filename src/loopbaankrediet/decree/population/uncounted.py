"""What a scenario changes that no sum over a population shows: terms and choices that no counted article reads."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from loopbaankrediet.decree import scenarios as folder
from loopbaankrediet.decree.dated.procedure import choices, procedure
from loopbaankrediet.decree.deciding.policy import Policy
from loopbaankrediet.decree.saying.dutch import amount
from loopbaankrediet.decree.scenario import Scenario, scenarios


def uncounted(before: Policy, after: Policy) -> list[str]:
    """In Dutch, what the scenario after changes beside the counted law, and what that before did."""
    old, new = list(_sentences(before)), list(_sentences(after))
    dropped = (f"Niet meer: {sentence}" for sentence in old if sentence not in new)
    return [*(sentence for sentence in new if sentence not in old), *dropped]


def _sentences(policy: Policy) -> Iterator[str]:
    if policy.scenario is None:
        return
    for name, steps in policy.scenario.parameters:
        if name not in policy.parameters:
            record = procedure()[name]
            yield from (record.phrase.format(value=amount(step.value, record.unit)) for step in steps)
    for name, answers in policy.scenario.choices:
        if any((name, answers) in other.choices and not _touches(other, policy) for other in scenarios()):
            yield choices()[name].sentence(answers)


def _touches(scenario: Scenario, policy: Policy) -> bool:
    """Whether a scenario changes an amount or an article of this law: then its choices are counted by those."""
    if any(name in policy.parameters for name, _ in scenario.parameters):
        return True
    books = (import_module(f"{folder.__name__}.{module}").article for module in scenario.articles)
    return any(article.rule in policy.corpus.articles for book in books for article in book.articles)
