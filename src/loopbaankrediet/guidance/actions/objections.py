"""The citizen says that the counsellor's declaration does not hold: family, or a colleague. The registrar answers."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.guidance.errors import NothingDeclared, ObjectionAnswerMissing, ObjectionMissing
from loopbaankrediet.guidance.locks import lock_track
from loopbaankrediet.guidance.models import GuidanceAgreement
from loopbaankrediet.guidance.objection_models import DeclarationObjection, ObjectionAnswer
from loopbaankrediet.guidance.policies import check_is_client
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Role, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound, WrongState
from loopbaankrediet.people.policies import check_has_role, check_not_own_case

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


@transaction.atomic
def answer_objection(*, objection_id: UUID, text: str, by: Actor, clock: Clock, key: UUID) -> ObjectionAnswer:
    """The registrar handled it, and says to the citizen what came of it. WrongState when somebody did already."""
    officer_id = check_has_role(by, Role.REGISTRAR)
    done = done_before(key, by=by, about=("answer_objection", objection_id, text))
    objection = DeclarationObjection.objects.select_for_update(of=("self",)).select_related("track")
    found = objection.filter(id=objection_id).first()
    if found is None:
        raise NotFound
    if done is not None:
        return ObjectionAnswer.objects.get(objection_id=done)
    person_id = found.track.person_id
    check_not_own_case(by, person_id)
    if ObjectionAnswer.objects.filter(objection=found).exists():
        raise WrongState
    if not text.strip():
        raise ObjectionAnswerMissing
    answer = ObjectionAnswer.objects.create(
        objection=found,
        text_sealed=seal_for(person_id, text.strip(), context=CONTEXT),
        answered_on=clock.today(),
        answered_at=clock.now(),
        answered_by_id=officer_id,
    )
    subject = Subject("declaration_objection", found.id, person_id)
    record_act("answer_objection", subject, key=key, by=by, clock=clock)
    return answer
