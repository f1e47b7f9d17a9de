"""Disputed hours: what nobody disputes is paid at once, the rest is held, and a decision moves it once and exactly."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simulators.bank import answer_to
from tests.story import Story

from loopbaankrediet.flows import decide_dispute as flow
from loopbaankrediet.flows.decide_dispute import Recover, Ruling, decide_dispute
from loopbaankrediet.flows.dispute_hours import dispute_hours
from loopbaankrediet.flows.follow_silence import follow_silence
from loopbaankrediet.flows.recover_disputed import recover_disputed
from loopbaankrediet.guidance.actions.disputes import answer_dispute
from loopbaankrediet.guidance.actions.tracks import end_track
from loopbaankrediet.guidance.errors import (
    AnswerMissing,
    DecisionOutOfRange,
    GivenOutOfRange,
    HearFirst,
    ReasonsMissing,
    TooLateToDispute,
    WordsTooLong,
)
from loopbaankrediet.guidance.models import Dispute, GuidanceModule
from loopbaankrediet.guidance.open_hours import dispute_for, dispute_to_read, disputes_to_decide, disputes_to_recover
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.amounts import cents_for
from loopbaankrediet.kernel.errors import NotAllowed, NotFound, WrongState
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.answers import take_answer
from loopbaankrediet.payments.actions.batches import approve_batch, discard_batch, make_batch
from loopbaankrediet.payments.errors import BatchOutdated, PaymentAppropriationUsed
from loopbaankrediet.payments.models import Claim, PaymentFile
from loopbaankrediet.payments.parts import part_of
from loopbaankrediet.recovery.errors import ClaimIsBlocked
from loopbaankrediet.recovery.models import Recovery

pytestmark = pytest.mark.django_db
REASONS = "Beide agenda's tonen een gesprek van een uur."


@pytest.fixture
def story() -> Story:
    story = Story()
    story.apply("an")
    return story


@pytest.fixture
def module(story: Story) -> GuidanceModule:
    module = story.module(story.sign("an", "dirk"))
    story.talk("dirk", module.id)
    return story.report("dirk", module.id)


def disputed(story: Story, module: GuidanceModule, given_minutes: int = 60, why: str = "Het was een uur.") -> Dispute:
    return dispute_hours(module_id=module.id, given_minutes=given_minutes, why=why, **story.act("an"))


def answered(story: Story, module: GuidanceModule) -> Dispute:
    return answer_dispute(module_id=module.id, text="We zaten ook nog samen aan de lijst.", **story.act("dirk"))


def ruled(story: Story, module: GuidanceModule, minutes: int) -> Ruling:
    return decide_dispute(module_id=module.id, minutes=minutes, reasons=REASONS, **story.act("omar"))


def silent(story: Story, module: GuidanceModule) -> GuidanceModule:
    for days in (0, 5, 5, 4):
        story.pass_days(days)
        follow_silence(by=SYSTEM, clock=story.clock)
        story.see("an", module.id)
    module.refresh_from_db()
    assert module.state == "silent"
    return module


def paid(story: Story) -> None:
    batch = make_batch(**story.act("petra"))
    approve_batch(batch_id=batch.id, **story.act("quinten"))


def blocked_by_the_bank(**_: object) -> None:
    raise ClaimIsBlocked


def claims(module: GuidanceModule) -> list[tuple[int, int, int, str, str]]:
    rows = Claim.objects.filter(module=module).order_by("part")
    return [(row.part, row.minutes, row.public_cents, row.basis, row.state) for row in rows]


def test_what_is_not_disputed_is_paid_at_once_and_the_rest_stays_held(story: Story, module: GuidanceModule) -> None:
    disputed(story, module)
    module.refresh_from_db()
    assert module.state == "disputed"
    assert claims(module) == [(1, 60, 8390, "confirmed", "open")]
    assert story.balance("an").spent == 60
    assert story.balance("an").held == 60 + 120, "the disputed hour, and the next module that goes on as agreed"
    assert balance(accounts.commitment(2027)).held == 8390 + 16780
    assert prove().breaks == ()


@pytest.mark.parametrize(
    ("minutes", "state", "parts", "spent"),
    [
        (60, "confirmed", [(1, 60, 8390, "confirmed", "open")], 60),
        (120, "confirmed", [(1, 60, 8390, "confirmed", "open"), (2, 60, 8390, "decided", "open")], 120),
        (105, "confirmed", [(1, 60, 8390, "confirmed", "open"), (2, 45, 6293, "decided", "open")], 105),
        (100, "confirmed", [(1, 60, 8390, "confirmed", "open"), (2, 30, 4195, "decided", "open")], 90),
    ],
)
def test_the_decision_pays_what_was_given_and_gives_the_rest_back(
    story: Story, module: GuidanceModule, minutes: int, state: str, parts: list[Any], spent: int
) -> None:
    disputed(story, module)
    answered(story, module)
    assert ruled(story, module, minutes).recover is None
    module.refresh_from_db()
    assert (module.state, claims(module)) == (state, parts)
    purse = story.balance("an")
    assert (purse.spent, purse.held, purse.available) == (spent, 120, 360 - 120 - spent)
    assert balance(accounts.commitment(2027)).held == 16780
    assert prove().breaks == ()


def test_when_nothing_was_given_all_hours_come_back_and_nothing_is_paid(story: Story, module: GuidanceModule) -> None:
    disputed(story, module, given_minutes=0)
    assert claims(module) == []
    answered(story, module)
    ruled(story, module, 0)
    module.refresh_from_db()
    assert (module.state, claims(module)) == ("released", [])
    assert story.balance("an").spent == 0


def test_a_dispute_in_the_next_year_moves_the_money_of_the_year_that_was_committed(
    story: Story, module: GuidanceModule
) -> None:
    before = balance(accounts.commitment(2027)).available
    disputed(story, module)
    story.clock.day = story.clock.day.replace(year=2028)
    ruled(story, module, 60)
    assert balance(accounts.commitment(2027)).available == before + 8390 - 16780
    assert balance(accounts.commitment(2027)).held == 16780


@given(
    reported=st.integers(1, 8),
    given_minutes=st.integers(0, 119),
    decided=st.integers(0, 120),
    price=st.integers(1, 30_000),
)
def test_the_parts_of_a_module_never_cost_more_than_the_whole(
    reported: int, given_minutes: int, decided: int, price: int
) -> None:
    module = GuidanceModule(public_cents_per_hour=price, own_cents_per_hour=price // 3)
    whole = reported * 15
    agreed = min(given_minutes, whole) // 15 * 15
    more = max(min(decided, whole) // 15 * 15 - agreed, 0)
    parts = part_of(module, agreed), part_of(module, more, after=agreed)
    rest = part_of(module, whole - agreed, after=agreed)
    assert sum(part.public_cents for part in parts) == cents_for(agreed + more, price)
    assert sum(part.own_cents for part in parts) == cents_for(agreed + more, price // 3)
    assert 0 <= parts[1].public_cents <= rest.public_cents
    assert parts[0].public_cents + rest.public_cents == cents_for(whole, price)


@pytest.mark.parametrize("minutes", [-1, 120, 121, 100_000])
def test_what_is_no_dispute_is_refused_and_changes_nothing(story: Story, module: GuidanceModule, minutes: int) -> None:
    with pytest.raises(GivenOutOfRange, match="0 tot 119"):
        disputed(story, module, given_minutes=minutes)
    assert story.balance("an").held == 120


def test_a_double_click_is_one_dispute_and_a_second_dispute_is_refused(story: Story, module: GuidanceModule) -> None:
    act = story.act("an")
    for _ in range(2):
        dispute_hours(module_id=module.id, given_minutes=60, why="", **act)
    assert Dispute.objects.count() == 1
    with pytest.raises(WrongState):
        disputed(story, module)
    with pytest.raises(WrongState):
        story.confirm("an", module.id)


def test_only_the_citizen_disputes_only_her_counsellor_answers_and_only_a_case_officer_decides(
    story: Story, module: GuidanceModule
) -> None:
    with pytest.raises(NotFound):
        dispute_hours(module_id=module.id, given_minutes=0, why="", **story.act("dirk"))
    disputed(story, module)
    for name in ("els", "an"):
        with pytest.raises(NotFound):
            answer_dispute(module_id=module.id, text="Nee.", **story.act(name))
        with pytest.raises(NotAllowed):
            decide_dispute(module_id=module.id, minutes=60, reasons=REASONS, **story.act(name))
    with pytest.raises(NotAllowed):
        decide_dispute(module_id=module.id, minutes=60, reasons=REASONS, **story.act("petra"))
    with pytest.raises(NotFound):
        dispute_for(module.id, by=story.actor("els"))


def test_both_sides_are_heard_before_the_decision_and_the_wait_has_an_end(story: Story, module: GuidanceModule) -> None:
    opened = disputed(story, module)
    assert (opened.decide_by - opened.opened_on).days == 30
    story.pass_days(10)
    with pytest.raises(HearFirst, match="11 maart 2027"):
        ruled(story, module, 60)
    with pytest.raises(AnswerMissing):
        answer_dispute(module_id=module.id, text="  ", **story.act("dirk"))
    story.pass_days(1)
    ruled(story, module, 60)
    with pytest.raises(WrongState):
        answered(story, module)


def test_a_decision_has_reasons_and_stays_between_what_both_say(story: Story, module: GuidanceModule) -> None:
    disputed(story, module)
    answered(story, module)
    for minutes in (59, 121):
        with pytest.raises(DecisionOutOfRange, match="60 tot 120"):
            ruled(story, module, minutes)
    with pytest.raises(ReasonsMissing):
        decide_dispute(module_id=module.id, minutes=60, reasons=" ", **story.act("omar"))
    with pytest.raises(WordsTooLong):
        decide_dispute(module_id=module.id, minutes=60, reasons="x" * 5001, **story.act("omar"))
    act = story.act("omar")
    for _ in range(2):
        decide_dispute(module_id=module.id, minutes=75, reasons=REASONS, **act)
    with pytest.raises(WrongState):
        ruled(story, module, 120)
    assert len(claims(module)) == 2


def test_the_words_are_sealed_and_read_by_both_parties_and_the_officer(story: Story, module: GuidanceModule) -> None:
    disputed(story, module, why="Zoë was er niet bij; het was geen twee uur.")
    answered(story, module)
    ruled(story, module, 60)
    row = Dispute.objects.get(module=module)
    assert b"Zo" not in bytes(row.why_sealed or b"")
    for view in (dispute_to_read(module.id), dispute_for(module.id, by=story.actor("an"))):
        assert view.why == "Zoë was er niet bij; het was geen twee uur."
        assert view.reasons == REASONS
        assert (view.decided_by, view.is_decided) == ("Omar Benali", True)


def test_a_dispute_goes_on_when_the_guidance_has_ended(story: Story) -> None:
    track = story.sign("an", "dirk")
    module = story.module(track)
    story.talk("dirk", module.id, 90)
    end_track(track_id=track.id, **story.act("an"))
    story.report("dirk", module.id)
    disputed(story, module, given_minutes=45)
    track.refresh_from_db()
    assert (track.state, story.balance("an").held) == ("ended", 45)
    answered(story, module)
    ruled(story, module, 90)
    assert [part[1] for part in claims(module)] == [45, 45]
    assert sum(part[2] for part in claims(module)) == cents_for(90, 8390)
    assert story.balance("an").available == 270


# ---- after silence


@pytest.mark.parametrize(("days", "in_time"), [(0, True), (60, True), (61, False)])
def test_silent_hours_can_be_disputed_for_sixty_days(
    story: Story, module: GuidanceModule, days: int, in_time: bool
) -> None:
    silent(story, module)
    story.pass_days(days)
    if not in_time:
        with pytest.raises(TooLateToDispute, match="14 mei 2027"):
            disputed(story, module)
        return
    disputed(story, module)
    assert Dispute.objects.get(module=module).cause == "after_silence"


def test_a_silent_claim_that_never_left_is_made_again_for_what_is_not_disputed(
    story: Story, module: GuidanceModule
) -> None:
    silent(story, module)
    promised = Claim.objects.get(module=module).due_on
    story.pass_days(3)
    disputed(story, module)
    assert claims(module) == [(1, 120, 16780, "silent", "withdrawn"), (2, 60, 8390, "confirmed", "open")]
    assert Claim.objects.get(module=module, part=2).due_on == promised
    assert (story.balance("an").spent, story.balance("an").held) == (60, 180)
    answered(story, module)
    assert ruled(story, module, 75).recover is None
    assert claims(module)[2] == (3, 15, 2098, "decided", "open")
    assert balance(accounts.payable(story.counsellor("dirk").id)).available == 8390 + 2098
    assert prove().breaks == ()


def test_a_draft_that_holds_the_silent_claim_can_only_be_thrown_away(story: Story, module: GuidanceModule) -> None:
    silent(story, module)
    draft = make_batch(**story.act("petra"))
    disputed(story, module)
    with pytest.raises((BatchOutdated, PaymentAppropriationUsed)):
        approve_batch(batch_id=draft.id, **story.act("quinten"))
    discard_batch(batch_id=draft.id, **story.act("quinten"))
    paid(story)
    assert [part[4] for part in claims(module)] == ["withdrawn", "sent"]
    assert prove().breaks == ()


def test_what_was_paid_before_the_dispute_is_recovered_by_the_decision(story: Story, module: GuidanceModule) -> None:
    silent(story, module)
    paid(story)
    disputed(story, module)
    assert story.balance("an").spent == 120
    answered(story, module)
    assert ruled(story, module, 70).recover is None
    recovery = Recovery.objects.get()
    assert (recovery.claim, recovery.minutes) == (Claim.objects.get(module=module), 60)
    assert story.balance("an").spent == 60
    assert (disputes_to_decide(), disputes_to_recover()) == ((), ())
    assert prove().breaks == ()


def test_a_recovery_waits_while_the_bank_contradicts_itself_about_the_payment(
    story: Story, module: GuidanceModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent(story, module)
    paid(story)
    disputed(story, module)
    answered(story, module)
    monkeypatch.setattr(flow, "recover_disputed", blocked_by_the_bank)
    ruling = ruled(story, module, 70)
    assert ruling.recover == Recover(Claim.objects.get(module=module).id, 60)
    assert [(line.module_id, line.recover_minutes) for line in disputes_to_recover()] == [(module.id, 60)]
    act = story.act("omar")
    first, again = (recover_disputed(module_id=module.id, **act) for _ in range(2))
    assert first == again == Recovery.objects.get(minutes=60)
    assert disputes_to_recover() == ()
    assert flow.recover_of(Dispute.objects.get(module=module)) is None


def test_what_was_paid_rightly_needs_no_recovery(story: Story, module: GuidanceModule) -> None:
    silent(story, module)
    paid(story)
    disputed(story, module)
    answered(story, module)
    assert ruled(story, module, 120).recover is None
    assert disputes_to_recover() == ()


def test_a_claim_that_came_back_from_the_bank_is_made_smaller(story: Story, module: GuidanceModule) -> None:
    silent(story, module)
    paid(story)
    content = answer_to(bytes(PaymentFile.objects.get().content), frozenset({"BE71096123456769"}))
    take_answer(content=content, by=story.actor("petra"), clock=story.clock)
    disputed(story, module)
    answered(story, module)
    assert ruled(story, module, 60).recover is None
    assert [(part[1], part[4]) for part in claims(module)] == [(120, "withdrawn"), (60, "open")]
    assert Recovery.objects.get().state == "corrected"
    assert prove().breaks == ()


def test_a_confirmed_module_cannot_be_disputed(story: Story, module: GuidanceModule) -> None:
    story.confirm("an", module.id)
    with pytest.raises(WrongState):
        disputed(story, module)
