"""The keys of persons, wrapped anew under the newest key of the ring: contents stay as they are, nothing is read."""

from collections.abc import Iterator
from uuid import UUID

from django.db import connections, transaction

from loopbaankrediet.journal.keys import unwrap, wrap

BATCH = 2000
FIRST = UUID(int=0)
OLD = """
SELECT subject_id, wrapped_key, key_number FROM journal_subjectkey
 WHERE subject_id > %s AND key_number <> %s AND wrapped_key IS NOT NULL ORDER BY subject_id LIMIT %s FOR UPDATE
"""
NEW = """
UPDATE journal_subjectkey AS held SET wrapped_key = given.wrapped, key_number = %s
  FROM unnest(%s::uuid[], %s::bytea[]) AS given (subject, wrapped)
 WHERE held.subject_id = given.subject
"""
USES = "SELECT count(*) FROM journal_subjectkey WHERE key_number = %(number)s AND wrapped_key IS NOT NULL"
# The question of an act is asked again within minutes; who keeps a page open for a month gets a new form.
ACT_USES = """
SELECT count(*) FROM journal_actkey AS asked JOIN journal_entry AS done ON done.act_key = asked.key
 WHERE asked.key_number = %(number)s AND done.recorded_at > now() - interval '30 days'
"""


def rewrap(newest: int) -> Iterator[int]:
    """Wrap every key that another than `newest` wrapped; yields how many after each batch, which stands by itself.

    As the owner role: the application may not change a key. Killed halfway, every key opens with the ring.
    """
    last, moved = FIRST, 0
    while True:
        last, count = _batch_after(last, newest)
        if not count:
            return
        moved += count
        yield moved


def _batch_after(last: UUID, newest: int) -> tuple[UUID, int]:
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(OLD, [last, newest, BATCH])
        rows = cursor.fetchall()
        subjects = [subject for subject, _, _ in rows]
        again = [wrap(unwrap(bytes(key), number, subject), newest, subject) for subject, key, number in rows]
        cursor.execute(NEW, [newest, subjects, again])
    return (rows[-1][0] if rows else last), len(rows)
