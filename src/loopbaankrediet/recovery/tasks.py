"""Background jobs of recovery: thin calls."""

from procrastinate.contrib.django import app

from loopbaankrediet.platform.legal_clock import current_clock
from loopbaankrediet.recovery.actions.ending import bar_recoveries


@app.periodic(cron="15 2 * * *")
@app.task(name="recovery.bar")
def bar(timestamp: int) -> None:
    bar_recoveries(clock=current_clock())
