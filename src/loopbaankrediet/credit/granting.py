"""What a grant does: the minutes go into the wallet."""

from uuid import UUID

from loopbaankrediet.credit.models import Wallet
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import direct, record


def fill_wallet(person_id: UUID, *, minutes: int, schooling: str | None, clock: Clock, key: UUID) -> None:
    """Open the wallet if need be, note what sets its tariff, and post the minutes. Part of a larger act."""
    wallet, _ = Wallet.objects.get_or_create(
        person_id=person_id, defaults={"opened_on": clock.today(), "opened_at": clock.now()}
    )
    wallet.schooling = schooling
    wallet.save(update_fields=["schooling"])
    issued, purse = accounts.minutes_issued(), accounts.wallet(wallet.id)
    issued.open()
    purse.open()
    steps = [direct("grant", issued, purse, minutes)]
    record(steps, act="grant", act_key=key, effective_on=clock.today(), by=SYSTEM)
