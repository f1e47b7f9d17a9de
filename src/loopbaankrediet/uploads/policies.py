"""Who hands in for whom: a citizen or who represents her, or a counsellor for himself."""

from uuid import UUID

from loopbaankrediet.kernel.actors import Actor, Capacity, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.policies import check_is_citizen
from loopbaankrediet.uploads.errors import HasVirus, StillScanned
from loopbaankrediet.uploads.models import Upload, UploadState


def check_is_owner(by: Actor, owner_id: UUID, *, clock: Clock) -> None:
    """For anyone else the paper does not exist."""
    if by.capacity is Capacity.COUNSELLOR:
        if by.person_id != owner_id:
            raise NotFound
        return
    check_is_citizen(by, owner_id, to=Scope.APPLY, clock=clock)


def check_can_be_opened(upload: Upload, *, has_scanner: bool) -> None:
    """Not what was taken away or infected; with a scanner only what it passed."""
    if upload.state == UploadState.WITHDRAWN:
        raise NotFound
    if upload.state == UploadState.INFECTED:
        raise HasVirus
    if upload.state == UploadState.UNSCANNED and has_scanner:
        raise StillScanned
