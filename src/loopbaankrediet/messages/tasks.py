"""Background job of messages: a thin call, without an argument that tells of anybody."""

from procrastinate.contrib.django import app

from loopbaankrediet.messages.mailing import send_waiting
from loopbaankrediet.platform.legal_clock import current_clock


@app.periodic(cron="* * * * *")
@app.task(name="messages.send", queueing_lock="messages.send")
def send(timestamp: int) -> None:
    send_waiting(clock=current_clock())
