"""Reading whole tables, and what was added to them since."""

from typing import Any
from uuid import UUID

from django.db import connections

Row = dict[str, Any]
Tables = dict[str, list[Row]]
SKIPPED = (
    "django_",
    "platform_",
    "procrastinate_",
    "vouchers_",
    "budget_",
    "people_officerrole",
    "payments_bank",
    "payments_statement",
    "payments_uploaded",
    "payments_unmatched",
)
OF_THE_LEDGER = ("ledger.account", "ledger.transfer", "ledger.reversed")


def all_rows() -> Tables:
    """Every row that an act may have written, by table."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        public = [name for (name,) in cursor.fetchall() if not name.startswith(SKIPPED)]
        return {table: _rows(cursor, table) for table in (*public, *OF_THE_LEDGER)}


def _rows(cursor: Any, table: str) -> list[Row]:
    cursor.execute(f"SELECT * FROM {table}")  # a name from the catalogue
    names = [column.name for column in cursor.description]
    return [dict(zip(names, map(plain, row), strict=True)) for row in cursor.fetchall()]


def plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def key_of(row: Row) -> object:
    """What tells a row from the others of its table: the first column."""
    return next(iter(row.values()))


def added(before: Tables, now: Tables) -> Tables:
    """The rows of now whose key was not there before."""
    known = {table: {key_of(row) for row in rows} for table, rows in before.items()}
    fresh = {table: [row for row in rows if key_of(row) not in known[table]] for table, rows in now.items()}
    return {table: rows for table, rows in fresh.items() if rows}


def uuids(tables: Tables) -> set[UUID]:
    """Every uuid that stands in these rows."""
    return {value for rows in tables.values() for row in rows for value in row.values() if isinstance(value, UUID)}
