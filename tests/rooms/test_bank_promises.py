"""When a counsellor is paid, why not yet, and who follows it up; and payments that an officer stops in one act."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from django.db import DatabaseError, transaction
from django.test import override_settings
from tests.rooms.bank_loop import CENTS, Bank, confirmed, item_states, money, money_of_states, send_batch
from tests.story import Story

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.kernel.errors import NotAllowed, NotFound
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch
from loopbaankrediet.payments.actions.holds import hold_payments, release_hold
from loopbaankrediet.payments.errors import BatchOutdated, HeldAlready, HoldReasonMissing, NothingToPay
from loopbaankrediet.payments.models import Claim, PaymentFile, PaymentHold
from loopbaankrediet.payments.queries import (
    ClaimView,
    WaitReason,
    advice_of,
    claims_of,
    gaps,
    holds,
    late_claims,
    to_do,
)
from loopbaankrediet.people.errors import OwnCase

pytestmark = pytest.mark.django_db
TUESDAY = date(2027, 3, 2)


@pytest.fixture
def story() -> Story:
    story = Story()
    confirmed(story, modules=2)
    return story


def hold(story: Story, by: str = "petra", reason: str = "Onderzoek naar gesprekken van januari.") -> PaymentHold:
    return hold_payments(counsellor_id=story.counsellor("dirk").id, reason=reason, **story.act(by))


def suspend(story: Story) -> None:
    Counsellor.objects.filter(id=story.counsellor("dirk").id).update(state="suspended")


def at(story: Story, day: date, hour: int, minute: int = 0) -> None:
    story.clock.day = day
    story.clock.instant = datetime.combine(day, time(hour, minute), BRUSSELS)


def why(claim: ClaimView) -> WaitReason | None:
    return claim.waiting.reason if claim.waiting else None


@override_settings(BANK_CUT_OFF=time(14, 0))
@pytest.mark.parametrize(
    ("day", "hour", "paid_on"),
    [
        (date(2027, 3, 1), 13, date(2027, 3, 1)),
        (date(2027, 3, 1), 15, date(2027, 3, 2)),
        (date(2027, 3, 5), 15, date(2027, 3, 8)),
        (date(2027, 3, 25), 15, date(2027, 3, 30)),
        (date(2027, 5, 1), 9, date(2027, 5, 3)),
    ],
)
def test_an_order_after_the_cut_off_or_on_a_bank_holiday_is_paid_on_the_next_bank_day(
    story: Story, day: date, hour: int, paid_on: date
) -> None:
    at(story, day, hour)
    batch = send_batch(story)
    assert batch.execution_on == paid_on
    assert f"<ReqdExctnDt><Dt>{paid_on}</Dt>" in PaymentFile.objects.get().content.decode()


def test_every_module_has_a_promised_day_and_then_the_day_of_the_bank(story: Story) -> None:
    [second, first] = claims_of(story.counsellor("dirk").id)
    assert (first.pay_day, why(first)) == (date(2027, 3, 31), WaitReason.NO_BATCH)
    bank = Bank(story, send_batch(story))
    bank.tells(bank.out(bank.names()[0]), day=TUESDAY)
    [second, first] = claims_of(story.counsellor("dirk").id)
    assert (first.pay_day, first.waiting) == (TUESDAY, None)
    assert why(second) is WaitReason.AT_THE_BANK


def test_a_late_payment_says_why_and_who_follows_it_up(story: Story) -> None:
    make_batch(**story.act("petra"))
    story.pass_days(31)
    found = late_claims(on=story.clock.today())
    assert [(claim.payee, claim.cents, claim.waiting.reason) for claim in found] == [
        ("Claes Loopbaanadvies BV", CENTS, WaitReason.DRAFT)
    ] * 2
    assert found[0].waiting.person == "Petra Wouters"


def test_an_order_that_will_be_paid_after_the_promised_day_is_late_today(story: Story) -> None:
    at(story, date(2027, 3, 31), 20)
    send_batch(story)
    assert to_do(on=story.clock.today(), at=story.clock.now()).late == 2


def test_a_paid_claim_is_never_late(story: Story) -> None:
    bank = Bank(story, send_batch(story))
    bank.tells(bank.out(*bank.names()))
    assert to_do(on=date(2030, 1, 1), at=story.clock.now()).late == 0


def test_all_payments_of_a_counsellor_stop_in_one_act_and_start_again_in_one(story: Story) -> None:
    placed = hold(story)
    with pytest.raises(NothingToPay):
        make_batch(**story.act("petra"))
    [view] = holds(story.counsellor("dirk").id)
    assert (view.reason, view.placed_by) == ("Onderzoek naar gesprekken van januari.", "Petra Wouters")
    [claim, _] = claims_of(story.counsellor("dirk").id)
    assert claim.waiting is not None
    assert (claim.waiting.reason, claim.waiting.person) == (WaitReason.HELD, "Petra Wouters")
    release_hold(hold_id=placed.id, reason="Alles klopt.", **story.act("quinten"))
    assert make_batch(**story.act("petra")).count == 2


def test_a_hold_needs_a_reason_a_payments_officer_and_comes_once(story: Story) -> None:
    with pytest.raises(HoldReasonMissing):
        hold(story, reason=" ")
    with pytest.raises(NotAllowed):
        hold(story, by="omar")
    placed = hold(story)
    with pytest.raises(HeldAlready):
        hold(story, by="quinten")
    with pytest.raises(HoldReasonMissing):
        release_hold(hold_id=placed.id, reason="", **story.act("quinten"))
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        PaymentHold.objects.filter(id=placed.id).update(reason_sealed=b"")


def test_an_officer_who_is_that_counsellor_neither_stops_nor_releases_the_payments(story: Story) -> None:
    act = story.act("petra")
    act["by"] = replace(act["by"], person_id=story.person("dirk").id)
    with pytest.raises(OwnCase):
        hold_payments(counsellor_id=story.counsellor("dirk").id, reason="Ikzelf", **act)


def test_a_draft_is_not_approved_once_the_payments_are_stopped(story: Story) -> None:
    draft = make_batch(**story.act("petra"))
    hold(story)
    with pytest.raises(BatchOutdated):
        approve_batch(batch_id=draft.id, **story.act("quinten"))
    assert not PaymentFile.objects.exists()


def test_a_counsellor_suspended_before_approval_is_not_paid_and_after_it_is(story: Story) -> None:
    draft = make_batch(**story.act("petra"))
    suspend(story)
    with pytest.raises(BatchOutdated):
        approve_batch(batch_id=draft.id, **story.act("quinten"))
    Counsellor.objects.filter(state="suspended").update(state="registered")
    approve_batch(batch_id=draft.id, **story.act("quinten"))
    suspend(story)
    bank = Bank(story, draft)
    bank.tells(bank.out(*bank.names()), bank.back(bank.names()[0]))
    assert item_states() == ["returned", "settled"]
    assert money() == money_of_states()
    with pytest.raises(NothingToPay):
        make_batch(**story.act("petra"))
    [late, _] = claims_of(story.counsellor("dirk").id)[::-1]
    assert why(late) is WaitReason.SUSPENDED


def test_who_left_the_register_is_still_paid_what_was_confirmed(story: Story) -> None:
    Counsellor.objects.filter(id=story.counsellor("dirk").id).update(state="deregistered")
    assert make_batch(**story.act("petra")).count == 2


def test_the_advice_names_every_payment_of_the_batch_and_nobody_elses(story: Story) -> None:
    batch = make_batch(**story.act("petra"))
    dirk, els = story.counsellor("dirk").id, story.counsellor("els").id
    with pytest.raises(NotFound):
        advice_of(dirk, batch.id)
    approve_batch(batch_id=batch.id, **story.act("quinten"))
    found = advice_of(dirk, batch.id)
    assert (found.total_cents, found.account_end, len(found.lines)) == (2 * CENTS, "6769", 2)
    number = Claim.objects.order_by("number")[0].number
    assert found.lines[0].reference.replace("/", "").startswith(f"+++{number:010d}")
    with pytest.raises(NotFound):
        advice_of(els, batch.id)


def test_statements_that_do_not_follow_on_each_other_are_named_until_the_missing_one_comes(story: Story) -> None:
    bank = Bank(story, send_batch(story))
    first, second = bank.names()
    bank.states(bank.out(first, reference="A"), opening=1_000_000, day=date(2027, 3, 2))
    bank.states(bank.out(second, reference="C"), opening=900_000, day=date(2027, 3, 4))
    [gap] = gaps()
    assert (gap.previous_cents, gap.opening_cents) == (1_000_000 - CENTS, 900_000)
    fee = 1_000_000 - CENTS - 900_000
    missing = replace(bank.out(first), reference="FEE", cents=-fee, lines=(), order="")
    bank.states(missing, opening=1_000_000 - CENTS, day=date(2027, 3, 3))
    assert gaps() == ()
