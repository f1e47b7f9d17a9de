"""Jobs, officers and refunds at the same moment: an own share is paid on once, and for the hours that stand."""

import threading
from collections.abc import Callable
from itertools import count

import pytest
from django.db import transaction

from loopbaankrediet.contributions.actions.settling import settle_closed
from loopbaankrediet.payments.actions import own_shares
from loopbaankrediet.payments.actions.batches import discard_batch, make_batch
from loopbaankrediet.payments.errors import BatchOutdated, NothingToPay
from loopbaankrediet.payments.models import BatchState, Claim, Fund, OwnShareDebt, PaymentBatch
from loopbaankrediet.recovery.actions.opening import open_recovery
from loopbaankrediet.recovery.states import RecoveryGround
from tests.conftest import AtOnce
from tests.contributions.conftest import MODULE, Shares
from tests.contributions.paying_on import PaidOn
from tests.story import Story

pytestmark = pytest.mark.usefixtures("platform_collects")
HALF = MODULE // 2


@pytest.fixture
def paid_on(committed_database: str, platform_collects: None) -> PaidOn:
    paid_on = PaidOn(Shares(Story()))
    paid_on.deliver()
    return paid_on


@pytest.mark.parametrize("is_control", [False, True])
def test_two_jobs_at_once_claim_a_share_once(
    paid_on: PaidOn, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch, is_control: bool
) -> None:
    """The control looks at the module without locking it, and waits: both claim the whole share."""
    settle_closed(clock=paid_on.story.clock)
    if is_control:
        monkeypatch.setattr(own_shares, "_locked", unlocked(own_shares._locked))
        monkeypatch.setattr(own_shares, "next_part_number", iter_of_parts())
    outcomes = at_once([paid_on.job, paid_on.job])
    assert not [one for one in outcomes if isinstance(one, Exception)], outcomes
    assert len(paid_on.claims()) == 1 + is_control


def unlocked(locked: Callable[..., object]) -> Callable[..., object]:
    """What both hands saw before either wrote."""
    seen = threading.Barrier(2)

    def look(*args: object, **kwargs: object) -> object:
        with transaction.atomic():
            found = locked(*args, **kwargs)
            transaction.set_rollback(True)
        seen.wait(10)
        return found

    return look


def iter_of_parts() -> Callable[[object], int]:
    numbers = count(10)
    return lambda module_id: next(numbers)


def test_two_officers_at_once_make_one_order(paid_on: PaidOn, at_once: AtOnce) -> None:
    paid_on.job()
    acts = [paid_on.story.act(name) for name in ("petra", "quinten")]
    outcomes = at_once([lambda act=act: make_batch(fund=Fund.OWN_SHARE, **act) for act in acts])  # type: ignore[misc]
    assert sorted(type(one).__name__ for one in outcomes) == ["NothingToPay", "PaymentBatch"]
    assert any(isinstance(one, NothingToPay) for one in outcomes)


def test_a_refund_and_an_approval_at_once_pay_on_no_hour_that_was_undue(paid_on: PaidOn, at_once: AtOnce) -> None:
    paid_on.job()
    draft = paid_on.draft()
    public = make_batch(**paid_on.story.act("petra"))
    paid_on.approve(public)
    claim = Claim.objects.get(fund=Fund.PUBLIC)
    act = paid_on.story.act("petra")
    open_recovery(claim_id=claim.id, minutes=60, ground=RecoveryGround.DISPUTED_HOURS, **act)
    approved, refunded = at_once([lambda: paid_on.approve(draft), paid_on.refund_all])
    assert not isinstance(refunded, Exception), refunded
    if isinstance(approved, BatchOutdated):
        assert (paid_on.claims(), OwnShareDebt.objects.count()) == ([("open", HALF)], 0)
        discard_batch(batch_id=draft.id, **paid_on.story.act("petra"))
        paid_on.send()
    else:
        assert (paid_on.claims(), OwnShareDebt.objects.get().cents) == ([("sent", MODULE)], HALF)
    assert PaymentBatch.objects.filter(state=BatchState.APPROVED, fund=Fund.OWN_SHARE).count() == 1
    paid_on.check()
