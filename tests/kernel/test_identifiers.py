"""Account and enterprise numbers: a typing error is caught before money leaves for someone else's account."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.kernel.identifiers import (
    EnterpriseNumberRefused,
    IbanChecksumWrong,
    IbanMalformed,
    IbanOutsideSepa,
    IbanRefused,
    bic_of,
    format_iban,
    mask_iban,
    parse_enterprise_number,
    parse_iban,
)


@pytest.mark.parametrize("typed", ["BE71096123456769", "be71 0961 2345 6769", "BE71-0961-2345-6769"])
def test_a_belgian_account_may_be_typed_in_any_usual_way(typed: str) -> None:
    assert parse_iban(typed) == "BE71096123456769"


@pytest.mark.parametrize("typed", ["NL91ABNA0417164300", "FR1420041010050500013M02606", "DE89 3704 0044 0532 0130 00"])
def test_an_account_elsewhere_in_sepa_can_be_paid(typed: str) -> None:
    assert parse_iban(typed) == typed.replace(" ", "")


def test_an_account_outside_sepa_is_refused() -> None:
    with pytest.raises(IbanOutsideSepa, match="SEPA"):
        parse_iban("TR330006100519786457841326")


@pytest.mark.parametrize("typed", ["BE72096123456769", "BE71096123456768", "NL91ABNA0417164301"])
def test_a_digit_typed_wrong_in_an_account_is_caught(typed: str) -> None:
    with pytest.raises(IbanChecksumWrong) as caught:
        parse_iban(typed)
    assert caught.value.field == "iban"
    assert typed not in str(caught.value)


@pytest.mark.parametrize(
    "typed", ["", "BE", "BE7109612345676", "XX71096123456769", "BE71096123456769A", "ＢＥ７１", "🏦"]
)
def test_what_is_no_account_number_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(IbanRefused):
        parse_iban(typed)


@pytest.mark.parametrize(
    "typed", ["geenrekening", "BE7109612345676", "BE71 0961 2345 67690", "BEXX0961234567", "NL91ABNA041716430", "BE71"]
)
def test_letters_or_too_few_digits_are_told_as_such_and_not_as_wrong_check_digits(typed: str) -> None:
    with pytest.raises(IbanMalformed, match="telt 14 cijfers"):
        parse_iban(typed)


def test_a_belgian_account_of_a_bank_that_does_not_exist_is_refused() -> None:
    with pytest.raises(IbanMalformed):
        parse_iban("BE83138811735115")


def test_an_account_is_printed_in_groups_and_masked_in_the_middle() -> None:
    assert format_iban("BE71096123456769") == "BE71 0961 2345 6769"
    assert mask_iban("BE71096123456769") == "BE71 •••• •••• 6769"
    assert mask_iban("FR1420041010050500013M02606") == "FR14 •••• •••• •••• •••• •••2 606"


def test_the_bank_of_a_belgian_account_is_known_and_of_others_not() -> None:
    assert bic_of("BE71096123456769") == "GKCCBEBB"
    assert bic_of("BE83138811735115") is None
    assert bic_of("NL91ABNA0417164300") is None


@pytest.mark.parametrize("typed", ["0403.019.261", "BE 0403 019 261", "403019261", "BE0403019261"])
def test_an_enterprise_number_is_kept_in_its_printed_form(typed: str) -> None:
    assert parse_enterprise_number(typed) == "0403.019.261"


@pytest.mark.parametrize("typed", ["", "0403.019.262", "2403.019.261", "04030192611", "abc", "٠٤٠٣٠١٩٢٦١"])
def test_a_wrong_enterprise_number_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(EnterpriseNumberRefused, match="10 cijfers") as caught:
        parse_enterprise_number(typed)
    assert caught.value.field == "enterprise_number"


@given(st.text(max_size=40))
def test_any_text_is_an_account_or_refused_never_a_crash(text: str) -> None:
    for parse in (parse_iban, parse_enterprise_number):
        with suppress(DomainError):
            parse(text)
