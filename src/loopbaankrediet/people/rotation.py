"""The hashes by which persons are found, made anew under the newest key of the ring of numbers."""

from collections.abc import Iterator
from uuid import UUID

from django.db import connections, transaction

from loopbaankrediet.journal.keys import hash_under, openers_for
from loopbaankrediet.people.models import Person
from loopbaankrediet.platform.rings import Purpose

BATCH = 1000
FIRST = UUID(int=0)
NEW = """
UPDATE people_person AS held SET national_number_hash = given.hash, key_number = %s
  FROM unnest(%s::uuid[], %s::bytea[]) AS given (id, hash)
 WHERE held.id = given.id AND held.key_number IS NOT NULL
"""
USES = "SELECT count(*) FROM people_person WHERE key_number = %(number)s"


def rehash(newest: int) -> Iterator[int]:
    """Make every hash anew that another key than `newest` made; yields how many after each batch, as `rewrap`.

    A person whose key is gone without an erasure keeps her hash: nobody can read her number any more.
    """
    last, moved = FIRST, 0
    while people := _people_after(last, newest):
        moved += _rehashed(people, newest)
        last = people[-1].id
        yield moved


def _people_after(last: UUID, newest: int) -> list[Person]:
    rows = Person.objects.using("owner").filter(id__gt=last).exclude(key_number=newest).exclude(key_number=None)
    return list(rows.only("id", "national_number_sealed").order_by("id")[:BATCH])


def _rehashed(people: list[Person], newest: int) -> int:
    openers = openers_for((person.id for person in people), context="national-number")
    readable = [person for person in people if person.id in openers]
    told = [openers[person.id](person.national_number_sealed) for person in readable]
    hashes = [hash_under(Purpose.NUMBERS, newest, number) for number in told]
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(NEW, [newest, [person.id for person in readable], hashes])
    return len(readable)
