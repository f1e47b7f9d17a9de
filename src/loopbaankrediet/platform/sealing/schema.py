"""The SQL of a chain of seals beside one table; each room's migration lays its own."""

from collections.abc import Sequence
from pathlib import Path

from django.db import migrations

TEMPLATE = Path(__file__).with_name("chain.sql")


def sealed(table: str, *, schema: str, columns: Sequence[str]) -> migrations.RunSQL:
    """Migration step: `schema` seals the rows of `table`, which has `id` and `recorded_in` (xid8), over `columns`."""
    text = TEMPLATE.read_text(encoding="utf-8")
    for name, value in {"{schema}": schema, "{table}": table, "{columns}": ", ".join(columns)}.items():
        text = text.replace(name, value)
    return migrations.RunSQL(text, migrations.RunSQL.noop)
