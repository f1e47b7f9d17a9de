"""The accounts of an act that ends a module and holds the next one: locked together, before anything is posted."""

from uuid import UUID

from loopbaankrediet.budget.errors import NoBudget
from loopbaankrediet.guidance.actions.tracks import continue_or_finish
from loopbaankrediet.guidance.known import Counted, modules_of
from loopbaankrediet.guidance.models import GuidanceModule, Track
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.errors import BalanceTooLow
from loopbaankrediet.ledger.postings import lock

MODULE_AT_MOST = 100_000
"""In cents: far above what the next module, or a disputed part that is held again, can take."""


def lock_accounts(module: GuidanceModule, clock: Clock, key: UUID) -> None:
    """Those of this module's holds and of the next one, which may be paid from another year."""
    years = {clock.today().year, module.reserved_on.year}
    lock(
        [accounts.commitment(year) for year in sorted(years)],
        holds=[module.minutes_hold, module.cents_hold],
        act_key=key,
        at_most=MODULE_AT_MOST,
    )


def go_on(track: Track, counted: Counted | None = None, *, by: Actor, clock: Clock, key: UUID) -> None:
    """Hold the next module or end the track; a budget that is used up delays that, never what was just done."""
    try:
        continue_or_finish(track, counted or modules_of(track), by=by, clock=clock, key=key)
    except (BalanceTooLow, NoBudget):
        return
