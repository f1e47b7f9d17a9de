"""Background job of the own contribution: a thin call."""

from procrastinate.contrib.django import app

from loopbaankrediet.contributions.actions.settling import settle_closed
from loopbaankrediet.platform.legal_clock import current_clock


@app.periodic(cron="20 * * * *")
@app.task(name="contributions.settle", queueing_lock="contributions.settle")
def settle_shares(timestamp: int) -> None:
    settle_closed(clock=current_clock())
