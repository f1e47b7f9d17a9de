"""Making persons and organisations known, and trusting officers with a role."""

from uuid import UUID, uuid4

from django.db import connection, transaction

from loopbaankrediet.journal.keys import findable_hashes, look_up_hash, numbered_hash, seal_for
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.models import OfficerRole, Organisation, Person
from loopbaankrediet.platform.rings import Purpose
from loopbaankrediet.platform.viewing import signing_in


def hash_of(number: NationalNumber) -> bytes:
    """The hash under which the history of vouchers knows a person; its key never changes."""
    return look_up_hash(number.compact, purpose="national-number")


@transaction.atomic
def know_person(*, number: NationalNumber, given_name: str, family_name: str, clock: Clock) -> Person:
    """The person with this national number; made known when new. An existing person keeps the name on record."""
    with signing_in():
        known = _person_with(number)
        if known is not None:
            return known
        _one_at_a_time(number)
        return _person_with(number) or _new_person(number, given_name, family_name, clock)


def is_known(number: NationalNumber) -> bool:
    """Whether somebody here has this national number."""
    with signing_in():
        return _person_with(number) is not None


def _person_with(number: NationalNumber) -> Person | None:
    hashes = findable_hashes(Purpose.NUMBERS, number.compact).values()
    return Person.objects.filter(national_number_hash__in=list(hashes)).first()


def _one_at_a_time(number: NationalNumber) -> None:
    """While keys rotate two hashes of one number may be written: the oldest key names the lock of both."""
    oldest = list(findable_hashes(Purpose.NUMBERS, number.compact).values())[-1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(oldest[:8], signed=True)])


def _new_person(number: NationalNumber, given_name: str, family_name: str, clock: Clock) -> Person:
    new_id = uuid4()
    key_number, found_by = numbered_hash(Purpose.NUMBERS, number.compact)
    return Person.objects.create(
        id=new_id,
        given_name=given_name,
        family_name=family_name,
        national_number_sealed=seal_for(new_id, number.compact, context="national-number"),
        national_number_hash=found_by,
        key_number=key_number,
        history_hash=hash_of(number),
        known_since=clock.now(),
    )


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
