"""Where a claim is decides what a recovery does: held out before it leaves, receivable once the bank booked it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger.postings import Step, record
from loopbaankrediet.payments.actions.claims import replace_claim
from loopbaankrediet.payments.models import Claim, ClaimState, ItemState, PaymentItem
from loopbaankrediet.payments.money import year_of
from loopbaankrediet.recovery.models import ClaimRecovered, Recovery
from loopbaankrediet.recovery.money import correction_step, hours_step, undue_step
from loopbaankrediet.recovery.states import RECOVERY_TABLE

NOT_SENT = (ClaimState.OPEN, ClaimState.BATCHED)


@dataclass(frozen=True)
class Booked:
    """When the bank booked a payment, and the year of the order that paid it."""

    booked_on: date
    year: int


def booked_payment(claim: Claim) -> Booked | None:
    """None while the account does not say that the claim was paid."""
    if claim.state != ClaimState.SETTLED:
        return None
    rows = PaymentItem.objects.filter(claim=claim, state=ItemState.SETTLED).select_related("batch", "settled_by")
    item = rows.get()
    return Booked(item.settled_by.booked_on, year_of(item.batch)) if item.settled_by else None


def hold_out(recovery: Recovery, claim: Claim) -> None:
    """The rest of a claim that did not leave goes on; what is contested waits for the decision, in no claim."""
    recovery.held = True
    _make_smaller(recovery, claim)


def enter_books(
    recovery: Recovery,
    claim: Claim,
    act: str,
    *,
    is_opening: bool = False,
    by: Actor,
    clock: Clock,
    key: UUID,
) -> None:
    """Correct a claim that did not leave, or make receivable what the bank booked; between the two only wait.

    The citizen's hours go back when it opens; those of what was held with the decision.
    """
    steps, booked = list(_hours(recovery, claim, is_opening=is_opening)), booked_payment(claim)
    if recovery.held or can_be_corrected(recovery, claim):
        if not recovery.held:
            _make_smaller(recovery, claim)
        _end(recovery, clock)
        steps.append(correction_step(claim, recovery.cents))
    elif booked:
        recovery.paid_on = booked.booked_on
        steps.append(undue_step(recovery, year=booked.year))
    if steps:
        *_, last = record(steps, act=act, act_key=key, effective_on=clock.today(), by=by)
        recovery.undue_transfer = last if booked else None
    recovery.save(update_fields=["state", "paid_on", "undue_transfer", "ended_on", "ended_at"])


def can_be_corrected(recovery: Recovery, claim: Claim) -> bool:
    """The claim is not at the bank, this is all that was found undue of it, and nothing of it was set off before."""
    if claim.state not in NOT_SENT:
        return False
    if not ClaimRecovered.objects.filter(claim=claim, minutes=recovery.minutes).exists():
        return False
    tried = PaymentItem.objects.filter(claim=claim, state__in=(ItemState.REJECTED, ItemState.RETURNED))
    return not tried.filter(set_off_cents__gt=0).exists()


def _hours(recovery: Recovery, claim: Claim, *, is_opening: bool) -> Iterator[Step]:
    if recovery.hours_back and (is_opening or recovery.held):
        yield hours_step(claim, recovery.minutes)


def _make_smaller(recovery: Recovery, claim: Claim) -> None:
    replace_claim(
        claim,
        minutes=claim.minutes - recovery.minutes,
        public_cents=claim.public_cents - recovery.cents,
        own_cents=claim.own_cents - recovery.own_cents,
    )


def _end(recovery: Recovery, clock: Clock) -> None:
    recovery.state = RECOVERY_TABLE.after(recovery.state, "correct")
    recovery.ended_on, recovery.ended_at = clock.today(), clock.now()
