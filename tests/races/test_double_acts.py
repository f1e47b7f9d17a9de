"""Double clicks and two hands on one thing: an act happens once, whoever is first."""

import threading
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connections

from loopbaankrediet.flows.confirm_module import confirm_module
from loopbaankrediet.guidance.actions.codes import open_with_code
from loopbaankrediet.guidance.actions.tracks import sign_agreement
from loopbaankrediet.guidance.errors import AlreadyRunning, CodeRefused
from loopbaankrediet.guidance.models import GuidanceModule, Track
from loopbaankrediet.kernel.errors import DomainError, WrongState
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch
from loopbaankrediet.payments.models import Claim, PaymentBatch, PaymentFile
from tests.conftest import AtOnce
from tests.story import Story

pytestmark = pytest.mark.race


@pytest.fixture
def story(committed_database: str) -> Story:
    story = Story()
    story.apply("an")
    return story


def reported_module(story: Story) -> GuidanceModule:
    module = story.module(story.sign("an", "dirk"))
    story.talk("dirk", module.id)
    return story.report("dirk", module.id)


def test_two_counsellors_with_two_codes_cannot_reserve_the_same_minutes(story: Story, at_once: AtOnce) -> None:
    tracks = [story.propose("an", "dirk"), story.propose("an", "els")]
    acts = [story.act("an"), story.act("an")]
    outcomes = at_once(
        [lambda n=n: sign_agreement(track_id=tracks[n].id, version=1, early_start=True, **acts[n]) for n in range(2)]  # type: ignore[misc]
    )
    assert sum(isinstance(outcome, Track) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, AlreadyRunning) for outcome in outcomes) == 1
    assert (story.balance("an").held, story.balance("an").available) == (120, 240)


def test_a_double_click_on_confirm_makes_one_claim(story: Story, at_once: AtOnce) -> None:
    module, act = reported_module(story), story.act("an")
    outcomes = at_once([lambda: confirm_module(module_id=module.id, **act)] * 6)
    assert all(isinstance(outcome, GuidanceModule) for outcome in outcomes)
    assert Claim.objects.count() == 1


def test_two_windows_that_confirm_the_same_module_pay_once(story: Story, at_once: AtOnce) -> None:
    module = reported_module(story)
    acts = [story.act("an") for _ in range(6)]
    outcomes = at_once([lambda a=a: confirm_module(module_id=module.id, **a) for a in acts])  # type: ignore[misc]
    assert sum(isinstance(outcome, WrongState) for outcome in outcomes) == 5
    assert Claim.objects.count() == 1
    assert prove().breaks == ()


def test_a_code_opens_one_track_however_often_it_is_sent(story: Story, at_once: AtOnce) -> None:
    code = story.code("an", "dirk")
    acts = [story.act("dirk") for _ in range(6)]
    outcomes = at_once([lambda a=a: open_with_code(code=code, **a) for a in acts])  # type: ignore[misc]
    assert sum(isinstance(outcome, Track) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, CodeRefused) for outcome in outcomes) == 5


def test_two_officers_cannot_put_one_claim_in_two_batches(story: Story, at_once: AtOnce) -> None:
    story.confirm("an", reported_module(story).id)
    acts = [story.act("petra"), story.act("quinten")]
    outcomes = at_once([lambda a=a: make_batch(**a) for a in acts])  # type: ignore[misc]
    assert sum(isinstance(outcome, DomainError) for outcome in outcomes) == 1
    assert PaymentBatch.objects.count() == 1


def test_a_batch_that_is_approved_twice_leaves_once(story: Story, at_once: AtOnce) -> None:
    story.confirm("an", reported_module(story).id)
    batch = make_batch(**story.act("petra"))
    acts = [story.act("quinten") for _ in range(4)]
    outcomes = at_once([lambda a=a: approve_batch(batch_id=batch.id, **a) for a in acts])  # type: ignore[misc]
    assert sum(isinstance(outcome, WrongState) for outcome in outcomes) == 3
    assert PaymentFile.objects.count() == 1
    assert prove().breaks == ()


def test_control_without_lock_and_constraints_two_windows_make_two_claims(
    story: Story, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The race is real: with the row lock and the guards of the database taken away, one module is claimed twice."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE payments_claim DROP CONSTRAINT one_claim_per_part_of_a_module")
        cursor.execute("DROP TRIGGER state_moves_by_the_table ON guidance_guidancemodule")
        cursor.execute("DROP INDEX ledger.hold_answered_once")
        cursor.execute("ALTER TABLE ledger.account DROP CONSTRAINT counters_from_zero")
    all_have_read = threading.Barrier(4)
    monkeypatch.setattr("loopbaankrediet.flows.confirm_module.lock_module", reading_without_lock(all_have_read))
    monkeypatch.setattr("loopbaankrediet.flows.confirm_module.go_on", lambda *_, **__: None)
    module = reported_module(story)
    acts = [story.act("an") | {"key": uuid4()} for _ in range(4)]
    at_once([lambda a=a: confirm_module(module_id=module.id, **a) for a in acts])  # type: ignore[misc]
    assert Claim.objects.count() > 1


def reading_without_lock(all_have_read: threading.Barrier) -> Callable[[UUID], tuple[Track, GuidanceModule]]:
    def read(module_id: UUID) -> tuple[Track, GuidanceModule]:
        module = GuidanceModule.objects.select_related("track").get(id=module_id)
        all_have_read.wait(timeout=10)
        return module.track, module

    return read
