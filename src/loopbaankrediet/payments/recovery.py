"""After a restore: orders that went to the bank and that the database no longer knows are taken back from their file.

What they paid becomes "sent" again, so that no new order pays it and the bank's answers find their payment. A payment
of which the claim itself was lost cannot be tied: it is kept by itself, for the officers.
"""

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid5

from django.conf import settings
from django.db import connections, transaction

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import Clock, FixedClock
from loopbaankrediet.payments.actions.batches import send_recovered
from loopbaankrediet.payments.bank.order_reader import OrderedPayment, read_order
from loopbaankrediet.payments.errors import OrderNotRecoverable
from loopbaankrediet.payments.locks import lock_deductions, one_bank_file_at_a_time
from loopbaankrediet.payments.lost_orders import lost_orders
from loopbaankrediet.payments.models import (
    BATCH_TABLE,
    CLAIM_TABLE,
    ITEM_TABLE,
    BatchState,
    Claim,
    ClaimState,
    ItemState,
    LostPayment,
    PaymentBatch,
    PaymentFile,
    PaymentItem,
    RecoveredOrder,
)
from loopbaankrediet.payments.order_record import OrderLine, kept_folder, recorded_orders
from loopbaankrediet.payments.recovering_claims import Paid, keep_shares, paid_claims
from loopbaankrediet.people.models import Person

RECOVERY = UUID("0f7c5a0e-55b2-5f4e-9a52-4b3d1d2f6c11")
RAISE_NUMBER = "SELECT setval('claim_number', greatest(%s, (SELECT last_value FROM claim_number)))"


@dataclass(frozen=True)
class Recovered:
    """One order that is back. `lost`: payments of which this database does not have the claim."""

    order: str
    taken: int
    lost: tuple[OrderedPayment, ...]


def recover_orders(folders: Sequence[Path] = (), *, clock: Clock) -> list[Recovered]:
    """Take back every lost order, oldest first. OrderNotRecoverable names the one that cannot, and why.

    A file is looked for among the kept copies, in the bank's folder and in `folders`.
    """
    lines = {line.order: line for line in recorded_orders()}
    lost = lost_orders()
    for order in lost:
        if order not in lines:
            raise OrderNotRecoverable(
                order=order, why="ze staat niet in payments.jsonl bij de zegels. Zet de kopie van dat bestand terug."
            )
    wanted = sorted((lines[order] for order in lost), key=lambda line: line.moment)
    places = [kept_folder(), settings.BANK_OUTBOX, *folders]
    return [_recovered(line, _kept_file(line, places), clock) for line in wanted]


def _kept_file(line: OrderLine, places: Sequence[Path]) -> Path:
    for place in places:
        path = place / f"{line.order}.xml"
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == line.sha256:
            return path
    where = ", ".join(str(place) for place in places)
    raise OrderNotRecoverable(
        order=line.order,
        why=f"haar bestand {line.order}.xml staat niet, of niet ongewijzigd, in {where}. Leg het daar.",
    )


def _recovered(line: OrderLine, path: Path, clock: Clock) -> Recovered:
    """Claims that arise from now on get a number that no order ever named."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(RAISE_NUMBER, [line.last])
    return _take_back(line, path, clock)


@transaction.atomic
def _take_back(line: OrderLine, path: Path, clock: Clock) -> Recovered:
    key = uuid5(RECOVERY, line.order)
    done_before(key, by=SYSTEM, about=("recover_order", line.order))
    lock_deductions()
    one_bank_file_at_a_time()
    draft = _draft_of(line)
    _drop_drafts(but=draft)
    payments = read_order(path)
    claims = paid_claims(payments, line, draft)
    taken = [payment for payment in payments if payment.claim_number in claims]
    lost = tuple(payment for payment in payments if payment.claim_number not in claims)
    if taken:
        batch = draft or _new_draft(line, taken, claims)
        _send(batch, line, path, key=key, clock=clock)
    _keep(line, lost, taken=len(taken), clock=clock)
    record_act("recover_order", Subject("recovered_order", key), key=key, by=SYSTEM, clock=clock)
    return Recovered(line.order, len(taken), lost)


def _draft_of(line: OrderLine) -> PaymentBatch | None:
    """The order as it was before it was approved, when the restore went back to that."""
    rows = PaymentBatch.objects.select_for_update().filter(message_id=line.order, state=BatchState.DRAFT)
    return rows.order_by("id").first()


def _drop_drafts(*, but: PaymentBatch | None) -> None:
    """Other drafts may hold what was paid already. Nothing of them left: their claims simply wait again."""
    drafts = PaymentBatch.objects.select_for_update().filter(state=BatchState.DRAFT).order_by("id")
    for draft in drafts.exclude(id=but.id) if but else drafts:
        items = PaymentItem.objects.filter(batch=draft)
        claims = Claim.objects.filter(id__in=items.values("claim_id"), state=ClaimState.BATCHED)
        claims.update(state=CLAIM_TABLE.after(ClaimState.BATCHED, "drop"))
        items.update(state=ITEM_TABLE.after(ItemState.PREPARED, "drop"), is_over=True)
        draft.state = BATCH_TABLE.after(draft.state, "discard")
        draft.save(update_fields=["state"])


def _new_draft(line: OrderLine, taken: Sequence[OrderedPayment], claims: Mapping[int, Paid]) -> PaymentBatch:
    batch = PaymentBatch.objects.create(
        message_id=line.order,
        fund=claims[taken[0].claim_number].claim.fund,
        count=len(taken),
        total_cents=sum(payment.cents for payment in taken),
        made_by_id=_officer(line, line.made_by),
        made_on=line.day("made_on"),
        made_at=line.moment,
    )
    items = PaymentItem.objects.bulk_create(
        PaymentItem(
            batch=batch,
            claim=claims[payment.claim_number].claim,
            attempt=payment.attempt,
            end_to_end_id=payment.end_to_end_id,
            account_end=payment.iban[-4:],
            set_off_cents=claims[payment.claim_number].set_off_cents,
        )
        for payment in taken
    )
    keep_shares(items, claims)
    ids = [claims[payment.claim_number].claim.id for payment in taken]
    Claim.objects.filter(id__in=ids).update(state=CLAIM_TABLE.after(ClaimState.OPEN, "batch"))
    return batch


def _send(batch: PaymentBatch, line: OrderLine, path: Path, *, key: UUID, clock: Clock) -> None:
    """Approved by whom it was, on the day it was; the file is kept as it went."""
    batch.state = BATCH_TABLE.after(batch.state, "approve")
    batch.approved_by_id, batch.approved_on = _officer(line, line.approved_by), line.day("approved_on")
    batch.approved_at, batch.execution_on = line.moment, line.day("execution_on")
    batch.save(update_fields=["state", "approved_by", "approved_on", "approved_at", "execution_on"])
    content = path.read_bytes()
    PaymentFile.objects.create(
        batch=batch,
        packed=zlib.compress(content, 1),
        sha256=line.sha256,
        bytes_long=len(content),
        written_at=line.moment,
        delivered_at=line.moment,
    )
    send_recovered(batch, by=SYSTEM, clock=FixedClock(clock.now(), line.day("approved_on")), key=key)


def _officer(line: OrderLine, person_id: str) -> UUID:
    if not Person.objects.filter(id=person_id).exists():
        raise OrderNotRecoverable(
            order=line.order, why="een medewerker die ze maakte of goedkeurde, staat niet in deze databank."
        )
    return UUID(person_id)


def _keep(line: OrderLine, lost: Iterable[OrderedPayment], *, taken: int, clock: Clock) -> None:
    order = RecoveredOrder.objects.create(
        message_id=line.order, sha256=line.sha256, count=line.count, taken=taken, recovered_at=clock.now()
    )
    LostPayment.objects.bulk_create(
        LostPayment(
            end_to_end_id=payment.end_to_end_id,
            order=order,
            payee=payment.payee,
            account_end=payment.iban[-4:],
            cents=payment.cents,
        )
        for payment in lost
    )
