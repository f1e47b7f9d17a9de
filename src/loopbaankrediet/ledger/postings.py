"""The one way to move minutes or cents: all steps of an act in one call, or none of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.errors import BY_NAME

RECORD_EACH = """
SELECT ledger.record(steps::jsonb, %s, act_key, %s, %s)
  FROM unnest(%s::text[], %s::uuid[]) AS given (steps, act_key) ORDER BY act_key
"""


@dataclass(frozen=True)
class Step:
    """One movement of an act. `name` tells the steps of an act apart; with the act's key it is the idempotency key."""

    name: str
    kind: str
    debit: Account | None = None
    credit: Account | None = None
    amount: int | None = None
    hold_id: int | None = None
    reverses_id: int | None = None
    reason: str | None = None

    def as_json(self) -> dict[str, object]:
        parts: dict[str, object | None] = {
            "name": self.name,
            "kind": self.kind,
            "debit": self.debit.code if self.debit else None,
            "credit": self.credit.code if self.credit else None,
            "amount": self.amount,
            "hold": self.hold_id,
            "reverses": self.reverses_id,
            "reason": self.reason,
        }
        return {name: value for name, value in parts.items() if value is not None}


def direct(name: str, debit: Account, credit: Account, amount: int) -> Step:
    return Step(name, "direct", debit, credit, amount)


def hold(name: str, debit: Account, credit: Account, amount: int) -> Step:
    """Set the amount aside on `debit` for `credit`; nobody else can use it until the hold is answered."""
    return Step(name, "hold", debit, credit, amount)


def post(name: str, hold_id: int, amount: int) -> Step:
    """Answer a hold: move `amount`, release the rest."""
    return Step(name, "post", amount=amount, hold_id=hold_id)


def void(name: str, hold_id: int) -> Step:
    """Answer a hold: release all of it."""
    return Step(name, "void", hold_id=hold_id)


def reverse(name: str, transfer_id: int, *, reason: str, amount: int | None = None) -> Step:
    """Move back what `transfer_id` (a direct or a post) moved, or `amount` of it; never more than it moved in all.

    `reason` is a code such as "undue_payment" or "objection:<id>": what a person wrote belongs in the journal, sealed.
    """
    return Step(name, "reverse", amount=amount, reverses_id=transfer_id, reason=reason)


def lock(
    accounts: Sequence[Account], *, holds: Sequence[int] = (), act_key: UUID | None = None, at_most: int = 0
) -> None:
    """Lock every account an act will touch, before its first posting, when it records more than once.

    Without it the second posting could wait for an account that a later act holds, in a circle. An account with shards
    is locked whole, unless the act names its key and what it will take `at_most` from each of `accounts`: then its own
    shard will do, where that has as much free.
    """
    steps = [{"debit": account.code} for account in accounts] + [{"kind": "post", "hold": number} for number in holds]
    shard_key = act_key if at_most else None
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger.lock_accounts(%s::jsonb, %s, %s)", [json.dumps(steps), shard_key, at_most])


def record(steps: Sequence[Step], *, act: str, act_key: UUID, effective_on: date, by: Actor) -> tuple[int, ...]:
    """Record the steps and return their transfer ids in order; any number of them is one statement.

    The same key with the same content returns the earlier ids and moves nothing. Raises a LedgerError that names what
    stood in the way; then nothing of the act has happened.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ids, refusal FROM ledger.try_record(%s::jsonb, %s, %s, %s, %s)",
            [json.dumps([step.as_json() for step in steps]), act, act_key, effective_on, by.person_id],
        )
        ids, refusal = cursor.fetchone()
    if refusal is not None:
        raise BY_NAME[refusal]
    return tuple(ids)


def record_each(acts: Mapping[UUID, Sequence[Step]], *, act: str, effective_on: date, by: Actor) -> None:
    """The same act many times over, each with its own key, in one statement: all of it or nothing.

    For acts that share no account with a running total and cannot be refused for want of balance: nothing is locked
    beforehand, and a key that was used for something else is the database's own error.
    """
    payloads = [json.dumps([step.as_json() for step in steps]) for steps in acts.values()]
    with connection.cursor() as cursor:
        cursor.execute(RECORD_EACH, [act, effective_on, by.person_id, payloads, list(acts)])
