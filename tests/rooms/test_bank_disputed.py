"""Hours of silence that the citizen disputes while their payment is at the bank: what comes back waits with them."""

import pytest
from tests.recovery.recovering import FULL, Case
from tests.rooms.bank_loop import Bank, money
from tests.rooms.test_dispute_hours import answered, disputed, ruled, silent
from tests.story import Story

from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.payments.actions.batches import make_batch
from loopbaankrediet.payments.errors import BatchOutdated, NothingToPay
from loopbaankrediet.payments.models import PaymentBatch, PaymentItem
from loopbaankrediet.payments.queries import WaitReason, claims_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(db: None) -> Case:
    story = Story()
    story.apply("an")
    module = story.module(story.sign("an", "dirk"))
    story.talk("dirk", module.id)
    story.report("dirk", module.id)
    silent(story, module)
    return Case(story)


def come_back(case: Case, batch: PaymentBatch) -> None:
    name, bank = PaymentItem.objects.get(batch=batch).end_to_end_id, Bank(case.story, batch)
    bank.tells(bank.out(name))
    bank.tells(bank.back(name))


def test_a_disputed_claim_that_the_bank_returns_is_in_no_batch_until_the_decision(case: Case) -> None:
    batch, module = case.send(), GuidanceModule.objects.get(number=1)
    disputed(case.story, module, 0)
    come_back(case, batch)
    with pytest.raises(NothingToPay):
        make_batch(**case.story.act("petra"))
    [claim] = claims_of(case.story.counsellor("dirk").id)
    assert claim.waiting
    assert claim.waiting.reason is WaitReason.DISPUTED
    answered(case.story, module)
    ruled(case.story, module, 60)
    case.pay()
    assert (money()["settled"], money()["owed"]) == (FULL // 2, 0)


def test_a_draft_with_a_claim_that_is_disputed_since_is_not_approved(case: Case) -> None:
    come_back(case, case.send())
    draft = case.draft()
    disputed(case.story, GuidanceModule.objects.get(number=1), 0)
    with pytest.raises(BatchOutdated):
        case.approve(draft)
