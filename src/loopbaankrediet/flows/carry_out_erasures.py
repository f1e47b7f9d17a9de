"""Destroying the key and the readable name of who is to be erased, now and again after every restore.

Decided comes first and stands by itself. Then the id goes to a signed list outside the database, and only then the key:
so that a database which is put back from before knows whom it has to erase again.
"""

from uuid import UUID, uuid5

from django.db import connection, connections, transaction

from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.people.erasing import listed, note, put_on_list
from loopbaankrediet.people.models import Erasure, ErasureState

# What rooms keep in readable columns; each function does nothing for a person who is not erased.
FORGET = "SELECT counsellors_forget(%s), counsellors_forget_profile(%s), guidance_forget(%s), payments_forget(%s)"
READABLE_AGAIN = """
SELECT person.id FROM people_person AS person LEFT JOIN journal_subjectkey AS held ON held.subject_id = person.id
 WHERE person.id = ANY(%s) AND (held.wrapped_key IS NOT NULL OR person.key_number IS NOT NULL)
"""


def carry_out(erasure_id: UUID, *, clock: Clock) -> None:
    """Put the id on the list outside, then destroy. Does nothing when it was done; may be repeated after a crash."""
    erasure = Erasure.objects.filter(id=erasure_id, state=ErasureState.DECIDED).first()
    if erasure is None:
        return
    put_on_list(erasure.person_id, clock=clock)
    with transaction.atomic(), connection.cursor() as cursor:
        note("erase_person_key", erasure, key=uuid5(erasure.id, "erased"), by=SYSTEM, clock=clock)
        cursor.execute("SELECT people_erase(%s)", [erasure.id])
        cursor.execute(FORGET, [erasure.person_id] * 4)


def carry_out_all(*, clock: Clock) -> int:
    """Whatever was decided and not carried out yet; how many."""
    waiting = list(Erasure.objects.filter(state=ErasureState.DECIDED).order_by("decided_at"))
    for erasure in waiting:
        carry_out(erasure.id, clock=clock)
    return len(waiting)


def erase_again() -> int:
    """After a restore, as the owner: everyone on the list who can be read again; how many."""
    with connections["owner"].cursor() as cursor, transaction.atomic(using="owner"):
        cursor.execute(READABLE_AGAIN, [list(listed())])
        found = [row[0] for row in cursor.fetchall()]
        for person_id in found:
            cursor.execute("SELECT people_forget(%s)", [person_id])
            cursor.execute(FORGET, [person_id] * 4)
    return len(found)
