"""What stands around the articles is checked too: decorators, kinds, links, results, phrases, status and units."""

from __future__ import annotations

import functools
from typing import Any as AnyValue
from typing import NamedTuple

import pytest

from loopbaankrediet.decree import FACTS, Book, Law, LiftError, Link, Unit
from loopbaankrediet.decree.language.lift import lift


def cached(vouchers_used: int) -> int:
    """Onthouden."""
    return vouchers_used


def test_an_article_that_is_no_plain_function_is_refused() -> None:
    with pytest.raises(LiftError, match="'cached' is geen gewone functie"):
        lift(functools.lru_cache(cached), FACTS)
    with pytest.raises(LiftError, match="'cached' is geen gewone functie"):
        lift(functools.wraps(cached)(lambda vouchers_used: 0), FACTS)


def test_an_article_without_a_file_or_with_an_unknown_kind_is_refused() -> None:
    scope: dict[str, AnyValue] = {}
    exec("def typed(vouchers_used: int) -> int:\n    return vouchers_used", scope)
    with pytest.raises(LiftError, match="'typed': de tekst is niet te lezen"):
        lift(scope["typed"], FACTS)
    with pytest.raises(LiftError, match=r"py:\d+ \(unknown_kind\): de soort 'Nowhere' is niet ingevoerd"):
        lift(unknown_kind, FACTS)


def unknown_kind(vouchers_used: Nowhere) -> int:  # type: ignore[name-defined]  # noqa: F821
    """Onbekende soort."""
    return vouchers_used  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        (("vouchers_used", "seniority_months"), "schrijf Link"),
        (Link("vouchers_used", "senority"), "'senority' is geen feit dat een geheel getal is"),
        (Link("vouchers_used", "residence"), "'residence' is geen feit dat een geheel getal is"),
        (Link("vouchers_used", "vouchers_used"), "geen verband met zichzelf"),
    ],
)
def test_a_link_that_ties_nothing_is_refused(link: AnyValue, reason: str) -> None:
    with pytest.raises(LiftError, match=reason):
        Book(facts=FACTS, links=(link,), parameters={})


def eligible(self_employed: bool) -> bool:
    """Je werkt als zelfstandige."""
    return self_employed


def granted(eligible: bool) -> bool:
    """Je krijgt het."""
    return eligible


def height(granted: bool) -> int:
    """Hoeveel."""
    return 1 if granted else 0


class NoAmounts(NamedTuple):
    """Nothing."""


def small_law(outcome: str = "granted", results: tuple[str, ...] = ("height",), **words: AnyValue) -> Law:
    book = Book(facts=FACTS, links=(), parameters={})
    said: dict[str, AnyValue] = {"unit": Unit.COUNT, "says": "Je krijgt {value}.", "unknown": "?", "label": "x"}
    for function in (eligible, granted, height):
        file = book(
            "art. 1", since="2027-01-01", known_since="2026-01-01", **{"status": "open", **said, **words}, source="x"
        )
        file(function)
    return Law("small", "Klein", book, NoAmounts, outcome, results)


@pytest.mark.parametrize(
    ("slip", "reason"),
    [
        ({"outcome": "nope"}, "wet 'small': de uitkomst of het resultaat 'nope' is geen artikel"),
        ({"results": ("height", "nope")}, "'nope' is geen artikel. Wel bekend: "),
        ({"results": ("eligible",)}, r"py:\d+ \(eligible\): een resultaat is een geheel getal"),
        ({"says": "Je krijgt {bedrag}."}, "de zin 'says' noemt '{value}' niet"),
        ({"status": "nonsense"}, "de status 'nonsense' bestaat niet. Wel: in force, draft, open"),
        ({"status": "override"}, "de status 'override' bestaat niet"),
        ({"unit": "count"}, "'count' is geen eenheid. Schrijf Unit"),
    ],
)
def test_a_law_with_a_slip_is_refused_when_it_is_declared(slip: dict[str, AnyValue], reason: str) -> None:
    assert small_law().results == ("height",)
    with pytest.raises(LiftError, match=reason):
        small_law(**slip)
