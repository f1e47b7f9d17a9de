"""What a recovery moves in the ledger: from settled to receivable, and what a correction brings back."""

from collections.abc import Iterator
from uuid import UUID

from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import Step, direct, record, reverse
from loopbaankrediet.ledger.returned import UNDUE
from loopbaankrediet.payments.models import Claim
from loopbaankrediet.recovery.balances import standing
from loopbaankrediet.recovery.models import Recovery


def undue_step(recovery: Recovery, *, year: int) -> Step:
    """The money was not due: the counsellor owes it. `year`: that of the order that paid it."""
    receivable = accounts.receivable(recovery.counsellor_id)
    receivable.open()
    return direct("undue", accounts.settled(year), receivable, recovery.cents)


def interest_step(recovery: Recovery) -> Step:
    return direct("interest", accounts.treasury(), accounts.receivable(recovery.counsellor_id), recovery.interest_cents)


def hours_step(claim: Claim, minutes: int) -> Step:
    """The minutes go back the way they came: the ledger refuses a second time."""
    return reverse("hours_back", _posted(claim.minutes_transfer), amount=minutes, reason=UNDUE)


def correction_step(claim: Claim, cents: int) -> Step:
    """What was never paid is committed no longer: it goes back to the year that committed it."""
    return reverse("never_owed", _posted(claim.cents_transfer), amount=cents, reason=UNDUE)


def receive(recovery: Recovery, cents: int, *, by: Actor, clock: Clock, key: UUID) -> None:
    """A transfer came in: no longer receivable."""
    recovered = accounts.recovered(clock.today().year)
    recovered.open()
    step = direct("received", accounts.receivable(recovery.counsellor_id), recovered, cents)
    record([step], act="agree_repayment", act_key=key, effective_on=clock.today(), by=by)


def let_go(recovery: Recovery, *, reason: str, by: Actor, clock: Clock, key: UUID) -> int:
    """What is still open stays paid; returns how much, in cents. What came back pays the sum first, then interest."""
    found = standing(recovery)
    steps = list(_back(recovery, found.open, max(recovery.cents - found.recovered, 0), reason))
    if steps:
        record(steps, act="end_recovery", act_key=key, effective_on=clock.today(), by=by)
    return found.open


def _back(recovery: Recovery, still_open: int, of_sum: int, reason: str) -> Iterator[Step]:
    of_sum = min(of_sum, still_open)
    if recovery.undue_transfer and of_sum:
        yield reverse("let_go", recovery.undue_transfer, amount=of_sum, reason=reason)
    if recovery.interest_transfer and still_open > of_sum:
        yield reverse("let_go_interest", recovery.interest_transfer, amount=still_open - of_sum, reason=reason)


def _posted(transfer: int | None) -> int:
    """RuntimeError when it was never posted: a claim exists only after it was."""
    if transfer is None:
        raise RuntimeError("a claim without its transfers cannot be moved back")
    return transfer
