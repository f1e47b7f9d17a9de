"""What an act must know of a module before it decides: one question, asked after the locks."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from loopbaankrediet.guidance.models import GuidanceModule, Track

KNOWN = """
SELECT coalesce(sum(talk.minutes) FILTER (WHERE strike.conversation_id IS NULL), 0)::int, max(talk.held_on),
       agreement.signed_on, agreement.early_start, agreement.modules,
       (SELECT count(*) FROM guidance_guidancemodule AS made WHERE made.track_id = agreement.track_id),
       (SELECT started_on FROM guidance_trackpause AS pause
         WHERE pause.track_id = agreement.track_id AND pause.ended_on IS NULL)
  FROM guidance_guidanceagreement AS agreement
  LEFT JOIN guidance_conversation AS talk ON talk.module_id = %s
  LEFT JOIN guidance_conversationstrike AS strike ON strike.conversation_id = talk.id
 WHERE agreement.track_id = %s GROUP BY agreement.track_id
"""
COUNTED = """
SELECT modules, (SELECT count(*) FROM guidance_guidancemodule AS made WHERE made.track_id = agreement.track_id)
  FROM guidance_guidanceagreement AS agreement WHERE track_id = %s
"""


@dataclass(frozen=True)
class Counted:
    """How many modules were agreed, and how many were reserved so far."""

    agreed: int
    made: int

    @property
    def has_next(self) -> bool:
        return self.made < self.agreed


@dataclass(frozen=True)
class Known:
    """`delivered`: the minutes that count, without conversations that were struck; `last_talk_on` counts those too.

    `paused_on`: since when guidance stands still.
    """

    delivered: int
    last_talk_on: date | None
    signed_on: date | None
    early_start: bool
    counted: Counted
    paused_on: date | None


def known_of(module: GuidanceModule) -> Known:
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [module.id, module.track_id])
        delivered, last, signed_on, early_start, agreed, made, paused_on = cursor.fetchone()
    return Known(delivered, last, signed_on, early_start, Counted(agreed, made), paused_on)


def modules_of(track: Track) -> Counted:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [track.id])
        return Counted(*cursor.fetchone())
