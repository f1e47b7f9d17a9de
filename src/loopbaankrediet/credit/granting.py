"""What a grant does: the minutes go into the wallet."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from loopbaankrediet.credit.models import Wallet
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import direct, record_each

NOTE_SCHOOLING = """
UPDATE credit_wallet SET schooling = given.schooling FROM unnest(%s::uuid[], %s::text[]) AS given (person_id, schooling)
 WHERE credit_wallet.person_id = given.person_id
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
    fresh = [Wallet(person_id=person, opened_on=clock.today(), opened_at=clock.now()) for person in people]
    Wallet.objects.bulk_create(fresh, ignore_conflicts=True)
    with connection.cursor() as cursor:
        cursor.execute(NOTE_SCHOOLING, [people, [grant.schooling for grant in grants]])
    wallets = dict(Wallet.objects.filter(person_id__in=people).order_by("id").values_list("person_id", "id"))
    issued, purses = accounts.minutes_issued(), {person: accounts.wallet(wallets[person]) for person in people}
    accounts.open_each([issued, *purses.values()])
    acts = {grant.key: [direct("grant", issued, purses[grant.person_id], grant.minutes)] for grant in grants}
    record_each(acts, act="grant", effective_on=clock.today(), by=SYSTEM)
