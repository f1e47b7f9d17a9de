"""Who may touch a track: its own citizen, its own counsellor. For anyone else it does not exist."""

from loopbaankrediet.guidance.models import Track
from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.policies import check_is_this_counsellor


def check_is_client(actor: Actor, track: Track) -> None:
    """The citizen of the track, or who represents exactly her."""
    if actor.capacity is not Capacity.CITIZEN or actor.citizen_id != track.person_id:
        raise NotFound


def check_is_own_counsellor(actor: Actor, track: Track) -> None:
    check_is_this_counsellor(actor, track.counsellor_id)


def check_is_party(actor: Actor, track: Track) -> None:
    """Either of the two."""
    if actor.capacity is Capacity.CITIZEN:
        check_is_client(actor, track)
    else:
        check_is_own_counsellor(actor, track)
