"""Background jobs of the flows: thin calls."""

from procrastinate.contrib.django import app

from loopbaankrediet.flows.follow_silence import follow_silence
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.platform.legal_clock import current_clock


@app.periodic(cron="* * * * *")
@app.task(name="flows.follow_silence", queueing_lock="flows.follow_silence")
def follow(timestamp: int) -> None:
    follow_silence(by=SYSTEM, clock=current_clock())
