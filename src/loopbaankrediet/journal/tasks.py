"""Background jobs of the journal: seals a few seconds behind the entries, and the check of the night."""

import logging

from procrastinate.contrib.django import app

from loopbaankrediet.journal.sealing import CHAIN
from loopbaankrediet.journal.verification import check_and_keep

logger = logging.getLogger(__name__)


@app.periodic(cron="* * * * * */5")
@app.task(name="journal.seal", queueing_lock="journal.seal")
def seal(timestamp: int) -> None:
    CHAIN.seal()


@app.periodic(cron="40 3 * * *")
@app.task(name="journal.check")
def check_tonight(timestamp: int) -> None:
    if not check_and_keep():
        logger.error("the journal was touched: run `loopbaankrediet journal verify`")
