"""Background job of papers: a thin call."""

import logging

from procrastinate.contrib.django import app

from loopbaankrediet.platform.legal_clock import current_clock
from loopbaankrediet.uploads.errors import ScannerSilent
from loopbaankrediet.uploads.scanning import scan_waiting

logger = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="uploads.scan", queueing_lock="uploads.scan")
def scan(timestamp: int) -> None:
    try:
        scan_waiting(clock=current_clock())
    except ScannerSilent:
        logger.error("the virus scanner does not answer: papers wait unscanned")
