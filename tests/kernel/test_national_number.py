"""A person is known by one number: what is typed wrong is caught, what is fictitious stays out."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopbaankrediet.kernel.national_number import (
    FictitiousNumberRefused,
    NationalNumber,
    NationalNumberBirthImpossible,
    NationalNumberChecksumWrong,
    NationalNumberKind,
    NationalNumberMalformed,
    NationalNumberRefused,
    make_test_number,
    make_unissued_bis,
)

births = st.dates(date(1920, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize("typed", ["85073003328", "85.07.30-033.28", " 85 07 30 033 28 ", "85-07-30–033.28"])
def test_a_number_may_be_typed_as_on_the_card_or_bare(typed: str) -> None:
    number = NationalNumber.parse(typed, allow_test=False)
    assert number.compact == "85073003328"
    assert number.formatted == "85.07.30-033.28"
    assert number.kind is NationalNumberKind.NATIONAL


@pytest.mark.parametrize("typed", ["17.07.30-033.84", "40.00.01-001.33"])
def test_a_birth_since_2000_and_an_unknown_birth_date_are_understood(typed: str) -> None:
    assert NationalNumber.parse(typed, allow_test=False).formatted == typed


@pytest.mark.parametrize("typed", ["98.47.28-997.65", "01.49.07-001.85"])
def test_a_bis_number_counts_as_much_as_a_national_number(typed: str) -> None:
    assert NationalNumber.parse(typed, allow_test=False).kind is NationalNumberKind.BIS


@pytest.mark.parametrize("typed", ["", "8507300332", "850730033288", "85O73003328", "٨٥٠٧٣٠٠٣٣٢٨", "x" * 500])
def test_what_is_not_eleven_digits_is_refused_at_the_field(typed: str) -> None:
    with pytest.raises(NationalNumberMalformed, match="11 cijfers") as caught:
        NationalNumber.parse(typed, allow_test=True)
    assert caught.value.field == "national_number"


def test_a_birth_in_a_thirteenth_month_is_refused() -> None:
    with pytest.raises(NationalNumberBirthImpossible):
        NationalNumber.parse(f"851330033{97 - 851330033 % 97:02d}", allow_test=True)


def test_a_test_number_with_day_32_is_refused() -> None:
    with pytest.raises(NationalNumberBirthImpossible):
        NationalNumber.parse(f"856732033{97 - 856732033 % 97:02d}", allow_test=True)


@given(st.dates(date(1930, 1, 1), date(1999, 12, 31)), st.integers(1, 998), st.integers(2, 10), st.integers(1, 9))
def test_one_digit_typed_wrong_never_passes_as_another_person(
    birth: date, counter: int, place: int, shift: int
) -> None:
    base = f"{birth:%y%m%d}{counter:03d}"
    right = f"{base}{97 - int(base) % 97:02d}"
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]
    assert NationalNumber.parse(right, allow_test=False).compact == right
    with pytest.raises(NationalNumberRefused):
        NationalNumber.parse(wrong, allow_test=False)


def test_a_wrong_check_digit_says_so() -> None:
    with pytest.raises(NationalNumberChecksumWrong, match="laatste twee cijfers"):
        NationalNumber.parse("85.07.30-033.29", allow_test=False)


@given(births, st.integers(1, 998))
def test_test_numbers_are_read_in_tests_and_refused_in_production(birth: date, counter: int) -> None:
    text = make_test_number(birth, counter)
    assert NationalNumber.parse(text, allow_test=True).kind is NationalNumberKind.TEST
    with pytest.raises(FictitiousNumberRefused, match="testnummer"):
        NationalNumber.parse(text, allow_test=False)


@given(births)
def test_numbers_that_are_never_issued_are_refused_in_production(birth: date) -> None:
    text = make_unissued_bis(birth)
    number = NationalNumber.parse(text, allow_test=True)
    assert number.kind is NationalNumberKind.BIS
    assert number.is_fictitious
    with pytest.raises(FictitiousNumberRefused):
        NationalNumber.parse(text, allow_test=False)


@pytest.mark.parametrize("base", ["850730000", "850730999"])
def test_a_national_number_with_a_counter_that_nobody_gets_is_refused(base: str) -> None:
    with pytest.raises(FictitiousNumberRefused):
        NationalNumber.parse(f"{base}{97 - int(base) % 97:02d}", allow_test=False)


def test_a_test_number_needs_a_counter_that_exists() -> None:
    with pytest.raises(ValueError, match="outside"):
        make_test_number(date(1985, 7, 30), 999)


@given(births, st.integers(1, 998))
def test_a_number_never_reaches_a_log_by_accident(birth: date, counter: int) -> None:
    number = NationalNumber.parse(make_test_number(birth, counter), allow_test=True)
    shown = f"{number} {number!r} {[number]} {number!s:>40}"
    assert number.compact not in shown
    assert number.formatted not in shown


@pytest.mark.parametrize("typed", ["85.07.30-033.29", "85.07.30-03", "85.67.30-033.07"])
def test_no_refusal_repeats_the_number(typed: str) -> None:
    with pytest.raises(NationalNumberRefused) as caught:
        NationalNumber.parse(typed, allow_test=False)
    assert typed not in str(caught.value)
    assert typed not in repr(caught.value)


def test_an_officer_sees_the_number_without_the_birth_part() -> None:
    assert NationalNumber.parse("85.07.30-033.28", allow_test=False).masked == "••.••.••-033.28"


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_never_a_crash(text: str) -> None:
    with suppress(NationalNumberRefused):
        NationalNumber.parse(text, allow_test=True)
