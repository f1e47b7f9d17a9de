"""Background jobs of payments: thin calls. Queued in the act's own transaction, so that no job is lost or early."""

import fcntl
import logging
import time
from pathlib import Path
from uuid import UUID

from django.conf import settings
from procrastinate.contrib.django import app

from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.payments.actions.files import note_refused, take_file
from loopbaankrediet.payments.bank.errors import BankFileMalformed
from loopbaankrediet.payments.orders import deliver_file
from loopbaankrediet.platform.legal_clock import current_clock
from loopbaankrediet.platform.places import private_folder

logger = logging.getLogger(__name__)
SECONDS_TO_ARRIVE = 30


@app.task(name="payments.deliver", retry=10)
def deliver(batch_id: str) -> None:
    deliver_file(UUID(batch_id), clock=current_clock())


@app.periodic(cron="* * * * *")
@app.task(name="payments.collect_answers")
def collect_answers(timestamp: int) -> None:
    collect_now()


def collect_now() -> int:
    """Take every file that lies in the bank's folder; returns how many were new.

    One collector at a time: a second one finds the folder locked and leaves it to the first. A file that was taken
    moves to `taken/`; one that cannot be read or belongs elsewhere moves to `refused/`, is kept for the officers with
    its reason, and never stops the others. A malformed file that is only seconds old may still be coming in, and waits.
    """
    inbox = private_folder(settings.BANK_INBOX)
    with (inbox / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        return sum(_take(path) for path in sorted(inbox.glob("*.xml")) if path.is_file())


def _take(path: Path) -> bool:
    try:
        with path.open("rb") as source:
            told = take_file(source=source, by=SYSTEM, clock=current_clock())
    except BankFileMalformed as error:
        if time.time() - path.stat().st_mtime > SECONDS_TO_ARRIVE:
            _refuse(path, error)
        return False
    except (DomainError, OSError) as error:
        _refuse(path, error)
        return False
    _move(path, "taken")
    return told.is_new


def _refuse(path: Path, error: Exception) -> None:
    logger.warning("bank file %s refused: %s", path.name, type(error).__name__)
    note_refused(name=path.name, why=str(error), clock=current_clock())
    _move(path, "refused")


def _move(path: Path, folder: str) -> None:
    path.rename(private_folder(path.parent / folder) / path.name)
