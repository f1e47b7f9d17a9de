"""When the year's payment credit runs short the oldest claims are paid first, and everybody reads who waits."""

from datetime import date
from uuid import uuid4

import pytest
from tests.rooms.bank_loop import CENTS, Bank, claim_states, confirmed, send_batch
from tests.story import Story

from loopbaankrediet.budget.queries import year_budget
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import direct, record
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch
from loopbaankrediet.payments.actions.lines import approve_line, propose_line
from loopbaankrediet.payments.errors import PaymentAppropriationUsed
from loopbaankrediet.payments.models import PaymentItem, UnmatchedLine
from loopbaankrediet.payments.queries import credit_reach, draft_cents

pytestmark = pytest.mark.django_db
YEAR = 2027


@pytest.fixture
def story() -> Story:
    story = Story()
    confirmed(story)
    return story


def leave(cents: int) -> None:
    """Pay elsewhere what this year's payment credit has beyond so many cents."""
    year = accounts.payment_appropriation(YEAR), accounts.paid_out(YEAR)
    spent = direct("elsewhere", *year, year_budget(YEAR).payment_free - cents)
    record([spent], act="elsewhere", act_key=uuid4(), effective_on=date(YEAR, 3, 1), by=SYSTEM)


def test_the_oldest_claims_are_paid_as_far_as_the_credit_reaches(story: Story) -> None:
    leave(2 * CENTS + 1)
    batch = send_batch(story)
    assert (batch.count, batch.total_cents) == (2, 2 * CENTS)
    assert claim_states() == ["sent", "sent", "open"]


def test_a_credit_of_more_than_thirty_million_euro_pays_like_any_other(story: Story) -> None:
    more = direct("more", accounts.treasury(), accounts.payment_appropriation(YEAR), 2_000_000_000)
    record([more], act="more", act_key=uuid4(), effective_on=date(YEAR, 3, 1), by=SYSTEM)
    assert send_batch(story).count == 3


def test_what_waits_for_credit_is_counted_and_a_draft_takes_its_part(story: Story) -> None:
    leave(2 * CENTS)
    reach = credit_reach(year_budget(YEAR), in_drafts=draft_cents())
    assert (reach.fits, reach.waits, reach.waits_cents) == (2, 1, CENTS)
    make_batch(**story.act("petra"))
    reach = credit_reach(year_budget(YEAR), in_drafts=draft_cents())
    assert (reach.free_cents, reach.fits, reach.waits) == (0, 0, 1)
    with pytest.raises(PaymentAppropriationUsed):
        make_batch(**story.act("petra"))


def test_a_draft_of_before_the_credit_fell_says_what_to_do(story: Story) -> None:
    draft = make_batch(**story.act("petra"))
    leave(CENTS)
    with pytest.raises(PaymentAppropriationUsed, match=r"gooi je weg: een nieuwe neemt wat nog past"):
        approve_batch(batch_id=draft.id, **story.act("quinten"))


def test_a_payment_that_the_bank_did_after_all_says_in_words_that_the_credit_is_used(story: Story) -> None:
    bank = Bank(story, send_batch(story))
    name = bank.names()[0]
    bank.tells(bank.out(name), bank.back(name))
    leave(0)
    bank.tells(bank.out(name, reference="AGAIN"))
    waiting = UnmatchedLine.objects.get()
    propose_line(unmatched_id=waiting.id, end_to_end_id=name, note="Toch betaald.", **story.act("petra"))
    with pytest.raises(PaymentAppropriationUsed):
        approve_line(unmatched_id=waiting.id, **story.act("quinten"))
    assert PaymentItem.objects.get(end_to_end_id=name).state == "returned"
