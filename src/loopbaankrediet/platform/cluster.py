"""The files of an embedded server: made once, with the roles that may sign in and nobody else."""

import shutil
from pathlib import Path

from loopbaankrediet.platform.addresses import PASSWORDS, ROLE_NAMES, ROLES_SQL
from loopbaankrediet.platform.places import secret_text
from loopbaankrediet.platform.programs import Programs, ServerRefused

BUILTIN_LOCALE_SINCE = 17
HBA = """\
local all postgres reject
local replication loopbaankrediet_backup scram-sha-256
local all loopbaankrediet_backup reject
local all all scram-sha-256
"""
BACKUP_ROLE_SQL = """\
DO $$ BEGIN IF to_regrole('loopbaankrediet_backup') IS NULL THEN \
CREATE ROLE loopbaankrediet_backup LOGIN REPLICATION; END IF; END $$;
"""


def make_cluster(data: Path, programs: Programs) -> None:
    """Whole or absent: made aside and renamed when roles and database exist."""
    draft = draft_of(data)
    shutil.rmtree(draft, ignore_errors=True)
    _initdb(draft, programs)
    roles = ROLES_SQL.format(**{name: secret_text(name) for name in PASSWORDS.values()})
    let_in(draft, programs, first=roles)
    draft.rename(data)


def draft_of(data: Path) -> Path:
    """Where data is made before it takes its place."""
    return data.with_name(f"{data.name}.new")


def refuse_other_version(data: Path, programs: Programs) -> None:
    """ServerRefused when these programs cannot serve this data."""
    version, major = (data / "PG_VERSION").read_text().strip(), programs.binaries.major
    if version != str(major):
        raise ServerRefused(
            f"{data} was made by PostgreSQL {version}, the programs found are {major}. "
            "Convert it with pg_upgrade (docs/how-to/postgresql-upgrade.md), or name the older programs in PG_BIN."
        )


def let_in(data: Path, programs: Programs, *, first: str = "") -> None:
    """After `first`: our roles with the passwords kept here, and nobody else; last of all the file that says so."""
    changes = [f"ALTER ROLE {ROLE_NAMES[role]} PASSWORD '{secret_text(name)}';\n" for role, name in PASSWORDS.items()]
    _as_superuser(first + BACKUP_ROLE_SQL + "".join(changes), data, programs)
    draft = data / "pg_hba.conf.new"
    draft.write_text(HBA)
    programs.identity.give(draft)
    draft.rename(data / "pg_hba.conf")


def lets_in(data: Path) -> bool:
    """False for data of an earlier release or of an upgrade."""
    return (data / "pg_hba.conf").read_text() == HBA


def _initdb(data: Path, programs: Programs) -> None:
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    locale = builtin if programs.binaries.major >= BUILTIN_LOCALE_SINCE else ["--locale=C.UTF-8"]
    programs.run("initdb", "-D", str(data), "-k", "-A", "reject", "-U", "postgres", "-E", "UTF8", *locale)


def _as_superuser(sql: str, data: Path, programs: Programs) -> None:
    """In single-user mode: the superuser exists but nobody can sign in with it.

    Without archive_mode the checkpoint at its end would throw away what still waits for the archive.
    """
    trouble = programs.run("postgres", "--single", "-D", str(data), "-c", "archive_mode=on", "postgres", text=sql)
    if "ERROR" in trouble or "FATAL" in trouble:
        raise ServerRefused(f"The roles could not be made: {trouble}")
