"""Files of the bank in any order, doubled and damaged: every payment ends in a known state, and the money adds up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.payments.bank.camt_text import Booking
from tests.payments.bank.grammar import BankFile, Batch, Episode, Fate, Ordered, episodes
from tests.rooms.bank_loop import confirmed, money, money_of_states, send_batch
from tests.rooms.carrying_bank import CarryingBank
from tests.story import Story

from loopbaankrediet.flows.prove_rooms import prove_rooms
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.files import take_file
from loopbaankrediet.payments.bank.errors import BankFileError
from loopbaankrediet.payments.errors import NothingToPay
from loopbaankrediet.payments.models import ClaimState, ItemState, PaymentBatch, PaymentItem, UnmatchedLine

pytestmark = pytest.mark.django_db
STATES = {
    Fate.PAID: (ItemState.SETTLED, ClaimState.SETTLED),
    Fate.RETURNED: (ItemState.RETURNED, ClaimState.OPEN),
    Fate.REJECTED: (ItemState.REJECTED, ClaimState.OPEN),
    Fate.SILENT: (ItemState.ACCEPTED, ClaimState.ACCEPTED),
    Fate.DOUBLED: (ItemState.SETTLED, ClaimState.SETTLED),
}
# A refund that comes before the second booking looks like a return; that booking then blocks the claim for a person.
FOR_A_PERSON = (ItemState.RETURNED, ClaimState.BLOCKED)
many = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@dataclass
class Room:
    """A batch at the bank; every example starts from it again."""

    story: Story
    batch: PaymentBatch

    @property
    def ordered(self) -> Batch:
        rows = PaymentItem.objects.filter(batch=self.batch).order_by("end_to_end_id")
        pairs = rows.values_list("end_to_end_id", "claim__public_cents")
        payments = tuple(Ordered(name, cents, "Claes Loopbaanadvies BV") for name, cents in pairs)
        return Batch(self.batch.message_id, django_settings.DEBTOR_IBAN, payments)

    @contextmanager
    def once(self) -> Iterator[None]:
        point = transaction.savepoint()
        try:
            yield
        finally:
            transaction.savepoint_rollback(point)

    def take(self, file: BankFile) -> None:
        """A damaged file is refused with a reason, a sound one is taken."""
        by, clock = self.story.actor("petra"), self.story.clock
        if not file.damage:
            take_file(source=BytesIO(file.content), by=by, clock=clock)
            return
        with pytest.raises(BankFileError), transaction.atomic():
            take_file(source=BytesIO(file.content), by=by, clock=clock)

    def pay_again(self) -> PaymentBatch | None:
        """What came back goes to the bank in a new order, as far as anything may be paid."""
        try:
            with transaction.atomic():
                return send_batch(self.story)
        except NothingToPay:
            return None


@pytest.fixture
def room() -> Room:
    story = Story()
    confirmed(story)
    story.apply("fatima")
    track = story.sign("fatima", "els", modules=1)
    module = story.module(track)
    for minutes in (45, 60):
        story.talk("els", module.id, minutes)
    story.talk("els", module.id, 15)
    story.report("els", module.id)
    story.confirm("fatima", module.id)
    return Room(story, send_batch(story))


def strangers(episode: Episode) -> set[tuple[str, int]]:
    """Bookings on our account that are none of our payments."""
    bookings = [(file.sheet.day, item) for file in episode.sound if file.sheet for item in file.sheet.bookings]
    return {(f"{day}:{item.reference}", item.cents) for day, item in bookings if _is_strange(item)}


def _is_strange(booking: Booking) -> bool:
    return booking.reference.startswith("STRANGER")


def waiting(*, but: set[str]) -> set[tuple[str, int]]:
    """What waits for a person, with the sign of the account, apart from lines about these payments."""
    rows = UnmatchedLine.objects.filter(state="open").exclude(line__end_to_end_id__in=but)
    rows = rows.order_by("line_id").select_related("line")
    return {
        (f"{row.line.booked_on}:{row.line.reference}", row.line.cents * (1 if row.line.direction == "CRDT" else -1))
        for row in rows
    }


def check_money() -> None:
    assert money() == money_of_states()
    assert prove().breaks == prove_rooms().breaks == ()


@many
@given(st.data())
def test_every_order_of_all_files_comes_to_the_same_truth(room: Room, data: st.DataObject) -> None:
    episode = data.draw(episodes(room.ordered))
    with room.once():
        for file in episode.files:
            room.take(file)
        found = {
            item.end_to_end_id: (item.state, item.claim.state)
            for item in PaymentItem.objects.select_related("claim").order_by("id")
        }
        fates = dict(zip([item.end_to_end_id for item in episode.batch.payments], episode.fates, strict=True))
        asked = {name for name in episode.ids(Fate.DOUBLED) if found[name] == FOR_A_PERSON}
        assert found == {name: FOR_A_PERSON if name in asked else STATES[fate] for name, fate in fates.items()}
        assert waiting(but=asked) == strangers(episode)
        unsure = sum(item.cents for item in episode.batch.payments if item.end_to_end_id in asked)
        assert money()["settled"] == episode.paid_cents - unsure
        check_money()


@many
@given(st.data())
def test_with_files_missing_and_new_orders_between_them_nobody_is_paid_twice(room: Room, data: st.DataObject) -> None:
    """The bank carries out every order at once. What its files told must be known before the next one is made."""
    episode = data.draw(episodes(room.ordered, all_told=data.draw(st.booleans())))
    bank = CarryingBank()
    last = len(episode.files)
    with room.once():
        for place, file in enumerate(episode.files, start=1):
            room.take(file)
            bank.told(file)
            again = room.pay_again() if place == last or data.draw(st.booleans()) else None
            if again:
                room.take(bank.carried_out(again))
            check_money()
        assert bank.paid_twice == []


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_noise_in_a_file_moves_no_cent_that_the_states_do_not_tell(room: Room, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(data.draw(episodes(room.ordered)).sound))
    start, length = data.draw(st.integers(0, len(file.content))), data.draw(st.integers(0, 20))
    content = file.content[:start] + data.draw(st.binary(max_size=4)) + file.content[start + length :]
    with room.once():
        try:
            with transaction.atomic():
                take_file(source=BytesIO(content), by=room.story.actor("petra"), clock=room.story.clock)
        except DomainError:
            pass
        check_money()
