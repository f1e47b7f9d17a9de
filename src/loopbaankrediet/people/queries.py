"""Reads of persons: by id, and by national number through its keyed hash only."""

from collections.abc import Iterable
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from loopbaankrediet.journal.keys import unseal_for
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.models import OfficerRole, Person


def person(person_id: UUID) -> Person:
    found = Person.objects.filter(id=person_id).first()
    if found is None:
        raise NotFound
    return found


def names(person_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Full names by id."""
    wanted = {person_id for person_id in person_ids if person_id is not None}
    return {row.id: row.full_name for row in Person.objects.filter(id__in=wanted).order_by("id")}


def national_number_of(someone: Person) -> NationalNumber:
    """The national number itself: only for questions to sources and for letters."""
    text = unseal_for(someone.id, someone.national_number_sealed, context="national-number")
    return NationalNumber.parse(text, allow_test=settings.ALLOW_TST_INSZ)


def officers_called(full_name: str) -> dict[UUID, frozenset[Role]]:
    """Everybody of this name, whatever its capitals, who has a role now, with the roles."""
    wanted = " ".join(full_name.split()).casefold()
    called = [row for row in _held().select_related("person") if row.person.full_name.casefold() == wanted]
    by_person = groupby(called, key=lambda row: row.person_id)
    return {person_id: frozenset(Role(row.role) for row in rows) for person_id, rows in by_person}


def roles_of(person_id: UUID) -> frozenset[Role]:
    return frozenset(Role(row.role) for row in _held().filter(person_id=person_id))


def officers_with(role: Role) -> tuple[UUID, ...]:
    """Everybody who holds this role now."""
    return tuple(_held().filter(role=role).values_list("person_id", flat=True))


def _held() -> QuerySet[OfficerRole]:
    return OfficerRole.objects.filter(withdrawn_at__isnull=True).order_by("person_id", "role")
