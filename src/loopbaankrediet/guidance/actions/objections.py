"""The citizen says that the counsellor's declaration does not hold: family, or a colleague. The registrar reads it."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.guidance.errors import NothingDeclared, ObjectionMissing
from loopbaankrediet.guidance.locks import lock_track
from loopbaankrediet.guidance.models import DeclarationObjection, GuidanceAgreement
from loopbaankrediet.guidance.policies import check_is_client
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.clock import Clock

CONTEXT = "objection"


@transaction.atomic
def object_to_declaration(*, track_id: UUID, text: str, by: Actor, clock: Clock, key: UUID) -> DeclarationObjection:
    """Can be said at any time, more than once; it stops nothing by itself."""
    done = done_before(key, by=by, about=("object_to_declaration", track_id, text))
    track = lock_track(track_id)
    check_is_client(by, track, to=Scope.SIGN, clock=clock)
    if done is not None:
        return DeclarationObjection.objects.get(id=done)
    if not GuidanceAgreement.objects.filter(track=track).exclude(declared_unrelated="").exists():
        raise NothingDeclared
    if not text.strip():
        raise ObjectionMissing
    objection = DeclarationObjection.objects.create(
        track=track,
        text_sealed=seal_for(track.person_id, text.strip(), context=CONTEXT),
        objected_on=clock.today(),
        objected_at=clock.now(),
    )
    subject = Subject("declaration_objection", objection.id, track.person_id)
    record_act("object_to_declaration", subject, key=key, by=by, clock=clock)
    return objection
