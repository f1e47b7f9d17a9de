"""An article that could mislead is refused at import, with its place and the reason."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any as AnyValue
from typing import NamedTuple

import pytest

from loopbaankrediet.decree.dated.records import ParameterRecord, Value
from loopbaankrediet.decree.errors import LiftError
from loopbaankrediet.decree.facts import FACTS, Region, Schooling
from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.language.facts import declared
from loopbaankrediet.decree.language.lift import lift
from loopbaankrediet.decree.language.tree import All, Among, Any, Choose, Compare, Constant, Fact, Not, Parameter
from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.saying.dutch import Unit

START = datetime.date(2027, 1, 1)


class Other(StrEnum):
    """An enumeration that no fact uses."""

    FLANDERS = "flanders"


class P(NamedTuple):
    """One amount."""

    months: int


def record() -> ParameterRecord:
    value = Value(7, START, None, START, "test", "draft")
    return ParameterRecord("months", Unit.MONTHS, "art. 1", "Je hebt {value} nodig.", 0, 100, (value,))


# ---- what an article may say


def chained(seniority_months: int, p: P) -> bool:
    """Ketting."""
    return 1 <= seniority_months < p.months


def negated(self_employed: bool, seniority_months: int, residence: Region) -> bool:
    """Ontkenning."""
    return not (self_employed and seniority_months > 1 and residence in (Region.EEA, Region.FLANDERS))


def early(vouchers_used: int, p: P) -> int:
    """Vroeg terug."""
    height = p.months
    if vouchers_used == 0:
        height = 1
        return height  # noqa: RET504
    return height


def test_a_chained_comparison_is_both_of_its_halves() -> None:
    months = Fact("seniority_months", int)
    assert lift(chained, FACTS).tree == All(
        (Compare(months, ">=", Constant(1)), Compare(months, "<", Parameter("months")))
    )


def test_not_is_pushed_down_to_single_conditions() -> None:
    assert lift(negated, FACTS).tree == Any(
        (
            Not(Fact("self_employed", bool)),
            Compare(Fact("seniority_months", int), "<=", Constant(1)),
            Among(Fact("residence", Region), ("brussels", "wallonia", "elsewhere")),
        )
    )


def test_an_early_return_with_a_changed_local_name_keeps_its_meaning() -> None:
    first = Compare(Fact("vouchers_used", int), "==", Constant(0))
    assert lift(early, FACTS).tree == Choose(first, Constant(1), Parameter("months"))


def step_by_step(self_employed: bool, fund_affiliated: bool, employment_contract: bool) -> bool:
    """Stap voor stap."""
    if employment_contract:
        return True
    if not self_employed:
        return False
    if fund_affiliated:  # noqa: SIM103
        return True
    return False


def test_early_yes_and_no_become_and_and_or_of_the_single_conditions() -> None:
    contract, own, fund = (Fact(n, bool) for n in ("employment_contract", "self_employed", "fund_affiliated"))
    assert lift(step_by_step, FACTS).tree == Any((contract, All((own, fund))))


# ---- what an article may not say


def literal(seniority_months: int) -> bool:
    """Bedrag in de tekst."""
    return seniority_months >= 84


def division(credit_minutes_granted: int, p: P) -> int:
    """Delen."""
    return p.months // credit_minutes_granted


def true_division(credit_minutes_granted: int, p: P) -> bool:
    """Delen."""
    return p.months / credit_minutes_granted > 1


def loop(vouchers_used: int) -> int:
    """Lus."""
    for _ in range(vouchers_used):
        pass
    return vouchers_used


def call(vouchers_used: int) -> int:
    """Oproep."""
    return abs(vouchers_used)


def foreign(vouchers_used: int) -> bool:
    """Vreemde naam."""
    return vouchers_used == START


def number_as_condition(vouchers_used: int, self_employed: bool) -> bool:
    """Getal als voorwaarde."""
    return self_employed and vouchers_used  # type: ignore[return-value]


def condition_as_number(self_employed: bool) -> int:
    """Voorwaarde als getal."""
    return self_employed + self_employed


def text_for_enumeration(residence: Region) -> bool:
    """Tekst in plaats van een lid."""
    return residence == "flandres"


def wrong_enumeration(residence: Region) -> bool:
    """Lid van een andere opsomming."""
    return residence == Other.FLANDERS  # type: ignore[comparison-overlap]


def misspelt_member(residence: Region) -> bool:
    """Onbestaand lid."""
    return residence == Region.FLANDRES  # type: ignore[attr-defined,no-any-return]


def wrong_kind_of_fact(residence: Schooling) -> bool:
    """Verkeerde soort."""
    return residence == Schooling.LOW


def no_return(self_employed: bool) -> bool:  # type: ignore[return]  # noqa: RET503
    """Een tak zonder return."""
    if self_employed:
        return True


def with_default(vouchers_used: int = 1) -> int:
    """Standaardwaarde."""
    return vouchers_used


def float_result(vouchers_used: int) -> float:
    """Kommagetal."""
    return vouchers_used


def number_in_list(vouchers_used: int) -> bool:
    """Getal in een lijst."""
    return vouchers_used in (0, 1)


def either_enumeration(residence: Region, workplace: Region, self_employed: bool) -> bool:
    """Keuze tussen opsommingen."""
    return (residence if self_employed else workplace) == Region.FLANDERS


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (literal, "de waarde 84 hoort in parameters/"),
        (division, "delen kan niet"),
        (true_division, "delen kan niet"),
        (loop, "'For' hoort niet in een artikel"),
        (call, "alleen min en max"),
        (foreign, "'START' is geen argument"),
        (number_as_condition, "hier hoort een voorwaarde"),
        (condition_as_number, "hier hoort een geheel getal"),
        (text_for_enumeration, "vergelijk 'residence' met"),
        (wrong_enumeration, "hier hoort een lid van Region"),
        (misspelt_member, "hier hoort een lid van Region"),
        (wrong_kind_of_fact, "feit 'residence' is van de soort Region"),
        (no_return, "elke tak moet eindigen met return"),
        (with_default, "zonder standaardwaarde"),
        (float_result, "'return' moet bool, int of een opsomming"),
        (number_in_list, "'in' en 'is' gelden niet"),
        (either_enumeration, "kies tussen getallen of tussen voorwaarden"),
    ],
)
def test_an_article_outside_the_language_is_refused_with_its_line(
    function: Callable[..., bool | int], reason: str
) -> None:
    with pytest.raises(LiftError, match=r"test_lifting\.py:\d+ \(\w+\): ") as refused:
        lift(function, FACTS)
    assert reason in str(refused.value)


def test_a_misspelt_name_is_refused_with_the_name_that_was_meant() -> None:
    def misspelt(seniority_months: int, p: P) -> bool:
        """Spelfout."""
        return senority_months >= p.months  # type: ignore[name-defined,no-any-return]  # noqa: F821

    with pytest.raises(LiftError, match=r"py:\d+ \(misspelt\): 'senority_months' .* Bedoel je 'seniority_months'\?"):
        lift(misspelt, FACTS)


def test_a_fact_declared_twice_is_refused() -> None:
    months = FACTS["seniority_months"]
    with pytest.raises(LiftError, match="feit 'seniority_months' is twee keer gedeclareerd"):
        declared([months, replace(months, kind=bool)])


@pytest.mark.parametrize(
    ("fact", "slip", "reason"),
    [
        ("seniority_months", {"unit": None}, "eenheid"),
        ("seniority_months", {"low": 9, "high": 8}, "bereik"),
        ("residence", {"labels": {"flanders": "Vlaanderen"}}, "elke waarde van Region heeft een woord"),
    ],
)
def test_a_fact_that_nobody_could_read_is_refused(fact: str, slip: dict[str, AnyValue], reason: str) -> None:
    with pytest.raises(LiftError, match=reason):
        declared([replace(FACTS[fact], **slip)])


# ---- what the articles together may not say


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


def law_of(*functions: Callable[..., bool | int], phrases: bool = True) -> Law:
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
        unit = Unit.VOUCHERS if phrases else None
        book("art. 1", since="2027-01-01", known_since="2027-01-01", status="draft", unit=unit, **words)(function)
    return Law("test", "Test", book, P, "granted", ())


@pytest.mark.parametrize(
    ("functions", "reason"),
    [
        ((product,), r"py:\d+ \(product\): een product van twee feiten"),
        ((square, half), r"py:\d+ \(square\): een product van twee feiten"),
        ((two_counts,), r"py:\d+ \(two_counts\): vergelijkt twee getelde feiten \(seniority_months, vouchers_used\)"),
        ((hen, egg), r"py:\d+ \(hen\): artikelen verwijzen in een kring: hen -> egg -> hen"),
        ((unknown_article,), r"py:\d+ \(unknown_article\): 'chicken' is geen feit en geen artikel"),
        ((unknown_parameter,), r"py:\d+ \(unknown_parameter\): parameter 'p.weeks' staat niet in parameters/"),
        ((wrong_kind_of_article, half), r"py:\d+ \(wrong_kind_of_article\): artikel 'half' geeft int, niet bool"),
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
