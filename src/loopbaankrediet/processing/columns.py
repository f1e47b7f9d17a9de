"""Every column of the database, one TOML file per room: does it tell of a person, and for which purposes is it held."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from loopbaankrediet.processing.records import PACKAGE


@dataclass(frozen=True)
class Table:
    """`direct` columns tell who somebody is or what she said; `linked` ones concern a person through a file.

    `plain` columns concern nobody. `what` says in plain Dutch what the personal ones hold; of a table without any,
    `holds_nobody` says what it holds instead.
    """

    name: str
    room: str
    what: str
    holds_nobody: str
    purposes: tuple[str, ...]
    direct: tuple[str, ...]
    linked: tuple[str, ...]
    plain: tuple[str, ...]

    @property
    def is_personal(self) -> bool:
        return bool(self.direct or self.linked)

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.direct, *self.linked, *self.plain)


@cache
def tables() -> dict[str, Table]:
    """By name; of a table outside the schema `public` the name is 'schema.table'."""
    folder = resources.files(PACKAGE) / "columns"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    found: dict[str, Table] = {}
    for file in files:
        room = file.name.removesuffix(".toml")
        entries = tomllib.loads(file.read_text(encoding="utf-8"))
        found |= {name: _table(name, room, entry) for name, entry in entries.items()}
    return found


def held_for(purpose: str) -> tuple[Table, ...]:
    """The tables with personal columns that this purpose holds."""
    return tuple(table for table in tables().values() if purpose in table.purposes)


def _table(name: str, room: str, entry: dict[str, Any]) -> Table:
    purposes, kinds = tuple(entry.get("purposes", ())), ("direct", "linked", "plain")
    direct, linked, plain = (tuple(entry.get(kind, ())) for kind in kinds)
    return Table(name, room, entry.get("what", ""), entry.get("holds_nobody", ""), purposes, direct, linked, plain)
