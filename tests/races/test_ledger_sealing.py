"""Ids say nothing about the order of commits: a seal that went by the last id would miss what commits late."""

import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connections
from psycopg import IsolationLevel

from loopbaankrediet.ledger.sealing import CHAIN
from tests.crash.conftest import LONG, Told
from tests.races.hands import Connection, hand_on, record_step

pytestmark = pytest.mark.race
WRITERS = 6
SECONDS = 60.0 if LONG else 2.0
BY_ID = """
INSERT INTO naive.sealed SELECT id FROM ledger.transfer WHERE id > (SELECT coalesce(max(id), 0) FROM naive.sealed)
"""
UNSEALED = """
SELECT count(*) FROM ledger.transfer WHERE int8send(id) NOT IN (
  SELECT substr(leaves, place, 8) FROM ledger.block CROSS JOIN generate_series(1, length(leaves), 40) AS place)
"""
MISSED = "SELECT count(*) FROM ledger.transfer WHERE id NOT IN (SELECT id FROM naive.sealed)"


@pytest.fixture
def wallets(committed_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    monkeypatch.setenv("LOOPBAANKREDIET_SEALS", str(tmp_path))
    names = [f"wallet:{uuid4()}" for _ in range(WRITERS)]
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE SCHEMA naive CREATE TABLE sealed (id bigint PRIMARY KEY)")
        cursor.execute("SELECT ledger.open_account('issued', 'minutes', true, false)")
        for name in names:
            cursor.execute("SELECT ledger.open_account(%s, 'minutes', false, true)", [name])
    yield names
    connections.close_all()


def write_and_dawdle(database: str, wallet: str, ends: float, seed: int) -> None:
    """Acts of one wallet; some commit long after their row got its id."""
    chance = random.Random(seed)
    with hand_on(database, IsolationLevel.READ_COMMITTED) as hand:
        while time.monotonic() < ends:
            with hand.transaction():
                record_step(hand, kind="direct", debit="issued", credit=wallet, amount=1)
                time.sleep(chance.choice((0, 0, 0.001, 0.02)))


def test_late_commits_are_sealed_too_and_going_by_the_last_id_misses_some(
    committed_database: str, wallets: list[str], told: Told
) -> None:
    ends = time.monotonic() + SECONDS
    writers = [
        threading.Thread(target=write_and_dawdle, args=(committed_database, wallet, ends, number))
        for number, wallet in enumerate(wallets)
    ]
    for writer in writers:
        writer.start()
    with hand_on(committed_database, IsolationLevel.READ_COMMITTED, "owner") as owner:
        while any(writer.is_alive() for writer in writers):
            CHAIN.seal()
            seal_by_id(owner)
        CHAIN.seal()
        seal_by_id(owner)
        [(by_last_id,)] = owner.execute(MISSED).fetchall()
        [(missed,)] = owner.execute(UNSEALED).fetchall()
    found = CHAIN.check()
    assert found.breaks == ()
    assert found.unsealed == 0
    assert missed == 0
    assert int(str(by_last_id)) > 0
    told(rows=found.rows, blocks=found.blocks, missed=missed, missed_by_last_id=by_last_id)


def seal_by_id(owner: Connection) -> None:
    owner.execute(BY_ID)
    owner.commit()


def test_two_sealers_at_once_make_one_chain(committed_database: str, wallets: list[str]) -> None:
    with hand_on(committed_database, IsolationLevel.READ_COMMITTED) as hand:
        for _ in range(20):
            record_step(hand, kind="direct", debit="issued", credit=wallets[0], amount=1)
            hand.commit()
    sealers = [threading.Thread(target=seal_in_small_blocks) for _ in range(4)]
    for sealer in sealers:
        sealer.start()
    for sealer in sealers:
        sealer.join()
    found = CHAIN.check()
    assert (found.rows, found.unsealed, found.breaks) == (20, 0, ())
    assert found.blocks == 10


def seal_in_small_blocks() -> None:
    CHAIN.seal(rows_a_block=2)
    connections.close_all()
