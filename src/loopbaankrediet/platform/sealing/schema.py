"""The SQL of a chain of seals beside one table; each room's migration lays its own."""

from collections.abc import Sequence
from pathlib import Path

from django.db import migrations

TEMPLATE = Path(__file__).with_name("chain.sql")
NOTHING_MORE = """'{"totals": {}, "breaks": []}'"""


def sealed(table: str, *, schema: str, columns: Sequence[str], own_proof: str = NOTHING_MORE) -> migrations.RunSQL:
    """Migration step: `schema` seals the rows of `table`, which has `id` and `recorded_in` (xid8), over `columns`.

    `own_proof`: SQL for what the room proves besides its seals, as jsonb with `totals` and `breaks`.
    """
    text = TEMPLATE.read_text(encoding="utf-8")
    words = {"{schema}": schema, "{table}": table, "{columns}": ", ".join(columns), "{own_proof}": own_proof}
    for name, value in words.items():
        text = text.replace(name, value)
    return migrations.RunSQL(text, migrations.RunSQL.noop)
