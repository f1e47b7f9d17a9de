"""Keeps the database's copy of the transition tables equal to the tables in the code."""

from collections.abc import Iterable

from django.apps import apps
from django.db import migrations, transaction

from loopbaankrediet.kernel.states import StateTable
from loopbaankrediet.platform.models import StateTransition

Row = tuple[str, str, str]
START = ""
_PER_ROW = """
CREATE TRIGGER state_moves_by_the_table BEFORE UPDATE OF state ON {table}
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION refuse_unknown_move('{machine}');
CREATE TRIGGER state_starts_at_the_start BEFORE INSERT ON {table}
  FOR EACH ROW EXECUTE FUNCTION refuse_unknown_move('{machine}')
"""
_PER_STATEMENT = """
CREATE TRIGGER state_moves_by_the_table AFTER UPDATE ON {table} REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_unknown_moves('{machine}');
CREATE TRIGGER state_starts_at_the_start AFTER INSERT ON {table} REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_unknown_starts('{machine}')
"""


def tables() -> tuple[StateTable, ...]:  # type: ignore[type-arg]
    """Every transition table of every installed room, found as `STATE_TABLES` in its models."""
    modules = [config.models_module for config in apps.get_app_configs() if config.models_module]
    return tuple(table for module in modules for table in getattr(module, "STATE_TABLES", ()))


def expected_rows() -> frozenset[Row]:
    moves = {(table.machine, *pair) for table in tables() for pair in table.pairs()}
    return frozenset(moves | {(table.machine, START, str(table.initial)) for table in tables()})


def sync(*, using: str) -> None:
    """Make the rows equal to the code; runs after every migration, as the owner role."""
    with transaction.atomic(using=using):
        StateTransition.objects.using(using).all().delete()
        StateTransition.objects.using(using).bulk_create(_as_rows(expected_rows()))


def _as_rows(rows: Iterable[Row]) -> list[StateTransition]:
    return [StateTransition(machine=machine, source=source, target=target) for machine, source, target in sorted(rows)]


def guarded(db_table: str, machine: str, *, at_once: bool = False) -> migrations.RunSQL:
    """Migration step: the database refuses starts and moves of `db_table.state` that the table does not have.

    `at_once`: looked at once per statement, for a table of which one statement moves very many rows.
    """
    return migrations.RunSQL(
        (_PER_STATEMENT if at_once else _PER_ROW).format(table=db_table, machine=machine),
        f"DROP TRIGGER state_moves_by_the_table ON {db_table}; DROP TRIGGER state_starts_at_the_start ON {db_table}",
    )


def append_only(db_table: str) -> migrations.RunSQL:
    """Migration step: rows of `db_table` are never changed or removed, by any role."""
    return migrations.RunSQL(
        f"""CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {db_table}
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER append_only_all BEFORE TRUNCATE ON {db_table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();""",
        f"DROP TRIGGER append_only ON {db_table}; DROP TRIGGER append_only_all ON {db_table};",
    )


def only_changes(db_table: str, *columns: str) -> migrations.RunSQL:
    """Migration step: of a row of `db_table` the application may change these columns, and no other."""
    return migrations.RunSQL(
        f"REVOKE UPDATE ON {db_table} FROM loopbaankrediet_app; "
        f"GRANT UPDATE ({', '.join(columns)}) ON {db_table} TO loopbaankrediet_app;",
        f"GRANT UPDATE ON {db_table} TO loopbaankrediet_app;",
    )


def only_grow(db_table: str, *columns: str) -> migrations.RunSQL:
    """Migration step: these numbers of a row of `db_table` never become smaller, by any role."""
    return _on_update(db_table, "only_grow", "refuse_lower", columns)


def set_once(db_table: str, *columns: str) -> migrations.RunSQL:
    """Migration step: once one of these columns of a row of `db_table` is filled, it keeps its value, for any role."""
    return _on_update(db_table, "set_once", "refuse_second", columns)


def _on_update(db_table: str, trigger: str, function: str, columns: tuple[str, ...]) -> migrations.RunSQL:
    names = ", ".join(f"'{column}'" for column in columns)
    return migrations.RunSQL(
        f"CREATE TRIGGER {trigger} BEFORE UPDATE ON {db_table} FOR EACH ROW EXECUTE FUNCTION {function}({names})",
        f"DROP TRIGGER {trigger} ON {db_table}",
    )
