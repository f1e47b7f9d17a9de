"""Random walks over silence, disputes and pay: no minute is lost, paid twice, or paid beyond what was reported."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.story import Story

from loopbaankrediet.flows.confirm_module import confirm_module
from loopbaankrediet.flows.decide_dispute import decide_dispute
from loopbaankrediet.flows.dispute_hours import dispute_hours
from loopbaankrediet.flows.follow_silence import follow_silence
from loopbaankrediet.flows.prove_rooms import prove_rooms
from loopbaankrediet.flows.recover_disputed import recover_disputed
from loopbaankrediet.guidance.actions.disputes import answer_dispute
from loopbaankrediet.guidance.actions.silence import pass_notice_on
from loopbaankrediet.guidance.actions.tracks import end_track
from loopbaankrediet.guidance.models import Dispute, GuidanceModule, Notice
from loopbaankrediet.guidance.queries import minutes_delivered
from loopbaankrediet.guidance.states import DisputeState, ModuleState
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.amounts import cents_for
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.batches import approve_batch, discard_batch, make_batch
from loopbaankrediet.payments.models import Claim, ClaimState, PaymentBatch

GRANTED = 360
UNDER_WAY = (ModuleState.RESERVED, ModuleState.STARTED, ModuleState.REPORTED)
WALKS = 300 if os.environ.get("LOOPBAANKREDIET_LONG") == "1" else 10

which = st.integers(0, 3)
minutes = st.integers(-5, 125)
someone = st.sampled_from(["an", "dirk", "omar", "petra", "quinten"])


class Hours(RuleBasedStateMachine):
    """Every rule tries an act on some module, by someone who may or may not do it."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.story = Story()
        self.story.apply("an")
        self.track = self.story.sign("an", "dirk")

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def attempt(self, act: Callable[..., object], by: str, **arguments: Any) -> None:
        """Do it; a refusal is fine, and must leave nothing behind (the invariants look)."""
        try:
            with transaction.atomic():
                act(**arguments, **self.story.act(by))
        except DomainError:
            pass

    def modules(self) -> list[GuidanceModule]:
        return list(GuidanceModule.objects.order_by("number"))

    def module(self, number: int) -> GuidanceModule:
        found = self.modules()
        return found[number % len(found)]

    @rule(talk=st.sampled_from([15, 45, 60, 120]))
    def deliver(self, talk: int) -> None:
        last = self.modules()[-1]
        self.attempt(lambda **_: self.story.talk("dirk", last.id, talk), "dirk")
        self.attempt(lambda **_: self.story.report("dirk", last.id), "dirk")

    @rule(number=which, by=someone)
    def confirm(self, number: int, by: str) -> None:
        self.attempt(confirm_module, by, module_id=self.module(number).id)

    @rule(number=which, given_minutes=minutes, by=st.sampled_from(["an", "an", "dirk"]))
    def dispute(self, number: int, given_minutes: int, by: str) -> None:
        module_id = self.module(number).id
        self.attempt(dispute_hours, by, module_id=module_id, given_minutes=given_minutes, why="Nee.")

    @rule(number=which, by=st.sampled_from(["dirk", "els"]))
    def answer(self, number: int, by: str) -> None:
        self.attempt(answer_dispute, by, module_id=self.module(number).id, text="Toch wel.")

    @rule(number=which, decided=minutes, by=st.sampled_from(["omar", "omar", "petra"]))
    def decide(self, number: int, decided: int, by: str) -> None:
        self.attempt(decide_dispute, by, module_id=self.module(number).id, minutes=decided, reasons="Zo was het.")

    @rule(number=which)
    def note_recovery(self, number: int) -> None:
        self.attempt(recover_disputed, "omar", module_id=self.module(number).id)

    @rule(days=st.sampled_from([0, 1, 4, 5, 11, 61]))
    def days_pass(self, days: int) -> None:
        self.story.pass_days(days)
        follow_silence(by=SYSTEM, clock=self.story.clock)

    @rule()
    def silence_to_the_end(self) -> None:
        for days in (0, 5, 5, 4):
            self.days_pass(days)
            for module in GuidanceModule.objects.filter(state="reported"):
                self.story.see("an", module.id)

    @rule(channel=st.sampled_from(["phone", "letter"]))
    def pass_on(self, channel: str) -> None:
        for notice in Notice.objects.filter(passed_on=None).order_by("shown_at"):
            day = self.story.clock.today()
            self.attempt(pass_notice_on, "omar", notice_id=notice.id, channel=channel, passed_on=day)

    @rule()
    def batch(self) -> None:
        self.attempt(make_batch, "petra")

    @rule(number=which, act=st.sampled_from([approve_batch, discard_batch]))
    def decide_on_batch(self, number: int, act: Callable[..., object]) -> None:
        batches = list(PaymentBatch.objects.order_by("made_at", "id"))
        if batches:
            self.attempt(act, "quinten", batch_id=batches[number % len(batches)].id)

    @rule()
    def stop(self) -> None:
        self.attempt(end_track, "an", track_id=self.track.id)

    @invariant()
    def the_ledger_adds_up(self) -> None:
        assert prove().breaks == prove_rooms().breaks == ()

    @invariant()
    def every_minute_is_free_held_or_claimed(self) -> None:
        purse = self.story.balance("an")
        claimed = standing().aggregate(total=Sum("minutes"))["total"] or 0
        under_way = sum(module.minutes for module in self.modules() if module.state in UNDER_WAY)
        disputed = sum(dispute.disputed_minutes for dispute in held())
        assert (purse.received, purse.spent, purse.held) == (GRANTED, claimed, under_way + disputed)
        assert purse.available == GRANTED - claimed - under_way - disputed >= 0

    @invariant()
    def nothing_is_paid_beyond_what_was_reported(self) -> None:
        for module in self.modules():
            delivered = minutes_delivered(module)
            found = standing().filter(module=module).aggregate(minutes=Sum("minutes"), cents=Sum("public_cents"))
            assert (found["minutes"] or 0) <= delivered
            assert (found["cents"] or 0) == cents_for(found["minutes"] or 0, module.public_cents_per_hour)

    @invariant()
    def what_was_decided_is_what_is_paid_or_recovered(self) -> None:
        for dispute in Dispute.objects.filter(decided_minutes__isnull=False):
            paid = standing().filter(module_id=dispute.module_id).aggregate(total=Sum("minutes"))["total"] or 0
            assert paid - dispute.recover_minutes == (dispute.decided_minutes or 0) // 15 * 15

    @invariant()
    def the_money_held_is_that_of_the_minutes_held(self) -> None:
        years = (2027, 2028, 2029, 2030, 2031)
        kept = sum(balance(accounts.commitment(year)).held for year in years)
        price = self.modules()[0].public_cents_per_hour
        under_way = sum(cents_for(m.minutes, price) for m in self.modules() if m.state in UNDER_WAY)
        disputed = sum(
            cents_for(dispute.agreed_minutes + dispute.disputed_minutes, price)
            - cents_for(dispute.agreed_minutes, price)
            for dispute in held()
        )
        assert kept == under_way + disputed

    @invariant()
    def the_counsellor_is_owed_what_stands_and_did_not_leave(self) -> None:
        unpaid = standing().filter(state__in=[ClaimState.OPEN, ClaimState.BATCHED])
        owed = unpaid.aggregate(total=Sum("public_cents"))["total"] or 0
        assert balance(accounts.payable(self.track.counsellor_id)).available == owed


def standing() -> Any:
    return Claim.objects.exclude(state=ClaimState.WITHDRAWN)


def held() -> Any:
    waiting = Dispute.objects.filter(state__in=[DisputeState.OPEN, DisputeState.ANSWERED])
    return waiting.filter(minutes_hold__isnull=False).order_by("opened_at")


@pytest.mark.django_db
def test_no_walk_over_silence_and_disputes_loses_or_doubles_a_minute_or_a_cent() -> None:
    run_state_machine_as_test(
        Hours,
        settings=settings(
            max_examples=WALKS, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
