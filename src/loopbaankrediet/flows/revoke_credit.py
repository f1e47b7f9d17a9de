"""Taking back granted minutes after a hearing: what is free goes, an untouched module ends first, used minutes stay."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.credit.errors import NothingLeftToRevoke
from loopbaankrediet.credit.models import Revocation
from loopbaankrediet.credit.queries import the_wallet_of, wallet_balance
from loopbaankrediet.credit.revoking import (
    check_decides,
    check_was_heard,
    close_revocation,
    lock_revocation,
    note_revocation,
)
from loopbaankrediet.guidance.actions.tracks import finish, open_module
from loopbaankrediet.guidance.models import GuidanceModule, Track
from loopbaankrediet.guidance.queries import minutes_delivered
from loopbaankrediet.guidance.reservations import release_module
from loopbaankrediet.guidance.states import TrackState
from loopbaankrediet.journal.actions import done_before
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import direct, lock, record
from loopbaankrediet.platform.rows import Rows


@transaction.atomic
def revoke_credit(*, revocation_id: UUID, reasons: str, by: Actor, clock: Clock, key: UUID) -> Revocation:
    """Another officer takes back the minutes of the file, as far as they are free (default 9).

    A module without any conversation ends first, with its track; a module under way is given and paid as agreed.
    Minutes that were used are never asked back here. NothingLeftToRevoke when nothing is free.
    """
    done = done_before(key, by=by, about=("revoke_credit", revocation_id, reasons))
    revocation = lock_revocation(revocation_id)
    officer_id = check_decides(revocation, by)
    if done:
        return revocation
    check_was_heard(revocation, clock)
    wallet, rows = the_wallet_of(revocation.application.person_id), Rows()
    tracks = Track.objects.select_for_update().filter(wallet=wallet, state=TrackState.RUNNING)
    track = tracks.first()
    module = open_module(track) if track else None
    purse, withdrawn = accounts.wallet(wallet.id), accounts.minutes_withdrawn()
    withdrawn.open()
    lock([purse, withdrawn], holds=[module.minutes_hold, module.cents_hold] if module else [])
    if track and (module is None or not minutes_delivered(module)):
        _end(track, module, rows, by=by, clock=clock, key=key)
    minutes = min(revocation.minutes, wallet_balance(wallet).available)
    if not minutes:
        raise NothingLeftToRevoke
    step = direct("withdraw", purse, withdrawn, minutes)
    record([step], act="revoke_credit", act_key=key, effective_on=clock.today(), by=by)
    close_revocation(revocation, rows, "revoke", minutes=minutes, reasons=reasons, officer_id=officer_id, clock=clock)
    note_revocation("revoke_credit", revocation, rows, by=by, clock=clock, key=key)
    return revocation


def _end(track: Track, module: GuidanceModule | None, rows: Rows, *, by: Actor, clock: Clock, key: UUID) -> None:
    """No conversation was held: the reserved minutes and money come free, and the track is over."""
    if module is not None:
        release_module(module, by=by, clock=clock, key=key)
    finish(track, rows, clock=clock)
