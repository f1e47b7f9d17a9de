"""Proof for an application, handed in by the applicant: a file beside it, until the right is granted."""

from typing import BinaryIO
from uuid import UUID

from loopbaankrediet.credit.models import OPEN_STATES, Application, ApplicationState
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound, WrongState
from loopbaankrediet.uploads.actions import take_upload
from loopbaankrediet.uploads.models import Upload, UploadPurpose

TAKES_PROOF = (*OPEN_STATES, ApplicationState.REFUSED)


def hand_in_proof(*, application_id: UUID, name: str, source: BinaryIO, by: Actor, clock: Clock, key: UUID) -> Upload:
    """The officer finds it beside the application. WrongState once it is granted; FileRefused; NotFound for others."""
    application = Application.objects.filter(id=application_id).first()
    if application is None or application.person_id != by.citizen_id:
        raise NotFound
    if application.state not in TAKES_PROOF:
        raise WrongState
    return take_upload(
        owner_id=application.person_id,
        purpose=UploadPurpose.APPLICATION,
        about_id=application.id,
        name=name,
        source=source,
        by=by,
        clock=clock,
        key=key,
    )
