"""The decision tables say exactly what the articles say, in as few lines as they can."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import date
from types import SimpleNamespace

import pytest

from loopbaankrediet.decree.deciding.policy import Policy, policy_on
from loopbaankrediet.decree.language.book import Article
from loopbaankrediet.decree.language.facts import Range
from loopbaankrediet.decree.language.tree import (
    Among,
    Arithmetic,
    Compare,
    Constant,
    Extreme,
    Fact,
    Node,
    Parameter,
    Rule,
    enum_values,
    walk,
)
from loopbaankrediet.decree.saying.article_tests import TableColumn
from loopbaankrediet.decree.saying.tables import DecisionTable, decision_table
from tests.decree.persons import KNOWN_ON, ON
from tests.decree.test_small_laws import ODD, policy_of

DAYS = [date(2014, 6, 1), date(2024, 6, 1), date(2026, 6, 1), ON]
SCENARIOS = ["serv_all", "recent_vouchers_only", "application_per_module"]
POLICIES = [policy_on(day, KNOWN_ON) for day in DAYS] + [policy_on(ON, KNOWN_ON, (), name) for name in SCENARIOS]
ALL = [
    pytest.param(policy, article, id=f"{policy.law.name} {article.since} {article.rule}")
    for policy in (*POLICIES, policy_of(*ODD))
    for article in policy.corpus.order
]
Inputs = Mapping[str, bool | int | str]


def table_of(policy: Policy, article: Article) -> DecisionTable:
    return decision_table(policy.corpus, policy.values, article.rule)


@pytest.mark.parametrize(("policy", "article"), ALL)
def test_every_combination_of_classes_matches_exactly_one_line(policy: Policy, article: Article) -> None:
    table = table_of(policy, article)
    for row in table.rows():
        assert sum(line.matches(row) for line in table.lines) == 1, row


@pytest.mark.parametrize(("policy", "article"), ALL)
def test_no_two_lines_can_be_told_in_one_and_no_column_can_go(policy: Policy, article: Article) -> None:
    table = table_of(policy, article)
    for one, other in itertools.combinations(table.lines, 2):
        apart = [a != b for a, b in zip(one.cells, other.cells, strict=True)]
        assert one.answer != other.answer or sum(apart) > 1, (one, other)
    for place, column in enumerate(table.columns):
        assert any(len(line.cells[place]) < len(column.classes) for line in table.lines), column


@pytest.mark.parametrize(("policy", "article"), ALL)
def test_the_line_that_matches_gives_the_answer_of_the_article_itself(policy: Policy, article: Article) -> None:
    table = table_of(policy, article)
    amounts = SimpleNamespace(**policy.values)
    names = article.function.__code__.co_varnames[: article.function.__code__.co_argcount]
    for given in every_input(policy, article):
        answer = article.function(**{name: amounts if name == "p" else given[name] for name in names})
        row = tuple(place_in(column, given, policy, article) for column in table.columns)
        (line,) = (line for line in table.lines if line.matches(row))
        assert number(line.answer, given, policy) == answer, given


def every_input(policy: Policy, article: Article) -> Iterator[Inputs]:
    """Every combination of what the article reads; whole numbers near each amount and at their ends."""
    read = dict.fromkeys(node for node in walk(article.tree) if isinstance(node, Fact | Rule))
    for values in itertools.product(*(tries(node, policy) for node in read)):
        yield {node.name: value for node, value in zip(read, values, strict=True)}


def tries(node: Fact | Rule, policy: Policy) -> tuple[bool | int | str, ...]:
    if node.kind is bool:
        return (True, False)
    if node.kind is not int:
        return enum_values(node.kind)
    ends = policy.spec(node.name).range if isinstance(node, Fact) else Range(0, 2000)
    near = {amount + step for amount in (0, 1, *policy.values.values()) for step in (-1, 0, 1)}
    return tuple(sorted(value for value in {*near, *ends} if ends.low <= value <= ends.high))


def place_in(column: TableColumn, given: Inputs, policy: Policy, article: Article) -> int:
    """The class in which a value lies: classes of numbers begin at their point, but for the first."""
    of, points = column.of, column.tries
    if isinstance(of, Compare):
        left, right = number(of.left, given, policy), number(of.right, given, policy)
        return 1 + (left > right) - (left < right)
    assert isinstance(of, Fact | Rule)
    value = given[of.name]
    if of.kind is int:
        return sum(value >= point for point in points[1:])  # type: ignore[operator]  # numbers both
    tests = [node.members for node in walk(article.tree) if isinstance(node, Among) and node.fact == of]
    return next(
        i for i, p in enumerate(points) if p == value or (tests and all((p in t) == (value in t) for t in tests))
    )


def number(node: Node, given: Inputs, policy: Policy) -> int:
    match node:
        case Constant(value=value):
            return value
        case Parameter(name=name):
            return policy.values[name]
        case Arithmetic(left=left, sign=sign, right=right):
            one, other = number(left, given, policy), number(right, given, policy)
            return {"+": one + other, "-": one - other, "*": one * other}[sign]
        case Extreme(which=which, items=items):
            return (min if which == "min" else max)(number(item, given, policy) for item in items)
    assert isinstance(node, Fact | Rule)
    found = given[node.name]
    assert isinstance(found, int)
    return found


def test_a_lawyer_reads_the_table_of_seniority_in_dutch() -> None:
    policy = POLICIES[DAYS.index(ON)]
    assert decision_table(policy.corpus, policy.values, "enough_seniority").as_markdown().splitlines() == [
        "| hoelang je al werkt | dan |",
        "| --- | --- |",
        "| hoogstens 6 jaar en 11 maanden (83 maanden) | **nee** |",
        "| minstens 7 jaar (84 maanden) | **ja** |",
    ]


def test_a_lawyer_reads_five_lines_about_professional_activity_instead_of_sixteen() -> None:
    policy = POLICIES[DAYS.index(ON)]
    table = decision_table(policy.corpus, policy.values, "professionally_active")
    assert len(list(table.rows())) == 16
    assert [table.words(line) for line in table.lines] == [
        ["ja", "–", "–", "–"],
        ["nee", "ja", "–", "–"],
        ["nee", "nee", "ja", "ja"],
        ["nee", "nee", "ja", "nee"],
        ["nee", "nee", "nee", "–"],
    ]
