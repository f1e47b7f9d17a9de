"""Who may touch a track: its own citizen, its own counsellor. For anyone else it does not exist."""

from loopbaankrediet.guidance.models import Track
from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.kernel.errors import NotFound


def check_is_client(actor: Actor, track: Track) -> None:
    if actor.capacity is not Capacity.CITIZEN or actor.person_id != track.person_id:
        raise NotFound


def check_is_own_counsellor(actor: Actor, track: Track) -> None:
    if actor.capacity is not Capacity.COUNSELLOR or actor.counsellor_id != track.counsellor_id:
        raise NotFound


def check_is_party(actor: Actor, track: Track) -> None:
    """Either of the two."""
    if actor.capacity is Capacity.CITIZEN:
        check_is_client(actor, track)
    else:
        check_is_own_counsellor(actor, track)
