"""Overdraft and write skew at every isolation level: the ledger's guard needs none of them, a naive one fails.

The controls are ledgers in a schema of their own whose guard is a question asked before writing, as an application
would: at READ COMMITTED and REPEATABLE READ two hands get the same answer. A lock taken first does not help at
REPEATABLE READ, where the sum is that of before the lock.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from uuid import uuid4

import pytest
from psycopg import IsolationLevel

from tests.crash.conftest import LONG, Told
from tests.races.hands import LEVELS, Act, Connection, done_at_once, hand_on, record_step

pytestmark = pytest.mark.race
HANDS = 8
ROUNDS = 400 if LONG else 20
HELD, GRANTED = 120, 300
NAIVE = """
CREATE SCHEMA naive;
CREATE TABLE naive.account (LIKE ledger.account INCLUDING DEFAULTS INCLUDING IDENTITY);
ALTER TABLE naive.account ADD PRIMARY KEY (id), ADD UNIQUE (code);
CREATE TABLE naive.transfer (LIKE ledger.transfer INCLUDING DEFAULTS INCLUDING IDENTITY);
CREATE INDEX ON naive.transfer (debit_account_id);
CREATE INDEX ON naive.transfer (credit_account_id);
CREATE FUNCTION naive.hold(p_debit bigint, p_credit bigint, p_amount bigint, p_locked boolean) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF p_locked THEN
    PERFORM FROM naive.account WHERE id = p_debit FOR NO KEY UPDATE;
  END IF;
  IF (SELECT coalesce(sum(CASE WHEN credit_account_id = p_debit THEN amount ELSE -amount END), 0)
        FROM naive.transfer WHERE p_debit IN (debit_account_id, credit_account_id)) < p_amount THEN
    RAISE EXCEPTION 'too low' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO naive.transfer (act_key, step, kind, debit_account_id, credit_account_id, amount, act, effective_on)
    VALUES (gen_random_uuid(), 'hold', 'hold', p_debit, p_credit, p_amount, 'race', '2027-03-01');
END $$;
GRANT USAGE ON SCHEMA naive TO loopbaankrediet_app;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA naive TO loopbaankrediet_app;
"""
NAIVE_ACCOUNT = """
INSERT INTO naive.account (code, unit, overdraft_allowed, tracked) VALUES (%s, 'minutes', false, true) RETURNING id
"""
GRANT = """
INSERT INTO naive.transfer (act_key, step, kind, debit_account_id, credit_account_id, amount, act, effective_on)
VALUES (gen_random_uuid(), 'grant', 'direct', 0, %s, %s, 'grant', '2027-03-01')
"""
OVERDRAWN = """
SELECT count(*) FROM (SELECT sum(CASE WHEN credit_account_id = account.id THEN amount ELSE -amount END) AS free
  FROM naive.account JOIN naive.transfer ON account.id IN (debit_account_id, credit_account_id)
 WHERE code LIKE 'wallet:%' GROUP BY account.id) AS balance WHERE free < 0
"""


@contextmanager
def all_hands(database: str, level: IsolationLevel) -> Iterator[Sequence[Connection]]:
    with ExitStack() as stack:
        yield [stack.enter_context(hand_on(database, level)) for _ in range(HANDS)]


def purse(owner: Connection) -> tuple[str, str]:
    """A wallet for two and a half holds, and two counsellors."""
    names = f"wallet:{uuid4()}", f"delivered:{uuid4()}"
    owner.execute("SELECT ledger.open_account('issued', 'minutes', true, false)")
    for name in names:
        owner.execute("SELECT ledger.open_account(%s, 'minutes', false, true)", [name])
    record_step(owner, kind="direct", debit="issued", credit=names[0], amount=GRANTED)
    owner.commit()
    return names


def holding(wallet: str, delivered: str) -> Act:
    return lambda hand: record_step(hand, kind="hold", debit=wallet, credit=delivered, amount=HELD)


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
def test_no_isolation_level_lets_a_wallet_go_below_zero(
    committed_database: str, level: IsolationLevel, told: Told
) -> None:
    totals = [0, 0, 0]
    with hand_on(committed_database, IsolationLevel.READ_COMMITTED, "owner") as owner:
        with all_hands(committed_database, level) as hands:
            for _ in range(ROUNDS):
                wallet, delivered = purse(owner)
                outcome = done_at_once(hands, holding(wallet, delivered))
                assert outcome[0] <= GRANTED // HELD
                totals = [total + count for total, count in zip(totals, outcome, strict=True)]
        assert owner.execute("SELECT * FROM ledger.disagreement").fetchall() == []
    done, refused, again = totals
    assert done > 0
    if level is IsolationLevel.READ_COMMITTED:
        assert (done, again) == (ROUNDS * (GRANTED // HELD), 0)
    told(level=level.name, rounds=ROUNDS, done=done, refused=refused, again=again, overdrawn=0)


@pytest.mark.parametrize(
    ("level", "locked"),
    [
        (IsolationLevel.READ_COMMITTED, False),
        (IsolationLevel.REPEATABLE_READ, False),
        (IsolationLevel.REPEATABLE_READ, True),
    ],
    ids=["READ_COMMITTED", "REPEATABLE_READ", "REPEATABLE_READ-locked-first"],
)
def test_control_asking_first_and_inserting_later_overdraws(
    committed_database: str, level: IsolationLevel, locked: bool, told: Told
) -> None:
    with hand_on(committed_database, IsolationLevel.READ_COMMITTED, "owner") as owner:
        owner.execute(NAIVE)
        owner.commit()
        with all_hands(committed_database, level) as hands:
            for _ in range(ROUNDS):
                wallet, delivered = naive_purse(owner)
                done_at_once(hands, asking_first(wallet, delivered, locked))
        [(overdrawn,)] = owner.execute(OVERDRAWN).fetchall()
    assert int(str(overdrawn)) > 0
    told(level=level.name, locked=locked, rounds=ROUNDS, overdrawn=overdrawn)


def naive_purse(owner: Connection) -> tuple[int, int]:
    ids = []
    for name in ("wallet", "delivered"):
        [(account_id,)] = owner.execute(NAIVE_ACCOUNT, [f"{name}:{uuid4()}"]).fetchall()
        ids.append(int(str(account_id)))
    owner.execute(GRANT, [ids[0], GRANTED])
    owner.commit()
    return ids[0], ids[1]


def asking_first(wallet: int, delivered: int, locked: bool) -> Act:
    return lambda hand: hand.execute("SELECT naive.hold(%s, %s, %s, %s)", [wallet, delivered, HELD, locked])


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
def test_a_hold_is_answered_once_and_a_posting_reversed_once_at_every_level(
    committed_database: str, level: IsolationLevel
) -> None:
    """Post, void and reversal by eight hands at once: one of them moves, whatever each of them had read."""
    with hand_on(committed_database, IsolationLevel.READ_COMMITTED, "owner") as owner:
        with all_hands(committed_database, level) as hands:
            for _ in range(ROUNDS // 2):
                wallet, delivered = purse(owner)
                held = new_transfer(owner, kind="hold", debit=wallet, credit=delivered, amount=HELD)
                moved = new_transfer(owner, kind="direct", debit=wallet, credit=delivered, amount=60)
                assert answered(hands, kind="void", hold=held) == 1
                assert answered(hands, kind="reverse", reverses=moved, reason="race") == 1
        assert owner.execute("SELECT * FROM ledger.disagreement").fetchall() == []


def new_transfer(owner: Connection, **step: object) -> int:
    record_step(owner, **step)
    [(number,)] = owner.execute("SELECT max(id) FROM ledger.transfer").fetchall()
    owner.commit()
    return int(str(number))


def answered(hands: Sequence[Connection], **step: object) -> int:
    done = 0
    while not done:  # at a higher level all may be told to try again
        done, _, _ = done_at_once(hands, lambda hand: record_step(hand, **step))
    return done
