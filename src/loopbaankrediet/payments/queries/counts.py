"""How much waits for a person, in one question to the database."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from loopbaankrediet.payments.bank.statements import StatementKind
from loopbaankrediet.payments.queries.bank import GAPS

# A file leaves within seconds, and is tried again every minute; after this somebody must look.
LATE_TO_LEAVE = timedelta(minutes=10)

TO_DO = """
SELECT (SELECT count(*) FROM payments_unmatchedline WHERE state IN ('open', 'proposed')),
       (SELECT count(*) FROM payments_claim AS claim
         WHERE state NOT IN ('settled', 'withdrawn') AND (due_on < %(on)s OR EXISTS (
           SELECT FROM payments_paymentitem AS item JOIN payments_paymentbatch AS batch ON batch.id = item.batch_id
            WHERE item.claim_id = claim.id AND item.state IN ('sent', 'accepted')
              AND batch.execution_on > claim.due_on))),
       (SELECT count(*) FROM counsellors_accountchange WHERE state IN ('asked', 'checked')),
       (SELECT count(*) FROM payments_paymenthold WHERE released_at IS NULL),
       (SELECT count(*) FROM payments_paymentfile WHERE delivered_at IS NULL AND written_at < %(left_by)s),
       (SELECT count(*) FROM payments_refusedfile AS file
         WHERE NOT EXISTS (SELECT FROM payments_solvedrefusal WHERE refused_id = file.id)),
       (SELECT count(*) FROM ({gaps}) AS gap),
       (SELECT count(*) FROM payments_lostpayment AS lost
         WHERE NOT EXISTS (SELECT FROM payments_solvedloss WHERE payment_id = lost.end_to_end_id)),
       (SELECT count(*) FROM payments_uploadedfile WHERE state = 'waiting'),
       (SELECT count(*) FROM payments_paymentbatch),
       (SELECT coalesce(sum(total_cents), 0)::bigint FROM payments_paymentbatch
         WHERE state = 'draft' AND fund = 'public')
"""


@dataclass(frozen=True)
class ToDo:
    """Lines of the bank without a place, late claims, accounts to change, payments that are stopped.

    `undelivered`: approved files that did not reach the bank in time; `refused`: files of the bank that were not used;
    `gaps`: statements that do not follow on each other; `lost`: payments of which a restore lost the claim;
    `uploads`: files of the bank given by hand that wait for a colleague. `batches`: all orders that were ever made;
    `draft_cents`: what those take that nobody approved yet.
    """

    lines: int
    late: int
    account_changes: int
    holds: int
    undelivered: int
    refused: int
    gaps: int
    lost: int
    uploads: int
    batches: int
    draft_cents: int


def to_do(*, on: date, at: datetime) -> ToDo:
    """What officers must look at on that legal day, at that moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            TO_DO.replace("{gaps}", GAPS), {"on": on, "left_by": at - LATE_TO_LEAVE, "kind": StatementKind.STATEMENT}
        )
        return ToDo(*cursor.fetchone())
