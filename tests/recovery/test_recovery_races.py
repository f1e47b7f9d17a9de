"""Two officers at the same moment: nothing is kept back twice, no minute is asked back twice."""

import threading
import time
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import IntegrityError, connections, transaction
from django.db.models import Sum
from tests.conftest import AtOnce
from tests.recovery.recovering import FULL, Case
from tests.story import Story

from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions import batches
from loopbaankrediet.payments.errors import PaymentAppropriationUsed
from loopbaankrediet.payments.models import Claim, Deduction, PaymentBatch, SetOff
from loopbaankrediet.recovery.actions import opening
from loopbaankrediet.recovery.actions.repaying import start_set_off
from loopbaankrediet.recovery.errors import TooManyMinutes
from loopbaankrediet.recovery.models import ClaimRecovered, Recovery
from loopbaankrediet.recovery.states import RecoveryGround

SMALL = 15
HELD_SECONDS = 0.7

Act = Callable[[], object]


@pytest.fixture
def case(committed_database: str) -> Case:
    case = Case(Story())
    case.confirm()
    case.pay()
    return case


def second_during_first(at_once: AtOnce, first: Act, between: Act, second: Act) -> list[object]:
    """The first act stays uncommitted while something else is done and the second act begins."""
    begun, ready = threading.Event(), threading.Event()

    def holding() -> object:
        with transaction.atomic():
            done = first()
            begun.set()
            ready.wait(20)
            time.sleep(HELD_SECONDS)
            return done

    def following() -> object:
        begun.wait(20)
        try:
            between()
        finally:
            ready.set()
        return second()

    return at_once([holding, following])


def two_batches(case: Case, at_once: AtOnce) -> list[object]:
    """A batch of the second module that is not saved yet, while the third is confirmed and goes in another batch."""
    recovery = case.owed(SMALL)
    case.keep_back(recovery.id)
    track = GuidanceModule.objects.earliest("reserved_on").track
    case.story.deliver("an", "dirk", track, 2)
    return second_during_first(at_once, case.draft, lambda: case.story.deliver("an", "dirk", track, 3), case.draft)


def kept() -> int:
    return int(SetOff.objects.aggregate(total=Sum("cents"))["total"])


def test_two_batches_at_once_keep_a_debt_back_once(case: Case, at_once: AtOnce) -> None:
    drafts = two_batches(case, at_once)
    assert all(isinstance(draft, PaymentBatch) for draft in drafts), drafts
    assert kept() == Recovery.objects.get().cents
    for draft in PaymentBatch.objects.filter(state="draft").order_by("made_at"):
        case.approve(draft)
    assert (case.receivable(), prove().breaks) == (0, ())


def test_without_the_lock_the_database_refuses_what_is_kept_back_twice(
    case: Case, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "lock_deductions", lambda: None)
    outcomes = two_batches(case, at_once)
    assert isinstance(outcomes[1], IntegrityError), outcomes
    assert "more is set off than was ordered" in str(outcomes[1])
    assert kept() == Recovery.objects.get().cents


def test_without_lock_and_referee_both_would_keep_it_back_and_the_ledger_stops_the_second(
    case: Case, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "lock_deductions", lambda: None)
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP TRIGGER within_its_order ON payments_setoff")
    two_batches(case, at_once)
    assert kept() == 2 * Recovery.objects.get().cents
    first, second = PaymentBatch.objects.filter(state="draft").order_by("made_at")
    batches.approve_batch(batch_id=first.id, **case.story.act("quinten"))
    with pytest.raises(PaymentAppropriationUsed):
        batches.approve_batch(batch_id=second.id, **case.story.act("quinten"))
    assert prove().breaks == ()


def two_recoveries(case: Case, at_once: AtOnce) -> list[object]:
    case.open(15, RecoveryGround.MISTAKE)
    return second_during_first(
        at_once,
        lambda: case.open(60, RecoveryGround.NO_SHOW),
        lambda: None,
        lambda: case.open(60, RecoveryGround.DISPUTED_HOURS),
    )


def test_two_recoveries_at_once_ask_back_no_more_than_was_paid(case: Case, at_once: AtOnce) -> None:
    outcomes = two_recoveries(case, at_once)
    assert isinstance(outcomes[0], Recovery)
    assert isinstance(outcomes[1], TooManyMinutes)
    assert case.receivable() == FULL * 75 // 120
    assert prove().breaks == ()


def test_without_the_lock_the_database_refuses_the_second_recovery(
    case: Case, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlocked(claim_id: UUID, *, by: object) -> Claim:
        return Claim.objects.select_related("module", "counsellor").get(id=claim_id)

    monkeypatch.setattr(opening, "lock_claim", unlocked)
    outcomes = two_recoveries(case, at_once)
    assert isinstance(outcomes[1], IntegrityError), outcomes
    assert "_within_claim" in str(outcomes[1])
    assert ClaimRecovered.objects.get().minutes == 75


def test_a_double_click_orders_one_set_off(case: Case, at_once: AtOnce) -> None:
    recovery = case.owed()
    act = case.story.act("dirk") | {"recovery_id": recovery.id}
    outcomes = at_once([lambda: start_set_off(**act)] * 3)
    assert all(isinstance(outcome, Recovery) for outcome in outcomes), outcomes
    assert Deduction.objects.filter(stopped_at=None).count() == 1
