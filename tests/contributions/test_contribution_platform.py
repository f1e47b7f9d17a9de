"""When the platform collects: every credit ends in a known state, and every cent is somewhere."""

from datetime import timedelta

import pytest

from loopbaankrediet.contributions.actions.incoming import (
    note_sent_back,
    place_incoming,
    return_incoming,
    take_incoming,
)
from loopbaankrediet.contributions.actions.refunds import answer_refund
from loopbaankrediet.contributions.actions.settling import settle_closed
from loopbaankrediet.contributions.due import FIRST_REFERENCE, module_of_reference, reference_of
from loopbaankrediet.contributions.errors import (
    AmountNotAboveZero,
    CounsellorCollects,
    CreditReferenceReused,
    NoSuchCommunication,
    NothingToRefund,
    PlatformCollects,
)
from loopbaankrediet.contributions.models import Incoming
from loopbaankrediet.contributions.queries import incoming_to_handle, open_refunds
from loopbaankrediet.contributions.states import IncomingState
from loopbaankrediet.flows.prove_rooms import prove_rooms
from loopbaankrediet.kernel.errors import NotAllowed, WrongState
from loopbaankrediet.kernel.reference import StructuredCommunication, StructuredCommunicationRefused
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.queries import balances
from loopbaankrediet.ledger.verification import prove
from tests.contributions.conftest import MODULE, Shares
from tests.story import Story

pytestmark = pytest.mark.usefixtures("platform_collects")


class Bank:
    """Credits on the account of the platform for An's module, each with its own reference."""

    def __init__(self, shares: Shares) -> None:
        self.shares = shares
        self.count = 0

    @property
    def ogm(self) -> str:
        return reference_of(self.shares.module.minutes_hold).formatted

    def credit(self, cents: int, ogm: str | None = None, reference: str = "") -> Incoming:
        self.count += 1
        clock = self.shares.story.clock
        return take_incoming(
            bank_reference=reference or f"B{self.count}",
            ogm=self.ogm if ogm is None else ogm,
            cents=cents,
            booked_on=clock.today(),
            clock=clock,
        )

    def cents(self, *wanted: Account) -> list[int]:
        found = balances(wanted)
        return [found[account.code].available if account.code in found else 0 for account in wanted]

    @property
    def held_owed_back(self) -> list[int]:
        """For running modules, for the counsellor, for citizens; and all of it stands in proof."""
        dirk = self.shares.story.counsellor("dirk").id
        assert prove().breaks == prove_rooms().breaks == ()
        return self.cents(accounts.own_share_held(dirk), accounts.own_share_owed(dirk), accounts.own_share_back())


@pytest.fixture
def bank(shares: Shares) -> Bank:
    return Bank(shares)


def test_a_credit_with_the_communication_of_the_module_is_its_payment(bank: Bank) -> None:
    taken = bank.credit(MODULE)
    assert (taken.state, taken.placed_cents, bank.shares.balance()) == (IncomingState.PLACED, MODULE, MODULE)
    assert bank.held_owed_back == [MODULE, 0, 0]


@pytest.mark.parametrize("sign", ["+++{}/{}/{}+++", "{}{}{}", "***{}/{}/{}***"])
def test_the_communication_is_read_as_banks_write_it(bank: Bank, sign: str) -> None:
    digits = StructuredCommunication.parse(bank.ogm).digits
    assert bank.credit(1_000, sign.format(digits[:3], digits[3:7], digits[7:])).state == IncomingState.PLACED


def test_too_little_leaves_the_rest_open(bank: Bank) -> None:
    assert bank.credit(4_999).state == IncomingState.PLACED
    assert bank.credit(1).state == IncomingState.PLACED
    assert bank.held_owed_back == [MODULE, 0, 0]


def test_too_much_goes_back_for_what_is_too_much(bank: Bank) -> None:
    taken = bank.credit(MODULE + 700)
    assert (taken.state, taken.placed_cents, taken.back_cents) == (IncomingState.REFUND_DUE, MODULE, 700)
    assert bank.held_owed_back == [MODULE, 0, 700]


def test_paid_twice_is_sent_back_whole(bank: Bank) -> None:
    bank.credit(MODULE)
    twice = bank.credit(MODULE)
    assert (twice.state, twice.back_cents) == (IncomingState.REFUND_DUE, MODULE)
    act = bank.shares.story.act("petra")
    sent = note_sent_back(incoming_id=twice.id, sent_on=bank.shares.story.clock.today(), **act)
    assert (sent.state, bank.held_owed_back) == (IncomingState.SENT_BACK, [MODULE, 0, 0])


@pytest.mark.parametrize("ogm", ["", "Begeleiding An", "+++000/0000/00000+++", "+++500/9999/99950+++", "9" * 40])
def test_what_nobody_can_read_waits_for_a_person(bank: Bank, ogm: str) -> None:
    taken = bank.credit(MODULE, ogm)
    assert taken.state == IncomingState.WAITING
    assert [view.id for view in incoming_to_handle()] == [taken.id]
    assert bank.cents(accounts.own_share_unplaced()) == [MODULE]


def test_the_same_line_of_the_bank_again_changes_nothing(bank: Bank) -> None:
    first = bank.credit(MODULE, reference="X")
    assert bank.credit(MODULE, reference="X").id == first.id
    assert bank.held_owed_back == [MODULE, 0, 0]
    with pytest.raises(CreditReferenceReused):
        bank.credit(MODULE - 1, reference="X")


@pytest.mark.parametrize("cents", [0, -MODULE])
def test_a_debit_is_no_payment(bank: Bank, cents: int) -> None:
    with pytest.raises(AmountNotAboveZero):
        bank.credit(cents)


def test_an_officer_finds_the_module_or_sends_the_money_back(bank: Bank) -> None:
    act = bank.shares.story.act
    lost, strange = bank.credit(MODULE, "An"), bank.credit(900, "?")
    with pytest.raises(StructuredCommunicationRefused):
        place_incoming(incoming_id=lost.id, ogm="An", **act("petra"))
    with pytest.raises(NoSuchCommunication):
        place_incoming(incoming_id=lost.id, ogm=reference_of(4_000_000_000).formatted, **act("petra"))
    with pytest.raises(NotAllowed):
        place_incoming(incoming_id=lost.id, ogm=bank.ogm, **act("omar"))
    assert place_incoming(incoming_id=lost.id, ogm=bank.ogm, **act("petra")).state == IncomingState.PLACED
    with pytest.raises(WrongState):
        place_incoming(incoming_id=lost.id, ogm=bank.ogm, **act("petra"))
    return_incoming(incoming_id=strange.id, **act("petra"))
    assert (bank.held_owed_back, bank.cents(accounts.own_share_unplaced())) == ([MODULE, 0, 900], [0])


def test_the_counsellor_gets_the_share_of_delivered_hours(bank: Bank) -> None:
    bank.credit(MODULE)
    bank.shares.story.deliver("an", "dirk", bank.shares.track)
    clock = bank.shares.story.clock
    assert (settle_closed(clock=clock), settle_closed(clock=clock)) == (1, 0)
    assert bank.held_owed_back == [0, MODULE, 0]


def test_a_late_payment_of_a_settled_module_goes_on_at_once(bank: Bank) -> None:
    bank.credit(2_000)
    ogm = bank.ogm
    bank.shares.story.deliver("an", "dirk", bank.shares.track)
    settle_closed(clock=bank.shares.story.clock)
    bank.credit(3_000, ogm)
    assert bank.held_owed_back == [0, MODULE, 0]


def test_a_first_payment_after_the_end_is_settled_too(bank: Bank) -> None:
    bank.shares.story.deliver("an", "dirk", bank.shares.track)
    bank.credit(MODULE)
    assert settle_closed(clock=bank.shares.story.clock) == 1
    assert bank.held_owed_back == [0, MODULE, 0]


def test_hours_that_did_not_come_are_paid_back_by_the_platform(bank: Bank) -> None:
    bank.credit(MODULE)
    bank.shares.stops_after(60)
    with pytest.raises(NothingToRefund):
        bank.shares.refunds(2_500, by="petra")
    settle_closed(clock=bank.shares.story.clock)
    assert (bank.held_owed_back, open_refunds()[0].share.back) == ([0, 2_500, 2_500], 2_500)
    with pytest.raises(NotAllowed):
        bank.shares.refunds(2_500, by="dirk")
    refund = bank.shares.refunds(2_500, by="petra")
    assert bank.held_owed_back == [0, 2_500, 0]
    answer_refund(refund_id=refund.entry_id, received=False, **bank.shares.story.act("an"))
    assert bank.held_owed_back == [0, 2_500, 2_500]


def test_the_counsellor_notes_nothing_when_the_platform_collects(shares: Shares) -> None:
    with pytest.raises(PlatformCollects):
        shares.pays()


def test_a_module_reserved_under_the_other_rule_waits_for_a_person(
    story: Story, platform_collects: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    shares = Shares(story)
    bank = Bank(shares)
    taken = bank.credit(MODULE)
    assert taken.state == IncomingState.WAITING
    with pytest.raises(CounsellorCollects):
        place_incoming(incoming_id=taken.id, ogm=bank.ogm, **story.act("petra"))


def test_every_module_has_a_communication_of_its_own(shares: Shares) -> None:
    shares.story.deliver("an", "dirk", shares.track)
    shares.story.pass_days(timedelta(days=1).days)
    modules = [shares.story.module(shares.track, number) for number in (1, 2)]
    references = [reference_of(module.minutes_hold) for module in modules]
    assert len(set(references)) == 2
    assert [module_of_reference(reference) for reference in references] == [module.id for module in modules]
    assert all(int(reference.digits[:10]) > FIRST_REFERENCE for reference in references)
