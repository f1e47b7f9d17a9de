"""The payment order of a batch: written, checked against the schema, kept byte for byte, handed to the bank once."""

import fcntl
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid5

from django.conf import settings
from django.db import connection, transaction

from loopbaankrediet.counsellors.queries import payees
from loopbaankrediet.journal.subjects import Subject
from loopbaankrediet.kernel.clock import BRUSSELS, Clock
from loopbaankrediet.kernel.identifiers import bic_of
from loopbaankrediet.kernel.reference import StructuredCommunication
from loopbaankrediet.messages.actions import send_to_many
from loopbaankrediet.office.incidents import check_runs
from loopbaankrediet.office.models import Stops
from loopbaankrediet.payments.bank.pain001 import CreditTransfer, PaymentMessage, write_credit_transfers
from loopbaankrediet.payments.bank.schema import validate_stream
from loopbaankrediet.payments.errors import FileChanged
from loopbaankrediet.payments.models import PaymentBatch, PaymentFile, PaymentItem
from loopbaankrediet.payments.order_record import kept_folder, record_order
from loopbaankrediet.platform.backups.sealed_files import written_whole
from loopbaankrediet.platform.places import private_folder

# A payment of a government department. Source: ISO 20022 ExternalCategoryPurpose1Code and ExternalPurpose1Code.
GOVERNMENT = "GOVT"
ROWS_AT_ONCE = 5000
PAYMENTS = """
SELECT item.end_to_end_id, claim.public_cents - item.set_off_cents, claim.number, claim.counsellor_id
  FROM payments_paymentitem AS item JOIN payments_claim AS claim ON claim.id = item.claim_id
 WHERE item.batch_id = %s ORDER BY item.end_to_end_id
"""


@contextmanager
def file_of_batch(batch: PaymentBatch, payee_ids: Iterable[UUID], *, clock: Clock) -> Iterator[None]:
    """Write pain.001.001.09 and keep it with the batch; a file that does not validate never exists.

    What stands inside the `with` is done while the file is checked on another core; the errors of the check come at the
    end of it. `payee_ids`: every counsellor whom the batch pays.
    """
    with TemporaryDirectory() as folder, ThreadPoolExecutor(max_workers=1) as beside:
        path = Path(folder) / file_name(batch)
        with path.open("wb") as out:
            write_credit_transfers(out, message=_message(batch, clock), transfers=_transfers(batch, payee_ids))
        checked = beside.submit(validate_stream, path)
        yield
        PaymentFile.objects.create(
            batch=batch,
            packed=_packed(path),
            sha256=checked.result().sha256,
            bytes_long=path.stat().st_size,
            written_at=clock.now(),
        )


def deliver_file(batch_id: UUID, *, clock: Clock) -> None:
    """Hand the file to the bank's folder, whole and on disk, once; one file at a time.

    Before it goes a copy is kept and a signed line is written outside the database: what left is never unknown. When
    the machine stops between the two, doing it again puts the same bytes in the same place. Stopped in an incident.
    """
    outbox = private_folder(settings.BANK_OUTBOX)
    with (outbox / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        file = PaymentFile.objects.select_related("batch").get(batch_id=batch_id)
        if file.delivered_at is None:
            check_runs(Stops.PAYMENTS)
            _put(file, kept_folder() / file_name(file.batch))
            record_order(file, at=clock.now())
            _put(file, outbox / file_name(file.batch))
            _note_delivered(batch_id, clock)


@transaction.atomic
def _note_delivered(batch_id: UUID, clock: Clock) -> None:
    """It left, and whom it pays is told so."""
    PaymentFile.objects.filter(batch_id=batch_id).update(delivered_at=clock.now())
    paid = PaymentItem.objects.filter(batch_id=batch_id).order_by().values("claim__counsellor__person_id").distinct()
    people = paid.values_list("claim__counsellor__person_id", flat=True)
    key = uuid5(batch_id, "payment-sent")
    send_to_many("payment_sent", people, about=Subject("batch", batch_id), clock=clock, key=key)


def _put(file: PaymentFile, path: Path) -> None:
    """FileChanged, and no file, when the bytes are no longer those that were approved."""
    digest = hashlib.sha256()
    with written_whole(path) as out:
        for chunk in file.chunks():
            digest.update(chunk)
            out.write(chunk)
        if digest.hexdigest() != file.sha256:
            raise FileChanged(message_id=file.batch.message_id)


def file_name(batch: PaymentBatch) -> str:
    return f"{batch.message_id}.xml"


def _packed(path: Path) -> bytes:
    packer = zlib.compressobj(1)
    with path.open("rb") as file:
        pieces = [packer.compress(chunk) for chunk in iter(lambda: file.read(1 << 20), b"")]
    return b"".join([*pieces, packer.flush()])


def _message(batch: PaymentBatch, clock: Clock) -> PaymentMessage:
    return PaymentMessage(
        message_id=batch.message_id,
        created=clock.now().astimezone(BRUSSELS),
        execution_on=batch.execution_on or clock.today(),
        initiating_party=settings.DEBTOR_NAME,
        debtor_name=settings.DEBTOR_NAME,
        debtor_iban=settings.DEBTOR_IBAN,
        debtor_bic=bic_of(settings.DEBTOR_IBAN),
        count=batch.count,
        total_cents=batch.total_cents,
        category_purpose=GOVERNMENT,
    )


def _transfers(batch: PaymentBatch, payee_ids: Iterable[UUID]) -> Iterator[CreditTransfer]:
    """No address: the register knows where she works, not where the holder of the account lives."""
    known = {payee_id: (payee, bic_of(payee.iban)) for payee_id, payee in payees(payee_ids).items()}
    with connection.chunked_cursor() as cursor:
        cursor.execute(PAYMENTS, [batch.id])
        rows = (row for some in iter(lambda: cursor.fetchmany(ROWS_AT_ONCE), []) for row in some)
        for end_to_end_id, cents, number, payee_id in rows:
            payee, bic = known[payee_id]
            yield CreditTransfer(
                end_to_end_id=end_to_end_id,
                amount_cents=cents,
                creditor_name=payee.name,
                creditor_iban=payee.iban,
                creditor_bic=bic,
                remittance=StructuredCommunication.from_number(number),
                purpose=GOVERNMENT,
            )
