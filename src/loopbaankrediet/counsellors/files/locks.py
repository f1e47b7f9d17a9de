"""One registration file, locked with its evidence."""

from uuid import UUID

from loopbaankrediet.counsellors.files.models import CaseEvidence, Condition, RegistrationCase
from loopbaankrediet.journal.actions import Subject, record_act
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound

ORDER = list(Condition.values)


def lock_case(case_id: UUID) -> RegistrationCase:
    rows = RegistrationCase.objects.select_for_update(of=("self",)).select_related("person")
    case = rows.filter(id=case_id).first()
    if case is None:
        raise NotFound
    return case


def evidence_in(case: RegistrationCase) -> list[CaseEvidence]:
    """The conditions in the order of the law."""
    return sorted(CaseEvidence.objects.filter(case=case), key=lambda row: ORDER.index(row.condition))


def note_case(verb: str, case: RegistrationCase, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("registration_case", case.id, case.person_id), key=key, by=by, clock=clock)
