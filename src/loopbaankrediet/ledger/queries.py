"""Balances and movements, as the ledger keeps them and as they were on any past day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.sealing import CHAIN
from loopbaankrediet.platform.sealing.breaks import Break

MOST_LINES = 1000


@dataclass(frozen=True)
class Balance:
    """`available` can still be held or spent; `held` is set aside; `received` and `spent` are what was posted, less
    what was reversed; `expected` is what others hold for this account."""

    available: int = 0
    held: int = 0
    received: int = 0
    spent: int = 0
    expected: int = 0


@dataclass(frozen=True)
class Movement:
    """One line of a statement; `amount` is signed from the account's point of view.

    `hold_id`: the hold it answers. `change`: what it does to what is free, so a void gives back and a post of a hold
    only what was held too much. `reverses_id` and `reason`: which transfer it moves back, and why.
    """

    id: int
    hold_id: int | None
    effective_on: date
    recorded_at: datetime
    act: str
    kind: str
    amount: int
    other_account: str
    change: int
    act_key: UUID
    reverses_id: int | None
    reason: str | None


@dataclass(frozen=True)
class Statement:
    """A page of lines, oldest first. `opening` and `closing`: what was free before the first and after the last line.

    `opening_held`: what was set aside before the first. `next_after` gives the following page; None on the last one.
    """

    opening: int
    opening_held: int
    lines: tuple[Movement, ...]
    closing: int
    next_after: int | None


@dataclass(frozen=True)
class Posting:
    """One transfer behind an act, with both accounts by their codes."""

    id: int
    step: str
    kind: str
    debit: str
    credit: str
    unit: str
    amount: int
    hold_id: int | None
    reverses_id: int | None
    reason: str | None
    act: str
    effective_on: date
    recorded_at: datetime
    recorded_by: UUID | None


@dataclass(frozen=True)
class LastProof:
    """What the nightly proof found. No breaks: every balance equals its transfers and every seal is whole.

    `compared`: accounts that hold what the rooms say; 0 in a proof from before that was compared.
    """

    proven_at: datetime
    accounts: int
    transfers: int
    minutes: int
    cents: int
    sealed: int
    blocks: int
    unsealed: int
    unsealed_since: datetime | None
    breaks: tuple[Break, ...]
    compared: int = 0


BALANCES = """
SELECT head.code, sum(part.credits_posted - part.debits_posted - part.debits_pending)::bigint,
       sum(part.debits_pending)::bigint, sum(part.credits_posted)::bigint, sum(part.debits_posted)::bigint,
       sum(part.credits_pending)::bigint
  FROM ledger.account AS head CROSS JOIN LATERAL (
    SELECT * FROM ledger.account WHERE id = head.id
    UNION ALL
    SELECT * FROM ledger.account WHERE head.shards > 1 AND shard_of = head.id) AS part
 WHERE head.code = ANY(%s) GROUP BY head.code
"""

CHANGE = """
CASE kind WHEN 'hold' THEN CASE side WHEN 'debit' THEN -amount ELSE 0 END
          WHEN 'void' THEN CASE side WHEN 'debit' THEN held_amount ELSE 0 END
          WHEN 'post' THEN CASE side WHEN 'debit' THEN held_amount - amount ELSE amount END
          ELSE CASE side WHEN 'debit' THEN -amount ELSE amount END END
"""

HELD = """
CASE WHEN side = 'debit' AND kind = 'hold' THEN amount WHEN side = 'debit' THEN -held_amount END
"""

PARTS = """
SELECT part.id FROM ledger.account AS head JOIN ledger.account AS part ON part.id = head.id OR part.shard_of = head.id
 WHERE head.code = %(code)s
"""

# Both sides of an account from the two indexes, each read no further than a page: quick on an account of millions.
MOVEMENTS = f"""
SELECT t.id, t.hold_id, t.effective_on, t.recorded_at, t.act, t.kind,
       CASE side WHEN 'debit' THEN -t.amount ELSE t.amount END, coalesce(head.code, other.code), {CHANGE}, t.act_key,
       t.reverses_id, t.reason
  FROM (SELECT side, line.id FROM ({PARTS}) AS part CROSS JOIN LATERAL (
          (SELECT 'debit' AS side, id FROM ledger.transfer
            WHERE debit_account_id = part.id AND id > %(after)s AND kind <> 'level' ORDER BY id LIMIT %(limit)s)
          UNION ALL
          (SELECT 'credit', id FROM ledger.transfer
            WHERE credit_account_id = part.id AND id > %(after)s AND kind <> 'level' ORDER BY id LIMIT %(limit)s)
        ) AS line ORDER BY line.id LIMIT %(limit)s) AS page
  JOIN ledger.transfer AS t USING (id)
  JOIN ledger.account AS other
    ON other.id = CASE side WHEN 'debit' THEN t.credit_account_id ELSE t.debit_account_id END
  LEFT JOIN ledger.account AS head ON head.id = other.shard_of
 ORDER BY t.id
"""  # noqa: S608

SIDES = f"""
SELECT 'debit' AS side, id, kind, amount, held_amount, effective_on, recorded_at FROM ledger.transfer
 WHERE debit_account_id IN ({PARTS})
UNION ALL
SELECT 'credit', id, kind, amount, held_amount, effective_on, recorded_at FROM ledger.transfer
 WHERE credit_account_id IN ({PARTS})
"""  # noqa: S608

BALANCE_THEN = f"""
SELECT coalesce(sum({CHANGE}), 0)::bigint,
       coalesce(sum({HELD}), 0)::bigint,
       coalesce(sum(CASE WHEN side = 'credit' AND kind IN ('direct', 'post', 'level') THEN amount
                         WHEN side = 'debit' AND kind IN ('reverse', 'level') THEN -amount END), 0)::bigint,
       coalesce(sum(CASE WHEN side = 'debit' AND kind IN ('direct', 'post') THEN amount
                         WHEN side = 'credit' AND kind = 'reverse' THEN -amount END), 0)::bigint,
       coalesce(sum(CASE WHEN side = 'credit' AND kind = 'hold' THEN amount
                         WHEN side = 'credit' THEN -held_amount END), 0)::bigint
  FROM ({SIDES}) AS side_of_account
 WHERE (%(day)s::date IS NULL OR effective_on <= %(day)s::date)
   AND (%(known_at)s::timestamptz IS NULL OR recorded_at <= %(known_at)s::timestamptz)
"""  # noqa: S608

UP_TO = f"""
SELECT coalesce(sum({CHANGE}), 0)::bigint, coalesce(sum({HELD}), 0)::bigint
  FROM ({SIDES}) AS side_of_account WHERE id <= %(after)s
"""  # noqa: S608

OF_ACT = """
SELECT t.id, t.step, t.kind, coalesce(debit_head.code, debit.code), coalesce(credit_head.code, credit.code), debit.unit,
       t.amount, t.hold_id, t.reverses_id, t.reason, t.act, t.effective_on, t.recorded_at, t.recorded_by
  FROM ledger.transfer AS t
  JOIN ledger.account AS debit ON debit.id = t.debit_account_id
  JOIN ledger.account AS credit ON credit.id = t.credit_account_id
  LEFT JOIN ledger.account AS debit_head ON debit_head.id = debit.shard_of
  LEFT JOIN ledger.account AS credit_head ON credit_head.id = credit.shard_of
 WHERE t.act_key = %s ORDER BY t.id
"""


def balances(accounts: Iterable[Account]) -> dict[str, Balance]:
    """Balances by account code, shards added up; an account that does not exist is absent."""
    with connection.cursor() as cursor:
        cursor.execute(BALANCES, [[account.code for account in accounts]])
        return {row[0]: Balance(*row[1:]) for row in cursor.fetchall()}


def balance(account: Account) -> Balance:
    """The balance of one account; all zero when it does not exist yet."""
    return balances([account]).get(account.code, Balance())


def balance_on(account: Account, day: date | None = None, *, known_at: datetime | None = None) -> Balance:
    """The balance at the end of `day` by effective day, from what was recorded up to `known_at`.

    Either may be left out: `day` alone is what we know now about that day, `known_at` alone what we knew then.
    Computed from the transfers; sources (`issued`, `treasury`) have one here too.
    """
    with connection.cursor() as cursor:
        cursor.execute(BALANCE_THEN, {"code": account.code, "day": day, "known_at": known_at})
        return Balance(*cursor.fetchone())


def statement(account: Account, *, after: int = 0, limit: int = 50) -> Statement:
    """At most `limit` (1 to 1,000) movements after the transfer `after`, in the order of their ids."""
    limit = min(max(limit, 1), MOST_LINES)
    found = _movements(account, after=after, limit=limit + 1)
    lines = found[:limit]
    opening, held = _free_and_held_up_to(account, after) if after else (0, 0)
    closing = opening + sum(line.change for line in lines)
    return Statement(opening, held, lines, closing, lines[-1].id if len(found) > limit else None)


def movements(account: Account) -> tuple[Movement, ...]:
    """Every movement of an account, oldest first; for an account that may be long there is `statement`."""
    return _movements(account, after=0, limit=None)


def transfers_of_act(act_key: UUID) -> tuple[Posting, ...]:
    """Every transfer that the act with this key made, in order."""
    with connection.cursor() as cursor:
        cursor.execute(OF_ACT, [act_key])
        return tuple(Posting(*row) for row in cursor.fetchall())


def _movements(account: Account, *, after: int, limit: int | None) -> tuple[Movement, ...]:
    with connection.cursor() as cursor:
        cursor.execute(MOVEMENTS, {"code": account.code, "after": after, "limit": limit})
        return tuple(Movement(*row) for row in cursor.fetchall())


def _free_and_held_up_to(account: Account, after: int) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(UP_TO, {"code": account.code, "after": after})
        free, held = cursor.fetchone()
        return free, held


def last_proofs(most: int = 1) -> tuple[LastProof, ...]:
    """The results of the last proofs, the newest first; none before the first night."""
    return tuple(
        LastProof(
            proven_at=kept.verified_at,
            **kept.totals,
            sealed=kept.sealed.rows,
            blocks=kept.sealed.blocks,
            unsealed=kept.sealed.unsealed,
            unsealed_since=kept.sealed.unsealed_since,
            breaks=kept.breaks,
        )
        for kept in CHAIN.last_kept(most)
    )
