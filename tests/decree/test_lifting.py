"""An article that could mislead is refused at import, with its place and the reason."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any as AnyValue
from typing import NamedTuple

import pytest

from loopbaankrediet.decree.errors import LiftError
from loopbaankrediet.decree.facts import FACTS, Region, Schooling
from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.language.facts import declared
from loopbaankrediet.decree.language.lift import lift
from loopbaankrediet.decree.language.tree import All, Among, Any, Choose, Compare, Constant, Fact, Not, Parameter

START = datetime.date(2027, 1, 1)


class Other(StrEnum):
    """An enumeration that no fact uses."""

    FLANDERS = "flanders"


class P(NamedTuple):
    """One amount."""

    months: int


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


async def waiting(self_employed: bool) -> bool:
    """Wacht."""
    return self_employed


def enumeration_result(residence: Region) -> Region:
    """Een keuze als antwoord."""
    return residence


def amount_without_argument(seniority_months: int) -> bool:
    """Bedrag zonder p."""
    return seniority_months >= p.months  # type: ignore[name-defined,no-any-return]  # noqa: F821


def amounts_of_its_own(seniority_months: int, p: P) -> bool:
    """Eigen bedragen."""
    p = seniority_months  # type: ignore[assignment]
    return p.months > 1


def line_after_return(vouchers_used: int) -> int:  # noqa: RET503
    """Regel na return."""
    return vouchers_used
    import os  # noqa: F401


def line_after_both_branches(self_employed: bool) -> bool:
    """Regel na twee takken."""
    if self_employed:  # noqa: SIM103
        return True
    else:  # noqa: RET505
        return False
    return True


def line_after_return_in_a_branch(self_employed: bool) -> bool:
    """Regel na return in een tak."""
    if self_employed:
        return True
        return False
    return False


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (amount_without_argument, "'p' is geen argument van dit artikel"),
        (amounts_of_its_own, "'Assign' hoort niet in een artikel"),
        (line_after_return, "deze regel wordt nooit bereikt"),
        (line_after_both_branches, "deze regel wordt nooit bereikt"),
        (line_after_return_in_a_branch, "deze regel wordt nooit bereikt"),
        (waiting, "een artikel is een gewone functie (def)"),
        (enumeration_result, "een artikel geeft een voorwaarde (bool) of een geheel getal (int)"),
        (literal, "de waarde 84 hoort in parameters/, niet in een artikel. Geef ze daar een naam"),
        (division, "delen kan niet"),
        (true_division, "delen kan niet"),
        (loop, "'For' hoort niet in een artikel. Wel: return, if"),
        (call, "alleen min en max"),
        (foreign, "'START' is geen argument van dit artikel. Een artikel leest alleen zijn argumenten"),
        (number_as_condition, "hier hoort een voorwaarde (bool). Vergelijk een getal met een ander"),
        (condition_as_number, "hier hoort een geheel getal"),
        (text_for_enumeration, "vergelijk 'residence' met"),
        (wrong_enumeration, "hier hoort een lid van Region"),
        (misspelt_member, "hier hoort een lid van Region"),
        (wrong_kind_of_fact, "feit 'residence' is van de soort Region. Schrijf 'residence: Region'."),
        (no_return, "elke tak moet eindigen met return"),
        (with_default, "zonder standaardwaarde"),
        (float_result, "'return' moet bool, int of een opsomming"),
        (number_in_list, "'in' en 'is' gelden niet"),
        (either_enumeration, "kies tussen getallen of tussen voorwaarden"),
    ],
)
def test_an_article_outside_the_language_is_refused_with_its_line(
    function: Callable[..., AnyValue], reason: str
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
        ("seniority_months", {"high": -1}, "bereik"),
        ("seniority_months", {"low": False}, "gehele getallen"),
        ("seniority_months", {"unit": "months"}, "eenheid"),
        ("seniority_months", {"kind": float}, "de soort is bool, int of een opsomming"),
        ("seniority_months", {"name": "p"}, "en niet 'p'"),
        ("seniority_months", {"name": "maanden werk"}, "een gewone Python-naam"),
        ("seniority_months", {"says": "Je werkte {km}."}, "de zin 'says' noemt '{value}' niet"),
        ("seniority_months", {"says": "Je werkte {value} {km}."}, "bevat een accolade die geen '{value}' is"),
        ("seniority_months", {"zero": "Je werkte {value}."}, "de zin 'zero' bevat een accolade"),
        ("seniority_months", {"unknown": ""}, "de zin 'unknown' is leeg"),
        ("employment_contract", {"denies": ""}, "de zin 'denies' is leeg"),
        ("residence", {"if_so": "als je daar woont"}, "de zin 'if_so' noemt '{value}' niet"),
    ],
)
def test_a_fact_that_nobody_could_read_is_refused(fact: str, slip: dict[str, AnyValue], reason: str) -> None:
    with pytest.raises(LiftError, match=reason):
        declared([replace(FACTS[fact], **slip)])


def test_a_book_takes_no_fact_that_nobody_could_read() -> None:
    months = FACTS["seniority_months"]
    with pytest.raises(LiftError, match="feit 'seniority_months': een getal heeft een eenheid"):
        Book(facts={"seniority_months": replace(months, unit=None)}, links=(), parameters={})
    with pytest.raises(LiftError, match="feit 'seniority_months' staat onder een andere naam"):
        Book(facts={"months": months}, links=(), parameters={})


def smallest(vouchers_used: int, p: P) -> int:
    """Het kleinste van twee."""
    return min(vouchers_used, p.months)


def test_min_that_is_not_the_one_of_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lift(smallest, FACTS).kind is int
    monkeypatch.setitem(smallest.__globals__, "min", max)
    with pytest.raises(LiftError, match=r"py:\d+ \(smallest\): 'min' is hier niet de gewone min"):
        lift(smallest, FACTS)


def power(vouchers_used: int) -> int:
    """Een macht."""
    return vouchers_used**vouchers_used  # type: ignore[no-any-return]  # refused by the lifter


def test_an_operator_that_an_article_does_not_know_is_refused_with_those_it_does() -> None:
    with pytest.raises(LiftError, match=r"\(power\): 'BinOp' hoort niet in een artikel\. Wel: .*vergelijken, \+ - \*"):
        lift(power, FACTS)
