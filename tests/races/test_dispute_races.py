"""Silence, a confirmation and a dispute at the same moment: one of them happens, whole, and the others see it."""

import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connections, transaction
from django.db.models import F

from loopbaankrediet.flows import follow_silence as silence_flow
from loopbaankrediet.flows.confirm_module import confirm_module
from loopbaankrediet.flows.decide_dispute import Ruling, decide_dispute
from loopbaankrediet.flows.dispute_hours import dispute_hours
from loopbaankrediet.flows.follow_silence import follow_silence, take_step
from loopbaankrediet.guidance.actions.disputes import answer_dispute
from loopbaankrediet.guidance.models import Dispute, GuidanceModule, Notice, Track
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.errors import DomainError, WrongState
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch
from loopbaankrediet.payments.models import Claim, ClaimState
from tests.conftest import AtOnce
from tests.story import Story

pytestmark = pytest.mark.race


@pytest.fixture
def story(committed_database: str) -> Story:
    story = Story()
    story.apply("an")
    return story


@pytest.fixture
def module(story: Story) -> GuidanceModule:
    """Reported, asked and reminded: today silence counts."""
    module = story.module(story.sign("an", "dirk"))
    story.talk("dirk", module.id)
    story.report("dirk", module.id)
    for days in (0, 5, 5):
        story.pass_days(days)
        follow_silence(by=SYSTEM, clock=story.clock)
        story.see("an", module.id)
    story.pass_days(4)
    return module


def steps_of(story: Story, module: GuidanceModule) -> list[Callable[[], object]]:
    confirm, dispute = story.act("an"), story.act("an")
    return [
        lambda: take_step(module_id=module.id, by=SYSTEM, clock=story.clock),
        lambda: confirm_module(module_id=module.id, **confirm),
        lambda: dispute_hours(module_id=module.id, given_minutes=60, why="", **dispute),
        lambda: take_step(module_id=module.id, by=SYSTEM, clock=story.clock),
    ]


def test_silence_confirmation_and_dispute_at_once_never_pay_a_minute_twice(
    story: Story, module: GuidanceModule, at_once: AtOnce
) -> None:
    """A dispute may still follow on silence that was first; nothing else can be together."""
    outcomes = at_once(steps_of(story, module))
    assert not [error for error in outcomes if isinstance(error, Exception) and not isinstance(error, DomainError)]
    standing = Claim.objects.exclude(state=ClaimState.WITHDRAWN)
    disputed = sum(dispute.disputed_minutes for dispute in Dispute.objects.all())
    assert sum(claim.minutes for claim in standing) + disputed == 120
    module.refresh_from_db()
    assert module.state in ("silent", "confirmed", "disputed")
    assert story.balance("an").spent == 120 - disputed
    assert prove().breaks == ()


def test_the_job_on_two_workers_takes_each_step_once(story: Story, module: GuidanceModule, at_once: AtOnce) -> None:
    outcomes = at_once([lambda: follow_silence(by=SYSTEM, clock=story.clock)] * 4)
    assert sorted(outcomes) == [0, 0, 0, 1]  # type: ignore[type-var]
    assert Claim.objects.count() == 1
    assert Notice.objects.count() == 3


def test_two_officers_decide_once(story: Story, module: GuidanceModule, at_once: AtOnce) -> None:
    dispute_hours(module_id=module.id, given_minutes=60, why="", **story.act("an"))
    answer_dispute(module_id=module.id, text="Het waren er twee.", **story.act("dirk"))
    acts = [story.act("omar") for _ in range(4)]
    outcomes = at_once(
        [
            lambda act=act, number=number: decide_dispute(  # type: ignore[misc]
                module_id=module.id, minutes=60 + 15 * number, reasons="Zo was het.", **act
            )
            for number, act in enumerate(acts)
        ]
    )
    assert sum(isinstance(outcome, Ruling) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, WrongState) for outcome in outcomes) == 3
    assert prove().breaks == ()


def test_a_dispute_and_the_approval_of_its_payment_leave_one_of_both(
    story: Story, module: GuidanceModule, at_once: AtOnce
) -> None:
    follow_silence(by=SYSTEM, clock=story.clock)
    draft = make_batch(**story.act("petra"))
    approve, dispute = story.act("quinten"), story.act("an")
    outcomes = at_once(
        [
            lambda: approve_batch(batch_id=draft.id, **approve),
            lambda: dispute_hours(module_id=module.id, given_minutes=60, why="", **dispute),
        ]
    )
    assert isinstance(outcomes[1], Dispute)
    left = Claim.objects.get(module=module, part=1).state == ClaimState.SENT
    assert isinstance(outcomes[0], DomainError) is not left
    assert (Dispute.objects.get().minutes_hold is None) is left
    assert prove().breaks == ()


def test_a_cut_in_the_middle_of_a_step_leaves_nothing_behind(
    story: Story, module: GuidanceModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power goes after the posting: the next run does the whole step, once."""

    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(silence_flow, "go_on", cut)
        with pytest.raises(KeyboardInterrupt):
            follow_silence(by=SYSTEM, clock=story.clock)
    assert Claim.objects.count() == 0
    assert follow_silence(by=SYSTEM, clock=story.clock) == 1
    assert Claim.objects.count() == 1
    assert prove().breaks == ()


def test_control_without_lock_and_constraints_silence_and_confirmation_both_pay(
    story: Story, module: GuidanceModule, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The race is real: with the row lock and the guards of the database taken away, a module is paid twice."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE payments_claim DROP CONSTRAINT one_claim_per_part_of_a_module")
        cursor.execute("DROP TRIGGER state_moves_by_the_table ON guidance_guidancemodule")
        cursor.execute("DROP INDEX ledger.hold_answered_once")
        cursor.execute("ALTER TABLE ledger.account DROP CONSTRAINT counters_from_zero")
    Notice.objects.filter(reached_on__isnull=True).update(reached_on=F("shown_on"))
    all_have_read = threading.Barrier(2)

    def read(module_id: UUID) -> tuple[Track, GuidanceModule]:
        found = GuidanceModule.objects.select_related("track").get(id=module_id)
        all_have_read.wait(timeout=10)
        return found.track, found

    for flow in ("follow_silence", "confirm_module"):
        monkeypatch.setattr(f"loopbaankrediet.flows.{flow}.lock_module", read)
        monkeypatch.setattr(f"loopbaankrediet.flows.{flow}.go_on", lambda *_, **__: None)
    at_once(steps_of(story, module)[:2])
    with transaction.atomic():
        assert Claim.objects.count() == 2
