"""The counsellor notes what she received: receipts without gaps, never more than due, and no public money stops."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from loopbaankrediet.contributions.actions.collecting import correct_entry, state_vat_regime
from loopbaankrediet.contributions.errors import (
    AlreadyCorrected,
    AlreadyPaidBack,
    AmountNotAboveZero,
    CannotBeCorrected,
    CorrectionReasonMissing,
    MoreThanDue,
    NothingDue,
    NotReserved,
    PaidInFuture,
    PaidTooEarly,
    TooFarAhead,
)
from loopbaankrediet.contributions.models import Contribution, ContributionEntry, Payer, VatRegime
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.models import Claim
from tests.contributions.conftest import MODULE, Shares
from tests.story import Story


def test_a_module_is_paid_in_parts_and_each_part_has_its_own_receipt(shares: Shares) -> None:
    assert [shares.pays(2_000).number, shares.pays(3_000).number] == [1, 2]
    assert shares.balance() == MODULE


def test_nobody_notes_more_than_is_due(shares: Shares) -> None:
    shares.pays(4_000)
    with pytest.raises(MoreThanDue, match="10,00 euro"):
        shares.pays(1_001)
    shares.pays(1_000)
    with pytest.raises(NothingDue):
        shares.pays(1)


@pytest.mark.parametrize("cents", [0, -1])
def test_an_amount_is_above_zero(shares: Shares, cents: int) -> None:
    with pytest.raises(AmountNotAboveZero):
        shares.pays(cents)


def test_a_refused_payment_leaves_no_gap_in_the_receipts(shares: Shares) -> None:
    shares.pays(1_000)
    with pytest.raises(MoreThanDue):
        shares.pays(9_000)
    assert shares.pays(1_000).number == 2


def test_only_the_next_module_can_be_asked_ahead(shares: Shares) -> None:
    with pytest.raises(TooFarAhead, match="hoogstens 1 module"):
        shares.pays(number=2)
    shares.story.talk("dirk", shares.module.id)
    shares.story.report("dirk", shares.module.id)
    with pytest.raises(NotReserved):
        shares.pays(number=2)
    shares.story.confirm("an", shares.module.id)
    shares.pays(number=2)
    with pytest.raises(TooFarAhead):
        shares.pays(number=3)


def test_a_payment_lies_between_the_reservation_and_today(shares: Shares) -> None:
    today = shares.story.clock.today()
    with pytest.raises(PaidTooEarly):
        shares.pays(on=today - timedelta(days=1))
    with pytest.raises(PaidInFuture):
        shares.pays(on=today + timedelta(days=1))


def test_a_double_click_is_one_payment_and_one_receipt(shares: Shares) -> None:
    key = uuid4()
    assert shares.pays(1_000, key=key).id == shares.pays(1_000, key=key).id
    assert shares.balance() == 1_000


def test_an_employer_who_pays_is_shown_and_not_blocked(shares: Shares) -> None:
    assert shares.pays(payer=Payer.EMPLOYER).payer == Payer.EMPLOYER


def test_another_counsellor_or_the_citizen_notes_nothing(shares: Shares) -> None:
    for name in ("els", "an"):
        with pytest.raises(NotFound):
            shares.pays(**shares.story.act(name))


def test_who_pays_nothing_still_brings_the_counsellor_her_public_money(shares: Shares) -> None:
    shares.story.deliver("an", "dirk", shares.track)
    assert not Contribution.objects.exists()
    assert Claim.objects.get().public_cents == 16_780


def test_a_wrong_payment_is_taken_back_whole_and_stays_to_be_read(shares: Shares) -> None:
    wrong = shares.pays(MODULE)
    counter = correct_entry(entry_id=wrong.id, reason="Verkeerd bedrag", **shares.story.act("dirk"))
    assert (counter.cents, counter.number, shares.balance()) == (-MODULE, 2, 0)
    assert shares.pays(3_000).number == 3
    with pytest.raises(AlreadyCorrected):
        correct_entry(entry_id=wrong.id, reason="Nog eens", **shares.story.act("dirk"))
    with pytest.raises(CannotBeCorrected):
        correct_entry(entry_id=counter.id, reason="Terug", **shares.story.act("dirk"))


def test_a_correction_says_why(shares: Shares) -> None:
    with pytest.raises(CorrectionReasonMissing):
        correct_entry(entry_id=shares.pays().id, reason="  ", **shares.story.act("dirk"))


def test_a_payment_of_which_money_went_back_is_not_corrected(shares: Shares) -> None:
    entry = shares.pays()
    shares.stops_after(60)
    shares.refunds(1_000)
    with pytest.raises(AlreadyPaidBack):
        correct_entry(entry_id=entry.id, reason="Fout", **shares.story.act("dirk"))


def test_a_receipt_keeps_the_vat_as_it_was_said_that_day(shares: Shares) -> None:
    before = shares.pays(1_000)
    state_vat_regime(regime=VatRegime.LIABLE, **shares.story.act("dirk"))
    liable = shares.pays(1_000)
    state_vat_regime(regime=VatRegime.EXEMPT, **shares.story.act("dirk"))
    assert [before.vat_percent, liable.vat_percent, shares.pays(1_000).vat_percent] == [None, 21, 0]


@pytest.mark.parametrize("cents", [MODULE + 1, -1])
def test_the_database_refuses_a_balance_below_zero_or_above_due(shares: Shares, cents: int) -> None:
    entry = shares.pays(1)
    kind = "received" if cents > 0 else "refund"
    row = {"contribution_id": entry.contribution_id, "counsellor_id": entry.counsellor_id, "number": 2}
    row |= {"kind": kind, "way": "cash", "payer": "citizen", "paid_on": entry.paid_on, "noted_on": entry.noted_on}
    with pytest.raises(IntegrityError, match="own_share_never"), transaction.atomic():
        ContributionEntry.objects.create(**row, cents=cents - (1 if cents < 0 else 0), noted_at=entry.noted_at)


def test_the_application_cannot_write_a_balance(shares: Shares) -> None:
    shares.pays(1)
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE contributions_contribution SET balance_cents = 2")


def test_a_counter_entry_of_a_part_is_refused_by_the_database(shares: Shares, story: Story) -> None:
    entry = shares.pays(2_000)
    with pytest.raises(IntegrityError, match="whole entry"), transaction.atomic():
        ContributionEntry.objects.create(
            contribution_id=entry.contribution_id,
            counsellor_id=entry.counsellor_id,
            number=2,
            kind="correction",
            cents=-1_999,
            way="cash",
            payer="citizen",
            paid_on=entry.paid_on,
            reverses=entry,
            noted_on=entry.noted_on,
            noted_at=story.clock.now(),
        )
