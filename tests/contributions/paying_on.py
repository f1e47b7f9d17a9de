"""What a platform that collects own shares does with them: steps of the job, the officers and the bank."""

from dataclasses import dataclass
from uuid import uuid4

from loopbaankrediet.contributions.actions.incoming import take_incoming
from loopbaankrediet.contributions.due import reference_of
from loopbaankrediet.contributions.models import Incoming, Refund
from loopbaankrediet.contributions.queries import open_refunds
from loopbaankrediet.flows.approve_payments import approve_payments
from loopbaankrediet.flows.own_shares import give_own_share_back, pass_on_own_shares
from loopbaankrediet.flows.prove_rooms import prove_rooms
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balances
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.batches import make_batch
from loopbaankrediet.payments.models import Claim, ClaimState, Fund, PaymentBatch, PaymentItem
from tests.contributions.conftest import MODULE, Shares
from tests.rooms.bank_loop import Bank
from tests.story import Story


@dataclass
class PaidOn:
    """An pays the platform; Dirk gets it once her hours stand."""

    shares: Shares

    @property
    def story(self) -> Story:
        return self.shares.story

    def credit(self, cents: int = MODULE, number: int = 1) -> Incoming:
        ogm = reference_of(self.story.module(self.shares.track, number).minutes_hold).formatted
        clock = self.story.clock
        return take_incoming(bank_reference=uuid4().hex, ogm=ogm, cents=cents, booked_on=clock.today(), clock=clock)

    def deliver(self, number: int = 1) -> None:
        self.credit(number=number)
        self.story.deliver("an", "dirk", self.shares.track, number)

    def job(self) -> int:
        return pass_on_own_shares(clock=self.story.clock)

    def draft(self) -> PaymentBatch:
        return make_batch(fund=Fund.OWN_SHARE, **self.story.act("petra"))

    def approve(self, batch: PaymentBatch) -> PaymentBatch:
        return approve_payments(batch_id=batch.id, **self.story.act("quinten"))

    def send(self) -> Bank:
        return Bank(self.story, self.approve(self.draft()))

    def pay(self) -> Bank:
        bank = self.send()
        for item in PaymentItem.objects.filter(batch=bank.batch).select_related("claim").order_by("end_to_end_id"):
            net = item.claim.public_cents - item.set_off_cents
            bank.tells(bank.out(item.end_to_end_id, cents=net, reference=item.end_to_end_id))
        return bank

    def refund_all(self) -> Refund:
        """An officer pays An what has to go back."""
        [view] = open_refunds()
        paid = self.shares.paid(view.share.back)
        return give_own_share_back(module_id=view.module_id, paid=paid, **self.story.act("petra"))

    def claims(self) -> list[tuple[str, int]]:
        rows = Claim.objects.filter(fund=Fund.OWN_SHARE).exclude(state=ClaimState.WITHDRAWN).order_by("number")
        return list(rows.values_list("state", "public_cents"))

    def check(self) -> None:
        assert prove().breaks == prove_rooms().breaks == ()

    @property
    def owed_and_paid(self) -> tuple[int, int]:
        """In the ledger: owed to Dirk of own shares, and paid to him; and everything stands in proof."""
        self.check()
        owed, paid = accounts.own_share_owed(self.story.counsellor("dirk").id), accounts.own_share_paid(2027)
        found = balances([owed, paid])
        return tuple(found[one.code].available if one.code in found else 0 for one in (owed, paid))  # type: ignore[return-value]
