"""Everybody who is to be asked now, each in a transaction of its own."""

import logging

from loopbaankrediet.evaluation.actions import invite
from loopbaankrediet.evaluation.queries import to_invite
from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock

logger = logging.getLogger(__name__)


def invite_all(*, by: Actor, clock: Clock) -> int:
    """How many were invited. Doing it again, or twice at once, asks nobody twice; who was erased is not asked."""
    invited = 0
    for track_id, wave in list(to_invite(clock.today())):
        try:
            invited += invite(track_id=track_id, wave=wave, by=by, clock=clock)
        except Erased:
            logger.info("nobody to ask about track %s any more", track_id)
    return invited
