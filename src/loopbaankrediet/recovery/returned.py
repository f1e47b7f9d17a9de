"""The bank brings back a payment of which a part was found undue: the debt goes, because the money is back.

What nobody paid back yet returns to what was settled, so that all of the payment can come back. The claim is made
smaller when it can be; otherwise the recovery waits until the bank books it again, and is decided anew. What the
counsellor did pay back is hers again: her claim pays it out.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from loopbaankrediet.journal.actions import Subject, record_act
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.postings import Step, direct, record, reverse
from loopbaankrediet.payments.actions.claims import replace_claim
from loopbaankrediet.payments.actions.deductions import cancel_deduction
from loopbaankrediet.payments.models import Claim, ItemState, PaymentItem, SetOff
from loopbaankrediet.payments.money import year_of
from loopbaankrediet.recovery.balances import Standing, standings
from loopbaankrediet.recovery.booking import can_be_corrected, enter_books
from loopbaankrediet.recovery.models import GivenBack, Recovery, Repayment, RepaymentPlan
from loopbaankrediet.recovery.states import OVER, PLAN_TABLE, RECOVERY_TABLE, PlanState, ReceiptState

CAME_BACK = "returned"
DECISION = ("decision_sealed", "decided_on", "decided_at", "decided_by", "notified_on", "notified_at", "notified_by")
FORGOTTEN = (*DECISION, "pay_until", "set_off_on", "paid_on", "undue_transfer", "interest_transfer")
CHANGED = (*FORGOTTEN, "state", "interest_cents", "waived_cents", "ended_on", "ended_at")


@dataclass
class Debt:
    """A recovery whose money is in the ledger, and where it stands. `year`: that of the order that paid the claim."""

    recovery: Recovery
    standing: Standing
    year: int

    @property
    def sum_back(self) -> int:
        """What of the undue sum came back, in cents: it is paid before the interest."""
        return min(self.standing.recovered, self.recovery.cents)

    @property
    def open_sum(self) -> int:
        """What of the undue sum is still receivable, in cents."""
        return min(max(self.recovery.cents - self.standing.recovered, 0), self.standing.open)


@dataclass
class ReturnedDebts:
    """The recoveries of claims whose payments come back, locked after those claims."""

    debts: Sequence[Debt]
    _waiting: list[Recovery] = field(default_factory=list)
    _smaller: Counter[UUID] = field(default_factory=Counter)

    @property
    def accounts(self) -> Sequence[Account]:
        return [account for debt in self.debts for account in _accounts(debt)]

    def undo(self, *, by: Actor, clock: Clock, key: UUID) -> None:
        """The debt goes back to what was settled, in front of the payment itself."""
        steps = [step for debt in self.debts for step in _steps(debt)]
        if steps:
            record(steps, act="undo_recovery", act_key=uuid5(key, "debts"), effective_on=clock.today(), by=by)
        for debt in self.debts:
            self._end(debt, by=by, clock=clock, key=key)

    def go_on(self, *, by: Actor, clock: Clock, key: UUID) -> None:
        """The claims are open again: smaller where that can be."""
        for recovery in self._waiting:
            claim = Claim.objects.select_for_update().get(id=recovery.claim_id)
            own_key = uuid5(key, f"correct:{recovery.id}")
            if can_be_corrected(recovery, claim):
                enter_books(recovery, claim, "correct_recovery", by=by, clock=clock, key=own_key)
        for claim_id, cents in self._smaller.items():
            _pay_less(Claim.objects.select_for_update().get(id=claim_id), cents, by=by, clock=clock, key=key)

    def _end(self, debt: Debt, *, by: Actor, clock: Clock, key: UUID) -> None:
        recovery = debt.recovery
        for year, cents in _came_in(recovery, debt.sum_back).items():
            GivenBack.objects.create(recovery=recovery, year=year, cents=cents, given_on=clock.today())
        if recovery.state not in OVER:
            if debt.standing.recovered:
                self._smaller[recovery.claim_id] += debt.open_sum
                _settle(debt, clock)
            else:
                self._waiting.append(recovery)
                _forget(recovery)
            _stop(recovery, clock)
            recovery.save(update_fields=CHANGED)
        subject = Subject("recovery", recovery.id, recovery.counsellor.person_id)
        record_act("undo_recovery", subject, key=uuid5(key, str(recovery.id)), by=by, clock=clock)


def returned_debts(claim_ids: Sequence[UUID]) -> ReturnedDebts:
    """The recoveries of these claims of which the ledger holds money; the claims are locked."""
    rows = Recovery.objects.select_for_update(of=("self",)).select_related("counsellor", "claim")
    undone = GivenBack.objects.values("recovery_id")
    booked = rows.filter(claim__in=claim_ids).exclude(undue_transfer=None).exclude(id__in=undone)
    found = list(booked.order_by("number"))
    items = PaymentItem.objects.filter(claim__in=[row.claim_id for row in found], state=ItemState.SETTLED)
    years = {item.claim_id: year_of(item.batch) for item in items.select_related("batch")}
    stand = standings(found)
    return ReturnedDebts(
        [
            Debt(row, stand[row.id], years[row.claim_id])
            for row in found
            if row.claim_id in years and (stand[row.id].open or stand[row.id].recovered)
        ]
    )


def _accounts(debt: Debt) -> Iterator[Account]:
    recovery = debt.recovery
    yield accounts.receivable(recovery.counsellor_id)
    yield accounts.payable(recovery.counsellor_id)
    yield accounts.settled(debt.year)
    yield accounts.commitment(recovery.claim.module.reserved_on.year)
    for year in _came_in(recovery, debt.sum_back):
        yield accounts.recovered(year)


def _steps(debt: Debt) -> Iterator[Step]:
    recovery, of_interest = debt.recovery, debt.standing.open - debt.open_sum
    if recovery.undue_transfer and debt.open_sum:
        yield reverse(f"undo:{recovery.number}", recovery.undue_transfer, amount=debt.open_sum, reason=CAME_BACK)
    if recovery.interest_transfer and of_interest:
        name = f"undo_interest:{recovery.number}"
        yield reverse(name, recovery.interest_transfer, amount=of_interest, reason=CAME_BACK)
    for year, cents in _came_in(recovery, debt.sum_back).items():
        name = f"give_back:{recovery.number}:{year}"
        yield direct(name, accounts.recovered(year), accounts.settled(debt.year), cents)


def _came_in(recovery: Recovery, most: int) -> Counter[int]:
    """What came back of this recovery by the year that counts it, at most `most` cents, the oldest first."""
    found: Counter[int] = Counter()
    for day, cents in sorted(_receipts(recovery)):
        taken = min(cents, most - found.total())
        if taken:
            found[day] += taken
    return found


def _receipts(recovery: Recovery) -> Iterator[tuple[int, int]]:
    for row in Repayment.objects.filter(recovery=recovery, state=ReceiptState.AGREED).order_by("id"):
        if row.decided_on:
            yield row.decided_on.year, row.cents
    kept = SetOff.objects.filter(deduction__reference=recovery.id).select_related("item__batch").order_by("id")
    for part in kept.exclude(item__state__in=(ItemState.DROPPED, ItemState.PREPARED)):
        yield year_of(part.item.batch), part.cents


def _settle(debt: Debt, clock: Clock) -> None:
    """What is still open is not asked any more: the claim pays that much less."""
    recovery = debt.recovery
    recovery.waived_cents += debt.standing.open
    recovery.state = RECOVERY_TABLE.after(recovery.state, "settle")
    recovery.ended_on, recovery.ended_at = clock.today(), clock.now()


def _forget(recovery: Recovery) -> None:
    """As before the bank booked the payment: a decision on money that nobody has, lapses."""
    if recovery.decided_on:
        recovery.state = RECOVERY_TABLE.after(recovery.state, "come_back")
    for name in FORGOTTEN:
        setattr(recovery, name, None)
    recovery.interest_cents = 0


def _stop(recovery: Recovery, clock: Clock) -> None:
    cancel_deduction(recovery.id, clock=clock)
    for state in (PlanState.PROPOSED, PlanState.AGREED):
        plans = RepaymentPlan.objects.filter(recovery=recovery, state=state)
        plans.update(state=PLAN_TABLE.after(state, "end"))


def _pay_less(claim: Claim, cents: int, *, by: Actor, clock: Clock, key: UUID) -> None:
    """The claim pays out what is due of it and what was paid back: at least a cent, a claim is for something."""
    set_off = PaymentItem.objects.filter(claim=claim).exclude(state=ItemState.DROPPED).order_by("-attempt").first()
    net = claim.public_cents - (set_off.set_off_cents if set_off else 0)
    less = min(cents, net - 1)
    if not less or claim.cents_transfer is None:
        return
    replace_claim(claim, minutes=claim.minutes, public_cents=net - less, own_cents=claim.own_cents)
    step = reverse("never_owed", claim.cents_transfer, amount=less, reason="undue_payment")
    own_key = uuid5(key, f"less:{claim.id}")
    record([step], act="correct_recovery", act_key=own_key, effective_on=clock.today(), by=by)
