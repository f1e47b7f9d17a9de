"""Background jobs of payments: thin calls. Queued in the act's own transaction, so that no job is lost or early."""

import logging
from pathlib import Path
from uuid import UUID

from django.conf import settings
from procrastinate.contrib.django import app

from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.payments.actions.answers import take_answer
from loopbaankrediet.payments.orders import deliver_file
from loopbaankrediet.platform.legal_clock import current_clock

logger = logging.getLogger(__name__)


@app.task(name="payments.deliver", retry=10)
def deliver(batch_id: str) -> None:
    deliver_file(UUID(batch_id), clock=current_clock())


@app.periodic(cron="* * * * *")
@app.task(name="payments.collect_answers")
def collect_answers(timestamp: int) -> None:
    collect_now()


def collect_now() -> int:
    """Take every answer that lies in the bank's folder; returns how many were new.

    A file that was taken moves to `taken/`; one that cannot be read or belongs elsewhere moves to `refused/`, is named
    in the log, and never stops the others.
    """
    inbox: Path = settings.BANK_INBOX
    files = sorted(inbox.glob("*.xml")) if inbox.is_dir() else []
    return sum(_take(path) for path in files)


def _take(path: Path) -> bool:
    try:
        taken = take_answer(content=path.read_bytes(), by=SYSTEM, clock=current_clock())
    except DomainError as error:
        logger.warning("bank answer %s refused: %s", path.name, type(error).__name__)
        _move(path, "refused")
        return False
    _move(path, "taken")
    return taken.is_new


def _move(path: Path, folder: str) -> None:
    target = path.parent / folder
    target.mkdir(exist_ok=True)
    path.rename(target / path.name)
