"""The difference between two laws adds up: everybody who gets another answer stands under one article, once."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopbaankrediet.decree.deciding.policy import Policy, policy_on
from loopbaankrediet.decree.population import plan_for
from loopbaankrediet.decree.population.cube import Cube, CubeRefused, cube_of
from loopbaankrediet.decree.population.flips import Differences, differences
from loopbaankrediet.decree.population.flips_said import differences_as_dict, differences_as_text
from tests.decree.persons import AN, KNOWN_ON, ON
from tests.decree.population.crowds import CROWD, Person, frame_of
from tests.decree.population.people import people
from tests.decree.population.people_files import OTHERS, draft
from tests.decree.population.readings import Read, cases
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
def test_everybody_stands_under_the_article_that_the_independent_readings_name(before: str, after: str) -> None:
    old, new = cases()[before], cases()[after]
    expected = Counter[tuple[str, str]]()
    gained = Counter[tuple[str, str, str]]()
    for person in people(ROWS, seed=2028).head(READ).to_dicts():
        one, other = old.read(person), new.read(person)
        for article, kind in named(one, other):
            expected[article, kind] += 1
            for name in one.sums | other.sums:
                gained[article, kind, name] += other.sums.get(name, 0) - one.sums.get(name, 0)
    parts = differences(cube(READ), old.policy, new.policy).parts
    keys = [(part.sides.article.rule.removesuffix("_per_hour"), part.kind) for part in parts]
    assert dict(zip(keys, (part.people for part in parts), strict=True)) == expected
    assert {
        (*key, name): part.sums[name] for key, part in zip(keys, parts, strict=True) for name in part.sums
    } == gained


def named(one: Read, other: Read) -> Iterator[tuple[str, str]]:
    """The article that parts two answers to one person: the first of the law whose outcome differs."""
    if one.granted != other.granted:
        kind = "granted" if other.granted else "refused"
        worse, better = (one, other) if other.granted else (other, one)
        order = sorted(one.grounds, key=ORDER.index) + sorted(other.grounds.keys() - one.grounds.keys())
        yield next(r for r in order if better.grounds.get(r, True) and not worse.grounds.get(r, True)), kind
        return
    for name in one.sums | other.sums:
        gain = other.sums.get(name, 0) - one.sums.get(name, 0)
        if gain:
            yield name, "price" if name != "minutes" else "more" if gain > 0 else "less"
            return


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
    assert differences_as_text(found, "draft", "draft").endswith("Voor niemand verandert er iets.")


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


# ---- in words


def text(before: str, after: Policy) -> list[str]:
    return differences_as_text(differences(cube(ROWS), cases()[before].policy, after), "oud", "nieuw").splitlines()


def test_a_changed_term_is_said_with_its_people_minutes_and_euros() -> None:
    found = differences(cube(ROWS), draft(), cases()["seniority_one_year"].policy)
    (part,) = found.parts
    gained = {name: f"{value:,}".replace(",", ".") for name, value in part.sums.items()}
    heading, line, total = text("draft", cases()["seniority_one_year"].policy)
    assert heading == "Van oud naar nieuw"
    assert line.startswith(
        f"- art. 4 (anciënniteit): 7 jaar (84 maanden) wordt 1 jaar (12 maanden): {part.people:,}".replace(",", ".")
        + f" mensen krijgen er recht op, + {gained['minutes']} minuten, + "
    )
    assert line.endswith(" euro van de mensen zelf")
    assert total.startswith("Samen: ")


def test_one_person_who_loses_the_right_is_said_as_such() -> None:
    stricter = reform(seniority_months_required=145)
    one = frame_of([AN | OTHERS | {"low_income": False, "months_since_last_credit": 0}])
    told = differences_as_text(differences(cube_of(one.lazy(), [draft(), stricter]), draft(), stricter), "oud", "nieuw")
    assert told == (
        "Van oud naar nieuw\n"
        "- art. 4 (anciënniteit): 7 jaar (84 maanden) wordt 12 jaar en 1 maand (145 maanden): 1 mens verliest het "
        "recht, - 360 minuten, - 503,40 euro van de overheid, - 150,00 euro van de mensen zelf\n"
        "Samen: 1 mens krijgt een ander antwoord, - 360 minuten, - 503,40 euro van de overheid, - 150,00 euro van de "
        "mensen zelf"
    )


def test_articles_that_only_one_law_has_are_said_as_new_or_dropped() -> None:
    told = "\n".join(text("draft", cases()["predecessor_continued"].policy))
    assert "vervalt: art. 43: Je hebt recht op het volledige krediet" in told
    assert "nieuw: BVR 17-05-2013 (vergoeding): Vlaanderen betaalt" in told
    assert "art. 3 en art. 43 wordt BVR 17-05-2013 (duur): " in told
    assert told.count("vervalt: art. 43:") == 1


def test_an_article_with_another_text_is_said_with_that_text() -> None:
    told = "\n".join(text("draft", cases()["voucher_users_included"].policy))
    assert "    art. 43 wordt: Je hebt recht op het volledige krediet, ook als je vroeger loopbaancheques" in told


def test_what_a_scenario_adds_is_said_as_money_of_its_own() -> None:
    told = "\n".join(text("draft", cases()["incentive_funding"].policy))
    assert " euro aanmoediging van de overheid" in told


def test_the_difference_as_plain_values_holds_every_part() -> None:
    found = differences(cube(ROWS), draft(), cases()["serv_all"].policy)
    plain = differences_as_dict(found)
    assert plain["people"] == found.people
    assert plain["sums"] == found.sums
    parts = plain["parts"]
    assert isinstance(parts, list)
    assert [part["people"] for part in parts] == [part.people for part in found.parts]
    assert parts[1]["amounts"] == ["7 jaar (84 maanden) wordt 1 jaar (12 maanden)"]
