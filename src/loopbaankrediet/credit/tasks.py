"""Background jobs of the credit: draws are announced and held, and those whose turn came are granted. Thin calls."""

import logging

from procrastinate.contrib.django import app

from loopbaankrediet.budget.draws import announce_draws
from loopbaankrediet.budget.errors import NoBudget
from loopbaankrediet.credit.clarifying import follow_clarifications
from loopbaankrediet.credit.kept_requests import decide_kept_requests
from loopbaankrediet.credit.redeciding import TASK
from loopbaankrediet.credit.redecision_work import work_on_redecisions
from loopbaankrediet.credit.turns import grant_next, hold_next_draw
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.platform.legal_clock import current_clock

logger = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name=TASK)
def redecide(timestamp: int = 0) -> None:
    """Every part that is left of every second look; a killed worker leaves the rest to the next minute."""
    while work_on_redecisions(clock=current_clock()):
        continue


@app.periodic(cron="*/5 * * * *")
@app.task(name="credit.decide_kept_requests", queueing_lock="credit.decide_kept_requests")
def decide_kept(timestamp: int) -> None:
    decide_kept_requests(clock=current_clock())


@app.periodic(cron="20 * * * *")
@app.task(name="credit.follow_clarifications", queueing_lock="credit.follow_clarifications")
def follow_questions(timestamp: int) -> None:
    follow_clarifications(by=SYSTEM, clock=current_clock())


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
