"""Several hands on one ledger, each with a connection of its own at a chosen isolation level."""

import json
import threading
from collections.abc import Callable, Sequence
from uuid import uuid4

import psycopg
from psycopg import IsolationLevel
from psycopg.conninfo import make_conninfo

from loopbaankrediet.platform.addresses import Role, address

LEVELS = (IsolationLevel.READ_COMMITTED, IsolationLevel.REPEATABLE_READ, IsolationLevel.SERIALIZABLE)
RECORD = "SELECT ledger.record(%s::jsonb, 'race', %s, '2027-03-01', NULL)"

Connection = psycopg.Connection[tuple[object, ...]]
Act = Callable[[Connection], object]


def hand_on(database: str, level: IsolationLevel, role: Role = "app") -> Connection:
    """A connection to this database; every transaction has this level."""
    connection = psycopg.connect(make_conninfo("", **address(role) | {"dbname": database}))
    connection.isolation_level = level
    return connection


def record_step(connection: Connection, **step: object) -> None:
    """One step under a new key, in the connection's transaction."""
    connection.execute(RECORD, [json.dumps([{"name": "step", **step}]), uuid4()])


def done_at_once(hands: Sequence[Connection], act: Act) -> tuple[int, int, int]:
    """Each hand does the act at the same moment: how many were done, refused by a rule, told to try again."""
    gate = threading.Barrier(len(hands))
    outcomes: list[str] = []
    threads = [threading.Thread(target=_one, args=(gate, hand, act, outcomes)) for hand in hands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done, refused, again = (outcomes.count(word) for word in ("done", "refused", "again"))
    assert done + refused + again == len(hands), outcomes
    return done, refused, again


def _one(gate: threading.Barrier, hand: Connection, act: Act, outcomes: list[str]) -> None:
    gate.wait()
    try:
        with hand.transaction():
            act(hand)
        outcomes.append("done")
    except (psycopg.errors.CheckViolation, psycopg.errors.UniqueViolation):
        outcomes.append("refused")
    except (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected):
        outcomes.append("again")
    except Exception as error:
        outcomes.append(repr(error))
        raise
