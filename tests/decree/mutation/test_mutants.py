"""A slip in an article cannot stay: the independent readings, on the boundary grid alone, notice every one of them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

import pytest

from loopbaankrediet.decree.deciding.policy import Policy, policy_on
from loopbaankrediet.decree.language.book import Article
from loopbaankrediet.decree.language.corpus import Corpus
from loopbaankrediet.decree.language.printer import compiled
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.decree.scenario import law_of, scenario_named, scenarios
from tests.decree import reading, reading_vouchers, scenario_reading
from tests.decree.mutation.equivalent import EQUIVALENT
from tests.decree.mutation.mutants import mutants, with_slip
from tests.decree.persons import KNOWN_ON, ON

Answer = tuple[object, ...]
Values = Mapping[str, tuple[object, ...]]
AT_BOUNDARIES: dict[str, tuple[object, ...]] = {
    "seniority_months": (83, 84, 85),
    "vouchers_used": (0, 1, 2, 3, 20),
    "credit_minutes_granted": (0, 1, 119, 120, 121, 359, 360, 361, 6000),
    "months_worked_last_24": (8, 9, 10, 11, 12, 13),
    "vouchers_used_last_6_years": (0, 1, 2, 3, 20),
    "low_income": (True, False),
    "months_since_last_credit": (71, 72, 73),
}
OF_SCENARIOS: dict[str, tuple[object, ...]] = {
    "residence": ("flanders", "wallonia"),
    "workplace": ("flanders",),
    "under_authority": (False,),
    "self_employed": (False,),
    "seniority_months": (11, 12, 84),
    "credit_minutes_granted": (0, 1, 119, 120, 121, 239, 240, 241, 359, 360, 361, 479, 480, 481),
}
WITH_ARTICLES = [scenario.name for scenario in scenarios() if law_of(scenario).book.articles != LAW.book.articles]


@dataclass(frozen=True)
class Judge:
    """The boundary grid of one law in a fixed shuffled order, with what the independent reading says of each person."""

    facts: tuple[str, ...]
    persons: tuple[Answer, ...]
    answers: tuple[Answer, ...]

    def notices(self, policy: Policy, corpus: Corpus) -> bool:
        """Whether some person of the grid is answered otherwise."""
        outputs = (*policy.outputs, *(plan.article.rule for plan in policy.grounds))
        row = compiled(corpus, policy.values, (), outputs)
        read = corpus.all_facts_read()
        of_row: Callable[[Answer], Answer] = _picked([self.facts.index(fact) for fact in read])
        return any(row(*of_row(person)) != answer for person, answer in zip(self.persons, self.answers, strict=True))


def _picked(places: list[int]) -> Callable[[Answer], Answer]:
    if len(places) > 1:
        return itemgetter(*places)
    return lambda person: tuple(person[place] for place in places)


def judge(values: Values, read: Callable[[dict[str, object]], tuple[Answer, Answer]], step: int = 1) -> Judge:
    facts = tuple(values)
    persons = list(itertools.islice(itertools.product(*values.values()), 0, None, step))
    random.Random(2027).shuffle(persons)  # only the order in which persons are tried
    answers = (read(dict(zip(facts, person, strict=True))) for person in persons)
    return Judge(facts, tuple(persons), tuple((*outputs, *grounds) for outputs, grounds in answers))


def survivors(policy: Policy, grid: Judge, articles: Iterable[Article]) -> set[str]:
    """The slips in these articles that nobody notices."""
    return {
        mutant.name
        for article in articles
        for mutant in mutants(policy, article)
        if not grid.notices(policy, with_slip(policy.corpus, mutant))
    }


def draft_grid() -> Judge:
    return judge(at_boundaries(reading.VALUES), reading.read)


def vouchers_grid(policy: Policy, on: date) -> Judge:
    """Facts that the law of that day does not read stay the same for everyone."""
    values = at_boundaries(reading_vouchers.VALUES)
    read = {fact: tries if fact in policy.facts else tries[:1] for fact, tries in values.items()}
    return judge(read, lambda person: reading_vouchers.read(person, on))


def scenario_grid(name: str) -> Judge:
    values = {**at_boundaries({**reading.VALUES, **scenario_reading.EXTRA}), **OF_SCENARIOS}
    return judge(values, lambda person: scenario_reading.read_under(name, person), step=7)


def at_boundaries(values: Values) -> Values:
    return {fact: AT_BOUNDARIES.get(fact, every) for fact, every in values.items()}


def test_the_grid_finds_nothing_wrong_with_the_articles_as_they_are() -> None:
    policy = policy_on(ON, KNOWN_ON)
    assert not draft_grid().notices(policy, policy.corpus)


def test_every_slip_in_the_draft_is_noticed_or_known_to_change_nothing() -> None:
    policy = policy_on(ON, KNOWN_ON)
    assert survivors(policy, draft_grid(), policy.corpus.order) == set(EQUIVALENT["loopbaankrediet"])


def test_every_slip_in_the_predecessor_is_noticed_or_known_to_change_nothing() -> None:
    """A version of an article is tried on every day on which amounts changed while it was in force."""
    unnoticed: dict[Article, set[str]] = {}
    for on in reading_vouchers.VERSIONS:
        policy = policy_on(on, KNOWN_ON)
        grid = vouchers_grid(policy, on)
        for article in policy.corpus.order:
            found = survivors(policy, grid, [article])
            unnoticed[article] = unnoticed.get(article, found) & found
    assert set().union(*unnoticed.values()) == set(EQUIVALENT["loopbaancheques"])


@pytest.mark.parametrize("name", WITH_ARTICLES)
def test_every_slip_in_the_articles_of_a_scenario_is_noticed_or_known_to_change_nothing(name: str) -> None:
    policy = policy_on(ON, KNOWN_ON, (), name)
    modules = {f"loopbaankrediet.decree.scenarios.{module}" for module in scenario_named(name).articles}
    own = [article for article in policy.corpus.order if article.function.__module__ in modules]
    assert survivors(policy, scenario_grid(name), own) == set(EQUIVALENT[name])
