"""An undue payment comes back without anybody losing what is hers: the story, step by step."""

from uuid import uuid4

import pytest
from tests.recovery.recovering import DAYS_TO_ANSWER, FULL, QUARTER, Case
from tests.rooms.bank_loop import money
from tests.story import Story

from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.models import ClaimState, PaymentFile, PaymentItem
from loopbaankrediet.recovery.balances import standing
from loopbaankrediet.recovery.models import Recovery
from loopbaankrediet.recovery.states import Ground, RecoveryState

HALF = FULL // 2


@pytest.fixture
def case(db: None) -> Case:
    return Case(Story())


def test_undue_hours_return_to_the_citizen_and_the_money_becomes_receivable(case: Case) -> None:
    case.confirm()
    case.pay()
    free = case.story.balance("an").available
    recovery = case.open(60)
    assert (recovery.state, recovery.cents, recovery.minutes) == (RecoveryState.INTENTION, HALF, 60)
    assert case.story.balance("an").available == free + 60
    assert case.receivable() == HALF
    assert money()["settled"] == FULL - HALF
    assert prove().breaks == ()


def test_a_quarter_of_each_later_payment_is_kept_back_until_nothing_is_open(case: Case) -> None:
    case.confirm(3)
    claims = [case.claim(number) for number in (1, 2, 3)]
    assert [claim.state for claim in claims] == [ClaimState.OPEN] * 3
    case.pay()
    assert money()["settled"] == 3 * FULL
