"""A database that is filled by sets: foreign keys and indexes come back afterwards, over all rows at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

FOREIGN_KEYS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
 WHERE contype = 'f' AND connamespace::regnamespace::text IN ('public', 'ledger') ORDER BY conname
"""
INDEXES = """
SELECT format('%I.%I', schemaname, indexname), indexdef FROM pg_indexes
 WHERE schemaname IN ('public', 'ledger') AND tablename NOT LIKE 'procrastinate%'
   AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname) ORDER BY indexname
"""
TABLES = """
SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
 WHERE NOT tgisinternal AND relnamespace::regnamespace::text IN ('public', 'ledger', 'journal')
   AND relname NOT LIKE 'procrastinate%' ORDER BY 1
"""


@contextmanager
def lean(cursor: Any) -> Iterator[None]:
    """Inside: no foreign key, no index of its own and no trigger. After it each is back, and looked at every row."""
    foreign, indexes, tables = (_all(cursor, query) for query in (FOREIGN_KEYS, INDEXES, TABLES))
    for table, name, _ in foreign:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    for (table,) in tables:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for (table,) in tables:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    for _, definition in indexes:
        cursor.execute(definition)
    for table, name, definition in foreign:
        cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def _all(cursor: Any, query: str) -> list[tuple[str, ...]]:
    cursor.execute(query)
    found: list[tuple[str, ...]] = cursor.fetchall()
    return found
