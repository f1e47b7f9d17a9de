"""What officers read of orders that did not leave, of credit that runs short, and of what a restore lost."""

from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings

from loopbaankrediet.budget.queries import year_budget
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import FixedClock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import direct, record
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch
from loopbaankrediet.payments.errors import LossesUndecided
from loopbaankrediet.payments.handing_over import hand_over_waiting
from loopbaankrediet.payments.models import LostPayment, PaymentBatch, RecoveredOrder
from tests.story import Story
from tests.web.visitor import Visitor

PAYMENTS = "/medewerker/betalingen/"


@pytest.fixture(autouse=True)
def claim(story: Story) -> None:
    story.apply("an")
    story.deliver("an", "dirk", story.sign("an", "dirk"))


def sent_long_ago(story: Story) -> PaymentBatch:
    before = FixedClock(story.clock.now() - timedelta(minutes=11), story.clock.today())
    made = make_batch(**story.act("petra") | {"clock": before})
    return approve_batch(batch_id=made.id, **story.act("quinten") | {"clock": before})


def test_officers_read_which_order_did_not_leave_and_why(
    story: Story, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    batch = sent_long_ago(story)
    good, broken = settings.BANK_OUTBOX, tmp_path / "full"
    broken.write_text("no folder")
    monkeypatch.setattr(settings, "BANK_OUTBOX", broken / "out")
    hand_over_waiting(clock=story.clock)
    html = Visitor("petra").page(PAYMENTS)
    assert "Niet vertrokken naar de bank" in html
    assert batch.message_id in html
    assert "NotADirectoryError" in html

    monkeypatch.setattr(settings, "BANK_OUTBOX", good)
    hand_over_waiting(clock=story.clock)
    assert "Niet vertrokken naar de bank" not in Visitor("petra").page(PAYMENTS)


def test_an_order_that_left_in_time_is_no_worry(story: Story) -> None:
    approve_batch(batch_id=make_batch(**story.act("petra")).id, **story.act("quinten"))
    assert "Niet vertrokken naar de bank" not in Visitor("petra").page(PAYMENTS)


def test_an_officer_reads_how_many_payments_wait_for_credit(story: Story) -> None:
    year = accounts.payment_appropriation(2027), accounts.paid_out(2027)
    spent = direct("elsewhere", *year, year_budget(2027).payment_free - 100)
    record([spent], act="elsewhere", act_key=uuid4(), effective_on=date(2027, 3, 1), by=SYSTEM)
    html = Visitor("petra").page(PAYMENTS)
    assert "1 betaling wacht op krediet, samen 167,80 euro" in html
    assert "1,00 euro vereffeningskrediet" in html


def test_what_was_paid_before_a_restore_without_a_claim_stays_in_sight(story: Story) -> None:
    order = RecoveredOrder.objects.create(
        message_id="LK1", sha256="0" * 64, count=1, taken=0, recovered_at=story.clock.now()
    )
    LostPayment.objects.create(
        end_to_end_id="LK0000000009-1", order=order, payee="Claes Loopbaanadvies BV", account_end="6769", cents=16_780
    )
    html = Visitor("petra").page(PAYMENTS)
    assert "LK0000000009-1: 167,80 euro aan Claes Loopbaanadvies BV, rekening eindigt op 6769." in html
    with pytest.raises(LossesUndecided):
        make_batch(**story.act("petra"))
    bank = f"{PAYMENTS}bank/"
    Visitor("petra").press(bank, f"{bank}zonder-bevestiging/LK0000000009-1/", note="Gebeld: ze is betaald.")
    assert make_batch(**story.act("petra")).count == 1
    assert "LK0000000009-1" not in Visitor("petra").page(PAYMENTS)
