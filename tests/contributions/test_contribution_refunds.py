"""What was paid for hours that did not come goes back, and the citizen has the last word on whether it did."""

from dataclasses import replace
from datetime import timedelta

import pytest

from loopbaankrediet.contributions.actions.refunds import answer_refund, note_refund
from loopbaankrediet.contributions.errors import MoreThanRefundable, NothingDue, NothingToRefund, PaidInFuture
from loopbaankrediet.contributions.models import Refund
from loopbaankrediet.contributions.queries import open_refunds, shares_of_track
from loopbaankrediet.contributions.states import RefundState
from loopbaankrediet.decree.dated.procedure import choices
from loopbaankrediet.kernel.errors import NotFound, WrongState
from tests.contributions.conftest import MODULE, Shares


def answer(shares: Shares, refund: Refund, *, received: bool, by: str = "an") -> Refund:
    return answer_refund(refund_id=refund.entry_id, received=received, **shares.story.act(by))


def test_a_module_that_fell_away_is_paid_back_whole(shares: Shares) -> None:
    shares.pays()
    shares.stops_after(0)
    assert [view.share.back for view in open_refunds()] == [MODULE]
    shares.refunds(MODULE)
    assert (shares.balance(), open_refunds()) == (0, ())


def test_of_half_a_module_half_comes_back(shares: Shares) -> None:
    shares.pays()
    shares.stops_after(60)
    assert open_refunds()[0].share.back == 2_500
    with pytest.raises(MoreThanRefundable, match="25,00 euro"):
        shares.refunds(2_501)
    shares.refunds(2_000)
    shares.refunds(500)
    with pytest.raises(NothingToRefund):
        shares.refunds(1)


def test_who_paid_only_the_delivered_part_gets_nothing_back_and_pays_no_more(shares: Shares) -> None:
    shares.pays(2_500)
    shares.stops_after(60)
    assert open_refunds() == ()
    with pytest.raises(NothingDue):
        shares.pays(1)


def test_while_the_module_runs_nothing_goes_back(shares: Shares) -> None:
    shares.pays()
    with pytest.raises(NothingToRefund):
        shares.refunds(1)


def test_a_full_module_gives_nothing_back(shares: Shares) -> None:
    shares.pays()
    shares.story.deliver("an", "dirk", shares.track)
    assert open_refunds() == ()
    with pytest.raises(NothingToRefund):
        shares.refunds(1)


def test_a_struck_conversation_is_paid_back_too(shares: Shares) -> None:
    shares.pays()
    shares.story.talk("dirk", shares.module.id, 45)
    shares.story.strike("dirk", shares.module.id)
    shares.stops_after(60)
    assert open_refunds()[0].share.back == 2_500


def test_the_citizen_confirms_what_she_got(shares: Shares) -> None:
    shares.pays()
    shares.stops_after(0)
    refund = answer(shares, shares.refunds(MODULE), received=True)
    assert (refund.state, shares.balance()) == (RefundState.CONFIRMED, 0)
    with pytest.raises(WrongState):
        answer(shares, refund, received=False)


def test_what_she_did_not_get_is_owed_again(shares: Shares) -> None:
    shares.pays()
    shares.stops_after(0)
    refund = answer(shares, shares.refunds(MODULE), received=False)
    assert (refund.state, shares.balance()) == (RefundState.DENIED, MODULE)
    assert open_refunds()[0].share.back == MODULE
    shares.refunds(MODULE)
    assert shares.balance() == 0


def test_what_she_denied_and_came_after_all_is_no_longer_owed(shares: Shares) -> None:
    shares.pays()
    shares.stops_after(0)
    denied = answer(shares, shares.refunds(MODULE), received=False)
    came = answer(shares, denied, received=True)
    denied.refresh_from_db()
    assert (denied.state, came.state, shares.balance()) == (RefundState.DENIED, RefundState.CONFIRMED, 0)
    with pytest.raises(NothingToRefund):
        answer(shares, denied, received=True)


def test_only_the_citizen_answers_and_only_her_counsellor_notes(shares: Shares) -> None:
    shares.pays()
    module_id = shares.stops_after(0)
    with pytest.raises(NotFound):
        note_refund(module_id=module_id, paid=shares.paid(), **shares.story.act("els"))
    refund = shares.refunds(MODULE)
    for name in ("dirk", "bart"):
        with pytest.raises(NotFound):
            answer(shares, refund, received=True, by=name)


def test_a_refund_of_tomorrow_is_refused(shares: Shares) -> None:
    shares.pays()
    module_id = shares.stops_after(0)
    tomorrow = shares.paid(on=shares.story.clock.today() + timedelta(days=1))
    with pytest.raises(PaidInFuture):
        note_refund(module_id=module_id, paid=tomorrow, **shares.story.act("dirk"))


def test_the_rule_can_say_that_nothing_goes_back(shares: Shares, monkeypatch: pytest.MonkeyPatch) -> None:
    shares.pays()
    shares.stops_after(0)
    record = choices()["refund_rule"]
    none = replace(record, values=tuple(replace(value, value=("none",)) for value in record.values))
    monkeypatch.setitem(choices(), "refund_rule", none)
    assert open_refunds() == ()


def test_both_see_the_same_share(shares: Shares) -> None:
    shares.pays(1_000)
    seen = [shares_of_track(shares.track.id, by=shares.story.actor(name)) for name in ("an", "dirk")]
    assert seen[0] == seen[1]
    assert (seen[0][0].share.open, seen[0][0].entries[0].receipt) == (4_000, "LB-2027-00001/00001")
    with pytest.raises(NotFound):
        shares_of_track(shares.track.id, by=shares.story.actor("els"))
