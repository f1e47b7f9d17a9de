"""The payment order of a batch: written, checked against the schema, kept byte for byte, handed to the bank once."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.conf import settings

from loopbaankrediet.counsellors.queries import payee
from loopbaankrediet.kernel.clock import BRUSSELS, Clock
from loopbaankrediet.kernel.identifiers import bic_of
from loopbaankrediet.kernel.reference import StructuredCommunication
from loopbaankrediet.payments.bank.pain001 import CreditTransfer, PaymentMessage, write_credit_transfers
from loopbaankrediet.payments.bank.schema import validate_stream
from loopbaankrediet.payments.errors import FileChanged
from loopbaankrediet.payments.models import PaymentBatch, PaymentFile, PaymentItem
from loopbaankrediet.platform.places import private_folder


def write_file(batch: PaymentBatch, items: Sequence[PaymentItem], *, clock: Clock) -> PaymentFile:
    """Write pain.001.001.09, validate it, and keep it with the batch; a file that does not validate never exists."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / file_name(batch)
        with path.open("wb") as out:
            write_credit_transfers(out, message=_message(batch, clock), transfers=_transfers(items))
        totals = validate_stream(path)
        return PaymentFile.objects.create(
            batch=batch, content=path.read_bytes(), sha256=totals.sha256, written_at=clock.now()
        )


def deliver_file(batch_id: UUID, *, clock: Clock) -> None:
    """Hand the file to the bank's folder, whole, by rename. Doing it again puts the same bytes in the same place."""
    file = PaymentFile.objects.select_related("batch").get(batch_id=batch_id)
    content = bytes(file.content)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise FileChanged(message_id=file.batch.message_id)
    outbox = private_folder(settings.BANK_OUTBOX)
    partial = outbox / f".{file_name(file.batch)}.part"
    with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    partial.rename(outbox / file_name(file.batch))
    PaymentFile.objects.filter(batch_id=batch_id, delivered_at=None).update(delivered_at=clock.now())


def file_name(batch: PaymentBatch) -> str:
    return f"{batch.message_id}.xml"


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
    )


def _transfers(items: Iterable[PaymentItem]) -> Iterable[CreditTransfer]:
    for item in items:
        name, iban = payee(item.claim.counsellor)
        yield CreditTransfer(
            end_to_end_id=item.end_to_end_id,
            amount_cents=item.claim.public_cents,
            creditor_name=name,
            creditor_iban=iban,
            creditor_bic=bic_of(iban),
            remittance=StructuredCommunication.from_number(item.claim.number),
        )
