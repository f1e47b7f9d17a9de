"""Who may: only the counsellor of the client, for her own work."""

from uuid import UUID

from loopbaankrediet.guidance.models import GuidanceModule, Track
from loopbaankrediet.guidance.policies import check_is_own_counsellor
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.errors import NotFound


def check_own_track(by: Actor, track_id: UUID) -> Track:
    """The track, for its own counsellor; NotFound for anyone else."""
    track = Track.objects.filter(id=track_id).first()
    if track is None:
        raise NotFound
    check_is_own_counsellor(by, track)
    return track


def check_own_module(by: Actor, module_id: UUID) -> GuidanceModule:
    """The module with its track, for its own counsellor; NotFound for anyone else."""
    module = GuidanceModule.objects.select_related("track").filter(id=module_id).first()
    if module is None:
        raise NotFound
    check_is_own_counsellor(by, module.track)
    return module
