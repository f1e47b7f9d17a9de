"""What a server must promise before it serves: it keeps what it confirmed, and the application cannot rewrite it."""

from typing import Any, Protocol

from loopbaankrediet.platform.programs import ServerRefused

LOSSY = """
SELECT name || '=' || setting FROM pg_settings
 WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting NOT IN ('on', 'remote_apply')
 ORDER BY 1
"""
TOO_STRONG = """
SELECT rolsuper OR rolbypassrls OR pg_has_role(current_user, tableowner, 'MEMBER')
       OR has_any_column_privilege('ledger.account', 'UPDATE')
  FROM pg_roles, pg_tables WHERE rolname = current_user AND schemaname = 'ledger' AND tablename = 'account'
"""


class Cursor(Protocol):
    """A cursor of psycopg or of Django."""

    def execute(self, query: Any, /) -> Any: ...

    def fetchall(self) -> list[Any]: ...


def refuse_loss(cursor: Cursor, mend: str) -> None:
    """ServerRefused when a crash of this server may lose what it confirmed on this connection."""
    cursor.execute(LOSSY)
    found = ", ".join(setting for (setting,) in cursor.fetchall())
    if found:
        raise ServerRefused(f"This server may lose what it confirmed ({found}). {mend}")


def refuse_strong_application(cursor: Cursor) -> None:
    """ServerRefused when the role of the application can change what the ledger wrote. The tables must be there."""
    cursor.execute(TOO_STRONG)
    if any(strong for (strong,) in cursor.fetchall()):
        raise ServerRefused(
            "The role in DATABASE_URL could rewrite the ledger or see every row: it is a superuser, passes row-level "
            "security, owns the tables, is a member of the role that does, or may update them. Name another role "
            "there, that is none of these."
        )
