"""A legal representative (bewindvoerder): entered by a case officer, confirmed by a second one, ended by one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Actor, Representation, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.mandates.actions.giving import Refuse, end_now, locked_mandate
from loopbaankrediet.people.mandates.errors import (
    EnteredItHimself,
    JudgmentDays,
    JudgmentIncomplete,
    MattersMissing,
    RepresentsAlready,
    RepresentsHimself,
)
from loopbaankrediet.people.mandates.models import Mandate
from loopbaankrediet.people.mandates.queries import JUDGMENT
from loopbaankrediet.people.mandates.scopes import Manner, Matter, decided
from loopbaankrediet.people.mandates.states import MANDATE_TABLE, MandateState
from loopbaankrediet.people.models import Person
from loopbaankrediet.people.policies import check_has_role, check_not_own_case


@dataclass(frozen=True)
class Judgment:
    """What the judge decided. `valid_until` is the last day; None when the decision names none."""

    court: str
    roll_number: str
    judged_on: date
    valid_from: date
    valid_until: date | None
    matters: frozenset[Matter]
    manner: Manner


@transaction.atomic
def record_legal_representative(
    *, person_id: UUID, helper_id: UUID, judgment: Judgment, refuse: Refuse, by: Actor, clock: Clock, key: UUID
) -> Mandate:
    """What the judge decided, as one officer read it: it counts once a second one confirms it."""
    check_has_role(by, Role.CASE_OFFICER)
    done = done_before(key, by=by, about=("record_legal_representative", person_id, helper_id, judgment))
    if done is not None:
        return Mandate.objects.get(id=done)
    for party in (person_id, helper_id):
        check_not_own_case(by, party)
    _check_judgment(judgment, person_id, helper_id)
    Person.objects.select_for_update(no_key=True).get(id=person_id)
    lasting = Mandate.objects.filter(person_id=person_id, helper_id=helper_id).exclude(state=MandateState.ENDED)
    if lasting.exists():
        raise RepresentsAlready
    refuse(person_id, helper_id)
    mandate = Mandate.objects.create(
        kind=Representation.LEGAL_REPRESENTATIVE,
        person_id=person_id,
        helper_id=helper_id,
        judgment_sealed=seal_for(
            person_id, [judgment.court.strip(), judgment.roll_number.strip(), judgment.judged_on], context=JUDGMENT
        ),
        offered_on=clock.today(),
        offered_at=clock.now(),
        valid_from=judgment.valid_from,
        valid_until=judgment.valid_until,
        ticked=sorted(decided(judgment.matters, judgment.manner)),
    )
    _note("record_legal_representative", mandate, by=by, clock=clock, key=key)
    return mandate


@transaction.atomic
def confirm_legal_representative(*, mandate_id: UUID, refuse: Refuse, by: Actor, clock: Clock, key: UUID) -> Mandate:
    """A second case officer read the same decision: from its first day on the representative may act."""
    check_has_role(by, Role.CASE_OFFICER)
    done = done_before(key, by=by, about=("confirm_legal_representative", mandate_id))
    mandate = locked_mandate(mandate_id)
    if mandate.kind != Representation.LEGAL_REPRESENTATIVE or mandate.helper_id is None:
        raise NotFound
    if done:
        return mandate
    for party in (mandate.person_id, mandate.helper_id):
        check_not_own_case(by, party)
    entered = Entry.objects.filter(verb="record_legal_representative", subject_id=mandate.id)
    if entered.filter(actor_id=by.person_id).exists():
        raise EnteredItHimself
    refuse(mandate.person_id, mandate.helper_id)
    mandate.state, mandate.activated_at = MANDATE_TABLE.after(mandate.state, "activate"), clock.now()
    mandate.save(update_fields=["state", "activated_at"])
    _note("confirm_legal_representative", mandate, by=by, clock=clock, key=key)
    return mandate


@transaction.atomic
def end_legal_representative(*, mandate_id: UUID, by: Actor, clock: Clock, key: UUID) -> Mandate:
    """A case officer ends it: the judgment was changed, or one of the two died."""
    check_has_role(by, Role.CASE_OFFICER)
    done, mandate = done_before(key, by=by, about=("end_legal_representative", mandate_id)), locked_mandate(mandate_id)
    if mandate.kind != Representation.LEGAL_REPRESENTATIVE:
        raise NotFound
    if done:
        return mandate
    end_now(mandate, by=by, clock=clock)
    _note("end_legal_representative", mandate, by=by, clock=clock, key=key)
    return mandate


def _check_judgment(judgment: Judgment, person_id: UUID, helper_id: UUID) -> None:
    if not judgment.court.strip() or not judgment.roll_number.strip():
        raise JudgmentIncomplete
    if not judgment.matters:
        raise MattersMissing
    last = judgment.valid_until or judgment.valid_from
    if not judgment.judged_on <= judgment.valid_from <= last:
        raise JudgmentDays
    if person_id == helper_id:
        raise RepresentsHimself


def _note(verb: str, mandate: Mandate, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("mandate", mandate.id, mandate.person_id), key=key, by=by, clock=clock)
