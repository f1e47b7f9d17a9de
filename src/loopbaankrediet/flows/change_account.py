"""A new account takes force, and what waited for it is paid again: counsellors and payments in one act."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.counsellors.account_changes import put_account_in_force
from loopbaankrediet.counsellors.models import AccountChange
from loopbaankrediet.journal.actions import done_before
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.payments.actions.holds import release_account_hold


@transaction.atomic
def change_account(*, change_id: UUID, by: Actor, clock: Clock, key: UUID) -> AccountChange:
    """The second officer agrees: pay on the new account, and end the hold that the bank's refusal of the old one put.

    A draft that was made before must be made again: it names the old account.
    """
    if done_before(key, by=by, about=("change_account", change_id)):
        return AccountChange.objects.get(id=change_id)
    change = put_account_in_force(change_id=change_id, by=by, clock=clock, key=key)
    release_account_hold(counsellor_id=change.counsellor_id, by=by, clock=clock)
    return change
