"""Small invented laws that use the whole language: the printed text agrees with the functions, and unknown facts with
trying every value. Here stand links, arithmetic and the limit, which the present law does not stretch.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

import pytest

from loopbaankrediet.decree.dated.records import ParameterRecord, Value
from loopbaankrediet.decree.deciding.completions import LIMIT, answer
from loopbaankrediet.decree.deciding.given import Given
from loopbaankrediet.decree.deciding.policy import Parameter, Policy
from loopbaankrediet.decree.errors import LiftError, TooManyCombinations
from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.language.corpus import Corpus
from loopbaankrediet.decree.language.facts import FactSpec, Link, Range
from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.saying.dutch import Unit

START = date(2027, 1, 1)


class P(NamedTuple):
    """Two amounts."""

    few: int
    many: int


AMOUNTS = {"few": 2, "many": 5}


def number(name: str, high: int) -> FactSpec:
    return FactSpec(name, int, name, "?", "test", "{value}", "?", high=high, unit=Unit.VOUCHERS)


def yes_or_no(name: str) -> FactSpec:
    return FactSpec(name, bool, name, "?", "test", "ja", "?", denies="nee")


FACTS = {
    "a": number("a", 7),
    "b": number("b", 7),
    "c": number("c", 9),
    "d": yes_or_no("d"),
} | {f"w{i}": yes_or_no(f"w{i}") for i in range(20)}


def policy_of(*functions: Callable[..., bool | int], links: tuple[Link, ...] = ()) -> Policy:
    records = {
        name: ParameterRecord(
            name, Unit.VOUCHERS, "art. 1", "{value}", 0, 9, (Value(v, START, None, START, "", "draft"),)
        )
        for name, v in AMOUNTS.items()
    }
    book = Book(facts=FACTS, links=links, parameters=records)
    for function in functions:
        file = book(
            "art. 1",
            since="2027-01-01",
            known_since="2027-01-01",
            status="draft",
            source="test",
            unit=Unit.VOUCHERS,
            says="{value}",
            unknown="?",
            label="x",
        )
        file(function)
    law = Law("test", "Test", book, P, "granted", ("height",))
    corpus = law.corpus(START, START)
    assert isinstance(corpus, Corpus)
    used = (
        Parameter(name, value, Unit.VOUCHERS, "art. 1", START, "", "draft", "{value}")
        for name, value in AMOUNTS.items()
    )
    return Policy(law, corpus, tuple(used))


# ---- a law with a chain, min and max, negative coefficients and a product with an amount


def within(c: int, p: P) -> bool:
    """Tussen."""
    return 1 <= c <= p.many


def enough(weight: int, d: bool, p: P) -> bool:
    """Genoeg."""
    return weight >= p.few or not d


def weight(c: int, p: P) -> int:
    """Gewicht."""
    return max(p.many * p.few - c * p.few, 1) + min(c, p.few)


def granted(within: bool, enough: bool) -> bool:
    """Uitkomst."""
    return within and enough


def height(granted: bool, weight: int, c: int, p: P) -> int:
    """Hoogte."""
    if not granted:
        return 0
    return weight if c != p.few else p.many - c


ODD = (within, enough, weight, granted, height)


# ---- laws whose height bends inside a range, or turns where a product passes an amount


def asked(d: bool) -> bool:
    """Gevraagd."""
    return d


def granted_asked(asked: bool) -> bool:
    """Uitkomst."""
    return asked


granted_asked.__name__ = "granted"


def height_bent(c: int, p: P) -> int:
    """Even hoog aan beide zijden van een dal."""
    return max(c - p.few, p.few - c)


height_bent.__name__ = "height"


def height_twice(c: int, p: P) -> int:
    """Hoger zodra het dubbele groot genoeg is."""
    return p.many if p.few * c > p.many else p.few


height_twice.__name__ = "height"


def height_doubled(c: int, p: P) -> int:
    """Hetzelfde, met het bedrag achteraan."""
    return p.many if c * p.few > p.many else p.few


height_doubled.__name__ = "height"


# ---- a law with a link between two unknown facts


def last(a: int, p: P) -> bool:
    """Recent."""
    return a < p.few or a == p.many


def total(b: int, p: P) -> bool:
    """Samen."""
    return b < p.many


def either(last: bool, total: bool) -> bool:
    """Een van beide."""
    return last or total


def granted_either(either: bool) -> bool:
    """Uitkomst."""
    return either


granted_either.__name__ = "granted"


def height_flat(granted: bool, total: bool, p: P) -> int:
    """Hoogte."""
    return p.many if granted and total else p.few


height_flat.__name__ = "height"


def test_the_printed_articles_say_what_the_functions_say() -> None:
    policy = policy_of(*ODD)
    for values in itertools.product(range(10), (True, False)):
        facts = dict(zip(("c", "d"), values, strict=True))
        row = policy.row(*(facts[name] for name in policy.facts))
        for rule in ("granted", "height", "within", "enough", "weight"):
            assert row[policy.columns[rule]] == policy.value(rule, facts), (rule, facts)


Table = dict[tuple[int | bool, ...], tuple[object, ...]]


def table_of(policy: Policy) -> Table:
    """Outcome and height of every person, by the functions themselves."""
    values = [range(FACTS[f].high + 1) if FACTS[f].kind is int else (True, False) for f in policy.facts]
    table: Table = {}
    for person in itertools.product(*values):
        facts = dict(zip(policy.facts, person, strict=True))
        table[person] = tuple(policy.value(name, facts) for name in policy.outputs)
    return table


def by_trying(rows: Table) -> tuple[list[object], dict[str, list[str]]]:
    """What is the same in every row, and which fact (by its place) changes what."""
    settled = [single(row[i] for row in rows.values()) for i in range(2)]
    matter: dict[str, list[str]] = {}
    for place in range(len(next(iter(rows)))):
        apart: dict[tuple[int | bool, ...], list[tuple[object, ...]]] = {}
        for person, row in rows.items():
            apart.setdefault(person[:place] + person[place + 1 :], []).append(row)
        changes = [
            name
            for i, name in enumerate(("outcome", "height"))
            if any(len({r[i] for r in g}) > 1 for g in apart.values())
        ]
        if changes and settled[0] is not False:
            matter[str(place)] = changes
    return settled, matter


def single(values: Iterable[object]) -> object:
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None


def windows(fact: str) -> list[Range | None]:
    """Everything that may be known of a fact without knowing it."""
    if FACTS[fact].kind is bool:
        return [None]
    ends = range(FACTS[fact].high + 1)
    return [Range(low, high) for low, high in itertools.combinations(ends, 2)]


def nothing_known(policy: Policy) -> Given:
    return Given(dict.fromkeys(policy.facts), {})


@pytest.mark.parametrize(
    ("functions", "links"),
    [
        (ODD, ()),
        ((asked, granted_asked, height_bent), ()),
        ((asked, granted_asked, height_twice), ()),
        ((asked, granted_asked, height_doubled), ()),
        ((last, total, either, granted_either, height_flat), ()),
        ((last, total, either, granted_either, height_flat), (Link("a", "b"),)),
    ],
)
def test_two_unknown_facts_leave_what_trying_every_value_leaves(
    functions: tuple[Callable[..., bool | int], ...], links: tuple[Link, ...]
) -> None:
    policy = policy_of(*functions, links=links)
    table = table_of(policy)
    for known in itertools.product(*(windows(fact) for fact in policy.facts)):
        rows = {person: row for person, row in table.items() if possible(person, known, bool(links))}
        if rows:
            found = answer(policy, narrowed(policy, known, list(rows)))
            settled, matter = by_trying(rows)
            assert list(found.settled[:2]) == settled, known
            assert {str(policy.facts.index(m.fact)): list(m.changes) for m in found.missing} == matter, known


def possible(person: tuple[int | bool, ...], known: Iterable[Range | None], linked: bool) -> bool:
    inside = all(r is None or r.low <= value <= r.high for value, r in zip(person, known, strict=True))
    return inside and (not linked or person[0] <= person[1])


def narrowed(policy: Policy, known: Iterable[Range | None], persons: list[tuple[int | bool, ...]]) -> Given:
    """The ranges as read, and what the links leave of them."""
    values = dict(zip(policy.facts, known, strict=True))
    ranges = {
        fact: Range(min(p[i] for p in persons), max(p[i] for p in persons))
        for i, fact in enumerate(policy.facts)
        if FACTS[fact].kind is int
    }
    return Given(dict(values), ranges)


def height_counted(granted: bool, c: int, p: P) -> int:
    """Hoogte die met een derde feit meeloopt."""
    return c + p.few if granted else 0


height_counted.__name__ = "height"


@pytest.mark.parametrize(
    "known", [(None, None, None), (Range(1, 5), None, Range(2, 9)), (Range(3, 7), Range(0, 4), None)]
)
def test_a_link_between_two_unknown_facts_leaves_a_third_that_is_counted_exact(
    known: tuple[Range | None, Range | None, Range | None],
) -> None:
    policy = policy_of(last, total, either, granted_either, height_counted, links=(Link("a", "b"),))
    rows = {person: row for person, row in table_of(policy).items() if possible(person, known, linked=True)}
    found = answer(policy, narrowed(policy, known, list(rows)))
    settled, matter = by_trying(rows)
    assert list(found.settled[:2]) == settled
    assert {str(policy.facts.index(m.fact)): list(m.changes) for m in found.missing} == matter


def refusing(a: int, b: int, p: P) -> bool:
    """Het kleine te groot en het grote te klein: door het verband kan dat nooit."""
    return a > p.few and not b > p.few


def test_a_link_can_settle_what_the_facts_alone_leave_open() -> None:
    def granted(refusing: bool) -> bool:
        """Uitkomst."""
        return refusing

    functions = (refusing, granted, height_none)
    free, linked = policy_of(*functions), policy_of(*functions, links=(Link("a", "b"),))
    assert answer(free, nothing_known(free)).granted is None
    assert answer(linked, nothing_known(linked)).granted is False


def height_none(p: P) -> int:
    """Hoogte."""
    return p.few


height_none.__name__ = "height"


def wide(
    w0: bool,
    w1: bool,
    w2: bool,
    w3: bool,
    w4: bool,
    w5: bool,
    w6: bool,
    w7: bool,
    w8: bool,
    w9: bool,
    w10: bool,
    w11: bool,
    w12: bool,
    w13: bool,
    w14: bool,
    w15: bool,
    w16: bool,
    w17: bool,
    w18: bool,
    w19: bool,
) -> bool:
    """Een van twintig."""
    return (
        w0
        or w1
        or w2
        or w3
        or w4
        or w5
        or w6
        or w7
        or w8
        or w9
        or w10
        or w11
        or w12
        or w13
        or w14
        or w15
        or w16
        or w17
        or w18
        or w19
    )


def test_above_a_million_combinations_the_answer_is_an_error_that_says_so() -> None:
    def granted(wide: bool) -> bool:
        """Uitkomst."""
        return wide

    policy = policy_of(wide, granted, height_none)
    with pytest.raises(TooManyCombinations, match=f"1048576 combinaties, meer dan de {LIMIT}") as refused:
        answer(policy, nothing_known(policy))
    assert "w0, w1" in str(refused.value)
    assert answer(policy, Given(nothing_known(policy).values | {"w3": True}, {})).granted is True


def test_links_that_could_not_be_handled_exactly_are_refused() -> None:
    with pytest.raises(LiftError, match=r"\['b'\] staat in een keten van verbanden"):
        policy_of(last, total, either, granted_either, height_flat, links=(Link("a", "b"), Link("b", "c")))
    with pytest.raises(LiftError, match="een feit met een verband mag niet in een berekening staan"):
        policy_of(*ODD, links=(Link("c", "a"),))
