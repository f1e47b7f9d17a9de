"""Where the database answers, and as whom: the owner migrates, the application role owns nothing."""

import hashlib
import os
import pwd
import stat
import tempfile
from pathlib import Path
from typing import Any, Literal, get_args

from psycopg import Connection, ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from loopbaankrediet.platform.errors import OperatorError
from loopbaankrediet.platform.places import SecretName, private_folder, secret_text, setting, var_folder

Role = Literal["owner", "app", "backup"]

DATABASE = "loopbaankrediet"
ROLE_NAMES: dict[Role, str] = {role: f"loopbaankrediet_{role}" for role in get_args(Role)}
PASSWORDS: dict[Role, SecretName] = {"owner": "owner_password", "app": "app_password", "backup": "backup_password"}
PORT = "5432"
LONGEST_SOCKET_PATH = 103  # bytes: the smallest limit among Linux (107) and macOS (103)
POOL = {"min_size": 1, "max_size": 8, "timeout": 10}
THREADS = 4
"""Of a process that serves pages. Each holds a connection, and a second one while something is counted."""
PREPARE_AFTER = 5  # uses of a statement on one connection, after which the server keeps its plan
APP_LIMITS = "-c lock_timeout=5s -c statement_timeout=30s"
VIEWER = "LOOPBAANKREDIET_VIEWER"
SYSTEM = "system"
FORGET_VIEWER = (
    "; ".join(f"RESET loopbaankrediet.{name}" for name in ("capacity", "person", "counsellor", "represents", "code"))
    + "; RESET application_name"
)

ROLES_SQL = """\
CREATE ROLE loopbaankrediet_owner LOGIN CREATEDB PASSWORD '{owner_password}';
CREATE ROLE loopbaankrediet_app LOGIN PASSWORD '{app_password}';
GRANT pg_signal_backend TO loopbaankrediet_owner;
CREATE DATABASE loopbaankrediet OWNER loopbaankrediet_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE loopbaankrediet FROM PUBLIC;
GRANT CONNECT ON DATABASE loopbaankrediet TO loopbaankrediet_app;
"""


class AddressRefused(OperatorError):
    """The database settings or folders cannot be used; the message tells the operator how to mend them."""


def server_users() -> set[int]:
    """Who may own the server's folders: this user, and `nobody` where root has to run the server as it."""
    us = os.geteuid()
    return {us, pwd.getpwnam("nobody").pw_uid} if us == 0 else {us}


def uses_own_server() -> bool:
    """True when no DATABASE_URL names a server, so that the embedded one is ours to start."""
    return not os.environ.get("DATABASE_URL")


def server_folder() -> Path:
    """Where the embedded server keeps its data, lock and log: LOOPBAANKREDIET_SERVER, else `postgres` in var."""
    chosen = setting("SERVER", "")
    return Path(chosen).absolute() if chosen else var_folder() / "postgres"


def archive_folder(folder: Path) -> Path:
    """Where the server in `folder` archives its changes: beside it, so that losing one does not lose the other."""
    return folder.with_name(f"{folder.name}-archive")


def socket_folder(folder: Path) -> Path:
    """A 0700 folder for the socket: inside `folder`, or a short temporary one when that lies too deep."""
    inside = folder / "socket"
    if len(os.fsencode(inside / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
        return private_folder(inside)
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return _own_runtime_folder(Path(tempfile.gettempdir()) / f"loopbaankrediet-{os.geteuid()}-{digest}")


def _own_runtime_folder(path: Path) -> Path:
    """Refuses a folder that someone else laid in a place where everyone may write."""
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if found.st_mode != stat.S_IFDIR | 0o700 or found.st_uid not in server_users():
        raise AddressRefused(
            f"{path} is not a private folder of this user (0700). "
            "Remove it, or set LOOPBAANKREDIET_VAR to a shorter path."
        )
    return path


def embedded_address(role: Role, *, folder: Path | None = None, database: str = DATABASE) -> dict[str, str]:
    """Connection keywords, named as in libpq, of the embedded server in `folder` (default: in var)."""
    return {
        "host": str(socket_folder(folder or server_folder())),
        "port": PORT,
        "dbname": database,
        "user": ROLE_NAMES[role],
        "password": secret_text(PASSWORDS[role]),
    }


def address(role: Role) -> dict[str, str]:
    """Connection keywords of the configured server; AddressRefused when it names only one of owner and application."""
    if uses_own_server():
        return embedded_address(role)
    owner_url = os.environ.get("DATABASE_OWNER_URL")
    if not owner_url:
        raise AddressRefused(_two_roles_needed())
    name, url = ("DATABASE_OWNER_URL", owner_url) if role == "owner" else ("DATABASE_URL", os.environ["DATABASE_URL"])
    try:
        return {key: str(value) for key, value in conninfo_to_dict(url).items()}
    except ProgrammingError as error:
        raise AddressRefused(
            f"{name} is not an address. Write it as postgresql://user:password@host:5432/database."
        ) from error


def _two_roles_needed() -> str:
    sql = ROLES_SQL.format(owner_password="<password>", app_password="<password>")  # noqa: S106
    return (
        "DATABASE_URL is set but DATABASE_OWNER_URL is not. Two roles are needed: one that owns the tables "
        "and migrates (DATABASE_OWNER_URL), and one that owns nothing and runs the application "
        "(DATABASE_URL). "
        f"As an administrator of that server:\n\n{sql}"
    )


def process_viewer() -> str:
    """Who looks while nobody else is named: the system when this process was started as it, else nobody.

    Background work and commands set LOOPBAANKREDIET_VIEWER=system; what serves pages does not.
    """
    return SYSTEM if setting("VIEWER", "") == SYSTEM else ""


def forget_viewer(connection: Connection[Any]) -> None:
    """What a pool does to a connection that comes back: it is nobody's again. When this fails, the pool closes it."""
    connection.execute(FORGET_VIEWER)
    connection.commit()


def django_databases() -> dict[str, dict[str, Any]]:
    """Django's DATABASES: "default" is the application role with a pool, "owner" the role that migrates."""
    default = _django_database(address("app"))
    viewer = f"-c loopbaankrediet.capacity={process_viewer()}" if process_viewer() else ""
    limits = " ".join(filter(None, [default["OPTIONS"].get("options"), APP_LIMITS, viewer]))
    default["OPTIONS"] |= {
        "pool": POOL | {"reset": forget_viewer},
        "server_side_binding": True,
        "prepare_threshold": PREPARE_AFTER,
        "options": limits,
    }
    default["CONN_HEALTH_CHECKS"] = True
    return {"default": default, "owner": _django_database(address("owner"))}


def _django_database(keywords: dict[str, str]) -> dict[str, Any]:
    rest = dict(keywords)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": rest.pop("host", ""),
        "PORT": rest.pop("port", ""),
        "NAME": rest.pop("dbname", ""),
        "USER": rest.pop("user", ""),
        "PASSWORD": rest.pop("password", ""),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 0,
        "OPTIONS": dict(rest),
    }
