"""A bank that answers late, twice, or against itself: nobody is paid twice, and nobody waits without knowing why."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from simulators.bank import answer_to
from tests.story import Story

from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.answers import Taken, take_answer
from loopbaankrediet.payments.actions.batches import approve_batch, discard_batch, make_batch
from loopbaankrediet.payments.actions.claims import release_claim
from loopbaankrediet.payments.errors import AnswersContradict, BatchOutdated, NothingToPay
from loopbaankrediet.payments.models import Claim, PaymentBatch, PaymentFile, PaymentItem

pytestmark = pytest.mark.django_db
IBAN_OF_DIRK = "BE71096123456769"


@pytest.fixture
def story() -> Story:
    story = Story()
    story.apply("an")
    story.deliver("an", "dirk", story.sign("an", "dirk"))
    return story


@pytest.fixture
def sent(story: Story) -> PaymentBatch:
    batch = make_batch(**story.act("petra"))
    return approve_batch(batch_id=batch.id, **story.act("quinten"))


def answer(story: Story, *, rejected: bool = False, changed: tuple[str, str] = ("", "")) -> Taken:
    """The bank's word; a refusal without a stated cause, so that nothing but the payment is in doubt."""
    content = answer_to(bytes(PaymentFile.objects.get().content), frozenset({IBAN_OF_DIRK} if rejected else ()))
    content = content.replace(b"AC04", b"MS03")
    content = content.replace(changed[0].encode(), changed[1].encode()) if changed[0] else content
    return take_answer(content=content, by=story.actor("petra"), clock=story.clock)


def test_a_rejected_payment_comes_back_and_is_tried_again_as_a_new_attempt(story: Story, sent: PaymentBatch) -> None:
    answer(story, rejected=True)
    assert make_batch(**story.act("petra")).count == 1
    assert [item.attempt for item in PaymentItem.objects.order_by("attempt")] == [1, 2]
    assert prove().breaks == ()


def test_a_bank_that_accepts_what_it_rejected_blocks_the_claim_until_an_officer_lets_it_go(
    story: Story, sent: PaymentBatch
) -> None:
    answer(story, rejected=True)
    answer(story)
    claim = Claim.objects.get()
    assert claim.state == "blocked"
    with pytest.raises(NothingToPay):
        make_batch(**story.act("petra"))
    with pytest.raises(NotAllowed):
        release_claim(number=claim.number, **story.act("omar"))
    release_claim(number=claim.number, **story.act("quinten"))
    assert make_batch(**story.act("petra")).count == 1


def test_a_bank_that_accepts_an_earlier_attempt_while_the_next_is_under_way_is_refused(
    story: Story, sent: PaymentBatch
) -> None:
    first = PaymentFile.objects.get()
    answer(story, rejected=True)
    approve_batch(batch_id=make_batch(**story.act("petra")).id, **story.act("quinten"))
    with pytest.raises(AnswersContradict):
        take_answer(content=answer_to(first.content, frozenset()), by=story.actor("petra"), clock=story.clock)


def test_a_draft_with_a_payment_that_the_bank_accepted_after_all_can_only_be_thrown_away(
    story: Story, sent: PaymentBatch
) -> None:
    answer(story, rejected=True)
    draft = make_batch(**story.act("petra"))
    answer(story)
    with pytest.raises(BatchOutdated):
        approve_batch(batch_id=draft.id, **story.act("quinten"))
    discard_batch(batch_id=draft.id, **story.act("quinten"))
    assert Claim.objects.get().state == "blocked"


def test_an_order_rejected_as_a_whole_holds_no_accepted_payment(story: Story, sent: PaymentBatch) -> None:
    with pytest.raises(AnswersContradict):
        answer(story, changed=("<GrpSts>ACSC</GrpSts>", "<GrpSts>RJCT</GrpSts>"))
    assert Claim.objects.get().state == "sent"


def test_a_pending_answer_decides_nothing(story: Story, sent: PaymentBatch) -> None:
    taken = answer(story, changed=(">ACSC<", ">PDNG<"))
    sent.refresh_from_db()
    assert (taken.accepted, taken.rejected, sent.state) == (0, 0, "approved")


def test_the_bytes_that_were_approved_cannot_be_changed_by_the_application(sent: PaymentBatch) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        PaymentFile.objects.filter(batch=sent).update(packed=b"other")


def test_a_batch_cannot_be_born_approved(story: Story, sent: PaymentBatch) -> None:
    sent.id, sent.message_id = uuid4(), "LK-OTHER"
    with pytest.raises(DatabaseError, match="cannot go from"), transaction.atomic():
        sent.save(force_insert=True)
