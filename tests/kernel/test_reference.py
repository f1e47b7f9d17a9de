"""A structured communication finds the payment back: it must always check."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopbaankrediet.kernel.reference import StructuredCommunication, StructuredCommunicationRefused


@given(st.integers(0, 9_999_999_999))
def test_every_count_gives_a_reference_that_a_bank_accepts(number: int) -> None:
    reference = StructuredCommunication.from_number(number)
    assert StructuredCommunication.parse(reference.formatted) == reference
    assert StructuredCommunication.parse(reference.digits) == reference


def test_a_reference_is_printed_as_on_a_payment_slip() -> None:
    assert str(StructuredCommunication.from_number(108_068_171)) == "+++010/8068/17183+++"


def test_the_check_digits_are_97_when_nothing_remains() -> None:
    assert StructuredCommunication.from_number(97).digits == "000000009797"


@pytest.mark.parametrize("number", [-1, 10_000_000_000])
def test_a_count_that_does_not_fit_is_an_error(number: int) -> None:
    with pytest.raises(ValueError, match="ten digits"):
        StructuredCommunication.from_number(number)


@pytest.mark.parametrize("typed", ["", "+++010/8068/17184+++", "010806817", "mededeling"])
def test_a_reference_typed_wrong_is_refused(typed: str) -> None:
    with pytest.raises(StructuredCommunicationRefused) as caught:
        StructuredCommunication.parse(typed)
    assert caught.value.field == "reference"
