"""Dates that could mislead are refused at import: which version, in which file and line, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import pytest

from loopbaankrediet.decree.dated.records import Value, faults, in_force, periods, records_of
from loopbaankrediet.decree.errors import LiftError
from loopbaankrediet.decree.facts import FACTS
from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.laws import LAWS, check_one_law_a_day

A, B, C, D = (date(year, 1, 1) for year in (2024, 2025, 2026, 2027))
KNOWN, LATER = date(2023, 6, 1), date(2025, 6, 1)


class P(NamedTuple):
    """One amount."""

    months: int


def record(values: str) -> str:
    return f"""
[months]
unit = "months"
article = "art. 1"
source = "test"
status = "open"
phrase = "Je hebt {{value}} nodig."
minimum = 0
maximum = 99
values = [{values}]
"""


ONE = "{ value = 7, from = 2024-01-01, known_since = 2023-06-01 }"


def empty_book(values: str = ONE) -> Book:
    return Book(facts=FACTS, links=(), parameters=records_of(record(values), "test.toml"))


def version(
    book: Book, since: date | str, until: date | None = None, known: date = KNOWN, *, seniority: bool = True
) -> None:
    """File one more version of the rule `ground`."""
    end, start = until.isoformat() if until else None, str(since)
    file = book("art. 1", since=start, until=end, known_since=known.isoformat(), status="open", source="test")

    if seniority:

        def ground(seniority_months: int, p: P) -> bool:
            """Lang genoeg."""
            return seniority_months >= p.months

        file(ground)
    else:

        def ground(employment_contract: bool) -> bool:  # type: ignore[misc]  # the other version of the same rule
            """Werkt."""
            return employment_contract

        file(ground)


def law(book: Book, name: str = "test") -> Law:
    @book("art. 1", since="2024-01-01", known_since="2023-06-01", status="open", source="test")
    def granted(ground: bool) -> bool:
        """Uitkomst."""
        return ground

    return Law(name, "Test", book, P, "granted", ())


# ---- articles


def test_two_versions_known_on_one_day_may_not_hold_together() -> None:
    book = empty_book()
    version(book, A, B)
    version(book, B)
    with pytest.raises(LiftError, match=r"test_dates\.py:\d+ \(ground\): .*2025-01-01 samen met .*einddag"):
        law(book)


def test_a_version_without_an_end_is_replaced_only_by_one_that_became_known_later() -> None:
    book = empty_book()
    version(book, A)
    version(book, B, known=KNOWN, seniority=False)
    with pytest.raises(LiftError, match="of de latere een eigen kennisdag"):
        law(book)
    sound = empty_book()
    version(sound, A)
    version(sound, B, known=LATER, seniority=False)
    corpus = law(sound).corpus(C, LATER)
    assert corpus
    assert corpus.facts_read("ground") == ("employment_contract",)


def test_days_without_a_version_are_found_before_anyone_meets_them() -> None:
    book = empty_book()
    version(book, A, date(2024, 12, 30))
    version(book, B)
    with pytest.raises(LiftError, match=r"py:\d+ \(ground\): .*begint op 2025-01-01.*eindigt op 2024-12-30"):
        law(book)


def test_a_rule_that_ends_before_the_law_leaves_the_law_incomplete() -> None:
    book = empty_book()
    version(book, A, date(2024, 12, 31))
    with pytest.raises(LiftError, match=r"\(granted\): 'ground' is geen feit en geen artikel dat op"):
        law(book)


def test_a_version_that_ends_before_it_starts_is_refused() -> None:
    book = empty_book()
    version(book, B, A)
    with pytest.raises(LiftError, match=r"py:\d+ \(ground\): .*eindigt op 2024-01-01, voor ze begint"):
        law(book)


def test_a_day_that_is_no_day_is_refused_with_its_place() -> None:
    with pytest.raises(LiftError, match=r"py:\d+ \(ground\): '1 januari' is geen dag\. Schrijf jaar-maand-dag"):
        version(empty_book(), "1 januari")


def test_an_article_without_dates_cannot_be_written() -> None:
    with pytest.raises(TypeError, match="since"):
        empty_book()("art. 1", known_since="2023-06-01", status="open")  # type: ignore[call-arg]  # seeded slip


def test_an_amount_that_starts_after_the_article_that_reads_it_is_refused() -> None:
    book = empty_book("{ value = 7, from = 2025-01-01, known_since = 2023-06-01 }")
    version(book, A)
    with pytest.raises(LiftError, match=r"py:\d+ \(ground\): Parameter 'months' heeft op 2024-01-01 geen waarde"):
        law(book)


def test_two_laws_may_not_decide_on_the_same_day() -> None:
    laws = []
    for name in ("eerste", "tweede"):
        book = empty_book()
        version(book, A)
        laws.append(law(book, name))
    with pytest.raises(LiftError, match="wetten eerste en tweede beslissen allebei op 2024-01-01"):
        check_one_law_a_day(laws)


# ---- amounts


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (
            f"{ONE}, {{ value = 8, from = 2025-01-01, known_since = 2023-06-01 }}",
            "de waarde 8 geldt op 2025-01-01 samen",
        ),
        (f"{ONE}, {ONE}", "samen met de versie vanaf 2024-01-01"),
        ("{ value = 7, from = 2024-01-01, until = 2023-01-01, known_since = 2023-06-01 }", "voor ze begint"),
        (
            "{ value = 7, from = 2024-01-01, until = 2024-06-30, known_since = 2023-06-01 }, "
            "{ value = 8, from = 2025-01-01, known_since = 2023-06-01 }",
            "de waarde 8 begint op 2025-01-01",
        ),
        ("{ value = 100, from = 2024-01-01, known_since = 2023-06-01 }", "de waarde 100 ligt buiten 0 tot en met 99"),
        ("{ value = 7, known_since = 2023-06-01 }", "onvolledig of verkeerd: 'from'"),
        ("{ value = 7, from = 2024-01-01 }", "onvolledig of verkeerd: 'known_since'"),
    ],
)
def test_an_amount_with_unsound_dates_is_refused_with_its_line(values: str, reason: str) -> None:
    with pytest.raises(LiftError, match=r"test\.toml:2: parameter 'months'") as refused:
        records_of(record(values), "test.toml")
    assert reason in str(refused.value)


def test_an_amount_whose_status_does_not_exist_is_refused_with_its_line() -> None:
    with pytest.raises(
        LiftError, match=r"test\.toml:2: parameter 'months' is onvolledig of verkeerd: de status \"misschien\""
    ):
        records_of(record(ONE).replace('"open"', '"misschien"'), "test.toml")


# ---- what counts when


def value(number: int, since: date, until: date | None, known: date) -> Value:
    return Value(number, since, until, known, "test", "open")


def test_what_has_ended_does_not_fall_back_on_its_predecessor() -> None:
    first, last = value(1, A, None, KNOWN), value(2, B, date(2025, 12, 31), LATER)
    assert in_force((first, last), date(2025, 12, 31), LATER) is last
    assert in_force((first, last), C, LATER) is None
    assert in_force((first, last), C, KNOWN) is first


def test_a_correction_of_a_past_period_leaves_what_came_after_it() -> None:
    first, second = value(1, A, None, KNOWN), value(2, B, None, LATER)
    corrected = value(3, A, date(2024, 12, 31), date(2025, 9, 1))
    known = (first, second, corrected)
    assert [in_force(known, day, D) for day in (A, B, C)] == [corrected, second, second]
    assert [(p.since, p.until, p.version.value) for p in periods(known, D)] == [
        (A, date(2024, 12, 31), 3),
        (B, None, 2),
    ]


def all_versions() -> Iterator[tuple[str, int]]:
    for known in LAWS:
        for rule, versions in known.versions.items():
            yield f"{known.name}.{rule}", len(list(faults(versions)))
        for name, amounts in known.book.parameters.items():
            yield f"{known.name}.{name}", len(list(faults(amounts.values)))


def test_every_article_and_amount_of_the_platform_has_sound_dates() -> None:
    assert {name for name, count in all_versions() if count} == set()


@pytest.mark.parametrize("known_on", [date(2025, 7, 18), date(2026, 11, 23)])
def test_from_2013_on_there_is_one_law_for_every_day_without_a_gap(known_on: date) -> None:
    covered = sorted(p for known in LAWS for p in periods(known.versions[known.outcome], known_on))
    assert covered[0].since == date(2013, 7, 1)
    for before, after in pairwise(covered):
        assert before.until is not None
        assert (after.since - before.until).days == 1
