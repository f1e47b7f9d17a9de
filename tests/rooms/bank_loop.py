"""A batch at the bank, and files about it that a test composes line by line."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO

from django.conf import settings
from tests.payments.bank.camt_text import Booking, Line, Sheet, Style, written
from tests.story import Story

from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch
from loopbaankrediet.payments.actions.statements import StatementTaken, take_statement
from loopbaankrediet.payments.models import Claim, ItemState, PaymentBatch, PaymentItem

DAY = date(2027, 3, 2)
YEARS = (2027, 2028, 2029)
CENTS = 16_780
PLAIN = Style()


def confirmed(story: Story, modules: int = 3) -> None:
    """Modules of An with Dirk, confirmed and so open to be paid."""
    story.apply("an")
    track = story.sign("an", "dirk")
    for number in range(1, modules + 1):
        story.deliver("an", "dirk", track, number)


def send_batch(story: Story) -> PaymentBatch:
    return approve_batch(batch_id=make_batch(**story.act("petra")).id, **story.act("quinten"))


@dataclass
class Bank:
    """The bank of a test: books what it is told, in the file that it is told."""

    story: Story
    batch: PaymentBatch
    number: int = field(default=0)

    def names(self) -> list[str]:
        items = PaymentItem.objects.filter(batch=self.batch).order_by("end_to_end_id")
        return list(items.values_list("end_to_end_id", flat=True))

    def out(self, *names: str, cents: int = CENTS, reference: str = "OUT") -> Booking:
        """A debit that lists these payments."""
        return Booking(
            reference, -cents * len(names), tuple(Line(name, cents) for name in names), self.batch.message_id
        )

    def back(self, name: str, code: str = "MS03", cents: int = CENTS, reference: str = "BACK") -> Booking:
        """A credit that returns one payment."""
        return Booking(reference, cents, (Line(name, cents, return_code=code),), self.batch.message_id)

    def summed(self, booking: Booking) -> Booking:
        """The same booking without its payments."""
        return replace(booking, lines=(), count=len(booking.lines))

    def tells(self, *bookings: Booking, day: date = DAY, style: Style = PLAIN) -> StatementTaken:
        """A notification of these bookings, taken."""
        return self.send(Sheet(self._next("N"), settings.DEBTOR_IBAN, day, bookings), style)

    def states(self, *bookings: Booking, opening: int = 0, day: date = DAY) -> StatementTaken:
        """A statement of these bookings, taken."""
        return self.send(Sheet(self._next("S"), settings.DEBTOR_IBAN, day, bookings, opening))

    def send(self, sheet: Sheet, style: Style = PLAIN) -> StatementTaken:
        source = BytesIO(written(sheet, style))
        return take_statement(source=source, by=self.story.actor("petra"), clock=self.story.clock)

    def _next(self, kind: str) -> str:
        self.number += 1
        return f"{kind}{self.number}"


def item_states() -> list[str]:
    return list(PaymentItem.objects.order_by("end_to_end_id").values_list("state", flat=True))


def claim_states() -> list[str]:
    return list(Claim.objects.order_by("number").values_list("state", flat=True))


def money() -> dict[str, int]:
    """What the ledger says of the money of all batches, in cents."""
    batches: Iterable[PaymentBatch] = PaymentBatch.objects.order_by("made_at")
    counsellors = Claim.objects.order_by("counsellor_id").values_list("counsellor_id", flat=True).distinct()
    return {
        "owed": sum(balance(accounts.payable(counsellor_id)).available for counsellor_id in counsellors),
        "under_way": sum(balance(accounts.in_transit(batch.id)).available for batch in batches),
        "settled": sum(balance(accounts.settled(year)).available for year in YEARS),
        "paid_out": sum(balance(accounts.paid_out(year)).available for year in YEARS),
    }


def money_of_states() -> dict[str, int]:
    """What the states of payments say that the ledger must hold."""
    rows = list(PaymentItem.objects.order_by("id").values_list("state", "claim__public_cents"))
    under_way = sum(cents for state, cents in rows if state in (ItemState.SENT, ItemState.ACCEPTED))
    settled = sum(cents for state, cents in rows if state == ItemState.SETTLED)
    total = sum(Claim.objects.order_by("number").values_list("public_cents", flat=True))
    return {
        "owed": total - under_way - settled,
        "under_way": under_way,
        "settled": settled,
        "paid_out": under_way + settled,
    }
