"""A dispute never ends in a dead end, and no minute comes back twice, whatever was recovered before."""

import pytest
from tests.recovery.recovering import Case
from tests.rooms.test_dispute_hours import answered, blocked_by_the_bank, claims, disputed, ruled, silent
from tests.story import Story

from loopbaankrediet.flows import decide_dispute as flow
from loopbaankrediet.flows.recover_disputed import forgo_disputed
from loopbaankrediet.guidance.models import Dispute, GuidanceModule
from loopbaankrediet.guidance.states import DisputeState
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.errors import HoursDecided
from loopbaankrediet.recovery.actions.deciding import answer_recovery, decide_recovery
from loopbaankrediet.recovery.actions.opening import open_recovery
from loopbaankrediet.recovery.errors import ClaimIsBlocked, RecoveryRuns, StillToRecover
from loopbaankrediet.recovery.models import Forgone, Recovery
from loopbaankrediet.recovery.states import RecoveryGround


@pytest.fixture
def case(db: None) -> Case:
    case = Case(Story())
    case.story.apply("an")
    return case


@pytest.fixture
def module(case: Case) -> GuidanceModule:
    """Reported, and standing by silence."""
    module = case.story.module(case.story.sign("an", "dirk"))
    case.story.talk("dirk", module.id)
    case.story.report("dirk", module.id)
    return silent(case.story, module)


def disputed_and_heard(case: Case, module: GuidanceModule, given: int) -> None:
    disputed(case.story, module, given)
    answered(case.story, module)


def test_what_is_left_of_a_corrected_claim_can_be_disputed(case: Case, module: GuidanceModule) -> None:
    recovery = case.open(60, RecoveryGround.NO_SHOW)
    answer_recovery(recovery_id=recovery.id, text="Toch wel.", **case.story.act("dirk"))
    decide_recovery(recovery_id=recovery.id, reasons="Niemand kwam.", **case.story.act("quinten"))
    disputed_and_heard(case, module, 30)
    ruled(case.story, module, 120)
    assert [row[1] for row in claims(module) if row[4] != "withdrawn"] == [30, 30]
    assert prove().breaks == ()


def test_hours_that_an_officer_decides_on_already_are_not_disputed_again(case: Case, module: GuidanceModule) -> None:
    case.open(120, RecoveryGround.NO_SHOW)
    with pytest.raises(HoursDecided):
        disputed(case.story, module, 60)


def test_the_same_hour_is_not_recovered_again_by_a_dispute(case: Case, module: GuidanceModule) -> None:
    free = case.story.balance("an").available
    case.pay()
    case.open(60, RecoveryGround.NO_SHOW)
    disputed_and_heard(case, module, 60)
    ruling = ruled(case.story, module, 60)
    assert (ruling.recover, ruling.why_not, ruling.dispute.state) == (None, "", DisputeState.DECIDED)
    assert [row.minutes for row in Recovery.objects.all()] == [60]
    assert case.story.balance("an").available == free + 60
    assert prove().breaks == ()


def test_only_what_was_not_recovered_before_is_recovered_now(case: Case, module: GuidanceModule) -> None:
    case.pay()
    case.open(60, RecoveryGround.NO_SHOW)
    disputed_and_heard(case, module, 0)
    ruled(case.story, module, 0)
    assert sorted((row.minutes, row.ground) for row in Recovery.objects.all()) == [
        (60, "disputed_hours"),
        (60, "no_show"),
    ]


def stuck(case: Case, module: GuidanceModule) -> str:
    """A recovery on the same ground stands in the way; returns the words for the officer."""
    case.pay()
    disputed_and_heard(case, module, 0)
    case.open(30)
    ruling = ruled(case.story, module, 0)
    assert ruling.recover is not None
    assert ruling.recover.minutes == 90
    return ruling.why_not


def test_what_stands_in_the_way_is_told_and_can_be_closed_with_a_reason(case: Case, module: GuidanceModule) -> None:
    assert stuck(case, module) == RecoveryRuns.message
    free = case.story.balance("an").available
    forgo_disputed(module_id=module.id, reason="Loopt al.", **case.story.act("omar"))
    assert Dispute.objects.get().state == DisputeState.DECIDED
    assert Forgone.objects.get().minutes == 90
    assert case.story.balance("an").available == free + 90, "hours that were not given are hers"
    assert prove().breaks == ()


def test_what_can_be_recovered_is_not_let_go(
    case: Case, module: GuidanceModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.pay()
    disputed_and_heard(case, module, 0)
    with monkeypatch.context() as broken:
        broken.setattr(flow, "recover_disputed", blocked_by_the_bank)
        assert ruled(case.story, module, 0).why_not == ClaimIsBlocked.message
    with pytest.raises(StillToRecover):
        forgo_disputed(module_id=module.id, reason="Te veel werk.", **case.story.act("omar"))
    assert Dispute.objects.get().state == DisputeState.TO_RECOVER


def test_a_decided_dispute_makes_a_claim_smaller_at_once(case: Case, module: GuidanceModule) -> None:
    found = open_recovery(
        claim_id=case.claim().id,
        minutes=60,
        ground=RecoveryGround.DISPUTED_HOURS,
        was_heard=True,
        **case.story.act("omar"),
    )
    assert (found.state, found.held) == ("corrected", False)
