"""Background jobs of the credit: draws are announced and held, and those whose turn came are granted. Thin calls."""

import logging

from procrastinate.contrib.django import app

from loopbaankrediet.budget.draws import announce_draws
from loopbaankrediet.budget.errors import NoBudget
from loopbaankrediet.credit.turns import grant_next, hold_next_draw
from loopbaankrediet.platform.legal_clock import current_clock

logger = logging.getLogger(__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(name="credit.take_turns", queueing_lock="credit.take_turns")
def take_turns(timestamp: int) -> None:
    take_turns_now()


def take_turns_now() -> tuple[int, int]:
    """All draws that are due and all grants that follow; returns how many of each. Running it again changes nothing."""
    clock = current_clock()
    announce_draws(clock=clock)
    held = granted = 0
    try:
        while hold_next_draw(clock=clock):
            held += 1
    except NoBudget as error:
        logger.error("a draw waits for its budget: %s", error)
    while count := grant_next(clock=clock):
        granted += count
    return held, granted
