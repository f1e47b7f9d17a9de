"""Articles that do not fit together are refused when their law is declared, with their place and the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from loopbaankrediet.decree.dated.records import ParameterRecord, Value
from loopbaankrediet.decree.errors import LiftError
from loopbaankrediet.decree.facts import FACTS
from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.saying.dutch import Unit
from tests.decree.test_lifting import START, P


def record() -> ParameterRecord:
    value = Value(7, START, None, START, "test", "draft")
    return ParameterRecord("months", Unit.MONTHS, "art. 1", "Je hebt {value} nodig.", 0, 100, (value,))


def product(vouchers_used: int, seniority_months: int) -> int:
    """Product van twee feiten."""
    return vouchers_used * (seniority_months + 1)


def square(half: int) -> int:
    """Product via een ander artikel."""
    return half * half


def half(vouchers_used: int) -> int:
    """Een feit."""
    return vouchers_used


def two_counts(vouchers_used: int, seniority_months: int) -> bool:
    """Twee getelde feiten vergeleken."""
    return vouchers_used < seniority_months


def hen(egg: bool) -> bool:
    """Kip."""
    return egg


def egg(hen: bool) -> bool:
    """Ei."""
    return hen


def unknown_article(chicken: bool) -> bool:
    """Onbekende naam."""
    return chicken


def unknown_parameter(vouchers_used: int, p: P) -> bool:
    """Onbekende parameter."""
    return vouchers_used < p.weeks  # type: ignore[attr-defined,no-any-return]


def wrong_kind_of_article(half: bool) -> bool:
    """Een getal als voorwaarde gelezen."""
    return half


def silent(vouchers_used: int) -> bool:
    """Een vergelijking die links geen woorden heeft."""
    return vouchers_used + 1 > 1


def law_of(*functions: Callable[..., bool | int], phrases: bool = True, source: str = "test") -> Law:
    def granted(ground: bool) -> bool:
        """Uitkomst."""
        return ground

    def ground(self_employed: bool) -> bool:
        """Grond."""
        return self_employed

    found = {function.__name__ for function in functions}
    book = Book(facts=FACTS, links=(), parameters={"months": record()})
    for function in (*functions, *(f for f in (granted, ground) if f.__name__ not in found)):
        words = {"says": "{value}", "unknown": "?", "label": "x"} if phrases else {}
        words["source"] = source
        unit = Unit.VOUCHERS if phrases else None
        book("art. 1", since="2027-01-01", known_since="2027-01-01", status="draft", unit=unit, **words)(function)
    return Law("test", "Test", book, P, "granted", ())


@pytest.mark.parametrize(
    ("functions", "reason"),
    [
        ((product,), r"py:\d+ \(product\): een product van twee feiten .*Geef het product een naam als feit"),
        ((square, half), r"py:\d+ \(square\): een product van twee feiten"),
        ((two_counts,), r"py:\d+ \(two_counts\): vergelijkt twee getelde feiten \(seniority_months, vouchers_used\)"),
        ((hen, egg), r"py:\d+ \(hen\): artikelen verwijzen in een kring: hen -> egg -> hen\. Haal een verwijzing weg"),
        (
            (unknown_article,),
            r"py:\d+ \(unknown_article\): 'chicken' is geen feit en geen artikel .*Wel bekend: residence",
        ),
        (
            (unknown_parameter,),
            r"py:\d+ \(unknown_parameter\): parameter 'p.weeks' staat niet in parameters/\. Wel bekend: months",
        ),
        (
            (wrong_kind_of_article, half),
            r"py:\d+ \(wrong_kind_of_article\): artikel 'half' geeft int, niet bool\. Schrijf 'half: int'",
        ),
    ],
)
def test_articles_that_do_not_fit_together_are_refused(
    functions: tuple[Callable[..., bool | int], ...], reason: str
) -> None:
    with pytest.raises(LiftError, match=reason):
        law_of(*functions)


def test_a_number_without_dutch_words_is_refused() -> None:
    with pytest.raises(LiftError, match="heeft unit, says, unknown en label nodig"):
        law_of(half, phrases=False)


def test_a_ground_that_nobody_could_read_is_refused() -> None:
    def granted(silent: bool) -> bool:
        """Uitkomst."""
        return silent

    with pytest.raises(LiftError, match=r"py:\d+ \(silent\): vergelijk in een grond een feit of artikel"):
        law_of(silent, granted)


def always() -> bool:
    """Altijd waar."""
    return True


def test_a_ground_that_always_holds_is_refused() -> None:
    def granted(always: bool) -> bool:
        """Uitkomst."""
        return always

    with pytest.raises(LiftError, match=r"py:\d+ \(always\): een voorwaarde die altijd hetzelfde is"):
        law_of(always, granted)


def test_an_outcome_is_made_of_articles_only() -> None:
    def granted(self_employed: bool) -> bool:
        """Uitkomst."""
        return self_employed

    with pytest.raises(LiftError, match=r"py:\d+ \(granted\): een uitkomst bestaat alleen uit artikelen"):
        law_of(granted)


def test_an_article_without_a_dutch_description_is_refused() -> None:
    def bare(self_employed: bool) -> bool:
        return self_employed

    with pytest.raises(LiftError, match="een artikel heeft een Nederlandse omschrijving nodig"):
        law_of(bare)


@pytest.mark.parametrize("source", ["", " "])
def test_an_article_without_a_source_is_refused_with_its_line(source: str) -> None:
    with pytest.raises(LiftError, match=r"py:\d+ \(half\): een artikel heeft een bron nodig\. Zet erbij"):
        law_of(half, source=source)


def test_a_law_without_the_article_of_a_result_is_refused_with_the_name_that_was_meant() -> None:
    book = law_of(half).book
    with pytest.raises(LiftError, match=r"resultaat 'halff' is geen artikel. Bedoel je 'half'"):
        Law("test", "Test", book, P, "granted", ("halff",))


def test_a_law_whose_amounts_are_not_those_of_its_file_is_refused_with_what_differs() -> None:
    class Other(NamedTuple):
        """Another amount."""

        weeks: int

    with pytest.raises(LiftError, match=r"wet 'test': .*\['months', 'weeks'\]\. Zet ze in beide"):
        Law("test", "Test", law_of().book, Other, "granted", ())
