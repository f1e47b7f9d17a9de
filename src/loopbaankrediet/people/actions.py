"""Making persons and organisations known, and trusting officers with a role."""

from uuid import UUID, uuid4

from django.db import transaction

from loopbaankrediet.journal.keys import look_up_hash, seal_for
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.models import OfficerRole, Organisation, Person


def hash_of(number: NationalNumber) -> bytes:
    return look_up_hash(number.compact, purpose="national-number")


@transaction.atomic
def know_person(*, number: NationalNumber, given_name: str, family_name: str, clock: Clock) -> Person:
    """The person with this national number; made known when new. An existing person keeps the name on record."""
    new_id = uuid4()
    person, _ = Person.objects.get_or_create(
        national_number_hash=hash_of(number),
        defaults={
            "id": new_id,
            "given_name": given_name,
            "family_name": family_name,
            "national_number_sealed": lambda: seal_for(new_id, number.compact, context="national-number"),
            "known_since": clock.now(),
        },
    )
    return person


def know_organisation(*, enterprise_number: str, name: str) -> Organisation:
    """The organisation with this enterprise number (ten digits); made known when new."""
    organisation, _ = Organisation.objects.get_or_create(enterprise_number=enterprise_number, defaults={"name": name})
    return organisation


def trust_with(*, person_id: UUID, role: Role, clock: Clock) -> None:
    """Give a role, or give back one that was withdrawn; one that is held stays as it is."""
    row, is_new = OfficerRole.objects.get_or_create(
        person_id=person_id, role=role, defaults={"granted_at": clock.now()}
    )
    if not is_new and row.withdrawn_at:
        OfficerRole.objects.filter(id=row.id).update(granted_at=clock.now(), withdrawn_at=None)
