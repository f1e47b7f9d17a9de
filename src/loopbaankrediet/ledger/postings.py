"""The one way to move minutes or cents: all steps of an act in one call, or none of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import DatabaseError, connection, transaction

from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.errors import BY_NAME


@dataclass(frozen=True)
class Step:
    """One movement of an act. `name` tells the steps of an act apart; with the act's key it is the idempotency key."""

    name: str
    kind: str
    debit: Account | None = None
    credit: Account | None = None
    amount: int | None = None
    hold_id: int | None = None

    def as_json(self, act_key: UUID) -> dict[str, object]:
        parts: dict[str, object | None] = {
            "key": str(uuid5(act_key, self.name)),
            "kind": self.kind,
            "debit": self.debit.code if self.debit else None,
            "credit": self.credit.code if self.credit else None,
            "amount": self.amount,
            "hold": self.hold_id,
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


def lock(accounts: Sequence[Account], *, holds: Sequence[int] = ()) -> None:
    """Lock every account an act will touch, before its first posting, when it records more than once.

    Without it the second posting could wait for an account that a later act holds, in a circle.
    """
    steps = [{"debit": account.code} for account in accounts] + [{"hold": hold_id} for hold_id in holds]
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger.lock_accounts(%s::jsonb)", [json.dumps(steps)])


def record(steps: Sequence[Step], *, act: str, act_key: UUID, effective_on: date, by: Actor) -> tuple[int, ...]:
    """Record the steps and return their transfer ids in order.

    The same key with the same content returns the earlier ids and moves nothing. Raises a LedgerError that names what
    stood in the way; then nothing of the act has happened.
    """
    payload = json.dumps([step.as_json(act_key) for step in steps])
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT ledger.record(%s::jsonb, %s, %s, %s, %s)",
                [payload, act, act_key, effective_on, by.person_id],
            )
            return tuple(cursor.fetchone()[0])
    except DatabaseError as error:
        refusal = BY_NAME.get(_name_of(error))
        if refusal is None:
            raise
        raise refusal from error


def _name_of(error: DatabaseError) -> str:
    """The constraint, or else the error code, by which the database refused."""
    cause = error.__cause__
    constraint = getattr(getattr(cause, "diag", None), "constraint_name", None)
    return str(constraint or getattr(cause, "sqlstate", "") or "")
