"""Amounts and codes that hold for any number: VAT inside, check digits, and what a bank's app reads."""

import pytest
import segno
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from loopbaankrediet.contributions.due import FIRST_REFERENCE, read_reference, reference_of
from loopbaankrediet.contributions.queries import shares_of_track
from loopbaankrediet.contributions.request import epc_text, payment_request, qr_svg
from loopbaankrediet.contributions.vat import split
from loopbaankrediet.kernel.reference import StructuredCommunication, StructuredCommunicationRefused
from tests.contributions.conftest import Shares

HOLDS = st.integers(1, 4_999_999_999)
PAYLOAD = """BCD
002
1
SCT
{bic}
Vlaamse overheid, departement WEWIS
{iban}
EUR50.00


{reference}"""


@given(st.integers(0, 10**9), st.integers(0, 100))
def test_net_and_vat_are_the_whole_amount(cents: int, percent: int) -> None:
    found = split(cents, percent)
    assert found.net + found.vat == cents
    assert abs(found.net * percent - found.vat * 100) <= 100 + percent


def test_the_full_fee_of_an_hour_is_ninety_euro_without_vat() -> None:
    assert (split(10_890, 21).net, split(10_890, 0).vat) == (9_000, 0)


@given(HOLDS)
def test_the_check_digits_are_the_rest_of_ninety_seven(hold: int) -> None:
    digits = reference_of(hold).digits
    assert int(digits[:10]) == FIRST_REFERENCE + hold
    assert int(digits[10:]) == (int(digits[:10]) % 97 or 97)


@given(HOLDS, st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(hold: int, place: int, more: int) -> None:
    digits = reference_of(hold).digits
    wrong = digits[:place] + str((int(digits[place]) + more) % 10) + digits[place + 1 :]
    with pytest.raises(StructuredCommunicationRefused):
        read_reference(wrong)


@given(HOLDS)
def test_a_printed_communication_is_read_back(hold: int) -> None:
    reference = reference_of(hold)
    assert {read_reference(text) for text in (reference.formatted, reference.digits)} == {reference}


def test_the_code_holds_the_payment_line_by_line(shares: Shares, platform_collects: None) -> None:
    (view,) = shares_of_track(shares.track.id, by=shares.story.actor("an"))
    request = payment_request(view)
    assert request is not None
    iban = settings.DEBTOR_IBAN.replace(" ", "")
    expected = PAYLOAD.format(bic=epc_text("", iban, 1, reference_of(1)).split("\n")[4], iban=iban, reference="{}")
    text = expected.format(view.reference)
    assert request.qr == qr_svg(text)
    code = segno.make(text, micro=False, error="m", boost_error=False, encoding="utf-8")
    assert request.qr == code.svg_inline(scale=4, border=4, light="#fff")
    assert (request.reference, request.cents) == (view.reference, 5_000)


def test_no_line_of_the_code_is_longer_than_the_standard_allows() -> None:
    reference = StructuredCommunication.from_number(1)
    lines = epc_text("Zoë & Zonen, " + "é" * 100, "BE71096123456769", 1, reference).split("\n")
    assert [len(line) for line in lines] == [3, 3, 1, 3, 8, 70, 16, 7, 0, 0, 20]
    assert lines[7] == "EUR0.01"


def test_nothing_is_asked_when_all_is_paid_or_the_counsellor_collects(shares: Shares) -> None:
    (view,) = shares_of_track(shares.track.id, by=shares.story.actor("an"))
    assert payment_request(view) is None
