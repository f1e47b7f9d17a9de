"""A citizen's transfer to the platform finds its module by itself; what cannot be read waits for a person."""

from io import BytesIO

import pytest
from django.conf import settings

from loopbaankrediet.contributions.due import reference_of
from loopbaankrediet.contributions.models import Incoming
from loopbaankrediet.flows.prove_rooms import prove_rooms
from loopbaankrediet.flows.take_own_shares import take_own_shares
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.payments.actions.statements import take_statement
from loopbaankrediet.payments.models import LineState, UnmatchedLine
from tests.contributions.conftest import MODULE, Shares
from tests.payments.bank.camt_text import Booking, Line, Sheet, written

pytestmark = pytest.mark.usefixtures("platform_collects")


class Account:
    """Credits on our account, in a statement that is taken, and the job that looks at them."""

    def __init__(self, shares: Shares) -> None:
        self.shares = shares
        self.sheets = 0

    @property
    def ogm(self) -> str:
        return reference_of(self.shares.module.minutes_hold).digits

    def receives(self, *credits: tuple[str, int, str], free: str = "", name: str = "NOTPROVIDED") -> int:
        """`credits`: the bank's reference, cents and structured communication of each; how many were taken."""
        self.sheets += 1
        day = self.shares.story.clock.today()
        bookings = tuple(Booking(reference, cents, (Line(name, cents),)) for reference, cents, _ in credits)
        text = written(Sheet(f"S{self.sheets}", settings.DEBTOR_IBAN, day, bookings, 0)).decode()
        for _, _, ogm in credits:
            said = f"<Ustrd>{free}</Ustrd>" if free else ""
            told = f"<RmtInf>{said}<Strd><CdtrRefInf><Ref>{ogm}</Ref></CdtrRefInf></Strd></RmtInf>" if ogm else ""
            text = text.replace("</TxDtls>", f"{told}</TXDTLS>", 1)
        file = BytesIO(text.replace("</TXDTLS>", "</TxDtls>").encode())
        take_statement(source=file, by=self.shares.story.actor("petra"), clock=self.shares.story.clock)
        return take_own_shares(by=SYSTEM, clock=self.shares.story.clock)

    def waiting(self) -> int:
        return UnmatchedLine.objects.filter(state=LineState.OPEN).count()


@pytest.fixture
def account(shares: Shares) -> Account:
    return Account(shares)


def test_a_transfer_with_the_communication_of_a_module_is_its_payment(account: Account) -> None:
    assert account.receives(("B1", MODULE, account.ogm)) == 1
    assert account.shares.balance() == MODULE
    assert account.waiting() == 0
    assert prove_rooms().breaks == ()


def test_words_beside_the_communication_do_not_hide_it(account: Account) -> None:
    assert account.receives(("B1", MODULE, account.ogm), free="loopbaanbegeleiding mei") == 1
    assert account.shares.balance() == MODULE


def test_looking_again_takes_nothing_twice(account: Account) -> None:
    account.receives(("B1", MODULE, account.ogm))
    assert take_own_shares(by=SYSTEM, clock=account.shares.story.clock) == 0
    assert account.receives(("B1", MODULE, account.ogm)) == 0
    assert Incoming.objects.count() == 1


def test_money_that_no_module_asks_for_waits_for_a_person(account: Account) -> None:
    assert account.receives(("B1", 700, ""), ("B2", 800, "010806817183")) == 0
    assert account.waiting() == 2


def test_a_reference_that_the_bank_uses_again_for_other_money_waits_for_a_person(account: Account) -> None:
    assert account.receives(("B1", 2_000, account.ogm)) == 1
    assert account.receives(("B1", 3_000, account.ogm)) == 0
    assert account.waiting() == 1
    assert account.shares.balance() == 2_000


def test_two_equal_credits_under_one_reference_are_not_swallowed(account: Account) -> None:
    assert account.receives(("B1", 1_000, account.ogm), ("B1", 1_000, account.ogm)) == 1
    assert account.waiting() == 1


def test_one_credit_that_cannot_be_taken_stops_no_other(account: Account) -> None:
    account.receives(("B1", 2_000, account.ogm))
    assert account.receives(("B1", 1_000, account.ogm), ("B2", 1_500, account.ogm)) == 1
    assert account.shares.balance() == 3_500
