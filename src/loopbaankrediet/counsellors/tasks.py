"""Background jobs of the register. Thin calls."""

from procrastinate.contrib.django import app

from loopbaankrediet.counsellors.measures.following import follow_registrations
from loopbaankrediet.platform.legal_clock import current_clock


@app.periodic(cron="*/10 * * * *")
@app.task(name="counsellors.follow_registrations", queueing_lock="counsellors.follow_registrations")
def follow(timestamp: int) -> None:
    follow_registrations(clock=current_clock())
