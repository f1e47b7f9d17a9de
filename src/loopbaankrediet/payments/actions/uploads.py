"""A file of the bank that came by hand: kept as it is, and used only when another officer accepts it."""

import hashlib
import zlib
from collections import deque
from io import BytesIO
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.actions.answers import Taken, check_our_order
from loopbaankrediet.payments.actions.files import STATEMENTS, take_file
from loopbaankrediet.payments.actions.statements import StatementTaken
from loopbaankrediet.payments.bank.camt import read_statements
from loopbaankrediet.payments.bank.errors import BankFileTooLarge
from loopbaankrediet.payments.bank.pain002 import LARGEST_BYTES, read_status_report
from loopbaankrediet.payments.bank.xml_parts import root_name
from loopbaankrediet.payments.errors import SameUploader
from loopbaankrediet.payments.models import UPLOAD_TABLE, UploadedFile, UploadState
from loopbaankrediet.people.policies import check_has_role


@transaction.atomic
def upload_file(*, name: str, source: BinaryIO, by: Actor, clock: Clock, key: UUID) -> UploadedFile:
    """Keep the bytes until a colleague looked. A file that cannot be read is refused at once: errors as `take_file`."""
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    content = source.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise BankFileTooLarge(limit=LARGEST_BYTES)
    digest = hashlib.sha256(content).hexdigest()
    earlier = done_before(key, by=by, about=("upload_file", digest))
    if earlier is not None:
        return UploadedFile.objects.get(id=earlier)
    _check_readable(content)
    kept, is_new = UploadedFile.objects.get_or_create(
        sha256=digest,
        state=UploadState.WAITING,
        defaults={
            "name": name,
            "packed": zlib.compress(content, 1),
            "bytes_long": len(content),
            "uploaded_by_id": officer_id,
            "uploaded_at": clock.now(),
        },
    )
    if is_new:
        record_act("upload_file", Subject("uploaded_file", kept.id), key=key, by=by, clock=clock)
    return kept


@transaction.atomic
def accept_upload(*, upload_id: UUID, by: Actor, clock: Clock, key: UUID) -> Taken | StatementTaken | None:
    """Another officer saw that this is what the bank sent: it is taken. None when that was done before.

    SameUploader; errors as `take_file`, and then the file keeps waiting.
    """
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("accept_upload", upload_id))
    upload = _locked(upload_id)
    if done:
        return None
    upload.state = UPLOAD_TABLE.after(upload.state, "accept")
    if upload.uploaded_by_id == officer_id:
        raise SameUploader
    taken = take_file(source=BytesIO(upload.content), by=by, clock=clock)
    _decide(upload, "accept_upload", officer_id, by=by, clock=clock, key=key)
    return taken


@transaction.atomic
def refuse_upload(*, upload_id: UUID, by: Actor, clock: Clock, key: UUID) -> UploadedFile:
    """Either officer puts the file aside: nothing of it is used, and it is kept."""
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("refuse_upload", upload_id))
    upload = _locked(upload_id)
    if done is None:
        upload.state = UPLOAD_TABLE.after(upload.state, "refuse")
        _decide(upload, "refuse_upload", officer_id, by=by, clock=clock, key=key)
    return upload


def _locked(upload_id: UUID) -> UploadedFile:
    upload = UploadedFile.objects.select_for_update().filter(id=upload_id).first()
    if upload is None:
        raise NotFound
    return upload


def _decide(upload: UploadedFile, act: str, officer_id: UUID, *, by: Actor, clock: Clock, key: UUID) -> None:
    upload.decided_by_id, upload.decided_at = officer_id, clock.now()
    upload.save(update_fields=["state", "decided_by", "decided_at"])
    record_act(act, Subject("uploaded_file", upload.id), key=key, by=by, clock=clock)


def _check_readable(content: bytes) -> None:
    if any(kind in root_name(BytesIO(content)) for kind in STATEMENTS):
        deque(read_statements(BytesIO(content), account=settings.DEBTOR_IBAN), maxlen=0)
    else:
        check_our_order(read_status_report(content).original_message_id)
