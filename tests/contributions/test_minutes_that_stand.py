"""An pays for the minutes that stand: not for hours that were decided away, given back, or never came."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from loopbaankrediet.contributions.actions.incoming import take_incoming
from loopbaankrediet.contributions.actions.settling import settle_closed
from loopbaankrediet.contributions.due import reference_of
from loopbaankrediet.contributions.errors import NothingToRefund
from loopbaankrediet.contributions.queries import ShareView, open_refunds, shares_of_track
from loopbaankrediet.flows.decide_dispute import decide_dispute
from loopbaankrediet.flows.dispute_hours import dispute_hours
from loopbaankrediet.flows.follow_silence import follow_silence
from loopbaankrediet.guidance.actions.disputes import answer_dispute
from loopbaankrediet.guidance.actions.tracks import end_track
from loopbaankrediet.guidance.queries import track_for
from loopbaankrediet.guidance.standing import CLOSED, DELIVERED, UNDER_WAY
from loopbaankrediet.guidance.states import ModuleState
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.recovery.actions.deciding import decide_recovery
from loopbaankrediet.recovery.states import RecoveryGround
from tests.contributions.conftest import MODULE, Shares
from tests.recovery.recovering import DAYS_TO_ANSWER, Case

HALF = MODULE // 2


def view(shares: Shares) -> ShareView:
    return shares_of_track(shares.track.id, by=shares.story.actor("an"))[0]


def stands(shares: Shares) -> tuple[str, int, int]:
    """The state of the module, what is due and what must go back; the page of the module asks the same amount."""
    found = view(shares)
    shown = track_for(shares.track.id, by=shares.story.actor("an")).modules[0]
    assert shown.own_cents == found.share.due or found.state is ModuleState.RELEASED
    return found.state, found.share.due, found.share.back


def delivered(shares: Shares, minutes: int = 120) -> None:
    shares.story.talk("dirk", shares.module.id, minutes)
    if minutes < 120:
        end_track(track_id=shares.track.id, **shares.story.act("an"))
    shares.story.report("dirk", shares.module.id)


def silent(shares: Shares) -> None:
    for days in (0, 5, 5, 4):
        shares.story.pass_days(days)
        follow_silence(by=SYSTEM, clock=shares.story.clock)
        shares.story.see("an", shares.module.id)


def disputed(shares: Shares, given: int = 60) -> None:
    dispute_hours(module_id=shares.module.id, given_minutes=given, why="", **shares.story.act("an"))
    answer_dispute(module_id=shares.module.id, text="Nee.", **shares.story.act("dirk"))


def ruled(shares: Shares, minutes: int) -> None:
    decide_dispute(module_id=shares.module.id, minutes=minutes, reasons="Gehoord.", **shares.story.act("omar"))


def short_and_silent(shares: Shares) -> None:
    delivered(shares, 60)
    silent(shares)


def delivered_and_disputed(shares: Shares) -> None:
    delivered(shares)
    disputed(shares)


def confirmed(shares: Shares) -> None:
    delivered(shares)
    shares.story.confirm("an", shares.module.id)


def stopped(shares: Shares) -> None:
    end_track(track_id=shares.track.id, **shares.story.act("an"))


REACH: dict[ModuleState, Callable[[Shares], object]] = {
    ModuleState.RESERVED: lambda _: None,
    ModuleState.STARTED: lambda shares: shares.story.talk("dirk", shares.module.id, 60),
    ModuleState.REPORTED: lambda shares: delivered(shares, 60),
    ModuleState.CONFIRMED: confirmed,
    ModuleState.SILENT: short_and_silent,
    ModuleState.DISPUTED: delivered_and_disputed,
    ModuleState.RELEASED: stopped,
}
DUE_AND_BACK = {
    ModuleState.RESERVED: (MODULE, 0),
    ModuleState.STARTED: (MODULE, 0),
    ModuleState.REPORTED: (HALF, 0),
    ModuleState.CONFIRMED: (MODULE, 0),
    ModuleState.SILENT: (HALF, HALF),
    ModuleState.DISPUTED: (HALF, 0),
    ModuleState.RELEASED: (0, MODULE),
}


@pytest.mark.parametrize("state", ModuleState)
def test_in_every_state_it_is_known_what_she_pays_and_what_comes_back(shares: Shares, state: ModuleState) -> None:
    shares.pays()
    REACH[state](shares)
    assert stands(shares) == (state, *DUE_AND_BACK[state])


def test_every_state_is_under_way_or_delivered() -> None:
    assert {*UNDER_WAY, *DELIVERED} == set(ModuleState)
    assert set(DELIVERED) - set(CLOSED) == {ModuleState.REPORTED, ModuleState.DISPUTED}


def test_the_next_module_can_be_paid_after_a_silent_one(shares: Shares) -> None:
    delivered(shares)
    silent(shares)
    shares.pays(number=2)
    assert shares.balance(2) == MODULE


def test_the_next_module_can_be_paid_while_one_is_disputed(shares: Shares) -> None:
    delivered(shares)
    disputed(shares)
    shares.pays(number=2)
    assert shares.balance(2) == MODULE


def test_hours_that_an_officer_decided_away_are_paid_back(shares: Shares) -> None:
    shares.pays()
    delivered(shares)
    disputed(shares)
    with pytest.raises(NothingToRefund):
        shares.refunds(1)
    ruled(shares, 60)
    assert stands(shares) == ("confirmed", HALF, HALF)
    shares.refunds(HALF)
    assert (shares.balance(), open_refunds()) == (HALF, ())


@pytest.mark.parametrize(("minutes", "due"), [(120, MODULE), (115, 4_375), (90, 3_750), (60, HALF)])
def test_she_pays_for_the_same_quarters_as_the_government(shares: Shares, minutes: int, due: int) -> None:
    delivered(shares)
    disputed(shares)
    ruled(shares, minutes)
    assert stands(shares) == ("confirmed", due, 0)


def test_who_kept_silent_about_hours_that_never_came_pays_nothing(shares: Shares) -> None:
    shares.pays()
    delivered(shares)
    silent(shares)
    Case(shares.story).pay()
    disputed(shares, 0)
    ruled(shares, 0)
    assert stands(shares) == ("released", 0, MODULE)
    assert [found.share.back for found in open_refunds()] == [MODULE]


@pytest.mark.parametrize("paid", [True, False])
def test_hours_that_a_recovery_gave_back_are_paid_back_to_her(shares: Shares, paid: bool) -> None:
    shares.pays()
    confirmed(shares)
    case = Case(shares.story)
    if paid:
        case.pay()
    recovery = case.owed(60, RecoveryGround.NO_SHOW) if paid else case.open(60, RecoveryGround.NO_SHOW)
    if not paid:
        assert stands(shares) == ("confirmed", MODULE, 0), "nothing is decided yet"
        case.story.pass_days(DAYS_TO_ANSWER)
        decide_recovery(recovery_id=recovery.id, reasons="Geen gesprek.", **case.story.act("quinten"))
    assert stands(shares) == ("confirmed", HALF, HALF)
    assert (view(shares).given_back, recovery.own_cents) == (60, HALF)
    assert [found.share.back for found in open_refunds()] == [HALF]
    shares.refunds(HALF)


def test_the_recovery_that_follows_a_decision_takes_no_hours_twice(shares: Shares) -> None:
    shares.pays()
    delivered(shares)
    silent(shares)
    Case(shares.story).pay()
    disputed(shares)
    ruled(shares, 60)
    assert (*stands(shares), view(shares).given_back) == ("confirmed", HALF, HALF, 0)


def test_a_recovery_of_what_was_left_after_a_decision_counts_too(shares: Shares) -> None:
    delivered(shares)
    disputed(shares)
    ruled(shares, 90)
    case = Case(shares.story)
    case.pay()
    case.open(60, RecoveryGround.NO_SHOW)
    assert stands(shares)[1] == 1_250


def test_the_platform_passes_on_the_share_of_a_silent_module(platform_collects: None, shares: Shares) -> None:
    pays_platform(shares)
    delivered(shares)
    silent(shares)
    assert settle_closed(clock=shares.story.clock) == 1


def test_what_the_platform_passed_on_too_early_comes_back_from_the_counsellor(
    platform_collects: None, shares: Shares
) -> None:
    pays_platform(shares)
    confirmed(shares)
    settle_closed(clock=shares.story.clock)
    case = Case(shares.story)
    case.pay()
    case.open(60, RecoveryGround.NO_SHOW)
    shares.refunds(1_000, by="petra")
    owed = accounts.own_share_owed(shares.story.counsellor("dirk").id)
    assert (balance(owed).available, balance(accounts.own_share_back()).available) == (HALF, HALF - 1_000)
    shares.refunds(HALF - 1_000, by="petra")
    assert (balance(owed).available, balance(accounts.own_share_back()).available) == (HALF, 0)
    assert prove().breaks == ()


def pays_platform(shares: Shares) -> None:
    ogm, clock = reference_of(shares.module.minutes_hold).formatted, shares.story.clock
    take_incoming(bank_reference="B1", ogm=ogm, cents=MODULE, booked_on=clock.today(), clock=clock)
    shares.story.pass_days(timedelta(days=1).days)
