"""Random legal and illegal steps over the whole life cycle: wallet, ledger and claims stay in step."""

import os
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from simulators.bank import answer_to
from tests.story import REPORT, Story

from loopbaankrediet.flows.confirm_module import confirm_module
from loopbaankrediet.flows.prove_rooms import prove_rooms
from loopbaankrediet.guidance.actions.codes import open_with_code
from loopbaankrediet.guidance.actions.modules import hand_in_report, log_conversation, strike_conversation
from loopbaankrediet.guidance.actions.tracks import (
    AgreementTerms,
    cancel_track,
    end_track,
    note_intake,
    propose_agreement,
    reserve_next,
    sign_agreement,
)
from loopbaankrediet.guidance.models import Conversation, GuidanceAgreement, GuidanceModule, Track
from loopbaankrediet.guidance.states import ModuleState
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.answers import take_answer
from loopbaankrediet.payments.actions.batches import approve_batch, discard_batch, make_batch
from loopbaankrediet.payments.models import Claim, ClaimState, PaymentBatch, PaymentFile

CITIZENS = {"an": 360, "fatima": 120}
COUNSELLORS = ("dirk", "els")
OFFICERS = ("petra", "quinten", "omar")
IBAN_OF_ELS = "BE62510007547061"

citizens, counsellors, officers = (
    st.sampled_from(sorted(CITIZENS)),
    st.sampled_from(COUNSELLORS),
    st.sampled_from(OFFICERS),
)
people = st.sampled_from([*CITIZENS, *COUNSELLORS])
which = st.integers(min_value=0, max_value=5)
WALKS = 500 if os.environ.get("LOOPBAANKREDIET_LONG") == "1" else 12


class LifeCycle(RuleBasedStateMachine):
    """Every rule tries an act on something that exists, by someone who may or may not do it."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.story = Story()
        for name in CITIZENS:
            self.story.apply(name)
        self.codes: list[tuple[str, str]] = []

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

    def track(self, number: int) -> UUID | None:
        ids = list(Track.objects.order_by("opened_at", "id").values_list("id", flat=True))
        return ids[number % len(ids)] if ids else None

    def module(self, number: int) -> GuidanceModule | None:
        modules = list(GuidanceModule.objects.order_by("track__opened_at", "number"))
        return modules[number % len(modules)] if modules else None

    @rule(citizen=citizens, counsellor=counsellors)
    def give_code(self, citizen: str, counsellor: str) -> None:
        try:
            with transaction.atomic():
                self.codes.append((counsellor, self.story.code(citizen, counsellor)))
        except DomainError:
            pass

    @rule(counsellor=counsellors, number=which)
    def use_code(self, counsellor: str, number: int) -> None:
        if self.codes:
            self.attempt(open_with_code, counsellor, code=self.codes[number % len(self.codes)][1])

    @rule(by=people, number=which)
    def intake(self, by: str, number: int) -> None:
        if track := self.track(number):
            self.attempt(note_intake, by, track_id=track, held_on=self.story.clock.day, minutes=None)

    @rule(by=people, number=which, modules=st.integers(min_value=0, max_value=4))
    def propose(self, by: str, number: int, modules: int) -> None:
        if track := self.track(number):
            terms = AgreementTerms(modules, "online", "Videogesprek", ["Loopbaanankers"], unrelated=True)
            self.attempt(propose_agreement, by, track_id=track, terms=terms)

    @rule(by=people, number=which, early_start=st.booleans())
    def sign(self, by: str, number: int, early_start: bool) -> None:
        if track := self.track(number):
            version = GuidanceAgreement.objects.filter(track=track).count()
            self.attempt(sign_agreement, by, track_id=track, version=version, early_start=early_start)

    @rule(by=people, number=which, act=st.sampled_from([end_track, cancel_track, reserve_next]))
    def stop_or_go_on(self, by: str, number: int, act: Callable[..., object]) -> None:
        if track := self.track(number):
            self.attempt(act, by, track_id=track)

    @rule(by=people, number=which, minutes=st.sampled_from([15, 45, 60, 61, 120, 135]))
    def talk(self, by: str, number: int, minutes: int) -> None:
        if module := self.module(number):
            day = self.story.clock.day
            self.attempt(log_conversation, by, module_id=module.id, held_on=day, minutes=minutes, mode="online")

    @rule(by=people, number=which)
    def strike(self, by: str, number: int) -> None:
        talks = list(Conversation.objects.order_by("logged_at", "id").values_list("id", flat=True))
        if talks:
            talk = talks[number % len(talks)]
            self.attempt(strike_conversation, by, conversation_id=talk, reason="Verkeerde dag")

    @rule(by=people, number=which)
    def report(self, by: str, number: int) -> None:
        if module := self.module(number):
            self.attempt(hand_in_report, by, module_id=module.id, text=REPORT)

    @rule(by=people, number=which)
    def confirm(self, by: str, number: int) -> None:
        if module := self.module(number):
            self.attempt(confirm_module, by, module_id=module.id)

    @rule(counsellor=counsellors, citizen=citizens)
    def go_on_as_intended(self, counsellor: str, citizen: str) -> None:
        """The next right step of a running track, so that walks get far."""
        module = GuidanceModule.objects.filter(
            track__counsellor=self.story.counsellor(counsellor), track__person=self.story.person(citizen)
        ).last()
        if module is None:
            self.attempt(lambda **_: self.story.sign(citizen, counsellor), citizen)
        elif module.state == ModuleState.RESERVED:
            self.attempt(lambda **_: self.story.talk(counsellor, module.id, module.minutes), counsellor)
        elif module.state == ModuleState.STARTED:
            self.attempt(lambda **_: self.story.report(counsellor, module.id), counsellor)
        elif module.state == ModuleState.REPORTED:
            self.attempt(lambda **_: self.story.confirm(citizen, module.id), citizen)

    @rule(by=officers)
    def batch(self, by: str) -> None:
        self.attempt(make_batch, by)

    @rule(by=officers, number=which, act=st.sampled_from([approve_batch, discard_batch]))
    def decide_on_batch(self, by: str, number: int, act: Callable[..., object]) -> None:
        batches = list(PaymentBatch.objects.order_by("made_at", "id").values_list("id", flat=True))
        if batches:
            self.attempt(act, by, batch_id=batches[number % len(batches)])

    @rule(number=which, rejected=st.booleans())
    def bank_answers(self, number: int, rejected: bool) -> None:
        files = list(PaymentFile.objects.order_by("written_at"))
        if files:
            reject = frozenset({IBAN_OF_ELS}) if rejected else frozenset()
            content = answer_to(bytes(files[number % len(files)].content), reject)
            take_answer(content=content, by=self.story.actor("petra"), clock=self.story.clock)

    @rule(days=st.integers(min_value=1, max_value=40))
    def time_passes(self, days: int) -> None:
        self.story.pass_days(days)

    @invariant()
    def the_ledger_adds_up(self) -> None:
        assert prove().breaks == prove_rooms().breaks == ()

    @invariant()
    def wallets_hold_what_modules_and_claims_say(self) -> None:
        for name, granted in CITIZENS.items():
            person, purse = self.story.person(name), self.story.balance(name)
            modules = GuidanceModule.objects.filter(track__person=person)
            waiting = modules.exclude(state__in=[ModuleState.CONFIRMED, ModuleState.RELEASED])
            used = Claim.objects.filter(module__in=modules).aggregate(total=Sum("minutes"))["total"] or 0
            held = waiting.aggregate(total=Sum("minutes"))["total"] or 0
            assert (purse.received, purse.held, purse.spent) == (granted, held, used)
            assert purse.available == granted - held - used >= 0

    @invariant()
    def every_confirmed_module_has_one_claim(self) -> None:
        confirmed = (
            GuidanceModule.objects.filter(state=ModuleState.CONFIRMED).order_by("id").values_list("id", flat=True)
        )
        claimed = Claim.objects.order_by("module_id").values_list("module_id", flat=True)
        assert sorted(confirmed) == sorted(claimed)

    @invariant()
    def counsellors_are_owed_what_their_claims_say(self) -> None:
        for name in COUNSELLORS:
            counsellor = self.story.counsellor(name)
            unpaid = Claim.objects.filter(counsellor=counsellor, state__in=[ClaimState.OPEN, ClaimState.BATCHED])
            owed = unpaid.aggregate(total=Sum("public_cents"))["total"] or 0
            assert balance(accounts.payable(counsellor.id)).available == owed

    @invariant()
    def what_left_for_the_bank_equals_what_the_year_paid(self) -> None:
        left = Claim.objects.filter(state__in=[ClaimState.SENT, ClaimState.ACCEPTED])
        total = left.aggregate(total=Sum("public_cents"))["total"] or 0
        years = {2027, 2028, 2029}
        paid = sum(balance(accounts.paid_out(year)).available for year in years)
        assert paid == total


@pytest.mark.django_db
def test_no_walk_through_the_life_cycle_loses_or_doubles_a_minute_or_a_cent() -> None:
    run_state_machine_as_test(
        LifeCycle,
        settings=settings(
            max_examples=WALKS, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
