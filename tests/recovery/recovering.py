"""A counsellor who was paid, and the steps by which she pays back: each function does one act with a fresh key."""

from dataclasses import dataclass
from uuid import UUID

from tests.rooms.bank_loop import Bank, confirmed
from tests.story import Story

from loopbaankrediet.flows.approve_payments import approve_payments
from loopbaankrediet.guidance.models import Channel
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.payments.actions.batches import make_batch
from loopbaankrediet.payments.bank.statements import Direction
from loopbaankrediet.payments.models import Claim, PaymentBatch, PaymentItem, UnmatchedLine
from loopbaankrediet.recovery.actions.deciding import decide_recovery, notify_recovery
from loopbaankrediet.recovery.actions.opening import open_recovery
from loopbaankrediet.recovery.actions.repaying import agree_repayment, propose_repayment, start_set_off
from loopbaankrediet.recovery.models import Recovery, Repayment
from loopbaankrediet.recovery.states import RecoveryGround

FULL = 16_780
QUARTER = FULL // 4
DAYS_TO_ANSWER = 31


@dataclass
class Case:
    """The seeded platform, with modules of An and Dirk of which the first `paid` are paid by the bank."""

    story: Story

    def confirm(self, modules: int = 1) -> None:
        confirmed(self.story, modules)

    def pay(self) -> PaymentBatch:
        """A batch of everything that waits, approved and booked by the bank."""
        batch = self.send()
        bank = Bank(self.story, batch)
        for item in PaymentItem.objects.filter(batch=batch).select_related("claim").order_by("end_to_end_id"):
            net = item.claim.public_cents - item.set_off_cents
            bank.tells(bank.out(item.end_to_end_id, cents=net, reference=item.end_to_end_id))
        return batch

    def send(self) -> PaymentBatch:
        return self.approve(self.draft())

    def draft(self) -> PaymentBatch:
        return make_batch(**self.story.act("petra"))

    def approve(self, batch: PaymentBatch) -> PaymentBatch:
        return approve_payments(batch_id=batch.id, **self.story.act("quinten"))

    def claim(self, module: int = 1, part: int = 1) -> Claim:
        return Claim.objects.get(module__number=module, part=part)

    def open(
        self, minutes: int = 60, ground: RecoveryGround = RecoveryGround.DISPUTED_HOURS, module: int = 1
    ) -> Recovery:
        claim_id = self.claim(module).id
        return open_recovery(claim_id=claim_id, minutes=minutes, ground=ground, **self.story.act("petra"))

    def owed(
        self, minutes: int = 60, ground: RecoveryGround = RecoveryGround.DISPUTED_HOURS, module: int = 1
    ) -> Recovery:
        """Opened, decided after the term to answer, and told."""
        recovery = self.open(minutes, ground, module)
        self.story.pass_days(DAYS_TO_ANSWER)
        decide_recovery(recovery_id=recovery.id, reasons="Er was geen gesprek.", **self.story.act("quinten"))
        return self.tell(recovery.id)

    def tell(self, recovery_id: UUID) -> Recovery:
        today = self.story.clock.today()
        return notify_recovery(
            recovery_id=recovery_id, channel=Channel.PHONE, told_on=today, **self.story.act("quinten")
        )

    def keep_back(self, recovery_id: UUID) -> Recovery:
        return start_set_off(recovery_id=recovery_id, **self.story.act("dirk"))

    def incoming(self, cents: int, reference: str = "IN") -> UnmatchedLine:
        """Money that somebody transferred to our account; it waits for a person."""
        batch = PaymentBatch.objects.latest("made_at")
        bank = Bank(self.story, batch, number=UnmatchedLine.objects.count() + 100)
        bank.tells(bank.back("NOTPROVIDED", code="", cents=cents, reference=reference))
        return UnmatchedLine.objects.get(line__reference=reference, line__direction=Direction.CREDIT)

    def repay(self, recovery_id: UUID, cents: int, reference: str = "IN") -> Repayment:
        line = self.incoming(cents, reference)
        found = propose_repayment(recovery_id=recovery_id, unmatched_id=line.id, **self.story.act("petra"))
        return agree_repayment(repayment_id=found.id, **self.story.act("quinten"))

    def receivable(self) -> int:
        return balance(accounts.receivable(self.story.counsellor("dirk").id)).available

    def recovered(self, year: int = 2027) -> int:
        return balance(accounts.recovered(year)).available
