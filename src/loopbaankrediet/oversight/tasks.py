"""Background job of the watch on looking: a thin call."""

from procrastinate.contrib.django import app

from loopbaankrediet.oversight.watching import watch_looks
from loopbaankrediet.platform.legal_clock import current_clock


@app.periodic(cron="20 4 * * *")
@app.task(name="oversight.watch", queueing_lock="oversight.watch")
def watch(timestamp: int) -> None:
    watch_looks(clock=current_clock())
