"""Giving and ending roles in an enterprise. The register decides, because a role opens what was paid."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.counsellors.law import org_form_rule
from loopbaankrediet.counsellors.models import Counsellor, OrganisationRole
from loopbaankrediet.counsellors.organisations.errors import OnlyOwnCompany, RoleHeld
from loopbaankrediet.counsellors.organisations.models import OrganisationPart
from loopbaankrediet.decree.dated.procedure import choices
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.actions import know_person
from loopbaankrediet.people.models import Organisation, Person
from loopbaankrediet.people.policies import check_has_role, check_not_own_case

SOLO = "solo_only"


@transaction.atomic
def give_role(
    *,
    organisation_id: UUID,
    number: NationalNumber,
    given_name: str,
    family_name: str,
    part: str,
    by: Actor,
    clock: Clock,
    key: UUID,
) -> OrganisationRole:
    """A registrar notes who represents or manages an enterprise. Raises OnlyOwnCompany while the rule is `solo_only`.

    Her own counsellor needs no role: she sees her own work.
    """
    officer_id = check_has_role(by, Role.REGISTRAR)
    about = ("give_organisation_role", organisation_id, number.compact, part)
    earlier = done_before(key, by=by, about=about)
    if earlier is not None:
        return OrganisationRole.objects.get(id=earlier)
    organisation = _locked(organisation_id)
    person = know_person(number=number, given_name=given_name, family_name=family_name, clock=clock)
    check_not_own_case(by, person.id)
    _check_rule(organisation, person, clock)
    held = OrganisationRole.objects.filter(organisation=organisation, person=person, part=part, ended_on=None)
    if held.exists():
        raise RoleHeld
    role = OrganisationRole.objects.create(
        organisation=organisation,
        person=person,
        part=OrganisationPart(part),
        since_on=clock.today(),
        given_by_id=officer_id,
        given_at=clock.now(),
    )
    record_act("give_organisation_role", _subject(role), key=key, by=by, clock=clock)
    return role


@transaction.atomic
def end_role(*, role_id: UUID, by: Actor, clock: Clock, key: UUID) -> OrganisationRole:
    """From today the person sees nothing of the enterprise any more."""
    officer_id = check_has_role(by, Role.REGISTRAR)
    done = done_before(key, by=by, about=("end_organisation_role", role_id))
    role = OrganisationRole.objects.select_for_update().filter(id=role_id).first()
    if role is None:
        raise NotFound
    if done is None and role.ended_on is None:
        role.ended_on, role.ended_by_id = clock.today(), officer_id
        role.save(update_fields=["ended_on", "ended_by"])
        record_act("end_organisation_role", _subject(role), key=key, by=by, clock=clock)
    return role


def _check_rule(organisation: Organisation, person: Person, clock: Clock) -> None:
    if org_form_rule(clock.today()) != SOLO:
        return
    if not Counsellor.objects.filter(organisation=organisation, person=person).exists():
        record = choices()["org_form_rule"]
        raise OnlyOwnCompany(rule=record.sentence((SOLO,)).rstrip(".").lower(), article="art. 7, § 1, 5° en art. 13")


def _locked(organisation_id: UUID) -> Organisation:
    organisation = Organisation.objects.select_for_update().filter(id=organisation_id).first()
    if organisation is None:
        raise NotFound
    return organisation


def _subject(role: OrganisationRole) -> Subject:
    return Subject("organisation_role", role.id, role.person_id)
