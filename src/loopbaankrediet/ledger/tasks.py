"""Background jobs of the ledger: seals a few seconds behind the postings, and the proof of the night."""

import logging

from procrastinate.contrib.django import app

from loopbaankrediet.ledger.sealing import CHAIN
from loopbaankrediet.ledger.verification import prove_and_keep

logger = logging.getLogger(__name__)


@app.periodic(cron="* * * * * */5")
@app.task(name="ledger.seal", queueing_lock="ledger.seal")
def seal(timestamp: int) -> None:
    CHAIN.seal()


@app.periodic(cron="10 3 * * *")
@app.task(name="ledger.prove")
def prove_tonight(timestamp: int) -> None:
    if not prove_and_keep():
        logger.error("the ledger does not add up: run `loopbaankrediet ledger verify`")
