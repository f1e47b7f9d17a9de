"""Reserving and releasing a module: minutes of the wallet and public money of the year, together or not at all."""

from uuid import UUID

from loopbaankrediet import decree
from loopbaankrediet.budget.errors import NoBudget
from loopbaankrediet.credit.queries import wallet_balance
from loopbaankrediet.guidance.errors import NoMinutesFree
from loopbaankrediet.guidance.known import Counted
from loopbaankrediet.guidance.models import GuidanceModule, Track
from loopbaankrediet.guidance.queries import minutes_delivered
from loopbaankrediet.guidance.states import MODULE_TABLE
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.amounts import cents_for
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import WrongState
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.errors import NoAccount
from loopbaankrediet.ledger.postings import hold, record, void
from loopbaankrediet.platform.rows import Rows


def reserve_next_module(
    track: Track,
    counted: Counted,
    tariff: decree.Tariff,
    rows: Rows,
    *,
    by: Actor,
    clock: Clock,
    key: UUID,
) -> bool:
    """Hold the next module of the agreement, and lay it among `rows`; False when no minutes are left for it.

    Wallet and track are locked.
    """
    minutes = min(tariff.module_minutes, wallet_balance(track.wallet).available)
    if minutes <= 0:
        if not counted.made:
            raise NoMinutesFree
        return False
    holds = _hold(track, minutes, cents_for(minutes, tariff.public_cents_per_hour), by=by, clock=clock, key=key)
    rows.insert(
        GuidanceModule(
            track=track,
            number=counted.made + 1,
            minutes=minutes,
            public_cents_per_hour=tariff.public_cents_per_hour,
            own_cents_per_hour=tariff.own_cents_per_hour,
            minutes_hold=holds[0],
            cents_hold=holds[1],
            reserved_on=clock.today(),
        )
    )
    return True


def release_module(module: GuidanceModule, *, by: Actor, clock: Clock, key: UUID) -> None:
    """Give the held minutes and money back. WrongState when a conversation counts: that must be reported first."""
    if minutes_delivered(module):
        raise WrongState
    module.state = MODULE_TABLE.after(module.state, "release")
    module.save(update_fields=["state"])
    steps = (void("release_minutes", module.minutes_hold), void("release_cents", module.cents_hold))
    record(steps, act="release_module", act_key=key, effective_on=clock.today(), by=by)


def _hold(track: Track, minutes: int, cents: int, *, by: Actor, clock: Clock, key: UUID) -> tuple[int, ...]:
    year = clock.today().year
    counsellor_id = track.counsellor_id
    steps = (
        hold(
            "reserve_minutes",
            accounts.wallet(track.wallet_id),
            accounts.minutes_delivered(counsellor_id),
            minutes,
        ),
        hold("reserve_cents", accounts.commitment(year), accounts.payable(counsellor_id), cents),
    )
    try:
        return record(steps, act="reserve_module", act_key=key, effective_on=clock.today(), by=by)
    except NoAccount as error:
        raise NoBudget(year=year) from error
