"""The world that pages are timed in, made small: its books are right, and its pages open with as few questions."""

import pytest
from benchmarks.world._fill import Filling, Sizes
from benchmarks.world._pages import Measured, open_each
from benchmarks.world._people import number_of
from benchmarks.world._story import record

from loopbaankrediet.credit.models import Wallet
from loopbaankrediet.flows.prove_rooms import prove_rooms
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.kernel.national_number import NationalNumber, NationalNumberKind
from loopbaankrediet.ledger.verification import prove
from tests.web.test_query_ceilings import CEILINGS


@pytest.mark.usefixtures("committed_database")
def test_a_copied_world_has_right_books_and_quick_pages() -> None:
    Filling(record(), Sizes(wallets=300, counsellors=30, agreements=100)).fill()
    assert Wallet.objects.count() == 302  # with An's and Fatima's own
    assert 85 < Track.objects.count() <= 102
    assert prove().breaks == ()
    assert prove_rooms().breaks == ()
    opened = list(open_each(rounds=0))
    assert [one for one in opened if isinstance(one, str) and "(500)" in one] == []
    pages = [one for one in opened if isinstance(one, Measured)]
    assert len(pages) > 60
    over = [f'"{one.address}" = {one.queries}' for one in pages if one.queries > CEILINGS.get(one.place, 0)]
    assert not over, "\n" + "\n".join(over)


def test_people_of_the_world_have_numbers_that_nobody_can_have() -> None:
    numbers = [NationalNumber.parse(number_of(n), allow_test=True) for n in range(0, 6_006_000, 101_111)]
    assert {number.kind for number in numbers} == {NationalNumberKind.TEST}
    assert len({number.compact for number in numbers}) == len(numbers)
