"""Background job of the surveys: a thin call."""

from procrastinate.contrib.django import app

from loopbaankrediet.evaluation.inviting import invite_all
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.platform.legal_clock import current_clock


@app.periodic(cron="35 * * * *")
@app.task(name="evaluation.invite", queueing_lock="evaluation.invite")
def invite(timestamp: int) -> None:
    invite_all(by=SYSTEM, clock=current_clock())
