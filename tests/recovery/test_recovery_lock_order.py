"""Who approves a batch and who agrees that money came back never wait for each other for ever."""

import threading

import pytest
from tests.conftest import AtOnce
from tests.recovery.recovering import Case
from tests.story import Story

from loopbaankrediet.flows import approve_payments as flow
from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.models import PaymentBatch
from loopbaankrediet.recovery.actions import repaying
from loopbaankrediet.recovery.actions.ending import note_set_off
from loopbaankrediet.recovery.actions.repaying import agree_repayment, propose_repayment
from loopbaankrediet.recovery.models import Repayment
from loopbaankrediet.recovery.money import receive

MEETING_SECONDS = 2


def meeting_before(gate: threading.Barrier, act: object) -> object:
    """The act, after the other side came as far, or could not."""

    def wait_and_act(*args: object, **kwargs: object) -> object:
        try:
            gate.wait(MEETING_SECONDS)
        except threading.BrokenBarrierError:
            gate.reset()
        assert callable(act)
        return act(*args, **kwargs)

    return wait_and_act


def test_a_batch_that_leaves_and_money_that_came_back_do_not_block_each_other(
    committed_database: str, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Case(Story())
    case.confirm()
    case.pay()
    recovery = case.owed(60)
    found = propose_repayment(recovery_id=recovery.id, unmatched_id=case.incoming(100).id, **case.story.act("petra"))
    case.keep_back(recovery.id)
    case.story.deliver("an", "dirk", GuidanceModule.objects.earliest("reserved_on").track, 2)
    batch = case.draft()
    gate = threading.Barrier(2)
    monkeypatch.setattr(flow, "note_set_off", meeting_before(gate, note_set_off))
    monkeypatch.setattr(repaying, "receive", meeting_before(gate, receive))
    approved = case.story.act("quinten") | {"batch_id": batch.id}
    agreed = case.story.act("quinten") | {"repayment_id": found.id}
    outcomes = at_once([lambda: flow.approve_payments(**approved), lambda: agree_repayment(**agreed)])
    assert any(isinstance(outcome, PaymentBatch | Repayment) for outcome in outcomes)
    assert not any("deadlock" in repr(outcome) for outcome in outcomes), outcomes
    assert prove().breaks == ()
