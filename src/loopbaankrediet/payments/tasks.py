"""Background jobs of payments: thin calls. Queued in the act's own transaction, so that no job is lost or early."""

from uuid import UUID

from procrastinate.contrib.django import app

from loopbaankrediet.payments.collecting import collect_now
from loopbaankrediet.payments.handing_over import hand_over, hand_over_waiting
from loopbaankrediet.platform.legal_clock import current_clock


@app.task(name="payments.deliver")
def deliver(batch_id: str) -> None:
    hand_over(UUID(batch_id), clock=current_clock())


@app.periodic(cron="* * * * *")
@app.task(name="payments.deliver_waiting")
def deliver_waiting(timestamp: int) -> None:
    """What a killed worker or a full disk left behind."""
    hand_over_waiting(clock=current_clock())


@app.periodic(cron="* * * * *")
@app.task(name="payments.collect_answers")
def collect_answers(timestamp: int) -> None:
    collect_now()
