"""Row-level security, the second wall: migration steps by which the database shows each viewer only his own rows.

Who looks stands on the connection (`platform.viewing`). The system and officers see every row, and what they may do is
up to the policies of the rooms; a citizen and a counsellor see and write only rows that one of the rules gives them,
and who says nothing sees none. Rules are written once per table in the migrations of its room.
"""

from typing import Literal

from django.db import migrations

Use = Literal["read", "add", "change", "lock"]
CLAUSES: dict[Use, str] = {
    "read": "FOR SELECT USING ({rule})",
    "add": "FOR INSERT WITH CHECK ({rule})",
    "change": "FOR UPDATE USING ({rule})",
    "lock": "FOR UPDATE USING ({rule}) WITH CHECK (false)",
}


def of_citizen(column: str) -> str:
    """Rule: the column holds the citizen who looks, or whom the viewer represents."""
    return f"{{table}}.{column} = viewer_citizen()"


def of_counsellor(column: str) -> str:
    """Rule: the column holds the counsellor who looks."""
    return f"{{table}}.{column} = viewer_counsellor()"


def beside(other: str, column: str, key: str = "id") -> str:
    """Rule: who sees the row of `other` that this row belongs to, sees this row."""
    return f"EXISTS (SELECT FROM {other} AS other WHERE other.{key} = {{table}}.{column})"


def protected(table: str, *rules: str) -> migrations.RunSQL:
    """Migration step: of `table` everyone but the system and officers sees and writes only what a rule gives."""
    seen = _any("viewer_sees_all()", *rules).format(table=table)
    return migrations.RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; CREATE POLICY own_rows ON {table} USING ({seen});",
        f"DROP POLICY own_rows ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def door(table: str, name: str, *rules: str, to: Use = "read") -> migrations.RunSQL:
    """Migration step: one more way to rows of `table`, for one use. To `lock` a row is not to change it.

    Each door is listed, with why it is there, in the decision on row-level security (docs/adr).
    """
    rule = _any(*rules).format(table=table)
    return migrations.RunSQL(
        f"CREATE POLICY {name} ON {table} {CLAUSES[to].format(rule=rule)};", f"DROP POLICY {name} ON {table};"
    )


def added_only(table: str, *rules: str) -> migrations.RunSQL:
    """Migration step: besides the rules of `protected`, a new row of `table` must keep one of these."""
    rule = _any("viewer_sees_all()", *rules).format(table=table)
    return migrations.RunSQL(
        f"CREATE POLICY added_only ON {table} AS RESTRICTIVE FOR INSERT WITH CHECK ({rule});",
        f"DROP POLICY added_only ON {table};",
    )


def keeps_owner(table: str, *columns: str) -> migrations.RunSQL:
    """Migration step: whose row it is never changes, so that nobody moves a row to or from somebody else."""
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    return migrations.RunSQL(
        f"CREATE TRIGGER row_keeps_its_owner BEFORE UPDATE OF {', '.join(columns)} ON {table} "
        f"FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION refuse_other_owner();",
        f"DROP TRIGGER row_keeps_its_owner ON {table};",
    )


def _any(*rules: str) -> str:
    return " OR ".join(rules)
