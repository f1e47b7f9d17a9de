"""Papers that wait for the virus scanner: each noted by itself; who sent one with a virus gets a message."""

import logging
from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.messages.actions import send
from loopbaankrediet.uploads.actions import note_scan
from loopbaankrediet.uploads.errors import ScanRefused
from loopbaankrediet.uploads.models import UploadPurpose, UploadState
from loopbaankrediet.uploads.queries import has_scanner, pieces_to_scan, to_scan
from loopbaankrediet.uploads.scanning import is_clean

logger = logging.getLogger(__name__)
AT_ONCE = 100


def scan_waiting(*, clock: Clock) -> int:
    """How many were scanned: none without a scanner. ScannerSilent stops it: what waits goes on waiting.

    A paper that the scanner refuses, and one of somebody who was erased, waits too and holds up no other.
    """
    return sum(_scanned(upload_id, clock) for upload_id in to_scan(AT_ONCE)) if has_scanner() else 0


def _scanned(upload_id: UUID, clock: Clock) -> bool:
    try:
        passed = is_clean(pieces_to_scan(upload_id))
    except (Erased, ScanRefused) as error:
        logger.warning("a paper could not be scanned: %s", type(error).__name__)
        return False
    key = uuid5(upload_id, "scan")
    with transaction.atomic():
        upload = note_scan(upload_id=upload_id, is_clean=passed, clock=clock, key=key)
        if upload.state == UploadState.INFECTED and upload.purpose == UploadPurpose.APPLICATION:
            about = Subject("upload", upload.id, upload.owner_id)
            send("paper_infected", to=upload.owner_id, about=about, clock=clock, key=key)
    return True
