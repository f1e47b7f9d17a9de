"""Who signs in: a stable number of the Flemish sign-in, linked once to a person, and the roles that came with it."""

from collections.abc import Set
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.actions import know_person, trust_with
from loopbaankrediet.people.models import Identity, OfficerRole, Person


class IdentityMoved(DomainError):
    """The number is linked to somebody else than the national number says. `person_id`: who it is linked to."""

    message = "Je aanmelding past niet bij wat we van je kennen. We laten niemand binnen op jouw naam."

    reason = "identity_moved"

    def __init__(self, person_id: UUID) -> None:
        super().__init__()
        self.person_id = person_id


@dataclass(frozen=True)
class Claimed:
    """What the sign-in says of somebody."""

    vo_id: str
    number: NationalNumber
    given_name: str
    family_name: str


@transaction.atomic
def identify(claimed: Claimed, *, clock: Clock) -> tuple[Person, bool]:
    """The person behind the number, and whether it was linked just now. IdentityMoved when it is somebody else's."""
    person = know_person(
        number=claimed.number, given_name=claimed.given_name, family_name=claimed.family_name, clock=clock
    )
    identity, is_new = Identity.objects.get_or_create(
        vo_id=claimed.vo_id, defaults={"person": person, "linked_at": clock.now()}
    )
    if identity.person_id != person.id:
        raise IdentityMoved(identity.person_id)
    return person, is_new


@transaction.atomic
def replace_roles(*, person_id: UUID, roles: Set[Role], clock: Clock) -> None:
    """From now on exactly these: a role that the sign-in no longer gives is gone."""
    held = OfficerRole.objects.filter(person_id=person_id, withdrawn_at__isnull=True)
    held.exclude(role__in=[role.value for role in roles]).update(withdrawn_at=clock.now())
    for role in sorted(roles):
        trust_with(person_id=person_id, role=role, clock=clock)
