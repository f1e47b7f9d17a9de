"""Whatever officers, counsellor and bank do, in any order: no cent and no minute appears, vanishes or counts twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.recovery.recovering import DAYS_TO_ANSWER, FULL, Case
from tests.story import Story

from loopbaankrediet.flows.prove_rooms import prove_rooms
from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.batches import discard_batch
from loopbaankrediet.payments.models import Claim, ClaimState, PaymentBatch, PaymentItem
from loopbaankrediet.recovery.actions.deciding import decide_recovery
from loopbaankrediet.recovery.actions.ending import bar_recoveries, waive_recovery
from loopbaankrediet.recovery.actions.repaying import agree_plan, propose_plan, start_set_off, stop_set_off
from loopbaankrediet.recovery.balances import standings
from loopbaankrediet.recovery.models import Recovery, RepaymentPlan
from loopbaankrediet.recovery.states import RecoveryGround
from loopbaankrediet.recovery.terms import monthly

pytestmark = pytest.mark.django_db
PROTECTED_PERCENT = 75
GROUNDS = [ground for ground in RecoveryGround if not ground.is_measure]
walks = settings(max_examples=25, suppress_health_check=list(HealthCheck))


class Walk:
    """A seeded case and the acts that a walk may try; a refusal is an answer too."""

    def __init__(self) -> None:
        self.case = Case(Story())
        self.case.confirm()
        self.case.pay()
        self.track = GuidanceModule.objects.earliest("reserved_on").track
        self.acts: dict[str, Callable[[int], object]] = {
            "open": self.open,
            "confirm": lambda number: self.case.story.deliver("an", "dirk", self.track, 2 + number % 2),
            "decide": self.decide,
            "keep": lambda number: start_set_off(recovery_id=self.one(number).id, **self.case.story.act("dirk")),
            "stop": lambda number: stop_set_off(recovery_id=self.one(number).id, **self.case.story.act("petra")),
            "draft": self.draft,
            "approve": lambda _: self.case.approve(self.a_draft()),
            "discard": lambda _: discard_batch(batch_id=self.a_draft().id, **self.case.story.act("petra")),
            "book": lambda _: self.case.pay(),
            "transfer": lambda number: self.case.repay(self.one(number).id, 1 + number * 97, f"T{self.step}"),
            "plan": self.plan,
            "waive": lambda number: waive_recovery(
                recovery_id=self.one(number).id, reason="Te klein.", **self.case.story.act("quinten")
            ),
            "wait": self.case.story.pass_days,
            "bar": lambda _: bar_recoveries(clock=self.case.story.clock),
        }
        self.step = 0

    @contextmanager
    def once(self) -> Iterator[None]:
        day, instant, point = self.case.story.clock.day, self.case.story.clock.instant, transaction.savepoint()
        try:
            yield
        finally:
            transaction.savepoint_rollback(point)
            self.case.story.clock.day, self.case.story.clock.instant = day, instant

    def try_act(self, name: str, number: int) -> None:
        self.step += 1
        try:
            with transaction.atomic():
                self.acts[name](number)
        except (DomainError, LookupError, PaymentBatch.DoesNotExist, Claim.DoesNotExist, GuidanceModule.DoesNotExist):
            return

    def draft(self, _: int) -> PaymentBatch:
        return self.case.draft()

    def open(self, number: int) -> None:
        claim = list(Claim.objects.exclude(state=ClaimState.WITHDRAWN).order_by("number"))[number % 2]
        minutes, ground = (15, 30, 60, 120)[number % 4], GROUNDS[number % len(GROUNDS)]
        self.case.open(minutes, ground, claim.module.number)

    def decide(self, number: int) -> None:
        recovery = self.one(number)
        self.case.story.pass_days(DAYS_TO_ANSWER)
        decide_recovery(recovery_id=recovery.id, reasons="Geen gesprek.", **self.case.story.act("quinten"))
        self.case.tell(recovery.id)

    def plan(self, number: int) -> None:
        recovery = self.one(number)
        left = standings([recovery])[recovery.id].open
        parts = monthly(left, months=1 + number % 5, first_on=self.case.story.clock.today())
        plan = propose_plan(recovery_id=recovery.id, instalments=parts, **self.case.story.act("dirk"))
        agree_plan(plan_id=plan.id, **self.case.story.act("petra"))

    def one(self, number: int) -> Recovery:
        found = list(Recovery.objects.order_by("number"))
        return found[number % len(found)] if found else found[0]

    def a_draft(self) -> PaymentBatch:
        return PaymentBatch.objects.filter(state="draft").earliest("made_at")

    def check(self) -> None:
        """Recovered, waived and open are undue; the ledger says the same; the protected share held; the proof holds."""
        found = list(Recovery.objects.order_by("number"))
        stand = standings(found)
        assert all(standing.open >= 0 for standing in stand.values())
        owed = sum(stand[row.id].open for row in found if row.undue_transfer)
        assert self.case.receivable() == owed
        years = range(2027, 2040)
        back = sum(standing.recovered for standing in stand.values())
        assert sum(self.case.recovered(year) for year in years) == back
        for item in PaymentItem.objects.select_related("claim").order_by("id"):
            assert item.set_off_cents * 100 <= item.claim.public_cents * (100 - PROTECTED_PERCENT)
        assert self.minutes() == 360
        assert self.undue_by_claim() <= FULL
        assert prove().breaks == prove_rooms().breaks == ()

    def minutes(self) -> int:
        """Every minute of An is free, set aside, or given; none came back twice."""
        wallet = self.case.story.balance("an")
        dirk = self.case.story.counsellor("dirk").id
        return wallet.available + wallet.held + balance(accounts.minutes_delivered(dirk)).available

    def undue_by_claim(self) -> int:
        rows = Recovery.objects.order_by("claim_id").values_list("claim_id").annotate(total=Sum("cents"))
        return max((total for _, total in rows), default=0)


@pytest.fixture
def walk() -> Walk:
    return Walk()


NAMES = (
    "open",
    "confirm",
    "decide",
    "keep",
    "stop",
    "draft",
    "approve",
    "discard",
    "book",
    "transfer",
    "plan",
    "waive",
)
STEPS = st.lists(st.tuples(st.sampled_from((*NAMES, "wait", "bar")), st.integers(0, 120)), min_size=6, max_size=14)


@walks
@given(STEPS)
def test_any_walk_keeps_every_cent_and_minute(walk: Walk, steps: list[tuple[str, int]]) -> None:
    with walk.once():
        for name, number in (("open", 2), ("decide", 0), *steps):
            walk.try_act(name, number)
        walk.check()


@walks
@given(st.lists(st.sampled_from(("keep", "confirm", "draft", "discard", "approve", "transfer", "book")), max_size=12))
def test_any_way_of_paying_back_ends_with_what_was_undue(walk: Walk, names: list[str]) -> None:
    with walk.once():
        for number, name in enumerate(("open", "decide", "keep", "confirm", *names)):
            walk.try_act(name, 2 if number == 0 else number)
            walk.check()
        assert RepaymentPlan.objects.count() == 0
