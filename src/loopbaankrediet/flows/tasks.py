"""Background jobs of the flows: thin calls."""

import logging

from django.contrib.sessions.backends.db import SessionStore
from procrastinate.contrib.django import app

from loopbaankrediet.flows.ask_proof import TASK
from loopbaankrediet.flows.carry_out_erasures import carry_out_all
from loopbaankrediet.flows.follow_silence import follow_silence
from loopbaankrediet.flows.own_shares import pass_on_own_shares
from loopbaankrediet.flows.prove_rooms import prove_all_and_keep
from loopbaankrediet.flows.scan_papers import scan_waiting
from loopbaankrediet.flows.take_own_shares import take_own_shares
from loopbaankrediet.flows.tell_wishes import tell_wishes
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.platform.legal_clock import current_clock
from loopbaankrediet.uploads.errors import ScannerSilent

logger = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="flows.follow_silence", queueing_lock="flows.follow_silence")
def follow(timestamp: int) -> None:
    follow_silence(by=SYSTEM, clock=current_clock())


@app.periodic(cron="* * * * *")
@app.task(name="flows.take_own_shares", queueing_lock="flows.take_own_shares")
def take_shares(timestamp: int) -> None:
    take_own_shares(by=SYSTEM, clock=current_clock())


@app.periodic(cron="25 * * * *")
@app.task(name="flows.pass_on_own_shares", queueing_lock="flows.pass_on_own_shares")
def pass_on(timestamp: int) -> None:
    pass_on_own_shares(clock=current_clock())


@app.periodic(cron="*/10 * * * *")
@app.task(name="flows.carry_out_erasures", queueing_lock="flows.carry_out_erasures")
def carry_out_erasures(timestamp: int) -> None:
    carry_out_all(clock=current_clock())


@app.periodic(cron="35 * * * *")
@app.task(name="flows.tell_wishes", queueing_lock="flows.tell_wishes")
def tell(timestamp: int) -> None:
    tell_wishes(clock=current_clock())


@app.periodic(cron="*/15 * * * *")
@app.task(name="flows.forget_sessions", queueing_lock="flows.forget_sessions")
def forget_sessions(timestamp: int) -> None:
    """Sessions that are over, and sign-ins that were started and never finished."""
    SessionStore.clear_expired()


@app.periodic(cron="* * * * *")
@app.task(name="flows.scan_papers", queueing_lock="flows.scan_papers")
def scan_papers(timestamp: int) -> None:
    try:
        scan_waiting(clock=current_clock())
    except ScannerSilent:
        logger.error("the virus scanner does not answer: papers wait unscanned")


@app.periodic(cron="10 3 * * *")
@app.task(name=TASK)
def prove_tonight(timestamp: int) -> None:
    if not prove_all_and_keep():
        logger.error("the ledger does not add up: run `loopbaankrediet ledger verify`")
