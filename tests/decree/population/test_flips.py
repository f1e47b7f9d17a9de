"""The difference between two laws adds up: everybody who gets another answer stands under one article, once."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopbaankrediet.decree.deciding.policy import Policy, policy_on
from loopbaankrediet.decree.population import ENGINES, plan_for
from loopbaankrediet.decree.population.cube import Cube, CubeRefused, cube_of
from loopbaankrediet.decree.population.flips import Differences, differences
from loopbaankrediet.decree.population.flips_said import differences_as_text
from tests.decree.persons import KNOWN_ON, ON
from tests.decree.population.crowds import CROWD, Person, frame_of
from tests.decree.population.people import people
from tests.decree.population.people_files import draft
from tests.decree.population.readings import Read, Sums, cases, cents
from tests.decree.test_small_laws import P, policy_of

ROWS, READ = 200_000, 4_000
ORDER = ("minutes_left", "resident", "professionally_active", "enough_seniority", "voucher_left")
PAIRS = [
    *[("draft", name) for name in cases()],
    *[(name, "draft") for name in cases() if name.startswith("vouchers")],
    ("serv_all", "predecessor_continued"),
    ("seniority_one_year", "more_hours"),
    ("vouchers from 2015-03-01", "vouchers from 2020-01-01"),
    ("vouchers from 2020-01-01", "vouchers from 2025-10-01"),
]


def reform(**amounts: int) -> Policy:
    return policy_on(ON, KNOWN_ON, tuple(sorted(amounts.items())))


@functools.cache
def cube(rows: int) -> Cube:
    return cube_of(people(ROWS, seed=2028).head(rows).lazy(), [case.policy for case in cases().values()])


def adds_up(found: Differences) -> bool:
    """Whether the parts together are the whole, in people and in every sum."""
    flips = Counter[str]()
    for part in found.parts:
        flips[part.kind] += part.people
    gained = found.totals_after.granted - found.totals_before.granted
    sums = {name: sum(part.sums[name] for part in found.parts) for name in found.sums}
    return flips["granted"] - flips["refused"] == gained and sums == found.sums


# ---- the parts and the whole


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_parts_of_a_difference_add_up_to_the_whole(before: str, after: str) -> None:
    old, new = cases()[before].policy, cases()[after].policy
    found = differences(cube(ROWS), old, new)
    assert found.totals_before == cube(ROWS).totals(old)
    assert found.totals_after == cube(ROWS).totals(new)
    assert adds_up(found)
    assert bool(found.parts) == (found.totals_before.as_dict() != found.totals_after.as_dict())


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_everybody_stands_under_the_articles_that_the_independent_readings_name(before: str, after: str) -> None:
    old, new = cases()[before], cases()[after]
    expected = Counter[tuple[str, str]]()
    gained = Counter[tuple[str, str, str]]()
    changed = 0
    for person in people(ROWS, seed=2028).head(READ).to_dicts():
        one, other = old.read(person), new.read(person)
        found = list(named(one, other))
        changed += bool(found)
        for article, kind, gains in found:
            expected[article, kind] += 1
            gained.update({(article, kind, name): gain for name, gain in gains.items()})
    told = differences(cube(READ), old.policy, new.policy)
    keys = [(part.sides.article.rule.removesuffix("_per_hour"), part.kind) for part in told.parts]
    assert told.people == changed
    assert dict(zip(keys, (part.people for part in told.parts), strict=True)) == expected
    assert gained == Counter(
        {(*key, name): gain for key, part in zip(keys, told.parts, strict=True) for name, gain in part.sums.items()}
    )


def named(one: Read, other: Read) -> Iterator[tuple[str, str, Sums]]:
    """The articles that part two answers to one person, and what each gives: first the outcome or the minutes, at the
    old prices; then every price, on the new minutes.
    """
    by_price = {name: gain for name, gain in of_prices(one, other).items() if gain}
    whole = {name: other.sums.get(name, 0) - one.sums.get(name, 0) for name in one.sums | other.sums}
    by_right = {name: gain - by_price.get(name, 0) for name, gain in whole.items()}
    if one.granted != other.granted:
        yield turned(one, other), "granted" if other.granted else "refused", by_right
    elif whole["minutes"]:
        yield "minutes", "more" if whole["minutes"] > 0 else "less", by_right
    for name, gain in by_price.items():
        yield name, "price", {name: gain}


def of_prices(one: Read, other: Read) -> Sums:
    found: Sums = {}
    for name in (one.sums | other.sums).keys() - {"minutes"}:
        old, new = one.sums.get(name, 0), other.sums.get(name, 0)
        if all(name not in read.sums or read.prices is not None for read in (one, other)):
            found[name] = new - cents(other.sums["minutes"], (one.prices or {}).get(name, 0))
        else:
            found[name] = (new - old) * (one.granted == other.granted)
    return found


def turned(one: Read, other: Read) -> str:
    """The first article of the law whose outcome went with the answer."""
    worse, better = (one, other) if other.granted else (other, one)
    order = sorted(one.grounds, key=ORDER.index) + sorted(other.grounds.keys() - one.grounds.keys())
    return next(r for r in order if better.grounds.get(r, True) and not worse.grounds.get(r, True))


@pytest.mark.parametrize("old", [{}, {"credit_minutes": 365, "public_cents_per_hour": 8391}], ids=["draft", "odd"])
@pytest.mark.parametrize(
    "right",
    [
        {"credit_minutes": 479},
        {"seniority_months_required": 12},
        {"seniority_months_required": 120, "credit_minutes": 481},
    ],
    ids=["minutes", "seniority", "both"],
)
def test_each_article_is_told_the_euros_of_changing_only_that_article(
    old: dict[str, int], right: dict[str, int]
) -> None:
    """Step by step: the right at the old prices, then the price of the government, then that of the people."""
    public = old | right | {"public_cents_per_hour": 16112}
    laws = [reform(**amounts) for amounts in (old, old | right, public, public | {"own_cents_per_hour": 3333})]
    counted = cube_of(people(READ, seed=5).lazy(), laws)
    steps = [differences(counted, one, other).sums for one, other in pairwise(laws)]
    own = {"public_cents_per_hour": Counter[str](), "own_cents_per_hour": Counter[str]()}
    others = Counter[str]()
    for part in differences(counted, laws[0], laws[-1]).parts:
        own.get(part.sides.article.rule, others).update(part.sums)
    assert [dict(one) for one in (others, *own.values())] == steps


def test_who_also_needs_another_article_is_counted_beside_the_first() -> None:
    before, after = draft(), reform(seniority_months_required=0, credit_minutes=6000)
    persons = people(ROWS, seed=2028).head(READ)
    counted = cube_of(persons.lazy(), [before, after])
    part = differences(counted, before, after).parts[0]
    assert (part.sides.article.rule, part.kind) == ("minutes_left", "granted")
    read = cases()["draft"].read
    winners = persons.filter(ENGINES["polars"](plan_for(after), persons.lazy()).collect()["granted"])
    grounds = [read(person).grounds for person in winners.to_dicts()]
    both = sum(not one["minutes_left"] and not one["enough_seniority"] for one in grounds)
    ((sides, number),) = part.also
    assert (sides.article.rule, number) == ("enough_seniority", both)
    assert both > 0
    told = differences_as_text(differences(counted, before, after), "oud", "nieuw")
    assert f"\n    bij {both} van hen verandert ook de uitkomst van art. 4 (anciënniteit)\n" in told


AMOUNTS = st.fixed_dictionaries(
    {
        "seniority_months_required": st.integers(0, 1200),
        "credit_minutes": st.integers(0, 600),
        "credit_minutes_after_one_voucher": st.integers(0, 600),
        "public_cents_per_hour": st.integers(0, 20_000),
    }
)


@settings(max_examples=150)
@given(crowd=CROWD, old=AMOUNTS, new=AMOUNTS, name=st.sampled_from(sorted(cases())))
def test_for_any_people_and_any_two_laws_the_parts_add_up(
    crowd: list[tuple[Person, int]], old: dict[str, int], new: dict[str, int], name: str
) -> None:
    laws = [reform(**old), reform(**new), cases()[name].policy]
    frame = frame_of([person for person, _ in crowd], [weight for _, weight in crowd])
    found = cube_of(frame.lazy(), laws)
    for before, after in ((0, 1), (0, 2), (2, 1)):
        assert adds_up(differences(found, laws[before], laws[after]))


def test_a_law_and_itself_differ_for_nobody() -> None:
    found = differences(cube(ROWS), draft(), draft())
    assert (found.people, found.parts) == (0, ())
    assert differences_as_text(found, "draft", "draft").endswith("Voor niemand verandert het recht of het bedrag.")


def test_a_law_that_the_cube_cannot_answer_is_refused() -> None:
    for before, after in (
        (draft(), reform(seniority_months_required=50)),
        (reform(seniority_months_required=50), draft()),
    ):
        with pytest.raises(CubeRefused, match="grens op 50"):
            differences(cube(READ), before, after)


# ---- outcomes that are no plain list of conditions


def few(a: int, p: P) -> bool:
    """Genoeg van het eerste."""
    return a >= p.few


def many(c: int, p: P) -> bool:
    """Veel van het tweede."""
    return c >= p.many


def height(granted: bool, p: P) -> int:
    """Hoogte."""
    return p.many if granted else 0


def either() -> Policy:
    def granted(few: bool, many: bool) -> bool:
        """Een van beide."""
        return few or many

    return policy_of(few, many, granted, height)


def both() -> Policy:
    def granted(few: bool, many: bool) -> bool:
        """Allebei."""
        return few and many

    return policy_of(few, many, granted, height)


def only_few() -> Policy:
    def granted(few: bool) -> bool:
        """Alleen het eerste."""
        return few

    return policy_of(few, granted, height)


def few_but_not_many() -> Policy:
    def granted(few: bool, many: bool) -> bool:
        """Het eerste zonder het tweede."""
        return few and not many

    return policy_of(few, many, granted, height)


def few_but_not_some() -> Policy:
    def many(c: int, p: P) -> bool:
        """Veel van het tweede, en dat is nu minder."""
        return c >= p.few

    def granted(few: bool, many: bool) -> bool:
        """Het eerste zonder het tweede."""
        return few and not many

    return policy_of(few, many, granted, height)


def squares(*laws: Policy) -> Cube:
    """One person for each a and c below 8."""
    schema = {fact: plan_for(laws[0]).schema(fact) for fact in "ac"}
    return cube_of(pl.LazyFrame([(a, c) for a in range(8) for c in range(8)], schema=schema, orient="row"), laws)


@pytest.mark.parametrize(
    ("before", "after", "rule", "kind", "people"),
    [
        (either(), only_few(), "many", "refused", 2 * 3),
        (only_few(), either(), "many", "granted", 2 * 3),
        (both(), only_few(), "many", "granted", 6 * 5),
        (only_few(), both(), "many", "refused", 6 * 5),
        (both(), either(), "granted", "granted", 6 * 5 + 2 * 3),
        (few_but_not_many(), few_but_not_some(), "many", "refused", 6 * 3),
    ],
    ids=["a way in is dropped", "a way in is new", "a bar is dropped", "a bar is new", "or for and", "a bar turned"],
)
def test_an_outcome_of_another_shape_is_laid_at_the_right_article(
    before: Policy, after: Policy, rule: str, kind: str, people: int
) -> None:
    (part,) = differences(squares(before, after), before, after).parts
    gain = 5 * people if kind == "granted" else -5 * people
    assert (part.sides.article.rule, part.kind, part.people, part.sums) == (rule, kind, people, {"height": gain})
