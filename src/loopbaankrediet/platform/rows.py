"""Rows that an act writes in one statement: one question to the database, however many rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault


class Rows:
    """New and changed rows, in any tables, written together or not at all.

    The order in which they are written is not known: no row may need another to be there first, or to be gone
    (a unique index). References are looked at when all are written. Values that the database fills in by itself
    are not read back.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._values: list[Any] = []

    def insert(self, row: models.Model) -> None:
        """A new row. Columns without a value yet are left to the database."""
        names = tuple(field.attname for field in row._meta.concrete_fields if not _is_open(getattr(row, field.attname)))
        self._add(_insert(type(row), names), row, names)

    def update(self, row: models.Model, *names: str) -> None:
        """These fields of a row that is there."""
        attnames = tuple(_field(type(row), name).attname for name in names)
        self._add(_update(type(row), attnames), row, (*attnames, _key(type(row)).attname))

    def write(self) -> None:
        """Raises IntegrityError as single statements would."""
        *first, last = self._parts
        text = ", ".join(f"part{place} AS ({part})" for place, part in enumerate(first))
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {text} {last}" if first else last, self._values)

    def _add(self, text: str, row: models.Model, attnames: Sequence[str]) -> None:
        self._parts.append(text)
        for name in attnames:
            self._values.append(_field(type(row), name).get_db_prep_save(getattr(row, name), connection))


def _is_open(value: object) -> bool:
    return value is None or isinstance(value, DatabaseDefault)


@cache
def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    return next(field for field in model._meta.concrete_fields if name in (field.name, field.attname))


def _key(model: type[models.Model]) -> models.Field[Any, Any]:
    return _field(model, model._meta.pk.name)


@cache
def _insert(model: type[models.Model], names: tuple[str, ...]) -> str:
    columns = ", ".join(f'"{_field(model, name).column}"' for name in names)
    places = ", ".join("%s" for _ in names)
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({places})'  # noqa: S608  # names of our own models


@cache
def _update(model: type[models.Model], names: tuple[str, ...]) -> str:
    changes = ", ".join(f'"{_field(model, name).column}" = %s' for name in names)
    return f'UPDATE "{model._meta.db_table}" SET {changes} WHERE "{_key(model).column}" = %s'  # noqa: S608
