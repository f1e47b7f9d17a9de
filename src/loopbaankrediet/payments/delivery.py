"""Queues the hand-over of a bank file in the act's own transaction: it is neither lost nor early."""

from uuid import UUID

from procrastinate.contrib.django import app


def deliver_later(batch_id: UUID) -> None:
    """Queue the job `payments.deliver` (see `tasks.py`) for this batch."""
    app.configure_task("payments.deliver", allow_unknown=True).defer(batch_id=str(batch_id))
