"""Background jobs of payments: thin calls. Queued in the act's own transaction, so that no job is lost or early."""

from pathlib import Path
from uuid import UUID

from django.conf import settings
from procrastinate.contrib.django import app

from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.payments.actions.answers import take_answer
from loopbaankrediet.payments.orders import deliver_file
from loopbaankrediet.platform.legal_clock import current_clock


@app.task(name="payments.deliver", retry=10)
def deliver(batch_id: str) -> None:
    deliver_file(UUID(batch_id), clock=current_clock())


@app.periodic(cron="* * * * *")
@app.task(name="payments.collect_answers")
def collect_answers(timestamp: int) -> None:
    collect_now()


def collect_now() -> int:
    """Take every answer that lies in the bank's folder; returns how many. A file taken before changes nothing."""
    inbox: Path = settings.BANK_INBOX
    files = sorted(inbox.glob("*.xml")) if inbox.is_dir() else []
    return sum(take_answer(content=path.read_bytes(), by=SYSTEM, clock=current_clock()).is_new for path in files)
