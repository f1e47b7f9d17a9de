"""What a grant does: the minutes go into the wallet."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import direct, record_each

OPEN_WALLETS = """
INSERT INTO credit_wallet (id, person_id, schooling, opened_on, opened_at)
  SELECT gen_random_uuid(), given.person_id, given.schooling, %s, %s
    FROM unnest(%s::uuid[], %s::text[]) AS given (person_id, schooling) ORDER BY given.person_id
ON CONFLICT (person_id) DO UPDATE SET schooling = excluded.schooling
RETURNING person_id, id
"""


@dataclass(frozen=True)
class Grant:
    """What one person gets, in minutes; `schooling` sets her tariff and may not be known yet. `key`: of the act."""

    person_id: UUID
    minutes: int
    schooling: str | None
    key: UUID


def fill_wallets(grants: Sequence[Grant], *, clock: Clock) -> None:
    """Open each wallet if need be, note what sets its tariff, and post the minutes. Part of a larger act."""
    people = [grant.person_id for grant in grants]
    with connection.cursor() as cursor:
        schooling = [grant.schooling for grant in grants]
        cursor.execute(OPEN_WALLETS, [clock.today(), clock.now(), people, schooling])
        wallets: dict[UUID, UUID] = dict(cursor.fetchall())
    issued, purses = accounts.minutes_issued(), {person: accounts.wallet(wallets[person]) for person in people}
    accounts.open_each([issued, *purses.values()])
    acts = {grant.key: [direct("grant", issued, purses[grant.person_id], grant.minutes)] for grant in grants}
    record_each(acts, act="grant", effective_on=clock.today(), by=SYSTEM)
