"""Background job of the ledger: seals a few seconds behind the postings."""

from procrastinate.contrib.django import app

from loopbaankrediet.ledger.sealing import CHAIN


@app.periodic(cron="* * * * * */5")
@app.task(name="ledger.seal", queueing_lock="ledger.seal")
def seal(timestamp: int) -> None:
    CHAIN.seal()
