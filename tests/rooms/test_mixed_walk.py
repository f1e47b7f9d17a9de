"""Random walks over all rooms together: minutes and money add up, promises hold, and nobody is paid twice."""

import os
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from simulators.bank import answer_to
from tests.contributions.conftest import Shares, platform_collects
from tests.contributions.paying_on import PaidOn
from tests.recovery.recovering import DAYS_TO_ANSWER
from tests.rooms.bank_loop import Bank
from tests.story import Story

from loopbaankrediet.contributions.models import Refund
from loopbaankrediet.contributions.queries import open_refunds
from loopbaankrediet.contributions.receipts import Paid
from loopbaankrediet.contributions.states import RefundState
from loopbaankrediet.counsellors.models import Counsellor, RegistrationState
from loopbaankrediet.flows.approve_payments import approve_payments
from loopbaankrediet.flows.confirm_module import confirm_module
from loopbaankrediet.flows.decide_dispute import decide_dispute
from loopbaankrediet.flows.dispute_hours import dispute_hours
from loopbaankrediet.flows.follow_silence import follow_silence
from loopbaankrediet.flows.own_shares import answer_own_share_refund, give_own_share_back, pass_on_own_shares
from loopbaankrediet.flows.prove_rooms import prove_rooms
from loopbaankrediet.guidance.actions.disputes import answer_dispute
from loopbaankrediet.guidance.actions.tracks import end_track
from loopbaankrediet.guidance.models import Channel, GuidanceModule
from loopbaankrediet.guidance.queries import minutes_delivered
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.answers import take_answer
from loopbaankrediet.payments.actions.batches import discard_batch, make_batch
from loopbaankrediet.payments.actions.claims import keep_claim_paid, release_claim
from loopbaankrediet.payments.actions.holds import hold_payments, release_hold
from loopbaankrediet.payments.actions.lines import approve_line, propose_line
from loopbaankrediet.payments.models import (
    BatchState,
    Claim,
    ClaimState,
    Fund,
    ItemState,
    PaymentBatch,
    PaymentFile,
    PaymentHold,
    PaymentItem,
    UnmatchedLine,
)
from loopbaankrediet.recovery.actions.deciding import decide_recovery, notify_recovery
from loopbaankrediet.recovery.actions.ending import waive_recovery
from loopbaankrediet.recovery.actions.opening import open_recovery
from loopbaankrediet.recovery.actions.repaying import agree_repayment, propose_repayment, start_set_off
from loopbaankrediet.recovery.models import Recovery
from loopbaankrediet.recovery.states import RecoveryGround

__all__ = ["platform_collects"]
GRANTED = 360
IBAN_OF_DIRK = "BE71096123456769"
WALKS = 250 if os.environ.get("LOOPBAANKREDIET_LONG") == "1" else 12
STEPS = 40
LEFT = (ItemState.SENT, ItemState.ACCEPTED)
which = st.integers(0, 50)


class Rooms(RuleBasedStateMachine):
    """An, her counsellor, five officers and a bank that makes mistakes. The platform collects the own share.

    `executed`: what the bank carried out and did not give back, per payment; `doubles`: what it did once too often.
    """

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.paid_on = PaidOn(Shares(Story()))
        self.story = self.paid_on.story
        self.executed: Counter[str] = Counter()
        self.doubles: Counter[str] = Counter()

    def teardown(self) -> None:
        try:
            self.everything_adds_up()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def attempt(self, act: Callable[..., object], by: str, **arguments: Any) -> bool:
        """Do it; a refusal is fine, and must leave nothing behind (the invariants look)."""
        try:
            with transaction.atomic():
                act(**arguments, **self.story.act(by))
        except DomainError:
            return False
        return True

    def module(self, number: int) -> GuidanceModule:
        found = list(GuidanceModule.objects.order_by("number"))
        return found[number % len(found)]

    def one_of(self, rows: Any, number: int) -> Any:
        found = list(rows)
        return found[number % len(found)] if found else None

    # Guidance

    @rule(talk=st.sampled_from([15, 60, 120, 120, 120]))
    def deliver(self, talk: int) -> None:
        last = GuidanceModule.objects.latest("number")
        self.attempt(lambda **_: self.story.talk("dirk", last.id, talk), "dirk")
        self.attempt(lambda **_: self.story.report("dirk", last.id), "dirk")

    @rule(number=which)
    def confirm(self, number: int) -> None:
        self.attempt(confirm_module, "an", module_id=self.module(number).id)

    @rule()
    def stay_silent(self) -> None:
        for module in GuidanceModule.objects.order_by("number"):
            self.story.see("an", module.id)
        for days in (0, 5, 5, 4):
            self.story.pass_days(days)
            follow_silence(by=SYSTEM, clock=self.story.clock)

    @rule(number=which, given_minutes=st.sampled_from([0, 15, 60, 119]))
    def dispute(self, number: int, given_minutes: int) -> None:
        self.attempt(dispute_hours, "an", module_id=self.module(number).id, given_minutes=given_minutes, why="Nee.")

    @rule(number=which, minutes=st.sampled_from([0, 15, 60, 120]))
    def rule_on_hours(self, number: int, minutes: int) -> None:
        module_id = self.module(number).id
        self.attempt(answer_dispute, "dirk", module_id=module_id, text="Toch wel.")
        self.attempt(decide_dispute, "omar", module_id=module_id, minutes=minutes, reasons="Zo was het.")

    @rule()
    def switch(self) -> None:
        """She stops, and goes on with somebody else."""
        if self.attempt(end_track, "an", track_id=self.paid_on.shares.track.id):
            self.attempt(lambda **_: self.story.sign("an", "els", modules=1), "an")

    # The own share

    @rule(number=which, cents=st.sampled_from([1, 2_500, 5_000, 5_000, 6_000]))
    def transfer_own_share(self, number: int, cents: int) -> None:
        module = self.module(number)
        if module.track_id == self.paid_on.shares.track.id:
            self.paid_on.credit(cents, module.number)

    @rule()
    def pass_on(self) -> None:
        pass_on_own_shares(clock=self.story.clock)

    @rule(number=which, part=st.sampled_from([1, 2]))
    def give_share_back(self, number: int, part: int) -> None:
        view = self.one_of([one for one in open_refunds() if one.by_platform], number)
        if view is not None:
            paid = Paid(max(1, view.share.back // part), self.story.clock.today())
            self.attempt(give_own_share_back, "petra", module_id=view.module_id, paid=paid)

    @rule(number=which, received=st.booleans())
    def answer_refund(self, number: int, received: bool) -> None:
        rows = Refund.objects.exclude(state=RefundState.CONFIRMED).order_by("entry__number")
        refund = self.one_of(rows, number)
        if refund is not None:
            self.attempt(answer_own_share_refund, "an", refund_id=refund.entry_id, received=received)

    # Payments

    @rule(fund=st.sampled_from(list(Fund)))
    def draft(self, fund: Fund) -> None:
        self.attempt(make_batch, "petra", fund=fund)

    @rule(number=which)
    def approve(self, number: int) -> None:
        found = self.one_of(PaymentBatch.objects.filter(state=BatchState.DRAFT).order_by("made_at"), number)
        if found is not None and not self.attempt(approve_payments, "quinten", batch_id=found.id):
            self.attempt(discard_batch, "petra", batch_id=found.id)

    @rule(fund=st.sampled_from(list(Fund)))
    def send(self, fund: Fund) -> None:
        self.draft(fund)
        self.approve(0)

    @rule()
    def hold_or_release(self) -> None:
        found = PaymentHold.objects.filter(released_at=None).order_by("placed_at").first()
        if found is not None:
            self.attempt(release_hold, "quinten", hold_id=found.id, reason="Opgelost")
        else:
            self.attempt(hold_payments, "petra", counsellor_id=self.story.counsellor("dirk").id, reason="Onderzoek")

    @rule()
    def suspend_or_not(self) -> None:
        dirk = self.story.counsellor("dirk")
        other = {RegistrationState.REGISTERED: RegistrationState.SUSPENDED}
        state = other.get(RegistrationState(dirk.state), RegistrationState.REGISTERED)
        Counsellor.objects.filter(id=dirk.id).update(state=state)

    # The bank

    def item(self, states: tuple[ItemState, ...], number: int) -> PaymentItem | None:
        rows = PaymentItem.objects.filter(state__in=states).select_related("batch", "claim")
        found: PaymentItem | None = self.one_of(rows.order_by("end_to_end_id"), number)
        return found

    def net(self, item: PaymentItem) -> int:
        return item.claim.public_cents - item.set_off_cents

    def bank(self, item: PaymentItem) -> Bank:
        return Bank(self.story, item.batch, number=uuid4().int % 10**9)

    @rule(number=which, more=st.sampled_from([0, 0, 0, 1, 250]))
    def book_out(self, number: int, more: int) -> None:
        """Mostly for what was paid; now and then a little more, which two officers call a cost."""
        item = self.item(LEFT, number)
        if item is None or self.executed[item.end_to_end_id]:
            return
        self.executed[item.end_to_end_id] += 1
        bank, name = self.bank(item), item.end_to_end_id
        bank.tells(bank.out(name, cents=self.net(item) + more, reference=uuid4().hex))
        if more:
            self.agree_on_difference(name)

    @rule(number=which)
    def book_out_twice(self, number: int) -> None:
        item = self.item((ItemState.SETTLED,), number)
        if item is not None:
            self.doubles[item.end_to_end_id] += 1
            bank = self.bank(item)
            bank.tells(bank.out(item.end_to_end_id, cents=self.net(item), reference=uuid4().hex))

    @rule(number=which, less=st.sampled_from([0, 0, 0, 1, 250]))
    def give_back(self, number: int, less: int) -> None:
        """What was booked too often comes back first."""
        item = self.item((ItemState.SETTLED,), number)
        if item is None or self.net(item) <= less:
            return
        bank, name = self.bank(item), item.end_to_end_id
        came = self.doubles if self.doubles[name] else self.executed
        came[name] -= 1
        bank.tells(bank.back(name, cents=self.net(item) - less, reference=uuid4().hex))
        if less:
            self.agree_on_difference(name)

    def agree_on_difference(self, name: str) -> None:
        rows = UnmatchedLine.objects.filter(state="open", line__end_to_end_id=name).order_by("-line_id")
        waiting = rows.first()
        if waiting is not None:
            values = {"unmatched_id": waiting.id, "end_to_end_id": name, "note": "Gebeld", "differs": True}
            self.attempt(propose_line, "petra", **values)
            self.attempt(approve_line, "quinten", unmatched_id=waiting.id)

    @rule(number=which, reject=st.booleans())
    def report_status(self, number: int, reject: bool) -> None:
        """The bank accepts or refuses one whole order that it did not carry out yet."""
        item = self.item((ItemState.SENT,), number)
        if item is None or any(self.executed[name] for name in self.bank(item).names()):
            return
        content = PaymentFile.objects.get(batch=item.batch).content
        answer = answer_to(content, frozenset({IBAN_OF_DIRK} if reject else ()))
        take_answer(content=answer, by=self.story.actor("petra"), clock=self.story.clock)

    @rule(number=which, paid=st.booleans())
    def unblock(self, number: int, paid: bool) -> None:
        claim = self.one_of(Claim.objects.filter(state=ClaimState.BLOCKED).order_by("number"), number)
        if claim is not None:
            self.attempt(keep_claim_paid if paid else release_claim, "petra", number=claim.number)

    # Recovery

    @rule(number=which, minutes=st.sampled_from([15, 60, 120]), ground=st.sampled_from(list(RecoveryGround)))
    def open_a_recovery(self, number: int, minutes: int, ground: RecoveryGround) -> None:
        claim = self.one_of(Claim.objects.order_by("number"), number)
        if claim is not None:
            self.attempt(open_recovery, "petra", claim_id=claim.id, minutes=minutes, ground=ground)

    @rule(number=which)
    def decide_a_recovery(self, number: int) -> None:
        found = self.one_of(Recovery.objects.order_by("number"), number)
        if found is not None:
            self.story.pass_days(DAYS_TO_ANSWER)
            self.attempt(decide_recovery, "quinten", recovery_id=found.id, reasons="Zo was het.")
            told = {"recovery_id": found.id, "channel": Channel.PHONE, "told_on": self.story.clock.today()}
            self.attempt(notify_recovery, "quinten", **told)

    @rule(number=which, how=st.sampled_from(["set_off", "waive", "repay"]), cents=st.sampled_from([1, 97, 4_195]))
    def end_a_recovery(self, number: int, how: str, cents: int) -> None:
        found = self.one_of(Recovery.objects.order_by("number"), number)
        if found is None:
            return
        if how == "set_off":
            self.attempt(start_set_off, "dirk", recovery_id=found.id)
        elif how == "waive":
            self.attempt(waive_recovery, "quinten", recovery_id=found.id, reason="Kleine som.")
        elif PaymentBatch.objects.exists():
            self.attempt(lambda **_: self.repay(found.id, cents), "petra")

    def repay(self, recovery_id: UUID, cents: int) -> None:
        batch, reference = PaymentBatch.objects.latest("made_at"), uuid4().hex
        bank = Bank(self.story, batch, number=uuid4().int % 10**9)
        bank.tells(bank.back("NOTPROVIDED", code="", cents=cents, reference=reference), day=date(2027, 3, 3))
        line = UnmatchedLine.objects.get(line__reference=reference)
        found = propose_repayment(recovery_id=recovery_id, unmatched_id=line.id, **self.story.act("petra"))
        agree_repayment(repayment_id=found.id, **self.story.act("quinten"))

    # What always holds

    @invariant()
    def no_claim_is_carried_out_twice(self) -> None:
        """By what the bank itself did, not by what we think of it."""
        names = [name for name, count in self.executed.items() if count]
        items = PaymentItem.objects.filter(end_to_end_id__in=names).order_by("id").values_list("claim_id", flat=True)
        assert all(count == 1 for count in Counter(items).values())
        assert all(count in (0, 1) for count in self.executed.values())

    @invariant()
    def the_wallet_is_never_overdrawn_and_no_minute_is_lost(self) -> None:
        found = self.story.balance("an")
        given = sum(
            balance(accounts.minutes_delivered(self.story.counsellor(name).id)).available for name in ("dirk", "els")
        )
        assert found.available >= 0
        assert found.available + found.held + given == GRANTED

    @invariant()
    def no_module_is_paid_for_more_than_was_given(self) -> None:
        rows = Claim.objects.filter(fund=Fund.PUBLIC).exclude(state=ClaimState.WITHDRAWN).order_by("module_id")
        totals = dict(rows.values_list("module_id").annotate(total=Sum("minutes")))
        for module in GuidanceModule.objects.filter(id__in=totals).order_by("number"):
            assert totals[module.id] <= minutes_delivered(module)

    @precondition(lambda self: bool(self.executed))
    @rule()
    def prove_now(self) -> None:
        self.everything_adds_up()

    def everything_adds_up(self) -> None:
        assert prove().breaks == ()
        assert prove_rooms().breaks == ()


@pytest.mark.django_db
@pytest.mark.usefixtures("platform_collects")
def test_no_walk_over_all_rooms_pays_anybody_twice_or_loses_a_cent() -> None:
    run_state_machine_as_test(
        Rooms,
        settings=settings(
            max_examples=WALKS, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
