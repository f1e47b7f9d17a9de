"""How much waits for a person, in one question to the database."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

TO_DO = """
SELECT (SELECT count(*) FROM payments_unmatchedline WHERE state IN ('open', 'proposed')),
       (SELECT count(*) FROM payments_claim AS claim
         WHERE state NOT IN ('settled', 'withdrawn') AND (due_on < %(on)s OR EXISTS (
           SELECT FROM payments_paymentitem AS item JOIN payments_paymentbatch AS batch ON batch.id = item.batch_id
            WHERE item.claim_id = claim.id AND item.state IN ('sent', 'accepted')
              AND batch.execution_on > claim.due_on))),
       (SELECT count(*) FROM counsellors_accountchange WHERE state IN ('asked', 'checked')),
       (SELECT count(*) FROM payments_paymenthold WHERE released_at IS NULL)
"""


@dataclass(frozen=True)
class ToDo:
    """Lines of the bank without a place, late claims, accounts to change, payments that are stopped."""

    lines: int
    late: int
    account_changes: int
    holds: int


def to_do(*, on: date) -> ToDo:
    """What officers must look at on that day."""
    with connection.cursor() as cursor:
        cursor.execute(TO_DO, {"on": on})
        return ToDo(*cursor.fetchone())
