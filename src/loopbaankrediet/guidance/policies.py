"""Who may touch a track: its own citizen (or who represents her), its own counsellor. For others it does not exist."""

from loopbaankrediet.guidance.errors import CounsellorAsHelper
from loopbaankrediet.guidance.leaving import departure_of
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.kernel.actors import Actor, Capacity, Role, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.mandates.policies import check_acts_for
from loopbaankrediet.people.policies import check_is_this_counsellor, check_not_own_case


def check_is_client(actor: Actor, track: Track, *, to: Scope, clock: Clock) -> None:
    """The citizen of the track acts, or who may do this for her now."""
    _check_relation(actor, track)
    check_acts_for(actor, to=to, clock=clock)


def check_is_own_counsellor(actor: Actor, track: Track) -> None:
    check_is_this_counsellor(actor, track.counsellor_id)


def check_is_party(actor: Actor, track: Track, *, to: Scope, clock: Clock) -> None:
    """Either of the two acts."""
    if actor.capacity is Capacity.CITIZEN:
        check_is_client(actor, track, to=to, clock=clock)
    else:
        check_is_own_counsellor(actor, track)


def check_stops_track(actor: Actor, track: Track, *, clock: Clock) -> None:
    """Either of the two stops; or the registrar, for clients of a counsellor who leaves."""
    if actor.has_role(Role.REGISTRAR) and departure_of(track.counsellor_id) is not None:
        check_not_own_case(actor, track.person_id)
        return
    check_is_party(actor, track, to=Scope.SIGN, clock=clock)


def check_reads_track(actor: Actor, track: Track) -> None:
    """Either of the two looks; who represents the citizen, when his ground lets him follow her file."""
    if actor.capacity is not Capacity.CITIZEN:
        check_is_own_counsellor(actor, track)
        return
    _check_relation(actor, track)
    if not actor.may(Scope.FOLLOW):
        raise NotFound


def _check_relation(actor: Actor, track: Track) -> None:
    """NotFound for anyone else; CounsellorAsHelper for her counsellor, whatever power of attorney he holds."""
    if actor.capacity is not Capacity.CITIZEN or actor.citizen_id != track.person_id:
        raise NotFound
    if actor.represents is not None and actor.person_id == track.counsellor.person_id:
        raise CounsellorAsHelper
