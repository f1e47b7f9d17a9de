"""What several clients saw of the ledger can be told as one act after the other; what they see without it cannot."""

import json
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from uuid import UUID, uuid4

import pytest
from django.db import connections
from psycopg import IsolationLevel

from tests.crash.conftest import LONG, Told
from tests.fuzz.elle import Transaction, anomalies
from tests.races.hands import Connection, hand_on

pytestmark = pytest.mark.race
CLIENTS = 6
SECONDS = 30.0 if LONG else 2.5
PURSES = 6
NUMBERS = count(1)
LISTS = """
SELECT purse.code, coalesce(array_agg(substr(act, 5) ORDER BY t.id) FILTER (WHERE t.id IS NOT NULL), '{}')
  FROM ledger.account AS purse LEFT JOIN ledger.transfer AS t ON t.credit_account_id = purse.id
 WHERE purse.code = ANY(%s) GROUP BY purse.code
"""
NAIVE_LISTS = "SELECT key, items FROM naive.list WHERE key = ANY(%s)"
NAIVE_APPEND = "UPDATE naive.list SET items = items || %s::bigint WHERE key = %s"

Life = Callable[[Connection, Sequence[str], Sequence[str], int], Transaction]


def test_the_checker_knows_each_anomaly() -> None:
    def act(appends: dict[str, list[int]], reads: dict[str, tuple[int, ...]] | None = None) -> Transaction:
        return Transaction(appends, reads or {})

    seen_all = act({}, {"x": (1, 2), "y": (3, 4)})
    assert anomalies([act({"x": [1]}), act({"x": [2]}, {"x": (1,)}), act({}, {"x": (1, 2)})]) == {}
    assert anomalies([act({"x": [1], "y": [4]}), act({"x": [2], "y": [3]}), seen_all]) == {"G0": 1}
    lost_update = [act({"x": [1]}, {"x": ()}), act({"x": [2]}, {"x": ()}), act({}, {"x": (1, 2)})]
    assert anomalies(lost_update) == {"G-single": 1}
    skew = [act({"x": [1]}, {"y": ()}), act({"y": [2]}, {"x": ()}), act({}, {"x": (1,), "y": (2,)})]
    assert anomalies(skew) == {"G2": 1}
    assert anomalies([act({"x": [1]}), act({}, {"x": (1, 9)})]) == {"from nowhere": 1}
    assert anomalies([act({"x": [1, 2]}), act({}, {"x": (2, 1)}), act({}, {"x": (1,)})])["contradiction"] == 1


def ledger_act(hand: Connection, read: Sequence[str], written: Sequence[str], number: int) -> Transaction:
    """As every act: lock first, then read, then post. The act's name carries the number that is appended."""
    steps = [{"name": key, "kind": "direct", "debit": "issued", "credit": key, "amount": 1} for key in written]
    locked = json.dumps([{"debit": key} for key in (*read, *written)])
    with hand.transaction():
        hand.execute("SELECT ledger.lock_accounts(%s::jsonb, NULL, 0)", [locked])
        seen = seen_of(hand.execute(LISTS, [list(read)]).fetchall())
        hand.execute(
            "SELECT ledger.record(%s::jsonb, %s, %s, '2027-03-01', NULL)",
            [json.dumps(steps), f"act:{number}", uuid4()],
        )
    return Transaction({key: [number] for key in written}, seen)


def naive_act(hand: Connection, read: Sequence[str], written: Sequence[str], number: int) -> Transaction:
    """The same without the ledger: read, then write."""
    with hand.transaction():
        seen = seen_of(hand.execute(NAIVE_LISTS, [list(read)]).fetchall())
        for key in sorted(written):
            hand.execute(NAIVE_APPEND, [number, key])
    return Transaction({key: [number] for key in written}, seen)


def seen_of(rows: Sequence[tuple[object, ...]]) -> dict[str, tuple[int, ...]]:
    return {str(key): tuple(map(int, values)) for key, values in rows}  # type: ignore[call-overload]


def history_of(database: str, life: Life, keys: Sequence[str]) -> list[Transaction]:
    """Clients that each read two lists and append to one or two, for a while, at READ COMMITTED."""
    history: list[Transaction] = []
    ends = time.monotonic() + SECONDS
    clients = [
        threading.Thread(target=client, args=(database, life, keys, ends, seed, history)) for seed in range(CLIENTS)
    ]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    return history


def client(database: str, life: Life, keys: Sequence[str], ends: float, seed: int, history: list[Transaction]) -> None:
    chance = random.Random(seed)
    with hand_on(database, IsolationLevel.READ_COMMITTED) as hand:
        while time.monotonic() < ends:
            read, written = chance.sample(keys, 2), chance.sample(keys, chance.choice((1, 1, 2)))
            history.append(life(hand, read, written, next(NUMBERS)))


@pytest.fixture
def purses(committed_database: str) -> Iterator[list[str]]:
    names = [f"wallet:{UUID(int=number)}" for number in range(PURSES)]
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT ledger.open_account('issued', 'minutes', true, false)")
        for name in names:
            cursor.execute("SELECT ledger.open_account(%s, 'minutes', false, true)", [name])
        cursor.execute("CREATE SCHEMA naive")
        cursor.execute("CREATE TABLE naive.list (key text PRIMARY KEY, items bigint[] NOT NULL DEFAULT '{}')")
        cursor.execute("INSERT INTO naive.list (key) SELECT unnest(%s::text[])", [names])
        cursor.execute("GRANT USAGE ON SCHEMA naive TO loopbaankrediet_app")
        cursor.execute("GRANT SELECT, UPDATE ON naive.list TO loopbaankrediet_app")
    yield names
    connections.close_all()


def test_acts_on_the_ledger_look_as_if_they_came_one_after_the_other(
    committed_database: str, purses: list[str], told: Told
) -> None:
    history = history_of(committed_database, ledger_act, purses)
    found = anomalies(history)
    told(transactions=len(history), anomalies=dict(found))
    assert len(history) > CLIENTS
    assert found == {}


def test_control_reading_and_writing_without_the_ledger_shows_circles(
    committed_database: str, purses: list[str], told: Told
) -> None:
    history = history_of(committed_database, naive_act, purses)
    found = anomalies(history)
    told(transactions=len(history), anomalies=dict(found))
    assert found["G-single"] + found["G2"] > 0
