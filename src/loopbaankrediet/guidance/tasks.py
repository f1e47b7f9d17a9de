"""Background job of the way through guidance: a thin call."""

from procrastinate.contrib.django import app

from loopbaankrediet.guidance.following import follow_course
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.platform.legal_clock import current_clock


@app.periodic(cron="5 * * * *")
@app.task(name="guidance.follow_course", queueing_lock="guidance.follow_course")
def follow(timestamp: int) -> None:
    follow_course(by=SYSTEM, clock=current_clock())
