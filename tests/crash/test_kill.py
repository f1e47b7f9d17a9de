"""kill -9 of every process of the server while eight hands write: nothing that was acknowledged is lost."""

import pytest

from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.platform.postgres import Server
from tests.crash.acting import recorded, write_for
from tests.crash.conftest import LONG, Told

pytestmark = pytest.mark.crash
ROUNDS, SECONDS = (15, 3.0) if LONG else (2, 1.0)
CONTROL_ROUNDS = 30


def test_nothing_acknowledged_is_lost_and_what_is_in_doubt_happens_once(server: Server, told: Told) -> None:
    acknowledged = lost = in_doubt = committed = 0
    for _ in range(ROUNDS):
        writers = write_for(SECONDS, server)
        server.start()
        there = recorded()
        acknowledged += len(writers.acknowledged)
        lost += len(writers.acknowledged - there.keys())
        in_doubt += len(writers.in_doubt)
        committed += sum(act.key in there for act in writers.in_doubt)
        for act in writers.in_doubt:
            act.send()
    doubles = [key for key, count in recorded().items() if count > 1]
    told(rounds=ROUNDS, acknowledged=acknowledged, lost=lost, in_doubt=in_doubt, committed_in_doubt=committed)
    assert (lost, doubles, prove().breaks) == (0, [], ())
    assert acknowledged > 100 * ROUNDS
    assert in_doubt > 0


def test_control_a_server_that_answers_before_it_writes_loses_acknowledged_acts(
    server_that_answers_too_early: Server, told: Told
) -> None:
    """Without synchronous_commit the same kill does lose; the short form stops at the first round that shows it."""
    acknowledged = lost = rounds = 0
    while rounds < CONTROL_ROUNDS and (rounds < ROUNDS if LONG else not lost):
        writers = write_for(SECONDS, server_that_answers_too_early)
        server_that_answers_too_early.start()
        acknowledged += len(writers.acknowledged)
        lost += len(writers.acknowledged - recorded().keys())
        rounds += 1
    told(rounds=rounds, acknowledged=acknowledged, lost=lost)
    assert lost > 0
