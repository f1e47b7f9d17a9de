"""Who belongs to an enterprise: its counsellors, from the register, and who represents or manages it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from loopbaankrediet.counsellors.models import Counsellor, OrganisationRole
from loopbaankrediet.counsellors.organisations.models import OrganisationPart
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.models import Organisation


@dataclass(frozen=True)
class Member:
    """A counsellor who works from this enterprise."""

    counsellor_id: UUID
    person_id: UUID
    name: str
    register_number: str
    state: str


@dataclass(frozen=True)
class RoleView:
    id: UUID
    person_id: UUID
    name: str
    part: str
    since_on: date
    ended_on: date | None


@dataclass(frozen=True)
class OrganisationView:
    id: UUID
    name: str
    enterprise_number: str
    members: tuple[Member, ...]
    roles: tuple[RoleView, ...]


def organisation_to_read(organisation_id: UUID) -> OrganisationView:
    """NotFound when there is none."""
    row = Organisation.objects.filter(id=organisation_id).first()
    if row is None:
        raise NotFound
    roles = OrganisationRole.objects.filter(organisation=row).select_related("person").order_by("-given_at")
    return OrganisationView(
        row.id,
        row.name,
        row.enterprise_number,
        members_of(row.id),
        tuple(
            RoleView(
                one.id,
                one.person_id,
                one.person.full_name,
                OrganisationPart(one.part).label,
                one.since_on,
                one.ended_on,
            )
            for one in roles
        ),
    )


def members_of(organisation_id: UUID) -> tuple[Member, ...]:
    rows = Counsellor.objects.filter(organisation_id=organisation_id).select_related("person")
    return tuple(
        Member(row.id, row.person_id, row.person.full_name, row.register_number, row.state)
        for row in rows.order_by("registered_at")
    )


def organisations_of(person_id: UUID) -> tuple[Organisation, ...]:
    """Where this person represents or manages now."""
    held = OrganisationRole.objects.filter(person_id=person_id, ended_on=None)
    return tuple(Organisation.objects.filter(id__in=held.values("organisation_id")).order_by("name"))


def check_belongs(person_id: UUID, organisation_id: UUID) -> None:
    """NotFound for who has no role there now."""
    held = OrganisationRole.objects.filter(person_id=person_id, organisation_id=organisation_id, ended_on=None)
    if not held.exists():
        raise NotFound
